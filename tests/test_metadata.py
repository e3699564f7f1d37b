"""What the removed lines say: title, source, authors, dates, teasers."""

from __future__ import annotations

import pytest

from newsclean.article import Article
from newsclean.metadata.name_list import names_in, people_in
from newsclean.names import is_plain_name, split_names
from newsclean.pipeline import Pipeline
from tests.marked import SEEDS

CHAIN = Pipeline(["teaser_list", "source_credit", "byline", "dateline_stamp", "duplicate_block"])
HEADLINE = "Harbour council votes for a longer pier"
PROSE = (
    "The harbour council voted on Tuesday to lengthen the northern pier by eighty metres before the autumn storms.",
    "Fishermen had asked for the work for years, and the builders say that it can be done in one dry summer.",
    "The money is to come from the port fees, which will rise by a tenth for every boat that is longer than a bus.",
)


def clean(*lines: str, now: str | None = None, below: tuple[str, ...] = ()) -> Article:
    """Clean an article with lines between its headline and its prose, and below it."""
    return CHAIN.clean("\n\n".join([HEADLINE, *lines, *PROSE, *below]) + "\n", now=now)


def body(article: Article) -> list[str]:
    return article.text.split("\n\n")


# -- the seed ------------------------------------------------------------------------------------------------


def test_the_seed() -> None:
    source = SEEDS[0].read_text(encoding="utf-8")
    article = CHAIN.clean(source)
    assert article.title == source.splitlines()[0]
    assert article.source == "Cryptopolitan"
    assert (article.authors, article.date, article.language) == ([], None, "en")
    assert [teaser["date"] for teaser in article.teasers] == [
        "2024-07-01",
        "2025-01-23",
        "2025-04-21",
        "2025-05-07",
        "2025-06-04",
    ]
    assert article.teasers[1]["title"] == "Bitcoin Outlook 2025"
    assert article.teasers[1]["author"] == "TradingKey"
    for teaser in article.teasers:
        assert teaser["title"] + teaser["summary"] in source
        assert teaser["summary"] not in article.text


# -- title ---------------------------------------------------------------------------------------------------


def test_the_headline_is_the_title_and_not_in_the_text() -> None:
    article = clean()
    assert article.title == HEADLINE
    assert body(article) == list(PROSE)


def test_a_title_that_is_given_is_believed() -> None:
    article = CHAIN.clean("\n\n".join([HEADLINE, *PROSE]), title="Longer pier")
    assert article.title == "Longer pier"
    assert body(article) == [HEADLINE, *PROSE]


@pytest.mark.parametrize("headline", ["By the river, a small town waits for the flood", "Boats Return To Harbour"])
def test_headlines_that_look_like_something_else(headline: str) -> None:
    assert CHAIN.clean("\n\n".join([headline, *PROSE])).title == headline


def test_without_prose_nothing_is_a_headline() -> None:
    assert CHAIN.clean("Home\nNews and opinion from the coast\nSport\n").title is None


# -- source --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source Coast Ledger", "Coast Ledger"),
        ("Source: Coast Ledger", "Coast Ledger"),
        ("Source:  The Coast Ledger of Hollow Bay", "The Coast Ledger of Hollow Bay"),
        ("Via Coast Ledger", "Coast Ledger"),
        ("SOURCE: COAST LEDGER", "COAST LEDGER"),
        ("(Source: Coast Ledger)", "Coast Ledger"),
    ],
)
def test_sources(line: str, source: str) -> None:
    for article in (clean(line), clean(below=(line,))):
        assert article.source == source
        assert body(article) == list(PROSE)


@pytest.mark.parametrize(
    "line", ["Source of the money is a loan", "Sources say so", "Source: a drawer in the town hall"]
)
def test_no_sources(line: str) -> None:
    article = clean(line)
    assert article.source is None
    assert body(article) == [line, *PROSE]


def test_the_source_of_a_chart_within_the_prose_stays() -> None:
    text = "\n\n".join([HEADLINE, *PROSE[:2], "Source: Coast Ledger", PROSE[2], *PROSE[:1]])
    assert CHAIN.clean(text).source is None


# -- authors -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Joan Carver", ["Joan Carver"]),
        ("by Joan Carver", ["Joan Carver"]),
        ("BY JOAN CARVER", ["JOAN CARVER"]),
        ("By Joan Carver and Tom Ellery", ["Joan Carver", "Tom Ellery"]),
        ("By Joan Carver, Tom Ellery and Ines Quist", ["Joan Carver", "Tom Ellery", "Ines Quist"]),
        ("By Joan Carver & Tom Ellery", ["Joan Carver", "Tom Ellery"]),
        ("Author  Joan Carver", ["Joan Carver"]),
        ("Author\u00a0\u00a0Coast Ledger", ["Coast Ledger"]),
        ("Written by: Joan Carver", ["Joan Carver"]),
        ("By May Carver", ["May Carver"]),
        ("By Joan van der Tarn", ["Joan van der Tarn"]),
        ("By Joan O’Tarn-Quist", ["Joan O’Tarn-Quist"]),
        ("By J. P. Carver", ["J. P. Carver"]),
        ("By Joan Carver, Senior Reporter", ["Joan Carver"]),
        ("By Joan Carver | Chief Editor", ["Joan Carver"]),
        ("By Joan Carver in Hollow Bay", ["Joan Carver"]),
        ("By Joan Carver for Coast Ledger", ["Joan Carver"]),
        ("By Joan Carver - Coast Ledger", ["Joan Carver"]),
        ("By Joan Carver, staff writer", ["Joan Carver"]),
        ("By XYZ", ["XYZ"]),
        ("By Joan Carver, XYZ", ["Joan Carver", "XYZ"]),
        ("By Ledger Staff", []),
        ("By the River", None),
        ("By the river", None),
        ("By May", None),
        ("By Friday", None),
        ("By and large", None),
        ("By hook or by crook", None),
        ("By the time the Harbour Council met, it was dark", None),
    ],
)
def test_authors(line: str, authors: list[str] | None) -> None:
    article = clean(line)
    assert article.authors == (authors or [])
    assert body(article) == list(PROSE) if authors is not None else [line, *PROSE]


