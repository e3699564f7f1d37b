"""What the tags of a page state, field by field, in the forms the fields have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from newsclean.metadata import jsonld
from newsclean.metadata.meta_keys import FIELD_OF_ITEMPROP, FIELD_OF_META, origin_of
from newsclean.metadata.model import Stated
from newsclean.metadata.moments import iso_moment
from newsclean.metadata.tags import Mark, PageTags

Span = tuple[int, int]

_MODIFIED = re.compile(r"modif|updat|edited|revised|actuali|aktuali|aggiorna|mise")
MAX_LENGTH = 600  # of a text that is a title, a name or the like
_DATES = ("date", "date_modified")
_YOAST = re.compile(r"twitter:label(\d)")


def page_statements(tags: PageTags, places: Sequence[Span], url: str | None = None) -> list[Stated]:
    """List what a page's tags state; ``places`` are the spans of its blocks in the text."""
    language = next((m[1] for m in tags.metas if m[0] == "og:locale"), None) or tags.lang
    raw = [*_links(tags), *_json_ld(tags, url), *_metas(tags), *_marks(tags, places)]
    return list(_settled(raw, language))


def data_statements(scripts: list[str]) -> list[Stated]:
    """List what JSON-LD states that stood in scripts."""
    return list(_settled(list(_json_ld(PageTags(scripts=scripts), None)), None))


def _settled(raw: Sequence[Stated], language: str | None) -> Iterator[Stated]:
    """Give dates as ISO 8601, once each, and leave out what is none."""
    seen = set()
    for each in raw:
        if isinstance(each.value, str) and len(each.value) > MAX_LENGTH:
            continue
        if each.field in _DATES:
            moment = iso_moment(each.value, language)
            if moment is None:
                continue
            each = each._replace(value=moment)
        key = (each.field, str(each.value), each.origin, each.detail, each.start)
        if key not in seen:
            seen.add(key)
            yield each


def _links(tags: PageTags) -> Iterator[Stated]:
    if tags.canonical:
        yield Stated("url", tags.canonical, "link", "link canonical")
    if tags.title:
        yield Stated("title", tags.title, "meta", "title")
    if tags.lang:
        yield Stated("language", tags.lang, "meta", "html lang")


def _json_ld(tags: PageTags, url: str | None) -> Iterator[Stated]:
    nodes = jsonld.json_ld_nodes(tags.scripts)
    if not nodes:
        return
    headings = [mark.text for mark in tags.marks if mark.kind == "h1"]
    article = jsonld.article_node(nodes, [tags.canonical or "", url or ""], headings)
    if article is not None:
        yield from jsonld.statements(article)
    yield from jsonld.site_names(nodes)


def _metas(tags: PageTags) -> Iterator[Stated]:
    labels: dict[str, str] = {}
    for key, content in tags.metas:
        text = " ".join(unescape(content).split())
        name = FIELD_OF_META.get(key)
        if name == "tags":
            parts = [text] if key == "article:tag" else text.split(",")
            yield Stated(name, [part.strip() for part in parts if part.strip()], origin_of(key), f"meta {key}")
        elif name:
            yield Stated(name, text, origin_of(key), f"meta {key}")
        elif label := _YOAST.fullmatch(key):
            labels[label[1]] = text
    yield from _labelled(tags, labels)


def _labelled(tags: PageTags, labels: dict[str, str]) -> Iterator[Stated]:
    """Read the pairs of label and value that cards for social networks have: "Written by", a name."""
    for key, content in tags.metas:
        label = labels.get(key.removeprefix("twitter:data"), "") if key.startswith("twitter:data") else ""
        if label and not any(c.isdigit() for c in content):
            yield Stated("authors", " ".join(unescape(content).split()), "meta", f"meta {key} {label}")


def _marks(tags: PageTags, places: Sequence[Span]) -> Iterator[Stated]:
    for mark in tags.marks:
        start, end = places[mark.block] if mark.block < len(places) else (None, None)
        for each in _mark(mark):
            yield each._replace(start=start, end=end)


def _mark(mark: Mark) -> Iterator[Stated]:
    around = f"{mark.name} {mark.path}"
    if mark.kind in ("h1", "h2"):
        if mark.text:
            yield Stated("title", mark.text, "heading", mark.kind)
    elif mark.kind == "itemprop":
        name = FIELD_OF_ITEMPROP.get(mark.name)
        value = mark.value or mark.text
        if name and value:
            yield Stated(name, value, "microdata", f"itemprop {mark.name}")
    elif mark.kind in ("time", "date"):
        value = mark.value or mark.text
        name = "date_modified" if _MODIFIED.search(around) or _MODIFIED.search(mark.text.lower()) else "date"
        yield Stated(name, value, "time", f"time {mark.path}" if mark.kind == "time" else f"class {mark.name}")
    elif mark.text:
        yield Stated("authors", mark.text, "byline", mark.name if mark.kind == "author" else f"class {mark.name}")
