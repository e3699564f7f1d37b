"""The user's own rules: phrases, patterns, sections for sites, examples that are tested, and what is refused."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from newsclean.article import Article
from newsclean.config import PipelineSpec
from newsclean.config_keys import to_toml
from newsclean.errors import ConfigError
from newsclean.patterns import compile_pattern, misfit
from newsclean.pipeline import Pipeline
from tests.shell import ARTICLE, Answer, run

OWN = "--preset-of-my-own"
SLOW = r"(a|aa)+$"
BAIT = "a" * 45 + "b"
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))

    def written(text: str) -> Path:
        path = tmp_path / "newsclean.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def clean(text: str, *, phrases: tuple[str, ...] = (), patterns: tuple[str, ...] = (), **about: str) -> Article:
    return Pipeline.from_spec(PipelineSpec("custom", ()).with_drops(phrases, patterns)).clean(text, **about)


def kept(text: str, **drops: tuple[str, ...]) -> str:
    return clean(text, title="None of these", **drops).text  # type: ignore[arg-type]


# phrases


@pytest.mark.parametrize("line", ["Weekend Puzzle", "» weekend puzzle «", "WEEKEND  PUZZLE:", "weekend\tpuzzle"])
def test_a_line_that_is_a_phrase_goes(line: str) -> None:
    article = clean(f"{ARTICLE}\n{line}\n", phrases=("Weekend puzzle",))
    assert "uzzle" not in article.text
    assert [(r.rule, r.text) for r in article.removed] == [("own_phrases.line", line)]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("The boat sails. Read it in our app. It is blue.", "The boat sails. It is blue."),
        ("The boat “sails” READ IT  IN OUR APP today.", "The boat “sails” today."),
        ("Read it in our apple. Bread it in our app.", None),
        ("İstanbul: read it in our app", "İstanbul:"),
    ],
)
def test_a_phrase_is_cut_out_where_it_stands(line: str, left: str | None) -> None:
    assert kept(line, phrases=("read it in our app",)) == (line if left is None else left)


def test_phrases_of_scripts_without_spaces_stand_within_words() -> None:
    assert kept("河水结了冰。点击下载客户端孩子们在滑冰。", phrases=("点击下载客户端",)) == "河水结了冰。孩子们在滑冰。"


def test_quotes_and_dashes_do_not_count_and_digits_do() -> None:
    assert kept("The reader’s page – daily", phrases=("the reader's page - daily",)) == ""
    assert kept("Edition 13 is out", phrases=("edition 12 is out",)) == "Edition 13 is out"


def test_of_two_phrases_at_one_place_the_longer_goes() -> None:
    assert kept("One. Join us now today! Two.", phrases=("join us", "join us now today")) == "One. Two."


@pytest.mark.parametrize("drops", [{"phrases": ("one two",)}, {"patterns": ("one ?two",)}])
def test_cleaning_again_changes_nothing(drops: dict[str, tuple[str, ...]]) -> None:
    once = kept("a one one two two b one two c", **drops)
    assert "one two" not in once
    assert kept(once, **drops) == once


# patterns


def test_a_pattern_takes_what_it_matches_and_names_itself() -> None:
    article = clean(
        f"{ARTICLE}\nEdition 3 of 9\nA pier [photo: harbour] stood.\n", patterns=(r"^Edition.*$", r"\[[^]]+\] ")
    )
    assert "Edition" not in article.text
    assert article.text.endswith("A pier stood.")
    assert [r.rule for r in article.removed] == ["own_patterns.1", "own_patterns.2"]


def test_a_pattern_that_takes_too_long_is_named_and_the_document_kept() -> None:
    article = clean(f"{ARTICLE}\n{BAIT}\nEdition 3\n", patterns=(SLOW, "^Edition .*$"))
    assert article.text.endswith(BAIT), "the others still count"
    assert article.warnings == [f"own_patterns.1 took too long and was left out: {SLOW}"]


def test_a_slow_pattern_at_the_shell_warns_and_writes(write: Write) -> None:
    write(f"filters = []\ndrop_patterns = ['{SLOW}']\n[options.own_patterns]\nseconds = 0.2\n")
    answer = run("clean", OWN, "-", stdin=BAIT.encode())
    assert (answer.code, answer.text) == (0, BAIT + "\n")
    assert answer.lines == [f"newsclean: standard input: own_patterns.1 took too long and was left out: {SLOW}"]


@pytest.mark.parametrize(
    "pattern",
    [
        "a" * 5000,
        "(" * 101 + ")" * 101,
        "(?:a{1000}){1000}",
        "(?#[)(?:a{3000}){3000}]",
        "[]{](?:x{200}){200}",
        r"\[(?:x{,200}){200,}\]",
        "((a{30}){30}){30}",
        "(?x)a # (",
        "(?V1)[[a]]",
    ],
)
def test_a_pattern_that_costs_too_much_is_refused_uncompiled(pattern: str) -> None:
    assert misfit(pattern) is not None
    with pytest.raises(ConfigError, match="pattern '"):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", [r"^\d{4}-\d{2}-\d{2}$", "[a-z]{1,80} {1,80}[^]x]{2}", r"\p{Lu}{3,}", "(?i)x{9}", "a{b}"]
)
def test_honest_patterns_pass(pattern: str) -> None:
    assert compile_pattern(pattern) is not None


# files of both


def drop(option: str, text: str, source: bytes = ARTICLE.encode()) -> Answer:
    Path("list.txt").write_text(text, encoding="utf-8")
    return run("clean", option, "list.txt", stdin=source)


@pytest.mark.usefixtures("write")
def test_phrases_and_patterns_come_from_files() -> None:
    text = "\ufeffit had stood still\n\nnot there\n"
    assert "stood still" not in drop("--drop-phrases", text).text
    assert "stood still" not in drop("--drop-patterns", r"It had \w+ still" + "\r\n").text


@pytest.mark.usefixtures("write")
@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("--drop-patterns", "fine\n\n(open\n", "list.txt:3: pattern '(open' cannot be compiled"),
        ("--drop-patterns", "(?:a{999}){999}\n", "list.txt:1: pattern '(?:a{999}){999}' repeats too much"),
        ("--drop-phrases", "fine\n***\n", "list.txt:2: phrase '***' has neither letters nor digits"),
    ],
)
def test_a_broken_list_is_told_with_its_line(option: str, text: str, message: str) -> None:
    answer = drop(option, text)
    assert (answer.code, answer.text) == (2, "")
    assert message in answer.err


@pytest.mark.usefixtures("write")
def test_a_list_that_is_not_there_is_an_error() -> None:
    answer = run("clean", "--drop-phrases", "none.txt", stdin=b"x")
    assert (answer.code, answer.lines) == (2, ["newsclean: none.txt: cannot be read (No such file or directory)"])


def test_a_broken_pattern_of_a_configuration_is_told_with_its_line(write: Write) -> None:
    write('extends = "news"\ndrop_patterns = [\n  "fine",\n  "(\\\\d",\n]\n')
    answer = run("config", OWN)
    assert answer.code == 2
    assert "newsclean.toml:4: pattern" in answer.err


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


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)*b", "(?:x{9}){9999}", r"(\w+\s?)*$"])
def test_patterns_of_rules_that_may_not_end_are_refused(write: Write, pattern: str) -> None:
    write(f"[rules.house.ad]\ncues = ['x']\npatterns = ['{pattern}']\n")
    answer = run("config", OWN)
    assert answer.code == 2
    assert "newsclean.toml:3: rule ad: pattern" in answer.err
