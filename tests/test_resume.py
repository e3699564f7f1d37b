"""Resuming: whatever ended a run, the resumed tree is that of a run nothing ended."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsclean import lock as lock_module
from newsclean.errors import OutputError
from newsclean.lock import Lock
from newsclean.manifest import Entry, Manifest
from tests.shell import ARTICLE, DIRTY, chain, environment, run, spawn, tree_of


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number in range(5):
        path = tmp_path / "in" / str(number % 2) / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Story {number}\n\n{DIRTY if number % 2 else ARTICLE}")
    return tmp_path


def die(step: int, *args: str) -> bool:
    words = [sys.executable, "-m", "tests.dying", str(step), *chain(args)]
    done = subprocess.run(words, env=environment(), capture_output=True, timeout=60, check=False)
    assert done.returncode in (0, -9), done.stderr.decode()
    return done.returncode != 0


@pytest.mark.parametrize("first", [1, 2, 3, 4])
@pytest.mark.parametrize("more", [("-j", "1"), ("-j", "2"), ("--shard-size", "2", "-j", "1")])
def test_killed_at_each_step_and_resumed(here: Path, more: tuple[str, ...], first: int) -> None:
    run("clean", "in", "-o", "whole", *more)
    whole = tree_of(here / "whole")
    for step in range(first, 80, 4):
        out = f"out{step}"
        died = die(step, "clean", "in", "-o", out, *more)
        answer = run("clean", "in", "-o", out, *more, "--resume")
        assert answer.code == 0, (step, answer.err)
        assert tree_of(here / out) == whole, step
        again = run("clean", "in", "-o", out, *more, "--resume")
        assert "0 read" in again.err
        assert "5 done before" in again.err
        if not died:
            break
    else:
        raise AssertionError("it has more steps")


@pytest.mark.parametrize("first", [1, 2, 3, 4])
def test_killed_at_each_step_over_an_older_tree(here: Path, first: int) -> None:
    """Its manifest is compacted, and shards that are too many are taken away; somebody else's file stays."""
    more = ("--shard-size", "3", "-j", "1")
    run("clean", "in", "-o", "whole", *more)
    run("clean", "in", "-o", "old", "--shard-size", "1")
    assert run("clean", "in", "-o", "old", "--shard-size", "1", "--no-title").code == 0
    for folder in "whole", "old":
        Path(folder, "shard-00009.jsonl").write_text("mine")
    whole = tree_of(here / "whole")
    for step in range(first, 80, 4):
        out = f"out{step}"
        shutil.copytree("old", out)
        died = die(step, "clean", "in", "-o", out, *more)
        answer = run("clean", "in", "-o", out, *more, "--resume")
        assert answer.code == 0, (step, answer.err)
        assert tree_of(here / out) == whole, step
        assert not list(Path(out, ".newsclean").glob(".*"))
        assert len(lines_of(Path(out))) <= 15
        if not died:
            assert "5 done before" in answer.err
            break
    else:
        raise AssertionError("it has more steps")


def lines_of(out: Path) -> list[str]:
    return Path(out, ".newsclean", "manifest.jsonl").read_text().splitlines()


def test_the_manifest_does_not_grow_with_the_runs(here: Path) -> None:
    run("clean", "in", "-o", "out")
    longest = len(lines_of(Path("out")))
    for number in range(8):
        answer = run("clean", "in", "-o", "out", "--resume", *(["--no-title"] if number % 2 == 0 else []))
        assert "5 read" in answer.err
        longest = max(longest, len(lines_of(Path("out"))))
    assert longest <= 3 * 5
    assert "5 done before" in run("clean", "in", "-o", "out", "--resume").err


def test_compaction_keeps_the_last_word_on_each_output(here: Path) -> None:
    entries = {"a": ["a", "1:1", "x", "d1"], "b": ["b", "2:2", "x", ""], "gone": ["gone", "", "x", ""]}
    old = [["a", "0:0", "y", "d0"], [["a", "b", "begun", "gone"]]] * 3
    manifest = Manifest(here / "out")
    manifest.path.parent.mkdir(parents=True)
    manifest.path.write_text("".join(json.dumps(line) + "\n" for line in (*old, *entries.values())) + '["cut')
    before = [manifest.made(name) for name in ("a", "b", "gone", "begun", "other")]
    manifest.compact()
    assert [json.loads(line) for line in lines_of(here / "out")] == [[["begun"]], entries["a"], entries["b"]]
    assert before == [Manifest(here / "out").made(name) for name in ("a", "b", "gone", "begun", "other")]
    assert before == [True, False, False, True, False]
    manifest.add(Entry("c", "3:3", "x", "d3"))
    manifest.close()
    assert Manifest(here / "out").made("c")
    inode = manifest.path.stat().st_ino
    Manifest(here / "out").compact()
    assert manifest.path.stat().st_ino == inode  # it is worth nothing now


def test_shards_that_are_too_many_go_and_only_they(here: Path) -> None:
    run("clean", "in", "-o", "out", "--shard-size", "1", "--no-title")
    for name in ("shard-00009.jsonl", "shard-3.jsonl", "shard-00004.jsonl.txt"):
        Path("out", name).write_text("mine")
    answer = run("clean", "in", "-o", "out", "--shard-size", "2")
    assert "newsclean: 2 shards of an earlier run removed; this one has fewer" in answer.lines
    shards = [f"shard-0000{n}.jsonl" for n in range(3)]
    assert list(tree_of(here / "out")) == [*shards, "shard-00004.jsonl.txt", "shard-00009.jsonl", "shard-3.jsonl"]
    Path("out/shard-00003.jsonl").write_text("mine, where one of ours was")
    assert "removed" not in "".join(run("clean", "in", "-o", "out", "--shard-size", "2", "--resume").lines)
    assert Path("out/shard-00003.jsonl").exists()


