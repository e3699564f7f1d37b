"""A dump folded into one line is cut into sentences and what stands between; an article in one line stays whole."""

from __future__ import annotations

import pytest

from newsclean import render
from newsclean.article import document_of
from newsclean.document import GOES_ON, Document
from newsclean.pipeline import Pipeline
from newsclean.repair_lines import shape_of
from tests.dumps import honest

MENU = "Home News Sport Weather Sign up for our newsletter Business Travel Jobs"
SENTENCES = [
    "Harbour council votes for a longer pier, which the keeper of the northern light had called too short for years.",
    "The work begins in May and can be done in one summer, the builders say.",
    "Mr. Ellery of the fishermen's union said that the storms of J. T. Carver's day had been worse.",
    "“Nobody asked us,” he said.",
    "The lamps were painted last year by volunteers who came from the U.S. Coast Guard and from the town.",
]


def prose(*seeds: int) -> str:
    """Give the paragraphs of invented articles in one line, no sentence twice."""
    line = " ".join(line for seed in seeds for line in honest(seed).lines if line.endswith("."))
    return ". ".join(dict.fromkeys(line.removesuffix(".").split(". "))) + "."


PROSE = " ".join(SENTENCES) + " " + prose(4)
BLOB = f"{MENU} {PROSE} Read more All rights reserved. Terms of use Privacy policy"
CHINESE = "港口议会周二投票决定延长北码头。" * 90


def texts(doc: Document) -> list[str]:
    return [block.text for block in doc]


def test_sentences_and_phrases_are_cut_out_of_a_line() -> None:
    found = texts(document_of(BLOB, shape="auto"))
    assert found[:3] == ["Home News Sport Weather", "Sign up for our newsletter", "Business Travel Jobs"]
    assert found[3:8] == SENTENCES


def test_scripts_without_spaces_are_cut_at_their_stops() -> None:
    assert texts(document_of(CHINESE, shape="auto")) == ["港口议会周二投票决定延长北码头。"] * 90


def test_a_sentence_within_a_sentence_is_not_cut() -> None:
    names = "Joan Carver, Tom Ellery, Ada North and Ben South of the Harbour Council of Northport voted on Tuesday. "
    found = texts(document_of(names * 20, shape="auto"))
    assert found == [names.strip()] * 20


def test_cuts_lose_nothing_and_are_closed_again() -> None:
    doc = document_of(BLOB, shape="auto")
    assert doc.text == BLOB
    assert all(doc.text[block.start : block.end] == block.text for block in doc)
    assert [block.gap for block in doc.blocks[1:]] == [GOES_ON] * (len(doc.blocks) - 1)
    assert render.join(doc, doc.blocks) == BLOB


@pytest.mark.parametrize("preset", ["news", "strict"])
@pytest.mark.parametrize("seed", range(12))
def test_an_article_in_one_line_stays_as_it_is(preset: str, seed: int) -> None:
    line = prose(seed, 50 + seed, 100 + seed)
    doc = document_of(line, shape="auto")
    assert len(doc.blocks) > 8
    assert render.text(Pipeline.from_preset(preset).run(doc)).split() == line.split()


def test_what_is_removed_parts_what_stays() -> None:
    labelled = Pipeline(["newsletter"]).run(document_of(BLOB, shape="auto"))
    kept = render.join(labelled.doc, labelled.kept)
    assert kept.startswith("Home News Sport Weather\n\nBusiness Travel Jobs Harbour")


def test_cleaning_the_output_again_changes_nothing() -> None:
    pipeline = Pipeline.from_preset("news")
    once = render.text(pipeline.run(document_of(BLOB, shape="auto")))
    assert "Sign up" not in once and "Privacy" not in once
    assert all(sentence in once for sentence in SENTENCES)
    assert render.text(pipeline.run(document_of(once, shape="auto"))) == once


def test_only_long_lines_that_hold_nearly_all_are_blobs() -> None:
    assert shape_of(document_of(PROSE, shape="lines").blocks) == "blob"
    assert shape_of(document_of(PROSE[:1000], shape="lines").blocks) == "lines"
    assert shape_of(document_of(f"{PROSE}\n{PROSE}", shape="lines").blocks) == "lines"
    assert len(document_of("One short line. And its end.", shape="blob").blocks) == 1
