"""The user's own rules: sections for sites, examples that are tested, and what is refused."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from newsclean.config import PipelineSpec
from newsclean.config_keys import to_toml
from newsclean.pipeline import Pipeline
from tests.conftest import Write
from tests.shell import run

OWN = "--preset-of-my-own"

# sites

SITES = """
filters = ["own_phrases"]
drop_phrases = ["first"]
[sites."example.com"]
drop_phrases = ["second"]
[sites."news.example.com"]
disable = ["own_phrases.line"]
[sites."dumps/ledger/*"]
drop_phrases = ["third"]
[sites."example.net".rules.house.ad]
match = "start"
cues = ["this week:"]
[sites."example.org"]
options.own_phrases.phrases = ["fourth"]
"""
LINES = "Head\n\nfirst\n\nsecond\n\nthird\n\nfourth\n\nThis week: bread\n"


@pytest.mark.parametrize(
    ("url", "left"),
    [
        (None, "second third fourth This week: bread"),
        ("https://example.com/a", "third fourth This week: bread"),
        ("https://WWW.Example.com.:80/a", "third fourth This week: bread"),
        ("https://notexample.com/a", "second third fourth This week: bread"),
        ("https://news.example.com/a", "first second third fourth This week: bread"),
        ("https://example.net/a", "second third fourth"),
        ("https://example.org/a", "first second third This week: bread"),
        ("http://[broken", "second third fourth This week: bread"),
    ],
)
def test_a_section_holds_for_its_host_and_the_hosts_below(write: Write, url: str | None, left: str) -> None:
    pipeline = Pipeline.from_spec(PipelineSpec.load(None, write(SITES)))
    assert " ".join(pipeline.clean(LINES, url=url, title="Head").text.split("\n\n")) == f"Head {left}"


def test_a_section_holds_for_paths(write: Write, tmp_path: Path) -> None:
    write(SITES)
    for name in ("ledger", "other"):
        (tmp_path / "dumps" / name).mkdir(parents=True)
        (tmp_path / "dumps" / name / "a.txt").write_text(LINES)
    assert "third" not in run("clean", OWN, "dumps/ledger/a.txt").text
    assert "third" not in run("clean", OWN, tmp_path / "dumps/ledger/a.txt").text
    assert "third" in run("clean", OWN, "dumps/other/a.txt").text
    assert run("clean", OWN, "dumps", "-o", "out").code == 0
    assert "third" not in (tmp_path / "out/ledger/a.txt").read_text()
    assert "third" in (tmp_path / "out/other/a.txt").read_text()


def test_records_are_cleaned_by_their_sites_under_one_fingerprint(write: Write) -> None:
    spec = PipelineSpec.load(None, write(SITES))
    rows = [{"url": f"https://{host}/", "text": LINES, "title": "Head"} for host in ("example.com", "example.net")]
    answer = run("clean", OWN, "--from", "jsonl", stdin="".join(json.dumps(row) + "\n" for row in rows).encode())
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert ["second" in row["text"] for row in found] == [False, True]
    assert {row["newsclean"]["fingerprint"] for row in found} == {spec.fingerprint}


def test_a_specification_with_everything_travels_and_comes_back(write: Write, tmp_path: Path) -> None:
    spec = PipelineSpec.load(None, write(SITES + "\n[rules.house.hours]\ncues = ['open on sunday']\n"))
    assert spec.table.facts("is this inside").hits == ()
    copy = pickle.loads(pickle.dumps(spec))
    assert (copy, copy.fingerprint) == (spec, spec.fingerprint)
    back = tmp_path / "back.toml"
    back.write_text(to_toml(spec))
    assert to_toml(PipelineSpec.load(None, back)) == to_toml(spec)
    assert hash(spec) == hash(copy)
    assert PipelineSpec.load(None, write(SITES.replace("second", "2nd"))).fingerprint != spec.fingerprint


# config --test

RULES = """
extends = "gentle"

[rules.house.ad]
match = "start"
where = "tail"
cues = ["this week in the magazine:"]
remove = [
  "This week in the magazine: forty bridges",
  "Next week in the magazine: nothing",
]

[sites."example.com".rules.house.ad]
match = "whole"
cues = ["only here"]
remove = ["Only here"]
keep = ["Only there", "» Only here «"]
"""


def test_the_examples_of_own_rules_are_run(write: Write) -> None:
    path = write(RULES)
    answer = run("config", OWN, "--test")
    assert answer.code == 1
    assert answer.text.splitlines() == [
        f"{path}:10: rule house.ad: does not remove 'Next week in the magazine: nothing'",
        f"{path}:17: rule house.ad: removes '» Only here «', which it must keep",
        "2 rules tested, 2 with examples that fail",
    ]


def test_examples_that_hold_are_counted(write: Write) -> None:
    write(RULES.replace("Next week", "This week").replace(', "» Only here «"', ""))
    answer = run("config", OWN, "--test")
    assert (answer.code, answer.text) == (0, "2 rules tested, 0 with examples that fail\n")


def test_without_a_file_there_is_nothing_to_test(write: Write) -> None:
    assert run("config", OWN, "--isolated", "--test").code == 2


def test_a_project_file_is_tested_too(write: Write, tmp_path: Path) -> None:
    text = RULES.replace("[rules", "[tool.newsclean.rules").replace("[sites", "[tool.newsclean.sites")
    (tmp_path / "pyproject.toml").write_text("[tool.newsclean]\n" + text)
    assert "2 rules tested, 2 with" in run("config", OWN, "--test").text


# what is refused


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[sites."example.com"]\nenabel = []\n', "sites.example.com: unknown key 'enabel'; did you mean 'enable'?"),
        ('[sites]\n"example.com" = 3\n', "sites.example.com is a table"),
        ('[sites."example.com"]\nenable = ["promos"]\n', "sites.example.com: unknown filter 'promos'"),
        ('[sites."example.com"]\ndisable = "promo"\n', "sites.example.com: disable takes a list of names"),
        ('[sites."example.com".options.byline]\nx = 1\n', "sites.example.com: unknown option of byline 'x'"),
        ('[sites."example.com".rules.a.b]\ncue = ["x"]\n', "newsclean.toml:2: rule b: unknown key 'cue'"),
        ("drop_phrases = [3]\n", "drop_phrases takes a list of texts"),
        ("[options.own_phrases]\nphrases = [3]\n", "option phrases of own_phrases takes a list of texts"),
        ("[options.own_phrases]\nphrases = ['']\n", "own_phrases: phrase '' has neither letters nor digits"),
        ("[options.own_patterns]\npatterns = ['(']\n", "pattern '(' cannot be compiled"),
        ("[options.own_patterns]\nseconds = inf\n", "option seconds of own_patterns is above 0"),
    ],
)
def test_what_is_wrong_is_told(write: Write, text: str, message: str) -> None:
    write(text)
    answer = run("config", OWN)
    assert answer.code == 2
    assert message in answer.err


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)*b", "(?:x{9}){9999}", r"(\w+\s?)*$"])
def test_patterns_of_rules_that_may_not_end_are_refused(write: Write, pattern: str) -> None:
    write(f"[rules.house.ad]\ncues = ['x']\npatterns = ['{pattern}']\n")
    answer = run("config", OWN)
    assert answer.code == 2
    assert "newsclean.toml:3: rule ad: pattern" in answer.err
