"""Pages that state things about their article, for tests: an article with tags in its head and lines at its top."""

from __future__ import annotations

import json
from typing import Any

from newsclean.article import Article, article_of, document_of
from newsclean.pipeline import Pipeline

HEADLINE = "Ferry to the outer island sails again"
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The ferry to the outer island sails again from Monday, the harbour office said in a statement on Friday.",
        "It had stood still for two weeks after the winter storm, and the islanders had waited for their mail.",
        "A second ship will join it in summer, when twice as many people want to cross the sound every day.",
    )
)
PIPELINE = Pipeline.from_preset("news")


def read(head: str = "", top: str = "", *, title: str = HEADLINE, end: str = "", **about: Any) -> Article:
    page = f"<html><head>{head}</head><body><article><h1>{title}</h1>{top}{BODY}</article>{end}</body></html>"
    return article_of(PIPELINE.run(document_of(page, html=True, **about)))


def ld(*values: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def meta(**contents: str) -> str:
    return "".join(f'<meta property="{key.replace("__", ":")}" content="{text}">' for key, text in contents.items())


NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "author": {"@type": "Person", "name": "Joan Carver"},
    "datePublished": "2024-03-03T10:00:00+01:00",
    "dateModified": "2024-03-04T08:30:00Z",
    "articleSection": ["Coast", "Traffic"],
    "keywords": "ferry, harbour",
    "publisher": {"@type": "Organization", "name": "Coast Ledger"},
    "inLanguage": "en-GB",
    "url": "https://ledger.example/ferry",
}


def known(article: Article) -> tuple[Any, ...]:
    return article.title, article.authors, article.date, article.date_modified
