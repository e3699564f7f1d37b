"""Many inputs in little memory: the same order and the same refusals whether or not they fit."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsclean import spill
from newsclean.inputs import Found, Lost, Selection, Walk
from newsclean.naming import Met, Names
from newsclean.spill import Scratch, Seen, Sorted, Spool, Table, raw_name
from tests.shell import run

ODD = ("a\nb.txt", "\udce9.txt", "\U0001f600.txt", "\uffee.txt", "-.txt", "A.txt", "é.txt", "a b.txt", "b\n\n.txt")


@pytest.fixture(params=[2, 5, spill.HELD])
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Hold so few strings in memory, and put what is more in a file at once."""
    monkeypatch.setattr(spill, "HELD", request.param)
    monkeypatch.setattr(spill, "BLOCK", 7)
    monkeypatch.setattr(spill, "SMALL", 20)
    return int(request.param)


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text it is.")


def found(walk: Walk) -> list[str]:
    return [each.relative for each in walk if isinstance(each, Found)]


def test_what_is_sorted_is_sorted(held: int) -> None:
    dice = random.Random(1)
    items = [dice.randbytes(dice.randrange(9)).replace(b"\xff", b"") for _ in range(200)]
    every = Sorted()
    for item in items:
        every.add(item)
    assert list(every) == sorted(items)
    assert list(every) == sorted(items)


@pytest.mark.skipif(os.name != "posix", reason="names of POSIX")
def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path, held: int) -> None:
    names = [*ODD, *(f"{n:02}.txt" for n in range(30)), *(f"05/{n}.txt" for n in range(9)), "05.md", "05-.md"]
    make(tmp_path, *names)
    walk = Walk([str(tmp_path)], Selection())
    given = found(walk)
    assert sorted(given) == sorted(names)
    top = [name for name in given if "/" not in name]
    assert top == sorted(top)
    at = given.index("05/0.txt")
    assert given[at : at + 9] == [f"05/{n}.txt" for n in range(9)]
    assert given[at - 1] < "05" < given[at + 9]
    assert found(walk) == given


def test_files_that_come_and_go_during_a_walk_do_not_break_it(tmp_path: Path, held: int) -> None:
    make(tmp_path, *(f"{n:02}.txt" for n in range(40)))
    walk = iter(Walk([str(tmp_path)], Selection()))
    first = [next(walk) for _ in range(3)]
    for n in range(0, 40, 2):
        (tmp_path / f"{n:02}.txt").unlink()
    make(tmp_path, "000.txt", "99.txt")
    names = [Path(each.path).name for each in (*first, *walk) if not isinstance(each, Lost)]
    assert names == sorted(set(names))
    assert set(names) >= {f"{n:02}.txt" for n in range(1, 40, 2)}


def test_listed_names_are_kept_in_order_and_once(tmp_path: Path, held: int) -> None:
    names = [f"{n % 20:02}{odd}" for n in range(40) for odd in ("\0.txt", "\n.txt", "\udcff.txt")]
    assert list(Spool(names)) == names
    assert len(Spool(names)) == len(names)
    assert not Spool([])
    walk = Walk([], Selection(), listed=names)
    assert found(walk) == found(walk) == names[:60]


@pytest.mark.parametrize("second", ["in/s", "in", "./in/../in", "in/s/5.txt"])
def test_what_is_named_twice_is_done_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: str, held: int
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path, *(f"in/s/{n}.txt" for n in range(9)), "in/t.txt", "other/1.txt")
    paths = [each.path for each in Walk(["in", "other", second], Selection())]
    assert len([path for path in paths if ".." not in path]) == 11


CLASHES = {
    "two files": ("a.txt", "b/A.txt", "B/x.txt", "A.txt"),
    "a file and a folder": ("a.txt", "c/d.txt", "A.TXT/x.txt"),
    "folders by case": ("b/c/x.txt", "b/C/y.txt"),
    "folders apart": ("b/c/x.txt", "a/b/x.txt", "b/c/y.txt", "d.txt", "b/x.txt"),
}


@pytest.mark.parametrize("case", CLASHES)
def test_names_that_meet_are_found(case: str, held: int) -> None:
    names = Names()
    for name in (*CLASHES[case], *(f"more/{n}.txt" for n in range(20))):
        names.claim(name)
    if case == "folders apart":
        names.settle()
    else:
        with pytest.raises(Met):
            names.settle()


def test_two_of_many_that_meet_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path, *(f"in/{n}/{n}.txt" for n in range(9)), "in/5/x.html", "in/5/y.txt", "in/5/x.md")
    answer = run("clean", "in", "-o", "out")
    assert answer.code == 2
    assert "in/5/x.html and in/5/x.md would both be written as 5/x.txt; --full-names" in answer.err


def test_a_table_knows_its_keys_and_no_others(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr(spill, "ROWS", 3)
    dice = random.Random(2)
    rows = {dice.getrandbits(64): (n, dice.getrandbits(64), 0) for n in range(100)}
    rows[0], rows[spill.MASK] = (1, 2, 3), (spill.MASK,) * 3
    rows[1] = (256, 0, 0)  # its bytes hold the key 0 where no key begins
    table = Table((key, *rows[key]) for key in sorted(rows))
    assert len(table) == len(rows)
    assert all(table.get(key) == values for key, values in rows.items())
    assert all(table.get(key) is None for key in (2, 3, 1 << 63, spill.MASK - 1))
    assert Table(()).get(1) is None


def test_a_set_of_hashes_knows_what_it_has_seen() -> None:
    dice = random.Random(3)
    keys = [dice.choice([0, 1, -1, 1 << 63, dice.getrandbits(64), dice.randrange(5000)]) for _ in range(20_000)]
    seen, known = Seen(), set[int]()
    for key in keys:
        value = key & spill.MASK or 1
        assert seen.add(key) == (value not in known)
        known.add(value)


@pytest.mark.parametrize("room", [-1, 0, 30, 100])
def test_without_room_on_the_disk_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    class Full:
        """A file on a disk with little room, on which what there is no room for is written in part."""

        def __init__(self) -> None:
            self.file = open_temporary()
            self.left = room

        def write(self, data: memoryview) -> int:
            if not self.left:
                raise OSError(28, "No space left on device")
            size = min(self.left, len(data), 9)
            self.left -= size
            return self.file.write(data[:size])

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

    def temporary(**more: int) -> Full:
        if room < 0:
            raise FileNotFoundError("no temporary folder")
        return Full()

    open_temporary = spill._temporary
    monkeypatch.setattr(spill, "SMALL", 20)
    monkeypatch.setattr(spill, "_temporary", temporary)
    scratch = Scratch()
    whole = b""
    for number in range(20):
        scratch.append(raw_name(f"piece {number}, "))
        whole += raw_name(f"piece {number}, ")
        assert scratch.read(0, 1000) == whole
    assert scratch.size == len(whole)


def test_few_inputs_need_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(**more: int) -> Iterator[None]:
        raise AssertionError

    monkeypatch.setattr(tempfile, "TemporaryFile", never)
    make(tmp_path, *(f"{n}.txt" for n in range(100)))
    assert len(found(Walk([str(tmp_path)], Selection()))) == 100
