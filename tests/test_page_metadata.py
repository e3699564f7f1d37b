"""What a page states of its article: in meta elements, and where readers see it."""

from __future__ import annotations

import time

import pytest

from newsclean.article import article_of, document_of
from tests.tagged_page import BODY, HEADLINE, PIPELINE, known, meta, read

# meta elements


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


# what readers see


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


# pages that are made to hurt


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
