"""Tools for those who write rules: filters, explain --why-kept, diff, stats."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from newsclean.article import document_of
from newsclean.compare import changes
from newsclean.config import PipelineSpec, presets
from newsclean.pipeline import Pipeline
from newsclean.rule_tools import Tally
from newsclean.whykept import near_removals
from tests.marked import PAGES, SEEDS
from tests.shell import ARTICLE, SEED, run, terminal

OWN = "--preset-of-my-own"
HOSTILE = "\x1b[31mred\x1b[0m \u202egnp.exe"
RULES = """
filters = ["house"]
[rules.house.ad]
match = "start"
where = "tail"
max_words = 8
cues = ["this week in the magazine"]
unless = ["he said"]
[rules.house.beside]
company = true
cues = ["our shop"]
[rules.house.numbered]
match = "start"
cues = ["edition"]
patterns = ["edition #"]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "house.toml"
    path.write_text(RULES)
    return path


def reasons(config: Path, text: str, *change: str, language: str | None = None) -> dict[str, list[str]]:
    spec = PipelineSpec.load(None, config).with_disabled(change)
    pipeline = Pipeline.from_spec(spec)
    labelled = pipeline.run(document_of(text, table=spec.table, language=language))
    return {near.text: near.reasons for near in near_removals(labelled, pipeline) if near.rule.startswith("house")}


# why kept


def test_each_condition_that_spoke_for_a_line_is_named(config: Path) -> None:
    first, prose = ARTICLE.split("\n\n")[0], ARTICLE.split("\n\n")[1:]
    lines = [
        "This week in the magazine",
        *prose,
        "This week in the magazine there is more than anybody could ever read, he said",
        "Our shop",
        "Edition of the year",
    ]
    found = reasons(config, "\n\n".join([first, *lines]))
    assert found == {
        "This week in the magazine": ["stands in the head, the rule is for the tail"],
        lines[-3]: ["has 15 words, more than 8", 'holds "he said"'],
        "Our shop": ["no other boilerplate stands beside it"],
        "Edition of the year": ["matches none of its patterns"],
    }


def test_rules_and_filters_that_are_off_are_named(config: Path) -> None:
    assert reasons(config, "Edition 5", "house.numbered") == {"Edition 5": ["the rule is switched off"]}
    assert reasons(config, "Edition 5", "house") == {"Edition 5": ["house is not in the chain"]}


def test_a_rule_of_another_language_is_named() -> None:
    pipeline = Pipeline.from_preset("news")
    text = ARTICLE + "\nRelated articles: bread is dear again in the harbour\n"
    labelled = pipeline.run(document_of(text, table=pipeline.spec.table, language="de"))
    found = [reason for near in near_removals(labelled, pipeline) for reason in near.reasons]
    assert "the text is in de, the rule is for en" in found


def test_explain_shows_them_fit_for_a_terminal(config: Path) -> None:
    text = f"{ARTICLE}\nThis week in the magazine he said {HOSTILE}\n"
    answer = run("explain", OWN, "--config", config, "--why-kept", "-", stdin=text.encode())
    assert 'house.ad ("this week in the magazine"): has 9 words, more than 8; holds "he said"' in answer.text
    assert "\x1b" not in answer.text
    assert "\u202e" not in answer.text
    assert "no kept line came close" in run("explain", "--why-kept", "-", stdin=b"Bread is dear").text


# filters and presets


def test_the_list_of_filters_has_kind_rules_languages_and_presets() -> None:
    rows = {line.split()[0]: line for line in run("filters").text.splitlines()}
    assert set(rows) >= {page.stem for page in PAGES}
    assert re.match(r"teaser_list +structural +\d+ +any +gentle, news, .*strict ", rows["teaser_list"])
    assert re.match(r"donation +cue +\d+ .*\d+ languages +gentle, news, .*strict ", rows["donation"])
    assert re.match(r"own_phrases +structural +0 +any +- ", rows["own_phrases"])


def test_presets_are_nested() -> None:
    names = ("gentle", "news", "strict")
    assert set(presets()) >= set(names)
    chains = [{step.name for step in PipelineSpec.from_preset(name).steps} for name in names]
    assert chains[0] < chains[1] <= chains[2]
    kept = [len(Pipeline.from_preset(name).clean(SEED.read_text(encoding="utf-8")).removed) for name in names]
    assert 0 < kept[0] < kept[1] <= kept[2]


