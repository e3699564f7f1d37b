"""Records of data that scripts left in a text: what they state, and what cannot be read."""

from __future__ import annotations

import json

import pytest

import newsclean
from newsclean.filters.page_data import record_at

BODY = (
    "The ferry across the sound will get a second deck next winter, the county said, so that lorries need not wait.\n\n"
    "Farmers on the far shore had asked for it since the bridge was closed, and they will pay a tenth of the cost.\n"
)
NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry gets a second deck",
    "datePublished": "2024-03-02T08:00:00+01:00",
    "author": [{"@type": "Person", "name": "Ann Bell"}],
}


@pytest.mark.parametrize("value", [NODE, [NODE], {"@context": "https://schema.org", "@graph": [NODE]}])
@pytest.mark.parametrize("indent", [None, 2])
def test_linked_data_fills_the_record_and_goes(value: object, indent: int | None) -> None:
    found = newsclean.clean(f"Ferry gets a second deck\n\n{BODY}\n{json.dumps(value, indent=indent)}\n")
    assert found.text == BODY.strip()
    assert (found.title, found.authors, found.date) == (NODE["headline"], ["Ann Bell"], "2024-03-02T08:00:00+01:00")


BROKEN = '{"@context": "https://schema.org", "@type"'


@pytest.mark.parametrize("value", [BROKEN, "{" * 3000, '[{"a":' * 3000, "{}", "[]", "[1, 2]"])
def test_what_is_no_record_stays(value: str) -> None:
    text = f"Ferry gets a second deck\n\n{BODY}\n{value}\n"
    assert value in newsclean.clean(text, preset="gentle").text
    assert record_at(value, 0) is None or value == "{}"


def test_text_behind_a_record_stays() -> None:
    found = newsclean.clean(f"Ferry gets a second deck\n\n{json.dumps(NODE)} {BODY}", preset="gentle")
    assert found.text == BODY.strip()
