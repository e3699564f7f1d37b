"""What the compiled core says of records, columns and joined lines is what Python says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import columns, records, render, seams, zones
from newsclean.document import GOES_ON, Block, Document, PageBlock
from newsclean.features import UNKNOWN, Facts, make_facts
from newsclean.filters.duplicate_block import lines_in_python
from newsclean.native import native
from newsclean.rulebook import standard_table
from tests.test_native import in_python
from tests.test_quick_ways import SIGNS
from tests.texts import dumps_of_all_kinds

pytestmark = pytest.mark.skipif(native is None, reason="newsclean was built without its compiled core")

SUMMARY = "Das Amt teilte mit, dass die Straße am Hafen bis Ende Mai gesperrt bleibt"
PARTS = (
    "Ab",
    "b",
    "C",
    "Ö",
    "9",
    " ",
    ", ",
    "-",
    "(",
    "“",
    "”",
    "%",
    "?",
    "!",
    ".",
    "…",
    "'",
    "_",
    "É",
    "漢",
    "\ud800",
)
ENDS = ("", ".", "…", " […]", "...", "?", " mehr")
texts = st.one_of(
    st.text(st.sampled_from(SIGNS), min_size=1, max_size=80),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=40).map("".join),
    st.builds(
        lambda head, size, end: head + SUMMARY[:size] + end,
        st.sampled_from(("", "x", "Wie es am Hafen weitergehtSo ", "Was nun geschieht")),
        st.integers(20, len(SUMMARY)),
        st.sampled_from(ENDS),
    ),
)
lines = st.lists(texts.filter(bool), max_size=14).map(make_facts)


def some_of(facts: list[Facts]) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, len(facts) - 1), unique=True).map(sorted) if facts else st.just([])


@given(lines, st.data(), st.integers(0, 8), st.integers(1, 40))
def test_lines_pair_alike(facts: list[Facts], data: st.DataObject, reach: int, size: int) -> None:
    alike = data.draw(some_of(facts))
    assert native.same_ends(facts, alike, reach, size) == records.ends_in_python(facts, alike, reach, size)


@given(lines, st.data(), st.integers(0, 4), st.integers(0, 60))
def test_lines_stand_beside_fields_alike(facts: list[Facts], data: st.DataObject, reach: int, least: int) -> None:
    fields = data.draw(some_of(facts))
    assert native.long_beside(facts, fields, reach, least) == records.beside_in_python(facts, fields, reach, least)


@given(lines, st.data(), st.integers(0, 8), st.integers(1, 30))
def test_summaries_are_cut_alike(facts: list[Facts], data: st.DataObject, reach: int, size: int) -> None:
    near = data.draw(some_of(facts))
    assert native.cut_elsewhere(facts, near, reach, size) == records.cut_in_python(facts, near, reach, size)


def test_a_summary_that_was_cut_is_found() -> None:
    facts = make_facts([f"Wie es am Hafen weitergeht{SUMMARY[:60]} […]", f"{SUMMARY}."])
    assert native.cut_elsewhere(facts, [0, 1], 6, 24) == [(0, 1, 26)]


@given(texts, st.integers(0, 90), st.integers(0, 30))
def test_seams_are_alike(text: str, most: int, rest: int) -> None:
    assert native.seam_places(text, most, rest) == seams.places_in_python(text, most, rest)


def test_seams_are_alike_around_every_character() -> None:
    for code in range(0x3100):
        for text in (f"aa{chr(code)}ab und", f"a{chr(code)}Ab und", f"aAb{chr(code)}und", f"a{chr(code)}bAb und"):
            assert native.seam_places(text, 99, 0) == seams.places_in_python(text, 99, 0), text


@given(st.lists(st.integers(-9, 9)))
def test_the_heaviest_run_is_the_same(weights: list[int]) -> None:
    assert native.heaviest_run(weights) == zones.heaviest_in_python(weights)


@given(lines, st.data())
def test_lines_are_left_out_alike(facts: list[Facts], data: st.DataObject) -> None:
    gone, lists = set(data.draw(some_of(facts))), data.draw(st.lists(some_of(facts), max_size=4))
    weights = [each.weight for each in facts]
    assert native.leave_out(facts, weights, lists, gone) == columns.left_in_python(facts, weights, lists, gone)


@given(st.lists(st.integers(0, 600), unique=True).map(sorted), st.integers(0, 600), st.booleans())
def test_positions_move_alike(positions: list[int], at: int, here: bool) -> None:
    assert native.closed(positions, at) == columns.closed_in_python(positions, at)
    assert native.moved(positions, at, here) == columns.moved_in_python(positions, at, here)


@given(lines, st.data(), st.integers(0, 90))
def test_lines_have_keys_alike(facts: list[Facts], data: st.DataObject, limit: int) -> None:
    keys = ["", "x", *(Facts(each.text.upper()).key for each in facts)]
    key = data.draw(st.sampled_from(keys))
    assert native.lines_of_key(facts, key, limit) == lines_in_python(facts, key, limit)


source = st.text(st.sampled_from("ab \t\n\u2028漢"), min_size=1, max_size=60)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document of blocks with gaps of any kind, some with more to say than lines have."""
    text = draw(source)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=12)))
    blocks: list[Block] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        kind = draw(st.sampled_from((Block, PageBlock)))
        gap = draw(st.sampled_from((0, 0, 1, 2, 5, GOES_ON)))
        blocks.append(kind(len(blocks), start, end, text[start:end], gap, Facts(text[start:end])))
    doc = Document(text, blocks, standard_table())
    doc.repaired = draw(st.booleans())
    return doc


