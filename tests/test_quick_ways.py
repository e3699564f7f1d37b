"""What looks at many lines at once, or at bytes, says the same as a plain look at each line."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import cue_search, encoding, features, language
from newsclean.cue_table import CueTable
from newsclean.cues import Rule
from newsclean.dates import is_date_line
from newsclean.features import Facts, is_prose, make_facts
from newsclean.folding import DECORATION, fold, folded_lines
from newsclean.rule_compiler import read_sums, sum_of, write_sums
from newsclean.rulebook import FEW_LINES, PackTable, standard_table
from newsclean.segment import lines
from tests.test_date_lines import STAMPS
from tests.test_date_lines_refused import NO_STAMP

SIGNS = "aZ éÉİςΣК 19٣३９.,:#\t’“—•…©\u00a0\u3000漢かกㄱ\ud800\U0001f600"
texts = st.lists(st.text(st.sampled_from(SIGNS), min_size=1, max_size=20), max_size=8)


def folded_plainly(line: str) -> str:
    low = re.sub(r"\d[\d.,]*(?<![.,])", "#", fold(line))
    if "  " in low or "\t" in low:
        low = " ".join(low.split())
    return low.lstrip(DECORATION)


@settings(max_examples=400)
@given(texts)
def test_lines_are_folded_together_as_one_by_one(rows: list[str]) -> None:
    assert folded_lines(rows) == [folded_plainly(row) for row in rows]


def test_digits_of_every_script_are_folded() -> None:
    digits = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isdecimal()]
    assert set(folded_lines([f"é{digit}1" for digit in digits])) == {"é#"}


def test_a_mark_in_the_text_is_no_digit() -> None:
    assert folded_lines(["a\0b 7", "C\nD"]) == ["a\0b #", "c d"]


@given(texts)
def test_facts_are_made_together_as_one_by_one(rows: list[str]) -> None:
    for made, row in zip(make_facts(rows), rows, strict=True):
        alone = Facts(row)
        seen = [(f.words, f.ends, f.prose, f.unspaced, f.weight, f.left, f.key, f.field) for f in (made, alone)]
        assert seen[0] == seen[1]
        assert is_prose(row) == alone.prose


def test_paragraphs_of_any_script_are_prose() -> None:
    for text in ("The ferry sails again, they said. " * 4, "渡轮将从星期一起恢复航行，岛民们一直在等待邮件。" * 2):
        assert is_prose(text.strip())
    assert not is_prose("1,204.5 -3.2 1,204.5 -3.2 1,204.5 -3.2 1,204.5 -3.2 1,204.5 -3.2 1,204.5 -3.2 1,204.5 -3.2.")


@given(
    st.text(
        st.sampled_from("a\x00\x08\t\n\x0b\x0d\x1f\x7f\x80\x84\x85\x86\x9f\xa0\xc2ÂéԀ\ufeff\u2028\ud800"), max_size=9
    )
)
def test_controls_are_seen_in_bytes(text: str) -> None:
    found = re.findall("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]", text)
    assert encoding.clean_controls(text)[1] == len(found)


@given(st.text(st.sampled_from("ab z19_.'éßжя²½…’•٣漢\u0301\n"), max_size=30))
def test_words_of_a_sample(text: str) -> None:
    assert language._words(text) == re.findall(r"[^\W\d_]+", text)


@given(st.text(st.sampled_from("a \t\r\n\x0b\x0c\x1c\x85\u2028\u2029\u3000b"), max_size=30))
def test_lines_are_those_of_splitlines(text: str) -> None:
    doc = lines(text, CueTable([]))
    assert [block.text for block in doc] == [row.strip() for row in text.splitlines() if row.strip()]
    assert all(text[block.start : block.end] == block.text for block in doc)


def test_first_letters_rule_out_no_stamp() -> None:
    rows = [*(row for found in STAMPS.values() for row in found), *NO_STAMP]
    decorated = [mark + row for row in rows for mark in ("", "| ", "• ", "— ")]
    short = [row for row in decorated if len(row) <= features.STAMP_LENGTH and row[0] not in features.NO_DATE]
    table = standard_table()
    seen = [table.facts(row).stamp for row in short]
    assert seen == [is_date_line(row) if "#" in table.facts(row).left or len(row) <= 40 else None for row in short]
    assert any(seen)


def test_many_searches_find_what_few_do() -> None:
    rules = [Rule("a.one", "a", "mul", match="inside", cues=("read on", "on")), Rule("a.two", "a", "mul", cues=("x",))]
    table = CueTable(rules)
    found = [table.facts(f"please read on here {'b' * n}").hits for n in range(2 * cue_search.MANY_SEARCHES)]
    assert {tuple(hit.cue for hit in hits) for hits in found} == {("read on", "on")}
    assert table.facts("read on \ud800").hits


def test_a_short_run_reads_the_lines_of_other_languages_only_where_one_is_there() -> None:
    others = PackTable().of("en").foreign
    every = standard_table().of("en").foreign.cues
    assert others.among(["no such line", "nor this one"]) == frozenset()
    assert "cues" not in vars(others)
    assert others.among(["no such line", *sorted(every)[::500]]) == every


def test_a_long_run_reads_the_lines_of_other_languages_once() -> None:
    others = PackTable().of("en").foreign
    lines = [f"line {n}" for n in range(FEW_LINES)]
    assert others.among(lines) == frozenset()
    assert others.among(["one more"]) is others.cues


@pytest.mark.parametrize("lines", [[], ["a"], ["b", "a", "b", "ü", "漢字"]])
def test_checksums_are_read_as_they_were_written(lines: list[str]) -> None:
    assert list(read_sums(write_sums(lines))) == sorted(set(map(sum_of, lines)))
