"""Progress: where a long run is, on a terminal and off it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclean import progress
from newsclean.log import Log
from newsclean.progress import Progress
from newsclean.report import Summary
from newsclean.row import Row
from tests.shell import ARTICLE, DIRTY, run, spawn, terminal


class Clock:
    """Seconds as a test wants them."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def steps(shown: Progress, clock: Clock, seconds: float, inputs: int, failed: int = 0) -> None:
    """Let so many inputs be done in so much time, evenly."""
    for _ in range(inputs):
        clock.now += seconds / inputs
        row = Row("a.txt")
        row.documents, row.failed, row.characters_in, row.characters_out = 1, failed, 100, 75
        shown.summary.add(row)
        shown.step()


def make_inputs(count: int) -> None:
    Path("in").mkdir()
    for number in range(count):
        Path(f"in/{number:02}.txt").write_text(DIRTY if number % 2 else ARTICLE)


def test_off_a_terminal_a_line_comes_every_thirty_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    shown = Progress(9600, Log(1), Summary(), clock)
    steps(shown, clock, 28, 448)
    steps(shown, clock, 1, 16, failed=1)
    assert capsys.readouterr().err == ""
    steps(shown, clock, 31, 496)
    assert capsys.readouterr().err.splitlines() == [
        "newsclean: 480 of 9,600 inputs done (5 %): 25 % of text removed, 16 failed, 16 a second, 9 min 30 s left",
        "newsclean: 960 of 9,600 inputs done (10 %): 25 % of text removed, 16 failed, 16 a second, 9 min 00 s left",
    ]


def test_slow_inputs_are_counted_by_the_minute(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    shown = Progress(2000, Log(1), Summary(), clock)
    steps(shown, clock, 40, 10)
    assert capsys.readouterr().err.endswith("0 failed, 15.0 a minute, 2 h 12 min left\n")
    steps(shown, clock, 40, 160)
    assert capsys.readouterr().err.endswith("0 failed, 1.6 a second, 20 min 03 s left\n")


def test_what_was_done_before_is_not_taken_for_speed(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    shown = Progress(3000, Log(1), Summary(), clock)
    for _ in range(1000):
        clock.now += 0.125
        shown.summary.resumed += 1
        shown.step()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert lines[0] == "newsclean: 240 of 3,000 inputs done (8 %): done before"
    steps(shown, clock, 128, 1024)
    assert capsys.readouterr().err.splitlines()[-1].endswith("8.0 a second, 2 min 15 s left")


@pytest.mark.parametrize(("loudness", "lines"), [(0, 0), (1, 2)])
def test_it_takes_v_to_hear_it(loudness: int, lines: int, capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    steps(Progress(9, Log(loudness), Summary(), clock), clock, 70, 7)
    assert capsys.readouterr().err.count("inputs done") == lines


@pytest.mark.parametrize("terminal", [True, False])
def test_whoever_waits_for_the_inputs_is_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool
) -> None:
    monkeypatch.setattr(progress, "wants_bar", lambda log: terminal)
    clock = Clock()
    for number in progress.patiently(range(10), Log(), clock):
        clock.now += 0.5
        said = capsys.readouterr().err
        assert said.count("looking through the inputs") == (terminal and number == 5)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    make_inputs(4)
    said = [line for line in run("clean", "in", "-o", "out", "-j", jobs, "-v").lines if "done" in line]
    assert [line.split(":")[1] for line in said] == [f" {n} of 4 inputs done ({25 * n} %)" for n in range(1, 5)]
    assert said[-1].endswith(" a second, 0 s left")
    assert "inputs done" not in run("clean", "in", "-o", "quiet", "-j", jobs).err
    again = run("clean", "in", "-o", "out", "-j", jobs, "-v", "--resume").err
    assert "newsclean: 3 of 4 inputs done (75 %): done before\n" in again
    events = [json.loads(line) for line in run("clean", "in", "-v", "-o", "j", "--log-format", "json").lines]
    assert [event["code"] for event in events].count("progress") == 4


def test_progress_is_for_terminals_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_inputs(40)
    code, said = terminal("clean", "in", "-o", "out", "-j", "2", TERM="xterm", CI="")
    assert code == 0
    assert "40/40" in said
    for quiet in {"CI": "1"}, {"TERM": "dumb"}:
        assert "/40" not in terminal("clean", "in", "-o", "out", **{"CI": "", "TERM": "xterm", **quiet})[1]
    assert "/40" not in terminal("clean", "-q", "in", "-o", "out", TERM="xterm", CI="")[1]
    assert "/40" not in spawn("clean", "in", "-o", "out", FORCE_COLOR="1").err
