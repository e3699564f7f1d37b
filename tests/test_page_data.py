"""Records of data that scripts left in a text: what they state, and what cannot be read."""

from __future__ import annotations

import json

import pytest

import newsclean
from newsclean.article import document_of
from newsclean.filters import page_data
from newsclean.filters.page_data import MAX_BROKEN, record_at, records_of

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


def test_an_example_in_an_article_states_nothing() -> None:
    first, second = BODY.strip().split("\n\n")
    text = f"How ferries are described\n\n{first}\n\n{json.dumps(NODE, indent=2)}\n\n{second}\n"
    assert document_of(text).stated == []
    found = newsclean.clean(text)
    assert '"@context"' in found.text
    assert found.authors == []
    assert found.title != NODE["headline"]


def test_many_records_that_cannot_be_read_take_no_longer_than_some() -> None:
    text = f"{BODY}\n" + '{"a":\n' * 20_000
    assert list(records_of(document_of(text))) == []
    reads = 0

    def counted(text: str, start: int) -> None:
        nonlocal reads
        reads += 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_data, "record_at", counted)
        assert list(records_of(document_of(text))) == []
    assert reads == MAX_BROKEN
