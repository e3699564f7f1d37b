"""Faults of the disk: the n-th open, write, rename … fails, and each file is the old one or the whole new one."""

from __future__ import annotations

import builtins
import errno
import gzip
import io
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.shell import ARTICLE, DIRTY, Answer, run, shell, spawn, tree_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="faults as POSIX has them")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
KINDS = ("open", "write", "replace", "fsync", "mkdir")
RECORDS = "".join(json.dumps({"id": n, "text": DIRTY}) + "\n" for n in range(20))
PAGE = "<html><body><p>The ferry sails again from Monday.</p></body></html>"


class Fault:
    """Let the n-th operation of a kind fail, once."""

    def __init__(self, kind: str, number: int, error: BaseException) -> None:
        self.kind, self.left, self.error = kind, number, error
        self.struck = False

    def meet(self, kind: str) -> None:
        if kind == self.kind and not self.struck:
            self.left -= 1
            if self.left == 0:
                self.struck = True
                raise self.error


class FaultyFile(io.FileIO):
    fault: Fault

    def write(self, data: Any, /) -> int:
        self.fault.meet("write")
        return super().write(data)


@contextmanager
def injected(fault: Fault) -> Iterator[None]:
    """Let what newsclean asks of the system fail."""

    def opened(path: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
        if not {"w", "x", "a"} & set(mode):
            return plain(path, mode, *args, **more)
        fault.meet("open")
        raw = FaultyFile(path, mode.replace("b", ""))
        raw.fault = fault
        return io.BufferedWriter(raw, 256)

    def failing(kind: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **more: Any) -> Any:
            fault.meet(kind)
            return call(*args, **more)

        return wrapped

    plain = builtins.open
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builtins, "open", opened)
        for kind in ("replace", "fsync", "mkdir"):
            patch.setattr(os, kind, failing(kind, getattr(os, kind)))
        yield


class Scene(NamedTuple):
    """A call, on files of its own, with what stands in their places before it."""

    args: tuple[str, ...]
    files: dict[str, bytes]


SCENES = {
    "folder": Scene(
        ("clean", "in", "-o", "out", "--overwrite", "--report", "report.csv"),
        {
            "in/a.txt": DIRTY.encode(),
            "in/s/b.html": PAGE.encode(),
            "in/s/r.jsonl": RECORDS.encode(),
            "out/a.txt": b"old",
            "out/s/r.jsonl": b"old",
            "report.csv": b"old",
        },
    ),
    "new folder": Scene(
        ("clean", "in", "-o", "out/deep/er"), {"in/a.txt": DIRTY.encode(), "in/s/b.html": PAGE.encode()}
    ),
    "packed file": Scene(
        ("clean", "r.jsonl.gz", "-o", "o.jsonl.gz", "--audit", "audit.jsonl", "--report", "report.json"),
        {"r.jsonl.gz": gzip.compress(RECORDS.encode()), "o.jsonl.gz": gzip.compress(b"old"), "audit.jsonl": b"old"},
    ),
    "in place": Scene(
        ("clean", "in", "--in-place", "--backup", ".bak"), {"in/a.txt": DIRTY.encode(), "in/b.txt": DIRTY.encode() * 9}
    ),
}


def set_up(scene: Scene, folder: Path) -> None:
    for name, data in scene.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def states(folder: Path) -> dict[str, bytes]:
    """Give the files, but for the seconds in reports."""
    return {name: data for name, data in tree_of(folder).items() if not name.startswith("report")}


