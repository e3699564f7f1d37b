"""The date that relative dates count from: an option, a key of a configuration, of a record, of the Python API."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsclean.config import PipelineSpec
from newsclean.errors import ConfigError, InputError
from newsclean.pipeline import Pipeline
from tests.shell import run
from tests.test_metadata import HEADLINE, PROSE

CHAIN = Pipeline(["dateline_stamp"])


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_now_is_an_option(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "\n\n".join([HEADLINE, "3 hours ago", *PROSE])
    Path("a.txt").write_text(text, encoding="utf-8")
    form = ("--to", "json") if command == "clean" else ()
    good = run(command, "-p", "news", "a.txt", *form, "--now", "2024-03-04T10:00")
    assert good.code == 0
    if command == "clean":
        assert json.loads(good.text)["date"] == "2024-03-04T07:00"
    for bad in ("yesterday", "2024-13-01", "03/04/2024"):
        answer = run(command, "-p", "news", "a.txt", "--now", bad)
        assert (answer.code, answer.text) == (2, "")
        assert f"--now takes a date such as 2024-07-01 or 2024-07-01T12:00, not '{bad}'" in answer.err


def test_now_of_a_configuration_and_of_a_caller_is_a_date(tmp_path: Path) -> None:
    (tmp_path / "newsclean.toml").write_text('now = "soon"')
    with pytest.raises(ConfigError, match="now takes a date such as 2024-07-01, not 'soon'"):
        PipelineSpec.load(None, tmp_path / "newsclean.toml")
    with pytest.raises(InputError, match="not 'soon'"):
        CHAIN.clean("3 hours ago", now="soon")


def test_a_record_that_was_loaded_on_no_date_is_read_all_the_same() -> None:
    row = {"text": "\n\n".join([HEADLINE, "3 hours ago", *PROSE]), "date_download": "None or so"}
    made = json.loads(run("clean", "-p", "news", "--from", "jsonl", stdin=json.dumps(row).encode()).text)
    assert (made["newsclean"]["status"], made["date"]) == ("changed", None)
    row["date_download"] = "2024-03-04 10:00:00"
    assert json.loads(run("clean", "-p", "news", "--from", "jsonl", stdin=json.dumps(row).encode()).text)["date"]
