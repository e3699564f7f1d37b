"""The learned filter finds the article in a page, leaves clean articles alone, and says why a line went."""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from newsclean import render
from newsclean.article import document_of
from newsclean.article_model import Weights, judge
from newsclean.config import PipelineSpec
from newsclean.errors import ConfigError
from newsclean.pipeline import Labelled, Pipeline
from tests.dumps import honest
from tests.marked import GOLDEN

ALONE = Pipeline(["non_article"])


@lru_cache
def whole_page() -> Pipeline:
    return Pipeline.from_preset("news")


MENU = ["Skip to main content", "Home", "News", "Sport", "Weather", "Culture", "Sign in", "Subscribe", "Search"]
SHARE = ["Share", "Facebook", "Twitter", "Email", "Copy link"]
BELOW = ["Related", "Ferry late again", "Orchard wins prize", "Most read", "Ten years of the lock", "Baker retires"]
FOOT = ["About us", "Contact us", "Privacy policy", "Terms of use", "All rights reserved."]
TITLE = "Harbour council votes for a longer pier"
BODY = [
    "The harbour council voted on Tuesday to lengthen the northern pier by eighty metres before the storms.",
    "Fishermen had asked for the work for years, and the builders say that it can be done in one summer.",
    "“We had hoped for an earlier vote,” said the keeper of the harbour, who has counted the boats since 1988.",
    "The council will pay for the stone, and the county for the men who lay it, if the budget is passed in May.",
    "Until then the boats will have to wait outside the bay whenever the wind turns to the north.",
]
PAGE = "\n".join([*MENU, *MENU[1:6], TITLE, *SHARE, *BODY, *SHARE, *BELOW, *MENU[1:6], *FOOT])


def kept(labelled: Labelled) -> list[str]:
    return [block.text for block in labelled.kept]


def test_the_article_is_found_in_a_page() -> None:
    labelled = whole_page().run(document_of(PAGE))
    assert [block.text for block in labelled.body] == BODY
    assert labelled.headline is not None and labelled.headline.text == TITLE


def test_each_verdict_says_why() -> None:
    verdicts = ALONE.run(document_of(PAGE)).verdicts
    assert {verdict.rule for verdict in verdicts} <= {f"non_article.{w}" for w in ("above", "inside", "below")}
    assert all(verdict.reason for verdict in verdicts)
    assert any("above the body" in verdict.reason for verdict in verdicts)
    assert any('after "Related"' in verdict.reason and "below the body" in verdict.reason for verdict in verdicts)


@pytest.mark.parametrize("seed", range(80))
def test_clean_articles_lose_nothing(seed: int) -> None:
    text = honest(seed).text
    assert not ALONE.run(document_of(text)).verdicts


def test_without_evidence_nothing_goes() -> None:
    text = "\n".join([*(f"Lot {n}" for n in range(40)), TITLE, *BODY])
    assert not ALONE.run(document_of(text)).verdicts


@pytest.mark.parametrize("text", [PAGE, *(render.unmarked(p.read_text(encoding="utf-8")) for p in GOLDEN)])
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = render.text(whole_page().run(document_of(text)))
    assert render.text(whole_page().run(document_of(once))) == once


def test_a_known_title_changes_nothing_of_the_body() -> None:
    labelled = whole_page().run(document_of(PAGE, title=TITLE))
    assert [block.text for block in labelled.body] == BODY


def test_probabilities_are_rounded() -> None:
    doc = document_of(PAGE)
    assert all(round(share, 4) == share and 0 <= share <= 1 for share in judge(doc.blocks, doc.table).body)


def test_a_sign_between_links_heads_nothing() -> None:
    page = PAGE.replace("Most read", "|").replace("Ten years of the lock", "»\nTen years of the lock")
    reasons = [verdict.reason for verdict in ALONE.run(document_of(page)).verdicts]
    assert any('after "Related"' in reason for reason in reasons)
    assert not any('after "|"' in reason or 'after "»"' in reason for reason in reasons)


def test_a_line_is_judged_alike_alone_and_after_others() -> None:
    before = judge(document_of(PAGE).blocks, document_of(PAGE).table)
    whole_page().run(document_of(honest(7).text))
    assert judge(document_of(PAGE).blocks, document_of(PAGE).table) == before


def test_confidence_is_high_for_an_article_and_low_for_a_list() -> None:
    article = whole_page().clean(PAGE)
    assert article.confidence is not None and 0 <= article.confidence <= 1
    listing = whole_page().clean("\n".join([*MENU, *MENU, *BELOW, *SHARE, *SHARE, *FOOT]))
    assert listing.confidence is not None and listing.confidence < article.confidence
    assert "no_article" in listing.warnings
    assert Pipeline(["ui_debris"]).clean(PAGE).confidence is None


def test_weights_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no weights newsclean can read"):
        Weights(tmp_path / "none.npz")


def test_numpy_is_loaded_only_where_the_filter_runs() -> None:
    program = (
        "import sys; from newsclean.pipeline import Pipeline; Pipeline(['promo', 'duplicate_block']).clean('A line.');"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_options_are_those_of_the_page() -> None:
    spec = PipelineSpec.from_preset("news").with_options("non_article", {"threshold": 0.9, "evidence": 1})
    assert spec.fingerprint != PipelineSpec.from_preset("news").fingerprint
    with pytest.raises(ConfigError, match="unknown option of non_article 'treshold'"):
        PipelineSpec.from_preset("news").with_options("non_article", {"treshold": 0.5})
