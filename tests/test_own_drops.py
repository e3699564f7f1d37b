"""The user's own phrases and patterns: what they take out, what they cost, and the files they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.article import Article
from newsclean.config import PipelineSpec
from newsclean.errors import ConfigError
from newsclean.patterns import compile_pattern, misfit
from newsclean.pipeline import Pipeline
from tests.conftest import Write
from tests.shell import ARTICLE, Answer, run

OWN = "--preset-of-my-own"
SLOW = r"(a|aa)+$"
BAIT = "a" * 45 + "b"


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
