"""Signals: a run ends at once, in order, and says how to go on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.shell import ARTICLE, command, environment, tree_of

SLOW = ("--filters", "tests.slow_filters:Hang")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for number in range(400):
        (tmp_path / "in" / f"{number:03}.txt").write_text(f"{ARTICLE}\nSLOW {number}\n")
    return tmp_path


def start(*args: str, stdout: int = subprocess.DEVNULL, module: str = "newsclean") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command("clean", *SLOW, *args, module=module),
        env=environment(),
        stdout=stdout,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def end_of(child: subprocess.Popen[bytes], number: int = 0) -> tuple[int, str, float]:
    started = time.monotonic()
    if number:
        child.send_signal(number)
    _, said = child.communicate(timeout=20)
    seconds = time.monotonic() - started
    # A moment: a process of multiprocessing's own ends after ours, and workers find that nobody is left to tell.
    assert_gone(child, 3 if number == signal.SIGKILL else 0.5)
    return child.returncode, said.decode(), seconds


def assert_gone(child: subprocess.Popen[bytes], seconds: float) -> None:
    """See the last of the whole family go."""
    until = time.monotonic() + seconds
    while left := family(child.pid):
        assert time.monotonic() < until, f"{left} live on"
        time.sleep(0.02)


def family(group: int) -> list[int]:
    """List the processes of a group; one that ended and waits for init to take note of it is gone."""
    if not Path("/proc/self/stat").exists():
        with suppress(ProcessLookupError):
            os.killpg(group, 0)
            return [group]
        return []
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, rest = path.read_text().split(" ", 1)
            state, _, its_group = rest.rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(int(number))
    return found


def wait_for(folder: Path, count: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and len(list(folder.glob("*.txt"))) < count:
        time.sleep(0.02)


@pytest.mark.parametrize(("jobs", "module"), [("1", "newsclean"), ("2", "newsclean"), ("2", "tests.spawning")])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_and_resume_goes_on(here: Path, jobs: str, module: str, number: int, code: int) -> None:
    child = start("in", "-o", "out", "-j", jobs, module=module)
    wait_for(here / "out", 20)
    left, said, seconds = end_of(child, number)
    assert left == code
    assert seconds < 2
    assert re.fullmatch(r"newsclean: interrupted: \d+ of 400 done; run again with --resume to go on\n", said)
    assert not list(here.rglob("*.newsclean-tmp"))
    assert 20 <= len(tree_of(here / "out")) < 400


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_a_signal_left_undone_is_resumed_to_the_same_tree(here: Path, number: int) -> None:
    for path in sorted((here / "in").iterdir())[60:]:
        path.unlink()
    assert end_of(start("in", "-o", "whole", "-j", "2"))[0] == 0
    child = start("in", "-o", "out", "-j", "2")
    wait_for(here / "out", 10)
    assert end_of(child, number)[0] == (-number if number == signal.SIGKILL else 128 + number)
    assert 10 <= len(tree_of(here / "out")) < 60
    assert end_of(start("in", "-o", "out", "-j", "2", "--resume"))[0] == 0
    assert tree_of(here / "out") == tree_of(here / "whole")
    assert not list(here.rglob("*.newsclean-tmp"))


def test_a_worker_that_does_not_hear_is_ended_too(here: Path) -> None:
    (here / "in" / "000.txt").write_text("HANG")
    child = start("in", "-o", "out", "-j", "2")
    wait_for(here / "out", 20)
    code, said, seconds = end_of(child, signal.SIGINT)
    assert (code, seconds < 2) == (130, True)
    assert "interrupted: 0 of 400" in said
    assert not list(here.rglob("*.newsclean-tmp"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_single_output_stays_as_it_was(here: Path, jobs: str) -> None:
    (here / "all.txt").write_text("old")
    child = start("in", "-o", "all.txt", "-j", jobs)
    time.sleep(1.5)
    code, said, seconds = end_of(child, signal.SIGTERM)
    assert (code, seconds < 2) == (143, True)
    assert "interrupted: " in said
    assert (here / "all.txt").read_text() == "old"
    assert not list(here.rglob("*.newsclean-tmp"))


def test_a_closed_pipe_is_quiet(here: Path) -> None:
    child = start("in", "-j", "2", "-t", "jsonl", stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.read(10)
    child.stdout.close()
    assert child.stderr is not None
    with child.stderr:
        said = child.stderr.read()
    assert child.wait(20) == 141
    assert said == b""
    assert_gone(child, 0.5)


@pytest.mark.parametrize("module", ["newsclean", "tests.spawning"])
def test_workers_die_with_a_parent_that_is_killed(here: Path, module: str) -> None:
    (here / "in" / "000.txt").write_text("HANG")
    child = start("in", "-o", "out", "-j", "2", module=module)
    wait_for(here / "out", 5)
    child.kill()
    child.communicate(timeout=20)
    assert_gone(child, 3)