def test_a_byline_below_the_standfirst() -> None:
    article = CHAIN.clean("\n\n".join([HEADLINE, PROSE[0], "By Joan Carver", "March 3, 2024", *PROSE[1:]]))
    assert (article.authors, article.date) == (["Joan Carver"], "2024-03-03")
    assert body(article) == list(PROSE)


def test_the_date_of_a_byline() -> None:
    article = clean("By Joan Carver | March 3, 2024")
    assert (article.authors, article.date) == (["Joan Carver"], "2024-03-03")


def test_an_author_is_named_once() -> None:
    assert clean("By Joan Carver", below=("Written by Joan Carver",)).authors == ["Joan Carver"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Joan Carver", ["Joan Carver"]),
        ("Joan Carver, Tom Ellery und Ines Quist", ["Joan Carver", "Tom Ellery", "Ines Quist"]),
        ("Joan Carver/Tom Ellery", ["Joan Carver", "Tom Ellery"]),
        ("Andy Anders and Orlando Band", ["Andy Anders", "Orlando Band"]),
        ("", []),
    ],
)
def test_splitting_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


# -- dates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "now", "date", "words"),
    [
        ("March 3, 2024", None, "2024-03-03", None),
        ("Published: 3 March 2024 14:05", None, "2024-03-03T14:05", None),
        ("2024-03-03", None, "2024-03-03", None),
        ("3 hours ago", None, None, None),
        ("Yesterday", "2024-03-04", "2024-03-03", None),
        ("3 hours ago", "2024-03-04T10:00", "2024-03-04T07:00", None),
        ("Jan 23, Thu", None, None, "Jan 23, Thu"),
        ("Jan 23, Thu", "2025-02-01", "2025-01-23", None),
        ("Jan 23, Wed", "2025-02-01", None, "Jan 23, Wed"),
        ("Jan 23", "2025-02-01", None, "Jan 23"),
    ],
)
def test_dates(line: str, now: str | None, date: str | None, words: str | None) -> None:
    article = clean(line, now=now)
    assert (article.date, article.date_text) == (date, words)
    assert body(article) == list(PROSE)


@pytest.mark.parametrize(
    ("newest", "year"),
    [("2023-06-01", None), ("2024-06-01", 2025), ("2025-06-01", 2025), ("2026-06-01", 2025), ("2027-06-01", 2025)],
)
def test_a_date_without_a_year_takes_the_one_its_weekday_fits(newest: str, year: int | None) -> None:
    """23 January is a Thursday in 2025; before that in 2020, after it in 2031."""
    article = clean("Jan 23, Thu", now=newest)
    assert article.date == (f"{year}-01-23" if year else None)
    assert article.date_text == (None if year else "Jan 23, Thu")


def test_two_years_that_fit_are_no_year() -> None:
    """29 February is a Thursday in 2024 alone, but 1 March is a Friday in 2019 and in 2024."""
    assert clean("Feb 29, Thu", now="2024-03-01").date == "2024-02-29"
    assert clean("Mar 1, Fri", now="2024-03-01").date == "2024-03-01"


def test_published_comes_before_updated() -> None:
    assert clean("Updated: March 5, 2024", "Published: March 3, 2024").date == "2024-03-03"


def test_the_newest_full_date_gives_the_year() -> None:
    records = (
        "imgBox\nFerry fares rise againThe operator raises its fares for the third time in two years.\nJul 01, 2024\n"
        "The operator raises its fares for the third time in two years.\n"
        "imgBox\nFive walks along the canalFrom the lock at the mill to the sea, with a small child.\nJan 23, Thu\n"
        "From the lock at the mill to the sea, with a small child."
    )
    article = clean(below=(records,))
    assert [teaser["date"] for teaser in article.teasers] == ["2024-07-01", "2025-01-23"]
    assert article.date is None, "the dates of teasers are not the article's"
    assert body(article) == list(PROSE)


def test_a_teaser_keeps_the_words_of_a_date_without_a_year() -> None:
    record = (
        "imgBox\nFerry fares rise againThe operator raises its fares for the third time in two years.\nJan 23, Thu\n"
        "The operator raises its fares for the third time in two years."
    )
    (teaser,) = clean(below=(record,)).teasers
    assert (teaser["date"], teaser["date_text"]) == (None, "Jan 23, Thu")


@pytest.mark.parametrize("text", ["Joan Carver", "Ines Maria Quist"])
def test_plain_names_are_names_whatever_else_is_asked(text: str) -> None:
    assert is_plain_name(text)
    assert names_in(text, loose=False) == people_in(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Joan Carver Reporter",
        "Senior Editor",
        "Carver And Ellery",
        "Coast Press",
        "Photo Joan Carver",
        "Carver In Lisbon",
        "Joan",
        "Joan  Carver",
        "JOAN CARVER",
        "Joan carver",
        "Joan Carver, Ledger",
        "Joan McCarver",
        "Joan Carver Md",
    ],
)
def test_what_is_more_than_a_plain_name_is_looked_at_closely(text: str) -> None:
    assert not is_plain_name(text)