# diff


def test_a_comparison_lists_lines_and_counts_rules() -> None:
    answer = run("diff", "-p", "gentle", "-p", "news", *SEEDS)
    assert answer.code == 0
    assert "-    3  source_credit.lead: Source Cryptopolitan" in answer.text.splitlines()
    assert re.search(r"^source_credit.lead +1 +0$", answer.text, re.MULTILINE)
    back = run("diff", "-p", "news", "-p", "gentle", *SEEDS).text
    assert "+    3  source_credit.lead: Source Cryptopolitan" in back.splitlines()


def test_what_is_the_same_is_not_listed(config: Path) -> None:
    answer = run("diff", "--config", config, "--config", config, SEED)
    assert (answer.code, answer.text) == (0, "0 of 1 documents differ\n")


def test_a_comparison_takes_two(config: Path) -> None:
    for words in ((), ("-p", "news"), ("-p", "news", "-p", "gentle", "--config", config)):
        assert run("diff", *words, SEED).code == 2
    assert run("diff", "-p", "news", "--config", config, SEED).code == 0


def test_parts_of_lines_are_compared() -> None:
    text = "One. Read it in our app. Two.\n"
    old, new = (
        Pipeline.from_spec(PipelineSpec("custom", ()).with_drops(phrases)).run(document_of(text, title="x"))
        for phrases in (("read it in our app",), ("it in our app. two",))
    )
    assert [(c.sign, c.text) for c in changes(old, new)] == [("+", "Read"), ("-", "Two")]


def test_a_comparison_is_fit_for_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{ARTICLE}\nThis week in the magazine {HOSTILE}\n")
    (tmp_path / "house.toml").write_text(RULES)
    answer = run("diff", "-p", "gentle", "--config", tmp_path / "house.toml", tmp_path)
    assert "house.ad: This week in the magazine" in answer.text
    assert "\x1b" not in answer.text


@pytest.mark.parametrize(
    "command", [("explain",), ("stats",), ("diff", "-p", "gentle", "-p", "news"), ("clean", "--diff")]
)
def test_a_folder_without_inputs_is_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    answer = run(*command, tmp_path)
    assert (answer.code, answer.lines) == (0, ["newsclean: there was nothing to read"])
    (tmp_path / "a.jpg").write_text(ARTICLE)
    answer = run(*command, tmp_path)
    assert answer.lines == ["newsclean: there was nothing to read; files passed over: 1"]


# stats


def test_removals_are_counted_by_rule() -> None:
    answer = run("stats", "-p", "news", *SEEDS)
    head, *rows, total = answer.text.splitlines()
    assert head.split() == ["rule", "removals", "documents", "characters"]
    assert "teaser_list.author" in {row.split()[0] for row in rows}
    counts = [int(row.split()[1].replace(",", "")) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert int(total.split()[1].replace(",", "")) == sum(counts)
    assert total.endswith("% of the text")


def test_explain_and_stats_count_the_same_characters() -> None:
    shown = re.findall(r"^(\w+) +[\d,]+ +([\d,]+)$", run("explain", "-p", "news", SEED).text, re.MULTILINE)
    rows = re.findall(r"^(\w+)\.\S+ +\d+ +1 +([\d,]+)$", run("stats", "-p", "news", SEED).text, re.MULTILINE)
    counted: Counter[str] = Counter()
    for name, characters in rows:
        counted[name] += int(characters.replace(",", ""))
    assert len(shown) > 3
    assert counted == {name: int(characters.replace(",", "")) for name, characters in shown}


def test_bars_have_the_width_that_is_left() -> None:
    tally = Tally()
    tally.add(Pipeline.from_preset("news").run(document_of(SEED.read_text(encoding="utf-8"))))
    rows = list(tally.rows(100))
    assert max(len(row) for row in rows) <= 100
    assert max(row.count("█") for row in rows) >= 10
    assert not any("█" in row for row in tally.rows())
    assert not any("█" in row for row in tally.rows(40))


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
def test_on_a_terminal_there_are_bars_and_a_failure_is_told() -> None:
    code, said = terminal("stats", str(SEED), COLUMNS="120", NO_COLOR="1")
    assert code == 0
    assert "█" in said
    assert "\x1b" not in said
    assert run("stats", "no-such-file.txt", SEED).code == 1
