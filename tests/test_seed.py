"""The seed: the dump the project started from, cleaned to the article and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import newsclean

SEED = Path(__file__).parent.parent / "seeds" / "000_a6d71239e393d79e.txt"
TEXT = SEED.read_text(encoding="utf-8")
LINES = TEXT.splitlines()
BODY = LINES[4:31]


def command(*arguments: str, data: bytes | None = None) -> bytes:
    program = [sys.executable, "-m", "newsclean", *arguments]
    return subprocess.run(program, input=data, capture_output=True, check=True).stdout


def test_the_text_is_the_headline_and_the_fourteen_paragraphs() -> None:
    expected = "\n".join([LINES[0], "", *BODY]) + "\n"
    assert sum(1 for line in BODY if line) == 14
    assert command("clean", str(SEED)).decode() == expected


def test_file_pipe_and_dash_give_the_same_bytes() -> None:
    expected = command("clean", str(SEED))
    assert command("clean", data=SEED.read_bytes()) == expected
    assert command("clean", "-", data=SEED.read_bytes()) == expected


def test_the_record_has_title_source_text_and_teasers() -> None:
    record = json.loads(command("clean", str(SEED), "--to", "json"))
    assert record["title"] == LINES[0]
    assert record["source"] == "Cryptopolitan"
    assert record["text"] == "\n".join(BODY)
    assert [teaser["date"] for teaser in record["teasers"]] == [
        "2024-07-01",
        "2025-01-23",
        "2025-04-21",
        "2025-05-07",
        "2025-06-04",
    ]
    assert record["teasers"][1]["title"] == "Bitcoin Outlook 2025"
    assert record["teasers"][1]["author"] == "TradingKey"


def test_each_junk_line_has_a_filter_and_a_rule() -> None:
    removed = newsclean.clean(TEXT).removed
    junk = {number for number, line in enumerate(LINES, 1) if line and number not in range(5, 32) and number != 1}
    assert len(junk) == 30
    assert {removal.line for removal in removed} == junk
    assert all(removal.rule.startswith(removal.filter + ".") and removal.reason for removal in removed)


def test_no_name_of_the_seed_is_in_code_or_data() -> None:
    names = ("bessent", "cryptopolitan", "fxstreet", "tradingkey", "beincrypto", "onyxcoin", "akazawa", "katsunobu")
    for path in (Path(newsclean.__file__).parent).rglob("*"):
        if path.is_file() and path.suffix in (".py", ".toml", ".md", ".json"):
            source = path.read_text(encoding="utf-8").lower()
            assert not any(name in source for name in names), path


def test_two_calls_in_a_pipe_do_what_one_call_with_both_does() -> None:
    chain = newsclean.Pipeline.from_preset("rules").spec.steps  # what is learned looks at the whole page
    names = [step.name for step in chain]
    for first in names:
        for second in names:
            one = newsclean.Pipeline([first, second])
            from newsclean.article import document_of
            from newsclean.render import text

            def run(pipeline: newsclean.Pipeline, source: str) -> str:
                return text(pipeline.run(document_of(source)))

            piped = run(newsclean.Pipeline([second]), run(newsclean.Pipeline([first]), TEXT))
            assert piped == run(one, TEXT), (first, second)
