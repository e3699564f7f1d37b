"""What JSON-LD states: every field, where the article's node may stand, broken and hopeless sources."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsclean.metadata.jsonld import article_node, json_ld_nodes
from tests.tagged_page import HEADLINE, NODE, known, ld, read


def test_json_ld_states_every_field() -> None:
    article = read(ld(NODE))
    assert known(article) == (HEADLINE, ["Joan Carver"], "2024-03-03T10:00:00+01:00", "2024-03-04T08:30:00Z")
    assert (article.section, article.tags) == ("Coast", ["ferry", "harbour"])
    assert (article.site_name, article.url, article.language) == ("Coast Ledger", "https://ledger.example/ferry", "en")
    assert article.evidence["date"][0].detail == "NewsArticle.datePublished"


@pytest.mark.parametrize(
    "kind", ["Article", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", ["Thing", "OpinionNewsArticle"]]
)
def test_kinds_of_articles(kind: Any) -> None:
    assert read(ld({**NODE, "@type": kind})).authors == ["Joan Carver"]


def test_other_things_are_no_articles() -> None:
    assert read(ld({**NODE, "@type": "Product"})).authors == []


@pytest.mark.parametrize(
    "value",
    [
        [NODE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "X"}, NODE]},
        {"@type": "WebPage", "name": "Another", "mainEntity": NODE},
        [[NODE]],
    ],
)
def test_where_the_node_may_stand(value: Any) -> None:
    assert read(ld(value)).authors == ["Joan Carver"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Joan Carver", ["Joan Carver"]),
        (["Joan Carver", "Tom Ellery"], ["Joan Carver", "Tom Ellery"]),
        ([{"name": "Joan Carver"}, {"name": "Tom Ellery"}], ["Joan Carver", "Tom Ellery"]),
        ({"name": ["Joan Carver", "Tom Ellery"]}, ["Joan Carver", "Tom Ellery"]),
        ({"name": {"name": "Joan Carver"}}, ["Joan Carver"]),
        ({"givenName": "Joan", "familyName": "Carver"}, ["Joan Carver"]),
        ("By Joan Carver and Tom Ellery", ["Joan Carver", "Tom Ellery"]),
        ("Joan Carver, Senior Reporter", ["Joan Carver"]),
        ("Joan Carver &amp; Tom Ellery", ["Joan Carver", "Tom Ellery"]),
        ([{"@type": "Organization", "name": "Coast Ledger"}, {"name": "Joan Carver"}], ["Joan Carver"]),
        ({"@type": "Organization", "name": "Coast Ledger"}, ["Coast Ledger"]),
        ("https://social.example/joan", []),
        ("Ledger Staff", []),
        ({"url": "https://ledger.example/joan"}, []),
        (None, []),
        ([None, 7, []], []),
    ],
)
def test_authors_of_json_ld(author: Any, names: list[str]) -> None:
    assert read(ld({**NODE, "author": author})).authors == names


def test_references_within_a_graph() -> None:
    person = {"@type": "Person", "@id": "#joan", "name": "Joan Carver"}
    assert read(ld({"@graph": [{**NODE, "author": {"@id": "#joan"}}, person]})).authors == ["Joan Carver"]


@pytest.mark.parametrize(
    "source",
    [
        '{"@type": "NewsArticle", "author": "Joan Carver",}',
        '{"@type": "NewsArticle", "author": ["Joan Carver",],}',
        '<!-- {"@type": "NewsArticle", "author": "Joan Carver"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "author": "Joan Carver"}\n//]]>',
        '/* <![CDATA[ */{"@type": "NewsArticle", "author": "Joan Carver"}/* ]]> */',
        '{"@type": "NewsArticle", // the story\n "author": "Joan Carver" /* hers */}',
        '{"@type": "NewsArticle", "headline": "Two\nlines\tand a tab", "author": "Joan Carver"}',
        '{"@type": "NewsArticle", "headline": "It\\\'s", "author": "Joan Carver"};',
        '{"@type": "WebSite", "name": "X"}{"@type": "NewsArticle", "author": "Joan Carver"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;author&quot;: &quot;Joan Carver&quot;}",
        '\ufeff{"@type": "https://schema.org/NewsArticle", "author": "Joan Carver"}',
    ],
)
def test_broken_json_ld_is_read(source: str) -> None:
    assert read(f'<script type="application/ld+json">{source}</script>').authors == ["Joan Carver"]


@pytest.mark.parametrize("source", ["", "{", "[" * 5000, '{"@type": "NewsArticle", "author": "Jo', "null", '"x"', "7"])
def test_hopeless_json_ld_says_nothing(source: str) -> None:
    assert read(f'<script type="application/ld+json">{source}</script>').authors == []


def test_signs_inside_strings_are_no_comments() -> None:
    node = {**NODE, "headline": "See //here, ] and /*there*/", "author": "Joan Carver"}
    nodes = json_ld_nodes([json.dumps(node)[:-1] + ",}"])
    assert nodes[0]["headline"] == "See //here, ] and /*there*/"


def test_of_several_articles_the_one_of_this_page() -> None:
    other = {**NODE, "headline": "Another story", "author": "Tom Ellery", "url": "https://ledger.example/other"}
    nodes = json_ld_nodes([json.dumps([other, NODE])])
    assert article_node(nodes, ["http://www.ledger.example/ferry/"], []) == nodes[1]
    assert article_node(nodes, [""], [HEADLINE]) == nodes[1]
    link = '<link rel=canonical href="https://ledger.example/ferry">'
    assert read(link + ld([other, NODE])).authors == ["Joan Carver"]
