"""Settle what the places of a page say against each other.

The order of trust, field by field; where places disagree, what stands near the headline decides.

title     the votes of h1, JSON-LD, OpenGraph, other meta elements and <title>, each without the site's name;
          a title that stands on the page as a line counts more.
date      the date of publishing in JSON-LD, OpenGraph and meta elements; then microdata and <time> nearest the
          headline; then the text, then the address. Where tags differ, the one whose day the page shows near its
          headline; the zone is that of the page, where a line or a <time> near the headline tells it. What JSON-LD
          or a meta element alone knows gives way to the day of the last change, if the page shows no other.
authors   people in JSON-LD, then in meta elements, then in bylines near the headline, then in the text; a byline
          beside the headline wins over tags that name somebody else. An organisation only where no person is known.
others    JSON-LD, then OpenGraph, then meta elements, then links.

What the record says of itself is not settled here: it stands as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsclean.document import Document
from newsclean.metadata.model import Metadata, Stated
from newsclean.metadata.site_name import Site
from newsclean.metadata.trust_authors import settle_authors
from newsclean.metadata.trust_date import settle_dates
from newsclean.metadata.trust_title import settle_title
from newsclean.metadata.whereabouts import Whereabouts

ORDER = ("json-ld", "opengraph", "microdata", "time", "byline", "meta", "link", "heading")


def settle(found: Metadata, doc: Document, headline: int | None = None) -> None:
    """Lay what the tags of a page state over what its text says; ``headline`` is the offset of the one found."""
    if not doc.stated:
        return
    site = site_of(doc)
    by_field: dict[str, list[Stated]] = {}
    for each in doc.stated:
        by_field.setdefault(each.field, []).append(each)
    title = None if doc.title_given else settle_title(found, by_field.get("title", ()), site, doc)
    if doc.title_given and doc.title:
        title = Stated("title", doc.title, "record", "title")
    near = Whereabouts(doc, title, headline)
    _settle_rest(found, by_field)
    settle_dates(found, by_field.get("date", ()), by_field.get("date_modified", ()), near)
    settle_authors(found, by_field.get("authors", ()), site, near)


def site_of(doc: Document) -> Site:
    """Say what the site is called by what a document states."""
    names = [each.value for each in doc.stated if each.field == "site_name"]
    urls = [doc.url, *(each.value for each in doc.stated if each.field == "url")]
    return Site(names, urls)


def _settle_rest(found: Metadata, by_field: dict[str, list[Stated]]) -> None:
    for name in ("section", "site_name", "url", "language"):
        first = first_by_trust(by_field.get(name, ()), ("link", *ORDER) if name == "url" else ORDER)
        if first is not None and not getattr(found, name, None):
            value = first.value.replace("_", "-").partition("-")[0].lower() if name == "language" else first.value
            setattr(found, name, value)
            found.evidence[name] = [first]
    tags = first_by_trust(by_field.get("tags", ()))
    if tags is not None and not found.tags:
        same = [each for each in by_field["tags"] if each.detail == tags.detail]
        found.tags = list(dict.fromkeys(tag for each in same for tag in each.value))
        found.evidence["tags"] = same


def first_by_trust(stated: Iterable[Stated], order: Sequence[str] = ORDER) -> Stated | None:
    """Give the statement whose origin is trusted most; of equals the first."""
    rank = {origin: n for n, origin in enumerate(order)}
    return min(stated, key=lambda each: rank.get(each.origin, len(rank)), default=None)
