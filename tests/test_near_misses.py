"""Honest articles about disclaimers, subscriptions, advertisements and the like keep every sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newsclean import render
from newsclean.article import document_of
from tests.marked import news

NEAR = tomllib.loads(Path(__file__).with_name("near_misses.toml").read_text(encoding="utf-8"))
HEADLINE = "Old bridge over the Hollow stays open for another winter"
PROSE = (
    "The old bridge over the Hollow will stay open for another winter, the county said on Tuesday, after engineers "
    "had looked at every one of its nine hundred rivets.",
    "Farmers on the east bank had feared that they would have to drive forty kilometres to the mill, as their "
    "grandparents did in the year when the ice took the bridge away.",
    "“It is older than all of us and will be here when we are gone,” said the keeper of the toll house, who has "
    "painted the railing every spring since he was a boy.",
    "The engineers want to come back in April, when the water is low, and to send divers down to the two piers that "
    "stand in the middle of the stream.",
    "A new bridge would cost four times as much as the county has, and the last plan for one was lost when the "
    "archive burned down.",
)


def article(kind: str, near: list[str]) -> list[str]:
    """Set the lines of a near miss where an article has such lines."""
    if kind == "headline":
        return [*near, *PROSE]
    if kind == "first":
        return [HEADLINE, *near, *PROSE[1:]]
    if kind == "last":
        return [HEADLINE, *PROSE[:4], *near]
    return [HEADLINE, *PROSE[:2], *near, *PROSE[2:]]


CASES = [
    pytest.param(kind, near if isinstance(near, list) else [near], id=f"{kind}: {near if kind != 'list' else near[0]}")
    for kind, texts in NEAR.items()
    for near in texts
]


@pytest.mark.parametrize(("kind", "near"), CASES)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_every_sentence_is_kept(kind: str, near: list[str], gap: str) -> None:
    text = gap.join(article(kind, near)) + "\n"
    labelled = news().run(document_of(text))
    assert render.text(labelled) == text, render.marked_text(labelled)


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 90


@pytest.mark.parametrize("near", NEAR["headline"])
def test_such_a_headline_is_the_title(near: str) -> None:
    found = news().clean("\n\n".join(article("headline", [near])))
    assert found.title == near
