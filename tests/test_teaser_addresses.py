"""Teasers lead on: their addresses, where the input has them."""

from __future__ import annotations

import json

import jsonschema
import pytest

import newsclean
from newsclean.schemas import record_schema_text
from tests.shell import run

HEADLINE = "Ferry to the outer island sails again"
PROSE = (
    "The ferry to the outer island sails again from Monday, the harbour office said in a statement on Friday.",
    "It had stood still for two weeks after the winter storm, and the islanders had waited for their mail.",
    "A second ship will join it in summer, when twice as many people want to cross the sound every day.",
)
TEASERS = (
    ("Ferry fares rise again", "The operator raises its fares for the third time in two years.", "Jul 01, 2021"),
    ("Five walks along the canal", "From the lock at the mill to the sea, with a small child.", "Jul 02, 2021"),
    ("The mill opens its doors", "A museum of flour and bread opens after ten years of work.", "Jul 03, 2021"),
)
URLS = ["https://ledger.example/1", "https://ledger.example/2", "https://ledger.example/3"]


def urls(teasers: list[dict[str, object]]) -> list[object]:
    assert [teaser["title"] for teaser in teasers] == [title for title, _, _ in TEASERS]
    return [teaser.get("url") for teaser in teasers]


def page(targets: list[str], head: str = "", form: str = "<a href='{0}'><b>{1}</b><i>{2}</i></a>") -> str:
    cards = "".join(
        f"<div>{form.format(target, title, summary)}<p>{date}</p><p>{summary}</p></div>"
        for target, (title, summary, date) in zip(targets, TEASERS, strict=True)
    )
    body = "".join(f"<p>{text}</p>" for text in PROSE)
    return f"<html><head>{head}</head><body><h1>{HEADLINE}</h1>{body}{cards}</body></html>"


@pytest.mark.parametrize("form", ["<a href='{0}'><b>{1}</b><i>{2}</i></a>", "<a href='{0}'>{1}</a>{2}"])
def test_links_of_a_page(form: str) -> None:
    targets = ["/1", "https://ledger.example/2", "../3"]
    article = newsclean.clean(page(targets, form=form), html=True, url="https://ledger.example/coast/ferry")
    assert urls(article.teasers) == URLS
    canonical = '<link rel="canonical" href="https://ledger.example/coast/ferry">'
    assert urls(newsclean.clean(page(targets, canonical, form), html=True).teasers) == URLS


@pytest.mark.parametrize("target", ["#", "javascript:void(0)", "mailto:desk@ledger.example", ""])
def test_what_leads_to_no_story_is_no_address(target: str) -> None:
    assert urls(newsclean.clean(page([target] * 3), html=True).teasers) == [None, None, None]


def test_links_of_markdown() -> None:
    rows = [
        f"[{title}]({url}){summary}\n\n{date}\n\n{summary}"
        for url, (title, summary, date) in zip(URLS, TEASERS, strict=True)
    ]
    source = "\n\n".join([f"# {HEADLINE}", *PROSE, *rows])
    record = json.loads(run("clean", "--from", "markdown", "--to", "json", stdin=source.encode()).text)
    assert urls(record["teasers"]) == URLS
    jsonschema.Draft202012Validator(json.loads(record_schema_text())).validate(record)


@pytest.mark.parametrize("above", [False, True])
def test_lines_of_a_text(above: bool) -> None:
    rows = [
        "\n".join([url, *lines] if above else [*lines, url])
        for url, (title, summary, date) in zip(URLS, TEASERS, strict=True)
        for lines in ([title + summary, date, summary],)
    ]
    assert urls(newsclean.clean("\n\n".join([HEADLINE, *PROSE, *rows])).teasers) == URLS


def test_no_address_is_none() -> None:
    rows = [f"{title}{summary}\n{date}\n{summary}" for title, summary, date in TEASERS]
    article = newsclean.clean("\n\n".join([HEADLINE, *PROSE, *rows]))
    assert urls(article.teasers) == [None, None, None]
    assert all("url" not in teaser for teaser in article.teasers)
