"""The core asks filters and takes lines out as the Python it stands for does."""

from __future__ import annotations

import gc
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean import cue_filter, evidence
from newsclean.article import document_of
from newsclean.attempt import Attempt
from newsclean.cue_filter import CueFilter, lines_in_python, run_in_python
from newsclean.cue_table import CueTable
from newsclean.cues import Rule
from newsclean.document import Document, Line, PageBlock, Piece, Verdict
from newsclean.evidence import company_in_python, count_in_python, note_in_python
from newsclean.filters.edge_line import below_in_python
from newsclean.native import native
from newsclean.zones import Zones
from tests.test_native import in_python

if native is None:
    pytest.skip("newsclean was built without its compiled core", allow_module_level=True)

CUES = ("menu", "share this", "read more", "sign up", "more from us", "weather")
PROSE = "The council voted on Tuesday to keep the old library open, and nobody in the hall spoke against it."
LINES = st.sampled_from(
    [*CUES, "Sign up", "A short one", "Share this with friends", "Weather today", "One", "", "By Joan Carver", PROSE]
)
dumps = st.lists(LINES, max_size=30).map("\n".join)
places = st.integers(0, 12)


def table() -> CueTable:
    """Make a table of rules for all places and spans, with company and without."""
    rules = []
    for number, where in enumerate(("anywhere", "head", "body", "tail", "edge", "elsewhere")):
        for count, span in enumerate(("block", "section", "sentence", "cue")):
            kind = ("promo", "navigation", "newsletter")[(number + count) % 3]
            cues = (CUES[(number + 2 * count) % len(CUES)], CUES[number])
            made = Rule(f"{kind}.{where}-{span}", kind, "mul", "start", where, span, count == number % 4, cues=cues)
            rules.append(made)
    return CueTable(rules)


TABLE = table()
FILTERS = [
    CueFilter(name, off, guard=guard)
    for name in ("promo", "navigation", "newsletter")
    for off in (frozenset[str](), frozenset(("promo.head-block", "navigation.anywhere-section")))
    for guard in (True, False)
]


def doc_of(text: str) -> Document:
    return document_of(text, table=TABLE)


@given(dumps, places, places)
def test_evidence_is_alike(text: str, first: int, length: int) -> None:
    doc = doc_of(text)
    columns = doc.columns
    for zones in (doc.zones, Zones(first, first + length)):
        noted: list[dict[int, str]] = []
        for note in (native.note_hard, note_in_python):
            noted.append({2: "teaser_list"})
            note(noted[-1], columns.facts, columns.cued, zones, evidence.HARD)
        assert list(noted[0].items()) == list(noted[1].items())
        for most in range(3):
            assert native.count_kinds(noted[0], most) == count_in_python(noted[0], most)
    assert native.company_of(columns.facts, columns.cued) == company_in_python(columns.facts, columns.cued)


@given(dumps, places, places)
def test_cue_filters_propose_alike(text: str, first: int, length: int) -> None:
    doc = doc_of(text)
    more = cue_filter._more
    for each in FILTERS:
        found = each.lines(doc)
        with in_python():
            assert found == each.lines(doc)
        for zones in (doc.zones, Zones(first, first + length)):
            hits = doc.hits.get(each.name, [])
            found = native.cue_lines(doc, hits, each.off, zones, more)
            assert found == lines_in_python(doc, hits, each.off, zones, more)
    for begin in range(len(doc.blocks) + 1):
        for end in (begin, min(begin + 3, len(doc.blocks)), len(doc.blocks)):
            assert native.section_run(doc.columns.facts, begin, end) == run_in_python(doc.columns.facts, begin, end)


@given(dumps, places, places, st.sampled_from([0, 0.1, 0.2, 0.5, 1, 2.5]))
def test_the_end_of_the_prose_is_alike(text: str, first: int, length: int, share: float) -> None:
    facts = doc_of(f"{PROSE}\n{text}\n{PROSE}").columns.facts
    last = min(len(facts), first + length)
    first = min(first, last)
    assert native.below_prose(facts, first, last, share) == below_in_python(facts, first, last, share)


@st.composite
def taken(draw: st.DrawFn) -> tuple[str, list[Line | Verdict], list[tuple[int, int]], int | None]:
    """Draw a dump, what filters propose of it, spans to protect, a line that is more than one."""
    text = draw(dumps.filter(str.strip))
    doc = doc_of(text)
    position = st.integers(0, len(doc.blocks) - 1)
    line = st.builds(lambda n, k: (n, f"promo.{k}", f"reason {k}"), position, st.integers(0, 3))
    whole = st.builds(lambda n, act: doc.blocks[n].remove("a.b", "whole")._replace(action=act), position, _ACTIONS)
    part = st.builds(lambda n, at: doc.blocks[n].cut(at, at + 4, "a.c", "part"), position, st.integers(0, 9))
    spans = st.builds(lambda a, b: Verdict(min(a, b), max(a, b) + 1, "a.d", "span"), *[st.integers(0, 200)] * 2)
    proposals = draw(st.lists(st.one_of(line, line, line, whole, part, spans), max_size=20))
    protected = draw(st.one_of(st.just([]), st.lists(st.tuples(st.integers(0, 50), st.integers(50, 99)), max_size=2)))
    return text, proposals, protected, draw(st.one_of(st.none(), position))