@given(documents(), st.data())
def test_lines_are_joined_alike(doc: Document, data: st.DataObject) -> None:
    kept = [block for block in doc.blocks if data.draw(st.booleans())]
    headline = data.draw(st.sampled_from([None, *kept]))
    assert render.join(doc, kept, headline) == render.join_in_python(doc, kept, headline)


def seen(text: str) -> list[Any]:
    """Cut a text into lines, and find its records, nothing being known of a line."""
    rows = [row for row in text.splitlines() if row.strip()]
    doc = Document(text, [], standard_table())
    known = doc.table.facts_of(rows)
    for each in known:
        each.seam = UNKNOWN
    doc.blocks = [Block(n, 0, len(row), row, 0, each) for n, (row, each) in enumerate(zip(rows, known, strict=True))]
    return [(r.title, r.summary, r.evidence, r.author, r.date, sorted(r.roles.items())) for r in doc.records]


@given(dumps_of_all_kinds())
@settings(max_examples=30)
def test_documents_have_the_same_records(text: str) -> None:
    found = seen(text)
    with in_python():
        assert seen(text) == found


def test_what_is_no_column_is_refused() -> None:
    facts = make_facts(["a", "b"])
    block: Any = Block(0, 0, 1, "a", 0, facts[0])
    with pytest.raises(IndexError):
        native.leave_out(facts, [1, 1], [], [2])
    with pytest.raises(IndexError):
        native.leave_out(facts, [1, 1], [[2]], [])
    with pytest.raises(ValueError, match="weight"):
        native.leave_out(facts, [1], [], [])
    with pytest.raises(IndexError):
        native.same_ends(facts, [5], 6, 20)
    with pytest.raises(IndexError):
        native.cut_elsewhere(facts, [-1], 6, 20)
    with pytest.raises(IndexError):
        native.long_beside(facts, [2], 3, 0)
    with pytest.raises(TypeError):
        native.lines_of_key([block], "a", 9)
    with pytest.raises(IndexError):
        native.join_lines("", [block], False, [Block(0, 3, 4, "a", 0, facts[0])], None)
    with pytest.raises(IndexError):
        native.join_lines("a\nb", [block], False, [block, Block(7, 2, 3, "b", 0, facts[1])], None)
    with pytest.raises(TypeError):
        native.join_lines("a", [block], False, facts, None)  # type: ignore[arg-type]
