"""Seed-like dumps with other words, orders and dates lose every record and no line of their body."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.article import document_of
from newsclean.pipeline import Labelled, Pipeline
from tests.dumps import ORDERS, Dump, honest, random_dump, single_record_dump
from tests.marked import news, rules

CHAIN = Pipeline(["teaser_list", "source_credit", "byline", "dateline_stamp", "duplicate_block"])
DUMPS = 408


def labelled(dump: Dump, pipeline: Pipeline = CHAIN) -> Labelled:
    return pipeline.run(document_of(dump.text))


def kept_lines(dump: Dump, pipeline: Pipeline = CHAIN) -> list[str]:
    return [block.text for block in labelled(dump, pipeline).kept]


def check(dump: Dump) -> None:
    assert kept_lines(dump) == dump.kept, dump.about
    found = CHAIN.clean(dump.text).teasers
    assert len(found) == len(dump.teasers), dump.about
    for teaser, expected in zip(found, dump.teasers, strict=True):
        for key in ("title", "summary", "author"):
            assert teaser[key] == expected[key], dump.about
        if expected["date"] is not None:
            assert teaser["date"] == expected["date"], dump.about


@pytest.mark.parametrize("order", range(len(ORDERS)), ids=ORDERS)
def test_dumps_of_every_field_order(order: int) -> None:
    for seed in range(order, DUMPS, len(ORDERS)):
        check(random_dump(seed))


@pytest.mark.parametrize("seed", range(60))
def test_one_record_with_a_repeated_summary(seed: int) -> None:
    check(single_record_dump(seed))


@settings(max_examples=150, deadline=None)
@given(st.integers(1000, 10_000_000))
def test_any_dump(seed: int) -> None:
    check(random_dump(seed))


@settings(max_examples=60, deadline=None)
@given(st.integers(1000, 10_000_000))
def test_any_honest_article(seed: int) -> None:
    dump = honest(seed)
    assert kept_lines(dump) == dump.kept


@pytest.mark.parametrize("seed", range(120))
def test_honest_articles_lose_nothing(seed: int) -> None:
    dump = honest(seed)
    assert kept_lines(dump) == dump.kept, dump.about


@pytest.mark.parametrize("make", [random_dump, single_record_dump, honest])
def test_all_rules_together_agree(make: Callable[[int], Dump]) -> None:
    for seed in range(5000, 5100):
        dump = make(seed)
        assert kept_lines(dump, rules()) == dump.kept, dump.about


@pytest.mark.parametrize("make", [random_dump, single_record_dump, honest])
def test_the_learned_filter_loses_next_to_nothing_of_them(make: Callable[[int], Dump]) -> None:
    dumps = [make(seed) for seed in range(5000, 5100)]
    lost = [line for dump in dumps for line in set(dump.kept).difference(kept_lines(dump, news()))]
    left = [line for dump in dumps for line in set(kept_lines(dump, news())).difference(dump.kept)]
    assert len(lost) <= 2, lost
    assert not left