def check(scene: Scene, folder: Path, whole: dict[str, bytes], answer: Answer, code: int) -> None:
    assert answer.code == code, answer.err
    assert "Traceback" not in answer.err
    assert "internal error" not in answer.err
    assert not list(folder.rglob("*.newsclean-tmp"))
    found = states(folder)
    assert set(found) <= set(whole) | set(scene.files)
    for name, data in found.items():
        assert data in (scene.files.get(name), whole.get(name)), name
    assert set(scene.files) - {"report.csv"} <= set(found)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_fault_leaves_the_old_file_or_the_whole_new_one(
    scene: Scene, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = result_of(scene, tmp_path / "whole", monkeypatch)
    struck = 0
    for number in range(1, 400):
        for code in ERRORS if number < 6 else ERRORS[:1]:
            folder = tmp_path / f"{number}-{code}"
            folder.mkdir()
            set_up(scene, folder)
            monkeypatch.chdir(folder)
            fault = Fault(kind, number, OSError(code, os.strerror(code)))
            with injected(fault):
                answer = run(*scene.args)
            harmless = kind == "mkdir" and answer.code == 0  # the folder was there
            check(scene, folder, whole, answer, 2 if fault.struck and not harmless else 0)
            if fault.struck and not harmless:
                assert os.strerror(code).lower() in answer.err
                assert len(answer.lines) == 1
        if not fault.struck:
            break
        struck += 1
    assert not fault.struck
    assert states(folder) == whole
    assert struck or kind in ("fsync", "mkdir")


@pytest.mark.parametrize("kind", ["open", "write", "replace"])
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_an_interruption_leaves_whole_files(
    scene: Scene, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = result_of(scene, tmp_path / "whole", monkeypatch)
    for number in (1, 2, 3):
        folder = tmp_path / str(number)
        folder.mkdir()
        set_up(scene, folder)
        monkeypatch.chdir(folder)
        fault = Fault(kind, number, KeyboardInterrupt())
        with injected(fault):
            answer = run(*scene.args)
        check(scene, folder, whole, answer, 130 if fault.struck else 0)


def result_of(scene: Scene, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    folder.mkdir()
    set_up(scene, folder)
    monkeypatch.chdir(folder)
    assert run(*scene.args).code == 0
    return states(folder)


def test_after_a_fault_the_same_call_completes_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = SCENES["new folder"]
    whole = result_of(scene, tmp_path / "whole", monkeypatch)
    (tmp_path / "half").mkdir()
    set_up(scene, tmp_path / "half")
    monkeypatch.chdir(tmp_path / "half")
    with injected(Fault("replace", 2, OSError(errno.ENOSPC, "full"))):
        assert run(*scene.args).code == 2
    assert run(*scene.args).code == 0
    assert states(tmp_path / "half") == whole


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_device_as_output(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    for option in ("-o", "--audit", "--report"):
        answer = spawn("clean", tmp_path / "a.txt", option, "/dev/full")
        assert answer.code == 2
        assert answer.lines == ["newsclean: /dev/full: no space left on device"]
    assert Path("/dev/full").is_char_device()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount 64 kB of memory as a disk, where we may."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("no mount(8)")
    if done.returncode:
        pytest.skip("may not mount a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(tiny_disk: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    article = "".join(f"Line {n} of a story that is told here.\n\n" for n in range(400))
    for number in range(12):
        (source / f"{number:02}.txt").write_text(article)
    answer = spawn("clean", source, "-o", tiny_disk / "out")
    assert answer.code == 2
    assert len(answer.lines) == 1
    assert "no space left on device" in answer.err
    outputs = tree_of(tiny_disk / "out")
    assert 0 < len(outputs) < 12
    assert set(outputs.values()) == {article.rstrip("\n").encode() + b"\n"}


def test_in_place_on_a_full_disk_keeps_the_source(tiny_disk: Path) -> None:
    source = tiny_disk / "a.txt"
    source.write_text(DIRTY + "".join(f"Line {n} of a story that is told here.\n\n" for n in range(1000)))
    before = source.read_bytes()
    answer = spawn("clean", "--in-place", source)
    assert answer.code == 2
    assert source.read_bytes() == before
    assert [path.name for path in tiny_disk.iterdir()] == ["a.txt"]


def test_an_output_folder_that_may_not_be_written_to_is_refused_first(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(ARTICLE)
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(0o555)
    if os.access(tmp_path / "out", os.W_OK):
        pytest.skip("may write everywhere")
    answer = shell("$N clean -p $P in -o out", cwd=tmp_path)
    assert answer.code == 2
    assert answer.lines == ["newsclean: out: cannot be written to"]
