"""Dumps whose lines were broken at links or run together come out in whole paragraphs; ordinary ones as they are."""

from __future__ import annotations

from random import Random

import pytest

from newsclean import render
from newsclean.article import document_of
from newsclean.config import PipelineSpec
from newsclean.document import Block, Document
from newsclean.errors import ConfigError
from newsclean.pipeline import Pipeline
from newsclean.repair_lines import _CLOSED_SEAM, _MAYBE_SEAM, SHAPES, goes_on, shape_of
from tests.dumps import honest, random_dump
from tests.marked import SEEDS, corpus

BROKEN = """\
Harbour council votes for a longer pier
The
harbour council
voted on Tuesday to lengthen the northern pier, which
Joan Carver
, the keeper, had called “too short”
for years.
Fishermen (
among them Tom Ellery
) had asked for the work before the storms came to the bay.
The builders say it can be done in one summer.
"""
FILLER = "\n".join(f"Menu entry {n}" for n in range(20)) + "\n"
GLUED = (
    "The harbour council voted on Tuesday to lengthen the pier by eighty metres.The work begins in May.Fishermen had "
    "asked for it for years, and the builders say that it can be done in one summer.Read moreOlder stories"
    "Joan McCarver of YouTube fame sings on the pier. YouTube has shown the pier before.The lamps were painted last "
    "year by volunteers."
)


def texts(doc: Document) -> list[str]:
    return [block.text for block in doc]


def standing(block: Block) -> list[tuple[int, int]]:
    if block.pieces is None:
        return [(block.start, block.end)]
    return [(piece.start, piece.start + piece.length) for piece in block.pieces]


def bare(text: str) -> str:
    return "".join(text.split())


def shape(text: str) -> str:
    return shape_of(document_of(text, shape="lines").blocks)


def test_broken_lines_are_joined() -> None:
    assert texts(document_of(FILLER + BROKEN, shape="auto"))[20:] == [
        "Harbour council votes for a longer pier",
        "The harbour council voted on Tuesday to lengthen the northern pier, which Joan Carver, the keeper, had called "
        "“too short” for years.",
        "Fishermen (among them Tom Ellery) had asked for the work before the storms came to the bay.",
        "The builders say it can be done in one summer.",
    ]


def test_glued_paragraphs_are_cut_and_names_are_not() -> None:
    found = texts(document_of(GLUED, shape="auto"))
    assert found[:3] == [
        "The harbour council voted on Tuesday to lengthen the pier by eighty metres.",
        "The work begins in May.",
        "Fishermen had asked for it for years, and the builders say that it can be done in one summer.",
    ]
    assert found[3:5] == ["Read more", "Older stories"]
    assert found[5] == "Joan McCarver of YouTube fame sings on the pier. YouTube has shown the pier before."


@pytest.mark.parametrize("text", [FILLER + BROKEN, GLUED])
def test_no_character_is_lost_and_pieces_hold(text: str) -> None:
    doc = document_of(text, shape="auto")
    spans = [span for block in doc for span in standing(block)]
    assert spans == sorted(spans)
    assert bare("".join(doc.text[start:end] for start, end in spans)) == bare(text)
    assert doc.text == text


@pytest.mark.parametrize("text", [FILLER + BROKEN, GLUED])
def test_repairing_the_output_again_changes_nothing(text: str) -> None:
    pipeline = Pipeline(["duplicate_block"])
    once = render.text(pipeline.run(document_of(text, shape="auto")))
    assert render.text(pipeline.run(document_of(once, shape="auto"))) == once


@pytest.mark.parametrize("text", [t for _, t in corpus()] + [p.read_text(encoding="utf-8") for p in SEEDS])
def test_ordinary_texts_pass_as_they_are(text: str) -> None:
    assert shape(text) == "lines"


@pytest.mark.parametrize("seed", range(60))
def test_invented_dumps_pass_as_they_are(seed: int) -> None:
    assert shape(random_dump(seed).text) == "lines"
    assert shape(honest(seed).text) == "lines"


def test_the_shape_can_be_given() -> None:
    assert len(document_of(GLUED, shape="lines").blocks) == 1
    assert len(document_of("one line of text\nand its end", shape="broken").blocks) == 1
    assert PipelineSpec("custom", ()).with_table({"filters": ["promo"], "shape": "glued"}, "here").shape == "glued"
    with pytest.raises(ConfigError, match="unknown shape 'gleud'; did you mean 'glued'"):
        PipelineSpec("custom", ()).with_table({"filters": ["promo"], "shape": "gleud"}, "here")
    assert SHAPES[0] == "auto"


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        ("as the keeper", ", who was ill, said", True),
        ("the council voted in (", "Old Town Hall", True),
        ("The", "harbour council", True),
        ("He went to the harbour and", "waited for the ferry.", True),
        ("The vote was taken.", "the keeper said", False),
        ("Sport", "weather", False),
        ("Read the full story", "Joan Carver", False),
    ],
)
def test_which_lines_go_on(before: str, line: str, joined: bool) -> None:
    assert goes_on(before, line) is joined


@pytest.mark.parametrize("seed", range(20))
def test_the_quick_look_overlooks_no_seam(seed: int) -> None:
    text = "".join(Random(seed).choices("aB.!)”» é", k=4000))
    closed = len(_CLOSED_SEAM.findall(text))
    assert 0 < closed <= len(_MAYBE_SEAM.findall(text))