@pytest.mark.parametrize("why", ["nothing to clean", "fail fast", "no shards"])
def test_shards_stay_where_a_run_does_not_replace_them(here: Path, why: str) -> None:
    run("clean", "in", "-o", "out", "--shard-size", "1")
    if why == "nothing to clean":
        shutil.rmtree("in/0")
        shutil.rmtree("in/1")
        run("clean", "in", "-o", "out", "--shard-size", "1")
    elif why == "fail fast":
        Path("in/0/0.txt").write_bytes(b"\x00\x01\x02" * 500)
        assert run("clean", "in", "-o", "out", "--shard-size", "5", "--fail-fast").code == 1
    else:
        run("clean", "in", "-o", "out")
    assert len(list(Path("out").glob("shard-*.jsonl"))) == 5


def test_only_what_is_missing_or_changed_is_done(here: Path) -> None:
    run("clean", "in", "-o", "out")
    times = {path: path.stat().st_mtime_ns for path in (here / "out").rglob("*.txt")}
    Path("in/0/2.txt").write_text(f"New\n\n{DIRTY}")
    Path("out/1/1.txt").unlink()
    Path("out/1/3.txt").write_text("somebody changed it")
    Path("in/0/4.txt").unlink()
    answer = run("clean", "in", "-o", "out", "--resume")
    assert "3 read" in answer.err
    assert "1 done before" in answer.err
    assert Path("out/0/2.txt").read_text().startswith("New")
    assert Path("out/1/1.txt").exists()
    assert "somebody" not in Path("out/1/3.txt").read_text()
    assert Path("out/0/4.txt").exists()  # its input is gone, it stays
    assert Path("out/0/0.txt").stat().st_mtime_ns == times[here / "out/0/0.txt"]


def test_other_rules_or_options_do_all_again(here: Path) -> None:
    run("clean", "in", "-o", "out")
    assert "5 read" in run("clean", "in", "-o", "out", "--resume", "--no-title").err
    assert "5 done before" in run("clean", "in", "-o", "out", "--resume", "--no-title").err
    assert "5 read" in run("clean", "in", "-o", "out", "--resume", "--disable", "duplicate_block").err


def test_what_failed_is_tried_again(here: Path) -> None:
    Path("in/bad.txt.gz").write_bytes(b"\x1f\x8b\x08\x00broken")
    Path("in/r.jsonl").write_text('{"text": "A title\\n\\nA text it is."}\nbroken\n')
    assert run("clean", "in", "-o", "out").code == 1
    answer = run("clean", "in", "-o", "out", "--resume")
    assert answer.code == 1
    assert "5 done before" in answer.err
    assert len(answer.lines) == 2


def test_what_left_nothing_is_done(here: Path) -> None:
    Path("in/empty.txt").write_text("")
    first = run("clean", "in", "-o", "out", "--skip-empty")
    assert first.code == 0
    tree = tree_of(here / "out")
    assert "6 done before" in run("clean", "in", "-o", "out", "--skip-empty", "--resume").err
    assert tree_of(here / "out") == tree


def test_stale_temporary_files_are_swept(here: Path) -> None:
    run("clean", "in", "-o", "out")
    stale, foreign = Path("out/0/.123-0123abcd.newsclean-tmp"), Path("out/0/mine.newsclean-tmp")
    stale.write_text("x")
    foreign.write_text("x")
    run("clean", "in", "-o", "out", "--resume")
    assert not stale.exists()
    assert foreign.exists()


def test_foreign_files_are_refused_all_the_same(here: Path) -> None:
    Path("out/0").mkdir(parents=True)
    Path("out/0/0.txt").write_text("mine")
    answer = run("clean", "in", "-o", "out", "--resume")
    assert answer.code == 2
    assert "is not newsclean's" in answer.err
    assert run("clean", "in", "--resume").code == 2


def test_a_second_run_on_the_folder_is_refused(here: Path) -> None:
    run("clean", "in", "-o", "out")
    lock = Lock(here / "out")
    lock.take()
    answer = spawn("clean", "in", "-o", "out", "--resume", cwd=here)
    assert answer.code == 2
    assert answer.err == "newsclean: out: in use by another newsclean; wait until it is done\n"
    with pytest.raises(OutputError):
        Lock(here / "out").take()
    lock.release()
    assert run("clean", "in", "-o", "out", "--resume").code == 0


class Msvcrt:
    """The part of Windows' module that locks, for one file: a second handle is refused with what it is told."""

    LK_NBLCK = 2

    def __init__(self, refusal: int) -> None:
        self.refusal, self.owner = refusal, -1

    def locking(self, file: int, mode: int, size: int) -> None:
        assert (mode, size) == (self.LK_NBLCK, 1)
        try:
            os.fstat(self.owner)
        except OSError:  # nobody has it, or it was closed
            self.owner = file
        if self.owner != file:
            raise OSError(self.refusal, "refused")


@pytest.mark.parametrize(("refusal", "refused"), [(errno.EACCES, True), (errno.EDEADLK, True), (errno.EINVAL, False)])
def test_the_lock_of_windows(here: Path, monkeypatch: pytest.MonkeyPatch, refusal: int, refused: bool) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)  # what is not there
    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt(refusal))
    monkeypatch.setattr(lock_module, "PATIENCE", 0.1)
    first, second = Lock(here / "out"), Lock(here / "out")
    first.take()
    first.take()
    if refused:
        with pytest.raises(OutputError, match="in use by another newsclean"):
            second.take()
    else:  # a file system without locks
        second.take()
        second.release()
    first.release()
    second.take()
    second.release()
