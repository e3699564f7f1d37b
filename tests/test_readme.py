"""The configuration that the README shows works as printed."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from newsclean.config import PipelineSpec, presets
from newsclean.pipeline import Pipeline
from tests.shell import ARTICLE, ROOT, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
TOML = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
OWN = "--preset-of-my-own"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "newsclean.toml"
    path.write_text("\n".join(TOML), encoding="utf-8")
    return path


def test_all_of_it_together_is_a_configuration_whose_examples_hold(config: Path) -> None:
    answer = run("config", OWN, "--test")
    assert (answer.code, answer.text) == (0, "1 rule tested, 0 with examples that fail\n")


def test_phrases_patterns_rules_and_sites_do_what_is_said(config: Path, tmp_path: Path) -> None:
    lines = ["Sunday crossword inside", "Edition 3 of 9", "This week in the magazine: bread"]
    here = ["Only for readers of the Example", "Ledger no. 5"]
    text = "\n\n".join([ARTICLE, *lines, *here])
    pipeline = Pipeline.from_spec(PipelineSpec.load(None, config))
    assert [line in pipeline.clean(text).text for line in lines + here] == [False, False, False, True, True]
    assert here[0] not in pipeline.clean(text, url="https://www.example.com/1").text
    (tmp_path / "dumps" / "ledger").mkdir(parents=True)
    (tmp_path / "dumps" / "ledger" / "a.txt").write_text(text)
    assert here[1] not in run("clean", OWN, "dumps/ledger/a.txt").text


def test_phrases_and_patterns_come_from_files_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    keys = next(table for table in map(tomllib.loads, TOML) if "drop_phrases" in table)
    Path("dump.txt").write_text(f"{ARTICLE}\nSunday crossword inside\n\nEdition 3 of 9\n")
    Path("phrases.txt").write_text("\n".join(keys["drop_phrases"]))
    Path("patterns.txt").write_text("\n".join(keys["drop_patterns"]))
    printed = re.findall(r"^\$ newsclean (clean dump.txt --drop\S+ \S+)", README, re.MULTILINE)
    assert len(printed) == 2
    for words in printed:
        assert len(run(*words.split()).text) < len(ARTICLE) + 30
    answer = run(*[word for words in printed for word in words.split()[2 if words != printed[0] else 0 :]])
    assert (answer.code, answer.text) == (0, ARTICLE)


def test_the_example_configuration_holds() -> None:
    answer = run("config", OWN, "--config", ROOT / "examples" / "newsclean.toml", "--test")
    assert (answer.code, answer.text) == (0, "1 rule tested, 0 with examples that fail\n")


def test_presets_that_the_readme_names_are_there() -> None:
    section = README.split("### Presets")[1].split("###")[0]
    assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) <= set(presets())


def test_the_commands_for_rule_writers_run(config: Path, tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.txt").write_text(ARTICLE)
    (tmp_path / "dump.txt").write_text(ARTICLE)
    block = README.split("### Judging rules")[1].split("```")[1]
    for words in re.findall(r"^\$ newsclean (.*?) *#", block, re.MULTILINE):
        command = words.split()
        assert run(*command, *([OWN] if command[0] == "explain" else [])).code == 0, words


def test_records_know_their_site(config: Path) -> None:
    row = {"url": "https://example.com/a", "text": f"{ARTICLE}\nOnly for readers of the Example\n"}
    answer = run("clean", OWN, "--from", "jsonl", stdin=json.dumps(row).encode() + b"\n")
    assert "Only for readers" not in answer.text
