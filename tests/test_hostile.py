"""Hostile inputs: no crash, no hang, nothing lost, each refusal one line and the right exit code."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.hostile import Case, cases
from tests.shell import Answer, run, tree_of

CASES = list(cases())
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SECONDS = 20


def test_there_are_enough_cases_and_each_has_its_name() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[re.sub(r"[^\w ,]", "_", case.name) for case in CASES])
def test_hostile(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    case.make(tmp_path)
    before = inputs_of(tmp_path)
    started = time.process_time()
    answer = run(*case.args, stdin=case.stdin)
    assert time.process_time() - started < SECONDS
    check_messages(case, answer)
    check_output(case, answer)
    assert not list(tmp_path.rglob("*.newsclean-tmp"))
    if "--in-place" not in case.args or answer.code:
        assert {name: data for name, data in inputs_of(tmp_path).items() if name in before} == before
    if case.files or (case.code and "-o" in case.args):
        out = tmp_path / "out"
        assert case.code == 2 or sorted(tree_of(out)) == sorted(case.files)
    if case.again and answer.out:
        assert run("clean", stdin=answer.out).out == answer.out


def inputs_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}


def check_messages(case: Case, answer: Answer) -> None:
    assert answer.code == case.code, answer.err
    assert "Traceback" not in answer.err
    assert "internal error" not in answer.err
    assert not ODD.search(answer.err)
    if case.says:
        assert case.says in answer.err
    assert all(line.startswith("newsclean: ") for line in answer.err.splitlines())
    expected = case.messages if case.messages is not None else 1 if case.code else None
    if expected is not None:
        assert len(answer.lines) == expected


def check_output(case: Case, answer: Answer) -> None:
    text = answer.text
    for part in case.has:
        assert part in text
    for part in case.lacks:
        assert part not in text
    assert text == "" or (text.endswith("\n") and not text.endswith("\n\n"))
    if case.code == 2 and case.args[0] == "clean":
        assert text == ""
