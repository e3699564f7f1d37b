"""The compiled core finds the headline that Python finds, by the same points to the last bit."""

from __future__ import annotations

import re
import sys
from itertools import chain, cycle, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean import headline
from newsclean.article import document_of
from newsclean.document import Document, line_blocks
from newsclean.features import make_facts
from newsclean.headline import Shares, likeliest, likeliest_in_python, lower_in_python
from newsclean.headline_lines import REACH, Lines
from newsclean.native import native
from newsclean.rulebook import standard_table
from newsclean.slug import slug_words
from tests.test_headline import ABOVE, HEADLINE, PROSE
from tests.test_quick_ways import SIGNS
from tests.texts import dumps_of_all_kinds, lines

if native is None:
    pytest.skip("newsclean was built without its compiled core", allow_module_level=True)

PARTS = (
    *(
        "Harbour",
        "COUNCIL",
        "votes",
        "pier",
        "İzmir’de",
        "ΟΔΥΣΣΕΥΣ",
        "ος",
        "port",
        "1,200",
        "3-2",
        "#",
        "www.pier.example",
    ),
    *(
        " ",
        " ",
        " ",
        " ",
        " | ",
        " · ",
        " / ",
        " › ",
        " > ",
        "|",
        ">",
        "[",
        "]",
        "(AP) — ",
        "(",
        ")",
        "【",
        "】",
        "“",
        "”",
    ),
    *(
        ".",
        ":",
        "。",
        "：",
        "…",
        "?",
        "By ",
        "port elsa ",
        "Straße",
        "ǅ",
        "港口議會",
        "การประชุม",
        "_",
        "é",
        "e\u0301",
        "😀",
    ),
)
EDGES = (
    "PORT ELSA (AP) — The council votes for a longer pier today",
    "Port Elsa (where the pier is) votes for a longer one",
    "By the river, the council votes for a longer pier",
    "Photo by Joan Carver for the Coast Ledger and others",
    "BUDGET | Tax office hires an army",
    "Budget | Tax office hires an army",
    "Pier · council · votes for more",
    "[Video] Council votes for a pier [Video]",
    "[Council votes for a longer pier]",
    "More about the pier: www.pier.example",
    "Piers 1 2 3 4 and 5 to be longer",
    "Piers 1 2 3 4 5 and 6 to be longer",
    "Piers 1 2 3 4 5 6 and 7 to be longer",
    "ΟΔΥΣΣΕΥΣ votes for a longer ΛΙΜΑΝΙ",
    "ǅUNGLA IS A WORD WITH A TITLE ǅ",
    *PROSE,
)
BESIDE = (
    (),
    ("›",),
    ("Home", "|"),
    ("By Joan Carver",),
    ("By Joan Carver", "Share"),
    ("March 3, 2024", "Share", "More"),
)
made = st.lists(st.sampled_from(PARTS), min_size=2, max_size=12).map("".join)
odd = st.text(st.sampled_from(SIGNS + "İΣ…’ "), min_size=8, max_size=60)
rows = st.lists(st.one_of(st.sampled_from([*ABOVE, *EDGES]), st.sampled_from(ABOVE), made, odd, lines()), max_size=14)
URLS = (None, "https://coast.example/news/", "https://coast.example/harbour-council-votes-for-a-longer-pier.html")
texts = st.one_of(
    dumps_of_all_kinds(),
    st.tuples(rows, st.lists(st.sampled_from(("\n", "\n", "\n\n")), min_size=1)).map(
        lambda parts: "".join(chain.from_iterable(zip([*parts[0], *PROSE], cycle(parts[1]))))
    ),
)


def rated_in_python(doc: Document, first: int) -> list[tuple[float, int, float | None]]:
    known = Lines(doc, first)
    return [(hope, position, known.points(position)) for hope, position in sorted(known.hopes(), reverse=True)]


def assert_rated_alike(doc: Document, first: int) -> None:
    assert native.rate_lines(doc.columns.facts, first, bool(doc.url)) == rated_in_python(doc, first)


def bare_document(rows: list[str]) -> Document:
    """Make a document of lines as they are, of which no cue is known, nor how they are folded."""
    blocks = line_blocks([0] * len(rows), rows, [0] * len(rows), make_facts(rows))
    return Document("", blocks, standard_table())


@settings(deadline=None)
@given(texts, st.sampled_from(URLS), st.data())
def test_lines_are_rated_alike(text: str, url: str | None, data: st.DataObject) -> None:
    doc = document_of(text, url=url)
    if doc.blocks:
        assert_rated_alike(doc, data.draw(st.integers(0, len(doc.blocks) - 1)))


@settings(deadline=None)
@given(texts, st.sampled_from(URLS))
def test_the_same_line_is_found(text: str, url: str | None) -> None:
    doc = document_of(text, url=url)
    first, last = doc.columns.core
    body = [block.text for block in doc.blocks[first:last]]
    expected = likeliest_in_python(doc, slug_words(url), Shares(body[: headline.SAMPLE])) if body else None
    assert likeliest(doc) == expected


