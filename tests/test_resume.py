"""Resuming: whatever ended a run, the resumed tree is that of a run nothing ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsclean.errors import OutputError
from newsclean.lock import Lock
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
