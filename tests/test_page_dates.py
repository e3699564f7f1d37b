"""Which date of a page is the article's, where its tags and its lines differ."""

from __future__ import annotations

import pytest

from tests.tagged_page import BODY, HEADLINE, NODE, PIPELINE, ld, meta, read

UTC = "2024-03-04T03:05:00Z"  # 7 in the evening before, on the west coast of America


def test_a_moment_is_given_in_the_zone_of_the_page() -> None:
    head = meta(article__published_time=UTC)
    here = '<p><time datetime="2024-03-03T19:05:00-08:00">March 3, 2024</time></p>'
    assert read(head, here).date == "2024-03-03T19:05:00-08:00"


def test_a_clock_on_the_page_tells_its_zone() -> None:
    article = read(meta(article__published_time=UTC), "<p>March 3, 2024 7:05 PM</p>")
    assert article.date == "2024-03-03T19:05:00-08:00"
    assert [each.origin for each in article.evidence["date"]] == ["opengraph", "text"]


def test_a_clock_that_no_zone_explains_is_the_pages_own() -> None:
    assert read(meta(article__published_time=UTC), "<p>March 3, 2024 4:44 PM</p>").date == "2024-03-03T16:44"


@pytest.mark.parametrize(
    ("stated", "shown", "date"),
    [
        ("2024-03-04T22:30:00Z", "March 3, 2024", "2024-03-03"),  # nowhere on earth is it still the day before
        ("2024-03-04T03:05:00Z", "March 3, 2024", "2024-03-04T03:05:00Z"),
        ("2024-03-04T19:30:00+02:00", "March 5, 2024", "2024-03-04T19:30:00+02:00"),  # the day of the printed paper
        ("2024-03-04T09:21:40", "March 3, 2024", "2024-03-03"),
        ("2024-03-04", "March 3, 2024", "2024-03-03"),
    ],
)
def test_the_day_before_or_after(stated: str, shown: str, date: str) -> None:
    assert read(meta(article__published_time=stated), f"<p>{shown}</p>").date == date


def test_of_tags_that_differ_the_page_tells_which_is_right() -> None:
    head = ld({**NODE, "datePublished": "2018-04-03"}) + meta(article__published_time="2024-12-19T18:06:00Z")
    assert read(head, "<p>Updated: Dec 19, 2024</p>").date == "2024-12-19T18:06:00Z"
    assert read(head).date == "2018-04-03"


def test_a_date_that_one_hidden_place_knows_gives_way_to_the_one_of_the_page() -> None:
    node = {key: value for key, value in NODE.items() if not key.startswith("date")}
    hidden = ld({**node, "datePublished": "2021-08-12"})
    article = read(hidden, "<p>Last updated: 2024-02-22</p>")
    assert (article.date, article.date_modified) == ("2024-02-22", "2024-02-22")
    twice = hidden + meta(article__published_time="2021-08-12")
    assert read(twice, "<p>Last updated: 2024-02-22</p>").date == "2021-08-12"
    both = read(hidden, "<p>Published: August 12, 2021</p><p>Last updated: 2024-02-22</p>")
    assert (both.date, both.date_modified) == ("2021-08-12", "2024-02-22")


def test_a_label_on_its_own_line_tells_what_a_date_is() -> None:
    head = meta(article__published_time="2021-08-12")
    article = read(head, "<p>Updated:</p><p>12 November 2024</p>")
    assert (article.date, article.date_modified) == ("2021-08-12", "2024-11-12")


def test_the_date_below_the_headline_is_nearer_than_the_one_above() -> None:
    above = '<div class="news"><p>Market opens again</p><p><time datetime="2024-12-04">12/04/2024</time></p></div>'
    below = '<p class="meta"><time datetime="2017-03-01">03/01/2017</time> by Joan Carver of the harbour committee</p>'
    page = f"<html><body>{above}<h1>{HEADLINE}</h1>{below}{BODY}</body></html>"
    assert PIPELINE.clean(page, html=True).date == "2017-03-01"


def test_an_attribute_for_programs_is_surer_than_words() -> None:
    stamp = '<div class="post-date"><time datetime="2023-10-12T19:38:01Z">10/12/2023 7:38:01 PM</time></div>'
    assert read(top=stamp).date == "2023-10-12T19:38:01Z"


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://ledger.example/2023/oct/03/ferry", "2023-10-03"),
        ("https://ledger.example/blog/2023/october/03/ferry/", "2023-10-03"),
        ("https://ledger.example/2023/10/03/ferry", "2023-10-03"),
        ("https://ledger.example/2023/mayor/03/ferry", None),
        ("https://ledger.example/2023/octopus/03/ferry", None),
    ],
)
def test_the_day_in_the_address(url: str, date: str | None) -> None:
    page = f"<html><body><h1>{HEADLINE}</h1>{BODY}</body></html>"
    assert PIPELINE.clean(page, html=True, url=url).date == date
    canonical = f'<link rel="canonical" href="{url}">'
    assert read(canonical).date == date