_ACTIONS = st.sampled_from(["remove", "remove", "keep", "note"])


def take(
    text: str, proposals: list[Line | Verdict], protected: list[tuple[int, int]], odd: int | None
) -> tuple[object, ...]:
    """Let a run take what is proposed; give all that it noted."""
    doc = doc_of(text)
    if odd is not None:  # a block of a page, in two pieces
        b = doc.blocks[odd]
        pieces = (Piece(0, b.start, 1), Piece(1, b.start + 1, len(b.text) - 1))
        doc.blocks[odd] = PageBlock(b.index, b.start, b.end, b.text, b.gap, b.facts, pieces=pieces)
    doc.headline = doc.blocks[0]
    attempt = Attempt(doc, protected)
    gone, cuts = attempt._take(doc, proposals)
    misled = [block and block.start for block in attempt.misled]
    return gone, cuts, attempt.removed, misled, list(map(type, attempt.removed))


@given(taken())
def test_lines_are_taken_alike(
    drawn: tuple[str, list[Line | Verdict], list[tuple[int, int]], int | None],
) -> None:
    found = take(*drawn)
    with in_python():
        assert found == take(*drawn)
    lines = [each for each in drawn[1] if isinstance(each, Verdict)]
    assert native.verdicts_among(drawn[1]) == lines


def test_what_does_not_fit_is_refused() -> None:
    doc = doc_of("\n".join([*CUES, PROSE]))
    facts, nowhere = doc.columns.facts, Zones(0, 0)
    attempt = Attempt(doc, [])
    for proposal in ((len(doc.blocks), "a.b", "no such line"), (0, "a.b"), 3):
        with pytest.raises((IndexError, ValueError, TypeError)):
            attempt._take(doc, [proposal])  # type: ignore[list-item]
    with pytest.raises(IndexError):
        native.note_hard({}, facts, [len(facts)], nowhere, evidence.HARD)
    with pytest.raises(IndexError):
        native.company_of(facts, [len(facts), len(facts) + 1])
    with pytest.raises(IndexError):
        native.section_run(facts, 0, len(facts) + 1)
    with pytest.raises(IndexError):
        native.below_prose(facts, 0, len(facts) + 1, 0.2)
    with pytest.raises(TypeError):
        native.cue_lines(doc, [(0, "no hit")], frozenset(), nowhere, cue_filter._more)  # type: ignore[list-item]
    with pytest.raises(TypeError, match="a verdict is a tuple"):
        native.prepare_take(Document, "remove", {})  # type: ignore[arg-type]


def test_an_error_of_python_comes_through() -> None:
    doc = doc_of("\n".join(CUES))
    hits = [(0, hit) for hit in (*doc.columns.facts[0].hits,) if hit.rule.span != "block"]

    def fails(_: Document, position: int, hit: object) -> list[Line | Verdict]:
        raise LookupError(position, hit)

    every = [(n, hit._replace(rule=hit.rule._replace(where="anywhere", company=False))) for n, hit in hits]
    assert every
    with pytest.raises(LookupError):
        native.cue_lines(doc, every, frozenset(), doc.zones, fails)


def test_nothing_is_left_behind() -> None:
    doc = doc_of("\n".join([*CUES, PROSE, *CUES]))
    facts, cued = doc.columns.facts, doc.columns.cued
    lines = [(n, "a.b", "reason") for n in range(len(doc.blocks))]
    every = [each for hits in doc.hits.values() for each in hits]

    def once() -> None:
        attempt = Attempt(doc, [])
        attempt._take(doc, [*lines, (0, "a.b", "again"), doc.blocks[1].cut(0, 1, "a.b", "part")])
        native.company_of(facts, cued)
        native.count_kinds(doc.hard_lines, 2)
        native.section_run(facts, 0, len(facts))
        native.below_prose(facts, 0, 3, 0.2)
        for each in FILTERS:
            each.lines(doc)
        with pytest.raises(IndexError):
            native.note_hard({}, facts, [0, len(facts)], doc.zones, evidence.HARD)
        with pytest.raises(IndexError):
            native.company_of(facts, [len(facts) - 1, len(facts)])
        with pytest.raises(TypeError):
            native.cue_lines(doc, [*every, (9, "no hit")], frozenset(), doc.zones, cue_filter._more)  # type: ignore

    def held() -> int:
        gc.collect()
        return sys.getallocatedblocks()

    for _ in range(20):
        once()
    before = held()
    for _ in range(400):
        once()
    assert held() - before < 200  # one object a time would be as many
