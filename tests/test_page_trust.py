"""Which of the things a page states is believed, where they differ."""

from __future__ import annotations

import pytest

from tests.tagged_page import BODY, HEADLINE, NODE, PIPELINE, ld, meta, read


def test_a_date_by_the_headline_overrules_a_tag() -> None:
    assert read(meta(article__published_time="2013-01-01"), "<p>March 3, 2024</p>").date == "2024-03-03"


def test_the_day_of_the_last_change_overrules_nothing() -> None:
    head = meta(article__published_time="2024-03-03", article__modified_time="2024-05-09")
    assert read(head, "<p>May 9, 2024</p>").date == "2024-03-03"
    assert read(meta(article__published_time="2024-03-03"), "<p>Updated: May 9, 2024</p>").date == "2024-03-03"


@pytest.mark.parametrize("shown", ["March 4, 2024", "03.03.2024", "3/3/2024"])
def test_a_zone_or_an_order_makes_no_other_date(shown: str) -> None:
    head = meta(article__published_time="2024-03-03T23:30:00Z")
    assert read(head, f"<p>{shown}</p>").date == "2024-03-03T23:30:00Z"


def test_a_byline_by_the_headline_overrules_a_tag() -> None:
    head = '<meta name="author" content="Webster Upload">'
    assert read(head, "<p>By Joan Carver</p>").authors == ["Joan Carver"]
    assert read(head).authors == ["Webster Upload"]


def test_bylines_of_other_stories_overrule_nothing() -> None:
    cards = "".join(f"<p>Story number {n} of the day</p>" for n in range(12))
    end = f'{cards}<p class="byline">By Tom Ellery</p>'
    assert read('<meta name="author" content="Joan Carver">', end=end).authors == ["Joan Carver"]


def test_a_person_comes_before_the_site() -> None:
    node = {**NODE, "author": {"@type": "Organization", "name": "Coast Ledger"}}
    assert read(ld(node), "<p>By Joan Carver</p>").authors == ["Joan Carver"]


def test_the_heading_on_the_page_is_the_title() -> None:
    head = meta(og__title="Ferry sails: what you must know about the island") + "<title>Ferry | Coast Ledger</title>"
    assert read(head).title == HEADLINE


def test_a_logo_is_no_title() -> None:
    head = meta(og__title=HEADLINE, og__site_name="Coast Ledger") + f"<title>{HEADLINE} - Coast Ledger</title>"
    assert read(head, title="Coast Ledger").title == HEADLINE


def test_what_the_caller_knows_stays() -> None:
    page = f"<html><head>{ld(NODE)}</head><body><h1>{HEADLINE}</h1>{BODY}</body></html>"
    article = PIPELINE.clean(page, html=True, title="As I call it", url="https://mirror.example/1")
    assert (article.title, article.url) == ("As I call it", "https://mirror.example/1")


def test_nothing_stated_is_nothing_known() -> None:
    article = read()
    assert (article.authors, article.date, article.date_modified, article.section) == ([], None, None, None)
    assert (article.tags, article.url, article.site_name, article.corrections) == ([], None, None, [])
