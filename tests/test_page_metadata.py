"""What the tags of a page state: each source alone, broken ones, and which is believed."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from newsclean.article import Article, article_of, document_of
from newsclean.metadata.jsonld import article_node, json_ld_nodes
from newsclean.metadata.moments import iso_moment
from newsclean.metadata.people import clean_names, lead_pattern
from newsclean.metadata.site_name import Site, without_site
from newsclean.pipeline import Pipeline
from newsclean.rulebook import standard_table

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


# -- JSON-LD -------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    "page",
    [
        f'<script type="application/ld+json">{"/*" * 400_000}</script>',
        '<script type="application/ld+json">' + '\\"' * 400_000 + "</script>",
        f'<script type="application/ld+json">{{"a": 1{" " * 900_000}x</script>',
        f'<script type="application/ld+json">[{"[]," * 300_000}[]]</script>',
        f'<script type="application/ld+json">{"{" * 200_000}</script>',
        f"<meta name=author content='{'a b, ' * 200_000}'>",
        f"<title>{'a | ' * 200_000}</title>",
        f"<meta property=og:site_name content='{'a - ' * 200_000}'><meta property=og:title content=x>",
        "<time datetime=x>1</time>" * 20_000,
        '<div class="author">' * 5_000 + "x",
        "<h1>a b c d</h1>" * 5_000,
    ],
    ids=lambda page: page[:30],
)
def test_hostile_pages_take_no_time(page: str) -> None:
    start = time.process_time()
    article_of(PIPELINE.run(document_of(page + BODY, html=True)))
    assert time.process_time() - start < 15


# -- meta elements -------------------------------------------------------------------------------------------


def test_opengraph() -> None:
    article = read(
        meta(
            og__title=f"{HEADLINE} | Coast Ledger",
            og__site_name="Coast Ledger",
            article__published_time="2024-03-03T10:00:00+0100",
            article__modified_time="2024-03-04",
            article__author="https://social.example/joan",
            article__section="Coast",
            og__locale="de_AT",
            og__url="https://ledger.example/ferry",
        )
        + '<meta property="article:tag" content="ferry"><meta property="article:tag" content="Carver, Joan">'
    )
    assert known(article) == (HEADLINE, [], "2024-03-03T10:00:00+01:00", "2024-03-04")
    assert (article.section, article.tags, article.site_name) == ("Coast", ["ferry", "Carver, Joan"], "Coast Ledger")
    assert article.url == "https://ledger.example/ferry"


@pytest.mark.parametrize(
    "key", ["author", "parsely-author", "sailthru.author", "dc.creator", "DC.Creator", "citation_author", "byl"]
)
def test_meta_authors(key: str) -> None:
    assert read(f'<meta name="{key}" content="By Joan Carver">').authors == ["Joan Carver"]


@pytest.mark.parametrize(
    "key", ["date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "citation_publication_date", "pubdate"]
)
def test_meta_dates(key: str) -> None:
    assert read(f'<meta name="{key}" content="2024-03-03">').date == "2024-03-03"


def test_cards_with_labels() -> None:
    head = meta(
        twitter__label1="Written by", twitter__data1="Joan Carver", twitter__label2="Time", twitter__data2="3 m"
    )
    assert read(head).authors == ["Joan Carver"]


def test_keywords() -> None:
    assert read('<meta name="keywords" content="ferry, harbour,,mail">').tags == ["ferry", "harbour", "mail"]


def test_html_lang_is_the_language_where_the_text_tells_none() -> None:
    page = "<html lang='fi-FI'><body><p>Lautta kulkee taas saarelle maanantaista alkaen.</p></body></html>"
    assert article_of(PIPELINE.run(document_of(page, html=True))).language == "fi"


# -- what readers see ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "top",
    [
        '<div itemprop="author">Joan Carver</div>',
        '<a rel="author" href="/joan">Joan Carver</a>',
        '<p class="article-byline">By Joan Carver | March 3, 2024</p>',
        '<div class="meta"><span class="author">By <b>Joan Carver</b></span></div>',
        "<div>Written by</div><div>Joan Carver</div>",
        "<div>ByJoan Carver</div>",
    ],
)
def test_bylines(top: str) -> None:
    assert read(top=top).authors == ["Joan Carver"]


@pytest.mark.parametrize(
    ("top", "date"),
    [
        ('<time datetime="2024-03-03T10:00:00Z">Sunday</time>', "2024-03-03T10:00:00Z"),
        ("<time>3 March 2024</time>", "2024-03-03"),
        ('<span itemprop="datePublished" content="2024-03-03">Sunday</span>', "2024-03-03"),
        ('<div class="publish-date">March 3, 2024</div>', "2024-03-03"),
        ("<div>March 3, 2024</div>", "2024-03-03"),
    ],
)
def test_dates_on_the_page(top: str, date: str) -> None:
    article = read(top=top)
    assert (article.date, article.date_modified) == (date, None)


def test_the_time_of_the_last_change_is_not_that_of_publishing() -> None:
    top = '<time datetime="2024-03-03">3 March</time><time class="updated" datetime="2024-03-05">5 March</time>'
    article = read(top=top)
    assert (article.date, article.date_modified) == ("2024-03-03", "2024-03-05")


def test_a_teasers_date_is_not_the_articles() -> None:
    cards = "".join(f"<p>Other story number {n}</p>" for n in range(12))
    times = '<time datetime="2024-05-01">May 1</time><time datetime="2024-05-02">May 2</time>'
    assert read(end=cards + times).date is None


# -- trust ---------------------------------------------------------------------------------------------------


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


# -- parts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Ferry sails again | Coast Ledger", "Ferry sails again"),
        ("Ferry sails again - Coast Ledger", "Ferry sails again"),
        ("Ferry sails again – coast ledger", "Ferry sails again"),
        ("Coast Ledger | Ferry sails again", "Ferry sails again"),
        ("Coast Ledger: Ferry sails again", "Ferry sails again"),
        ("Ferry to the island sails again | Coast | Coast Ledger", "Ferry to the island sails again"),
        ("Ferry sails again - ledger.example", "Ferry sails again"),
        ("Ferry – and mail – for the island", "Ferry – and mail – for the island"),
        ("BUDGET | The island gets a second ferry in summer", "BUDGET | The island gets a second ferry in summer"),
        ("Well-known ferry sails", "Well-known ferry sails"),
        ("Coast Ledger", "Coast Ledger"),
    ],
)
def test_titles_without_the_site(title: str, bare: str) -> None:
    assert without_site(title, Site(["Coast Ledger"], ["https://www.ledger.example/a"])) == bare


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-03-03T10:00:00.123Z", "2024-03-03T10:00:00Z"),
        ("2024-03-03T10:00:00+0530", "2024-03-03T10:00:00+05:30"),
        ("2024-03-03 10:00:00 -05", "2024-03-03T10:00:00-05:00"),
        ("2024-03-03T10:00", "2024-03-03T10:00"),
        ("2024-03-03T00:00:00", "2024-03-03"),
        ("20240303", "2024-03-03"),
        ("1709460000", "2024-03-03T10:00:00Z"),
        ("1709460000000", "2024-03-03T10:00:00Z"),
        ("Sun, 03 Mar 2024 10:00:00 GMT", "2024-03-03T10:00:00Z"),
        ("Sun Mar 03 2024 10:00:00 GMT+0100 (CET)", "2024-03-03T10:00:00+01:00"),
        ("March 3, 2024", "2024-03-03"),
        ("2024-13-03", None),
        ("0001-01-01T00:00:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_moments(text: str, iso: str | None) -> None:
    assert iso_moment(text) == iso


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Joan Carver", ["Joan Carver"]),
        ("By Joan Carver, Coast Correspondent", ["Joan Carver"]),
        ("Joan Carver|Tom Ellery", ["Joan Carver", "Tom Ellery"]),
        ("Joan Carver (joan@ledger.example)", ["Joan Carver"]),
        ("@joancarver", []),
        ("https://www.social.example/joan.carver", []),
        ("jcarver", ["jcarver"]),
        ("admin", []),
        ("Editorial Team", []),
        ("Ana Ruiz y Torres", ["Ana Ruiz y Torres"]),
        ("Ana López y Luis Vega", ["Ana López", "Luis Vega"]),
        ("this is a whole sentence about somebody who wrote it", []),
        ("", []),
    ],
)
def test_names_of_tags(text: str, names: list[str]) -> None:
    assert clean_names(text, lead_pattern(standard_table())) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Joan Carver - Mar 27, 2024", ["Joan Carver"]),
        ("By: Joan Carver on 04-Aug-2021 5:11:10", ["Joan Carver"]),
        ("By Joan Carver ⋅ Senior Analyst ⋅ Updated March 5, 2025", ["Joan Carver"]),
        ("jcarver", []),
        ("by jcarver | Apr 21, 2025", ["jcarver"]),
        ("Share this story", []),
        ("March 3, 2024", []),
    ],
)
def test_names_on_the_page(text: str, names: list[str]) -> None:
    assert clean_names(text, lead_pattern(standard_table()), seen=True) == names