def test_of_two_lines_with_the_same_points_the_first_is_found() -> None:
    doc = document_of("\n".join(["Home", HEADLINE, HEADLINE, "Share", *PROSE]))
    found = likeliest_in_python(doc, frozenset(), Shares(list(PROSE)))
    assert found is not None
    assert found == likeliest(doc)
    assert found.position == 1


@pytest.mark.parametrize("line", EDGES)
def test_lines_of_every_kind_are_rated_alike(line: str) -> None:
    for above, below, more in product(BESIDE, BESIDE, ((), PROSE)):
        doc = document_of("\n".join([*above, line, *below, *PROSE, *more]))
        for first in {doc.columns.core[0], len(above), len(doc.blocks) - 1}:
            assert_rated_alike(doc, first)


@pytest.mark.parametrize(
    "shape", ["{0}arbour votes for piers", "Harbour votes for piers{0}", "HARBOUR {0} VOTES FOR PIERS"]
)
def test_every_character_is_rated_alike(shape: str) -> None:
    codes = (*range(0x3400), *range(0x3400, sys.maxunicode + 1, 37))
    for start in range(0, len(codes), REACH):
        rows = [shape.format(chr(code)) for code in codes[start : start + REACH]]
        assert_rated_alike(bare_document(rows), len(rows) - 1)


@pytest.mark.parametrize("above", [0, 1, 3, REACH - 2, REACH, REACH + 9])
def test_lines_at_the_edges_are_rated_alike(above: int) -> None:
    for below in range(8):
        doc = document_of(
            "\n".join(["Harbour council votes", *["Ferry fares rise again"] * above, *PROSE * below, HEADLINE])
        )
        for first in {0, above, len(doc.blocks) - 1}:
            assert_rated_alike(doc, first)


def test_lines_of_every_length_are_rated_alike() -> None:
    rows = [
        *("a b c d", "a b c de", "a b c def"),
        *("ab " * words + "c" for words in range(1, 50)),
        *(("Aaaa bbbb " * 23)[:size] + "c" for size in range(1, 225)),
    ]
    assert_rated_alike(bare_document(rows), len(rows) - 1)


# -- what the article repeats ------------------------------------------------------------------------------------


def test_every_character_is_lowered_alike() -> None:
    for start in range(0, sys.maxunicode + 1, 0x1000):
        body = ["".join(map(chr, range(start, start + 0x1000))), "ΣΑΣ", "İZMİR"]
        assert native.lower_body(body)[0] == re.sub(r"\W", " ", lower_in_python(body)[0]) + " "


def shares_of(body: list[str]) -> Any:
    """Give what is known of an article where there is no compiled core."""
    shares = Shares(body)
    shares.low, shares.grams = lower_in_python(body)
    return shares


@settings(deadline=None)
@given(rows, rows, st.floats(-1, 2), st.booleans())
def test_shares_are_alike(body: list[str], rows: list[str], least: float, has_grams: bool) -> None:
    low, grams = native.lower_body(body)
    for facts in make_facts([row for row in [*rows, *body] if row]):
        expected = shares_of(body).of(facts, -1)
        assert expected is not None
        share = native.share_in(facts, low, grams if has_grams else b"", least)
        assert share == expected or (share is None and expected < least)
        assert native.share_in(facts, low, grams, -1) == expected


# -- what is refused ---------------------------------------------------------------------------------------------


def test_what_is_no_document_is_refused() -> None:
    facts, (low, grams) = make_facts([HEADLINE]), native.lower_body(list(PROSE))
    for first in (-1, 1):
        with pytest.raises(IndexError):
            native.rate_lines(facts, first, False)
    broken: Any = [HEADLINE]
    with pytest.raises(TypeError):
        native.rate_lines(broken, 0, False)
    with pytest.raises(TypeError):
        native.share_in(broken[0], low, grams, 0)
    with pytest.raises(TypeError):
        native.share_in(facts[0], low, grams[1:], 0)
    with pytest.raises(TypeError):
        native.lower_body([1])  # type: ignore[list-item]
    with pytest.raises(KeyError):
        native.prepare_headline({})


def test_what_goes_wrong_in_python_is_told() -> None:
    def broken(position: int) -> int:
        raise ValueError(position)

    facts, (low, grams) = make_facts(["Harbours", HEADLINE, *PROSE]), native.lower_body(list(PROSE))
    with pytest.raises(ValueError, match="1"):
        native.likeliest_line(facts, 2, False, low, grams, broken, None)
    with pytest.raises(ValueError, match="1"):
        native.likeliest_line(facts, 2, True, low, grams, lambda _: 0, broken)
    assert native.likeliest_line(facts, 2, False, low, grams, lambda _: 0, None) is not None
