"""Columns of facts: those of the lines left are those that would be read off them anew."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.article import document_of
from newsclean.columns import MIN_SUMMARY, TAIL_KEY, Columns
from newsclean.document import Document

PROSE = (
    "The harbour council voted on Tuesday to make the northern pier longer by eighty metres before the autumn storms."
)
LINES = (
    "Home",
    "Share on Facebook",
    "By Joan Carver",
    "March 3, 2024",
    "Harbour council votes for a longer pier",
    "Sign up for our newsletter",
    PROSE,
    f"Longer pier{PROSE}",
    "Fishermen had asked for the work for years, and the builders say that it can be done in one dry summer.",
)
picked = st.lists(st.sampled_from(LINES), min_size=1, max_size=14)


def read(columns: Columns) -> tuple[object, ...]:
    return (columns.facts, columns.weights, columns.cued, columns.fields, columns.prose, columns.core)


def ends_alike(doc: Document) -> set[int]:
    long = {n: block.text[-TAIL_KEY:] for n, block in enumerate(doc.blocks) if len(block.text) >= MIN_SUMMARY}
    counts = Counter(long.values())
    return {n for n, tail in long.items() if counts[tail] > 1}


@settings(deadline=None)
@given(picked, st.data())
def test_what_is_left_is_known_as_if_it_were_read_anew(lines: list[str], data: st.DataObject) -> None:
    doc = document_of("\n".join(lines))
    if data.draw(st.booleans()):
        assert set(doc.columns.alike) == ends_alike(doc)
    gone = data.draw(st.sets(st.integers(0, len(lines) - 1)))
    rest = doc.without(gone)
    assert [block.index for block in rest.blocks] == [n for n in range(len(lines)) if n not in gone]
    assert read(rest.columns) == read(Columns.of(rest.blocks))
    assert set(rest.columns.alike) >= ends_alike(rest)


@settings(deadline=None)
@given(picked, st.data())
def test_a_line_set_apart_can_be_put_back(lines: list[str], data: st.DataObject) -> None:
    doc = document_of("\n".join(lines))
    apart = data.draw(st.integers(0, len(lines) - 1))
    asked_before, asked_between = data.draw(st.booleans()), data.draw(st.booleans())
    assert not asked_before or set(doc.columns.alike) == ends_alike(doc)
    rest = doc.without_line(apart)
    assert read(rest.columns) == read(Columns.of(rest.blocks))
    assert [block.index for block in rest.blocks] == [n for n in range(len(lines)) if n != apart]
    assert not asked_between or set(rest.columns.alike) >= ends_alike(rest)
    gone = data.draw(st.sets(st.integers(0, len(lines) - 1)))
    rest = rest.without([n for n, block in enumerate(rest.blocks) if block.index in gone])
    back = rest.with_line(doc.blocks[apart], doc)
    assert [block.index for block in back.blocks] == [n for n in range(len(lines)) if n == apart or n not in gone]
    assert read(back.columns) == read(Columns.of(back.blocks))
    assert set(back.columns.alike) >= ends_alike(back)


def test_a_line_that_was_not_compared_with_the_others_is_compared_when_it_is_put_in() -> None:
    doc = document_of("\n".join((PROSE, "Home", PROSE)))
    rest = document_of("\n".join((PROSE, "Home")))
    assert rest.columns.alike == []
    assert rest.with_line(doc.blocks[2], doc).columns.alike == [0, 2]
