"""Manners in a pipe: shell.md A1, lines 1 to 6."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.shell import ARTICLE, DIRTY, SEED, TIMEOUT, command, environment, run, shell, spawn, terminal

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and descriptors of POSIX")


# 1


def test_01_dash_is_standard_input() -> None:
    assert run("clean", "-", stdin=DIRTY.encode()).text == ARTICLE


def test_01_dash_stands_beside_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Alpha stands first.\n")
    answer = run("clean", tmp_path / "a.txt", "-", stdin=b"Beta came in a pipe.\n")
    assert answer.text == "Alpha stands first.\n\nBeta came in a pipe.\n"


@pytest.mark.parametrize("args", [("-", "-"), ("-", "--files-from", "-")])
def test_01_a_second_dash_is_an_error(args: tuple[str, ...]) -> None:
    answer = run("clean", *args, stdin=b"Text.\n")
    assert answer.code == 2
    assert "can be read once" in answer.err
    assert answer.out == b""


def test_01_dash_as_output_is_standard_output() -> None:
    assert run("clean", "-", "-o", "-", stdin=DIRTY.encode()).text == ARTICLE


# 2


def test_02_no_path_reads_a_pipe() -> None:
    assert run("clean", stdin=DIRTY.encode()).text == ARTICLE


@posix
def test_02_no_path_on_a_terminal_gives_short_help_at_once() -> None:
    code, said = terminal("clean")
    assert code == 2
    assert "name a file, or pipe text in" in said
    assert len(said.splitlines()) < 10


# 3


def test_03_a_file_is_its_standard_input(tmp_path: Path) -> None:
    whole = spawn("clean", SEED).out
    assert whole == shell(f'$N clean -p "$P" < "{SEED}"', cwd=tmp_path).out
    assert whole == shell(f'cat "{SEED}" | $N clean -p "$P" -', cwd=tmp_path).out


def test_03_a_pipe_that_brings_a_few_bytes_at_a_time_is_judged_as_a_file_is(tmp_path: Path) -> None:
    line = json.dumps({"text": "A short text.", "n": 1}).encode() + b"\n"
    (tmp_path / "x").write_bytes(line * 3)
    child = subprocess.Popen(command("clean"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment())
    assert child.stdin is not None
    assert child.stdout is not None
    for part in (line[:5], line[5:] + line[:9], line[9:] + line):
        child.stdin.write(part)
        child.stdin.flush()
        time.sleep(0.05)
    child.stdin.close()
    with child.stdout as stream:
        assert stream.read() == run("clean", tmp_path / "x").out
    assert child.wait(TIMEOUT) == 0


# 4


@posix
@pytest.mark.parametrize("line", ["clean -p $P", "explain -p $P", "clean -p $P --diff"])
def test_04_a_closed_pipe_ends_quietly(tmp_path: Path, line: str) -> None:
    rows = "".join(json.dumps({"text": DIRTY, "n": n}) + "\n" for n in range(2000))
    (tmp_path / "r.jsonl").write_text(rows)
    answer = shell(f"( $N {line} r.jsonl; echo $? > code ) | head -n 1 > /dev/null", cwd=tmp_path)
    assert (tmp_path / "code").read_text() == "141\n"
    assert answer.err == ""


# 5


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "command", ["clean -p $P", "clean -p $P --diff", "explain -p $P", "filters", "config -p $P", "-V", "-h"]
)
def test_05_a_full_standard_output_is_one_line_and_code_2(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    name = "a.txt" if command.startswith(("clean", "explain")) else ""
    answer = shell(f"$N {command} {name} > /dev/full", cwd=tmp_path)
    assert answer.code == 2
    assert answer.lines == ["newsclean: standard output: no space left on device"]


@posix
@pytest.mark.parametrize("command", ["clean -p $P", "explain -p $P", "filters", "-V"])
def test_05_a_closed_standard_output_is_told(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    name = "a.txt" if command.startswith(("clean", "explain")) else ""
    answer = shell(f"$N {command} {name} >&-", cwd=tmp_path)
    assert answer.code == 2
    assert answer.lines == ["newsclean: standard output is closed"]


@posix
@pytest.mark.parametrize("end", ["2>&-", "2>/dev/full"])
def test_05_standard_error_may_be_closed_or_full(tmp_path: Path, end: str) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    answer = shell(f"$N clean -p $P a.txt missing.txt {end}", cwd=tmp_path)
    assert answer.code == 1
    assert answer.text == ARTICLE


@posix
def test_05_closed_standard_input_is_told(tmp_path: Path) -> None:
    assert shell("$N clean -p $P - <&-", cwd=tmp_path).lines == ["newsclean: standard input: standard input is closed"]


# 6


def test_06_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    assert run("clean", tmp_path / "a.txt").code == 0
    assert run("clean", tmp_path / "a.txt", tmp_path / "no.txt").code == 1
    assert run("clean", tmp_path / "no.txt").code == 1
    assert run("clean", tmp_path / "a.txt", "--check").code == 1
    assert run("clean", "--no-such-option").code == 2
    assert run("clean", tmp_path / "a.txt", "-o", tmp_path / "no" / "out.txt").code == 2
    assert run("clean", tmp_path / "a.txt", "-p", tmp_path / "no.toml").code == 2
    assert run("clean", tmp_path / "a.txt", "--files-from", tmp_path / "no.list").code == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("claen",), "no such command 'claen'. Did you mean 'clean'? (newsclean -h shows what there is)"),
        (
            ("clean", "-t", "xml"),
            "invalid value for '-t' / '--to': 'xml' is not one of 'text', 'json', 'jsonl', 'markdown', 'csv' "
            "(newsclean clean -h shows what there is)",
        ),
        (("clean", "-", "-"), '"-" (standard input) can be read once (newsclean clean -h shows what there is)'),
        (("score",), "missing argument 'DIR|FILE...' (newsclean score -h shows what there is)"),
    ],
)
def test_06_a_mistake_in_the_call_is_told_in_one_line(args: tuple[str, ...], said: str) -> None:
    answer = run(*args)
    assert (answer.code, answer.out, answer.lines) == (2, b"", [f"newsclean: {said}"])


def test_06_fail_fast_stops_at_the_first(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(ARTICLE)
    answer = run("clean", tmp_path / "a.txt", tmp_path / "b.txt", "--fail-fast")
    assert (answer.code, answer.out) == (1, b"")


@pytest.mark.parametrize("args", [("-h",), ("clean", "-h")])
def test_06_help_names_the_codes(args: tuple[str, ...]) -> None:
    said = " ".join(run(*args).text.split())
    for part in ("0 done", "1 some input failed", "2 usage", "130 interrupted", "143", "141 closed pipe"):
        assert part in said
