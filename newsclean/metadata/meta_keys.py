"""Which keys of meta elements and of microdata state which field, the most telling first."""

from __future__ import annotations

FIELD_OF_META: dict[str, str] = {
    key: name
    for name, keys in {
        "title": (
            "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title citation_title headline hdl"
            " title"
        ),
        "authors": (
            "article:author parsely-author sailthru.author author article:author_name og:article:author byl byline"
            " cxenseparse:author cxenseparse:articleauthor dc.creator dcterms.creator citation_author"
            " shareaholic:article_author_name vr:author mediator_author article_author article.author rbauthors"
        ),
        "date": (
            "article:published_time og:article:published_time og:published_time datepublished parsely-pub-date"
            " sailthru.date article:published article.published pubdate publishdate publish_date publish-date"
            " publication_date publication-date published_time date_published citation_publication_date citation_date"
            " cxenseparse:recs:publishtime dc.date.issued dc.date.created dc.date dcterms.issued dcterms.created"
            " dcterms.date article:created datecreated displaydate originalpublicationdate date rbpubdate release_date"
        ),
        "date_modified": (
            "article:modified_time og:article:modified_time og:modified_time og:updated_time datemodified"
            " dc.date.modified dcterms.modified article:modified article:updated last-modified lastmod revised"
            " last_updated modified_time article.updated"
        ),
        "section": "article:section og:article:section parsely-section articlesection sailthru.section",
        "tags": (
            "article:tag og:article:tag news_keywords parsely-tags sailthru.tags keywords dc.subject dcterms.subject"
            " citation_keywords cxenseparse:keywords"
        ),
        "site_name": "og:site_name application-name parsely-site dc.publisher dcterms.publisher publisher",
        "language": "og:locale inlanguage dc.language dcterms.language content-language language",
        "url": "og:url parsely-link twitter:url dc.identifier",
    }.items()
    for key in keys.split()
}

FIELD_OF_ITEMPROP = {
    "headline": "title",
    "datepublished": "date",
    "datecreated": "date",
    "datemodified": "date_modified",
    "author": "authors",
    "creator": "authors",
    "articlesection": "section",
}


def origin_of(key: str) -> str:
    """Name the origin of a meta key: OpenGraph, or any other."""
    return "opengraph" if key.startswith(("og:", "article:")) else "meta"
