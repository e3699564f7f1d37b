"""The elements of a page that state something of the article, gathered while its blocks are read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsclean.html import Place

MAX_SCRIPT = 2_000_000  # characters of JSON-LD that are read
MAX_MARKS = 400  # elements held of a page; of a list of a thousand stories the first are enough
MAX_METAS = 1000
MAX_LINKS = 2000
MAX_INSIDE = 200  # nodes inside of such an element
MAX_TEXT = 300  # of an element that names people or a date
_HEADS = frozenset(("meta", "link", "script", "title", "html", "h1", "h2", "time"))
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|authors?|contributors?|autor(?:en|in|es)?|auteurs?|writer|reporter)\b")
_NO_BYLINE = re.compile(r"bio|avatar|image|photo|thumb|card|desc|social|about|follow|more|related|comment|box|page")
_DATE = re.compile(
    r"(?:^|[\s_-])(?:date|datum|published|pubdate|publish(?:ed)?[_-]?(?:date|on|time)|time-?stamp|fecha|dateline)\b"
)
_TELLING = re.compile(r"by-?line|author|contributor|autor|auteur|writer|reporter|dat(?:e|um)|publish|time-?stamp|fecha")
_BLANKS = re.compile(r"[ \t\n\r\f]+")  # a title keeps its no-break spaces


class Mark(NamedTuple):
    """An element that states something where readers see it."""

    kind: str  # h1, time, itemprop, author (rel), byline (class), date (class)
    name: str  # the itemprop, or the class that told
    value: str  # its attribute for programs, else ""
    text: str
    block: int  # how many blocks ended before it
    path: str  # class and id names around it


@dataclass
class PageTags:
    """What the tags of a page say, as they stand."""

    metas: list[tuple[str, str]] = field(default_factory=list)  # key, content; keys lower-case
    scripts: list[str] = field(default_factory=list)  # JSON-LD
    marks: list[Mark] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # text, address
    canonical: str | None = None
    title: str | None = None
    lang: str | None = None


class _Waiting(NamedTuple):
    """A mark whose element has not ended."""

    kind: str
    name: str
    value: str
    place: Place
    block: int
    path: str


class TagReader:
    """Gathers what the elements state, one after another; their texts once the page has ended."""

    def __init__(self, nodes: Sequence[str]) -> None:
        self._nodes = nodes  # the texts of the page, "" for what is none
        self._tags = PageTags()
        self._marks: list[_Waiting] = []
        self._links: list[tuple[Place, str]] = []
        self._titles: list[Place] = []
        self._json_ld: Place | None = None

    def see(self, place: Place, attrs: Mapping[str, str], block: int) -> None:
        """Look at an element that opens at its place, before the block of that number."""
        name = place.name
        if name in _HEADS:
            self._head(place, attrs, block)
        if name == "a" and "href" in attrs and not place.hidden and len(self._links) < MAX_LINKS:
            self._links.append((place, attrs["href"].strip()))
        if "itemprop" in attrs and name not in ("meta", "link", "script"):
            value = attrs.get("content") or attrs.get("datetime") or ""
            self._mark("itemprop", attrs["itemprop"].lower(), value, place, block)
        elif name == "a" and "author" in attrs.get("rel", "").lower().split():
            self._mark("author", "rel=author", "", place, block)
        elif place.names and name not in _HEADS and not place.hidden:
            kind, told = _told_by(place.names)
            if kind:
                self._mark(kind, told, attrs.get("datetime", ""), place, block)

    def _head(self, place: Place, attrs: Mapping[str, str], block: int) -> None:
        name = place.name
        if name == "meta":
            self._meta(attrs)
        elif name == "link":
            self._link(attrs)
        elif name == "script":
            if "ld+json" in attrs.get("type", "").lower():
                self._json_ld = place
        elif name == "title":
            if place.parent and not place.parent.hidden:  # of a drawing
                self._titles.append(place)
        elif place.hidden:
            return
        elif name == "html":
            self._tags.lang = self._tags.lang or attrs.get("lang") or attrs.get("xml:lang") or None
        else:
            self._mark(name, "", attrs.get("datetime", ""), place, block)

    def _mark(self, kind: str, name: str, value: str, place: Place, block: int) -> None:
        if len(self._marks) < MAX_MARKS:
            self._marks.append(_Waiting(kind, name, value.strip(), place, block, place.path()))

    def _meta(self, attrs: Mapping[str, str]) -> None:
        key = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or attrs.get("http-equiv")
        content = attrs.get("content")
        metas = self._tags.metas
        if key and content and content.strip() and len(metas) < MAX_METAS:
            metas.append((key.strip().lower(), content.strip()))

    def _link(self, attrs: Mapping[str, str]) -> None:
        if "canonical" in attrs.get("rel", "").lower().split() and attrs.get("href", "").strip():
            self._tags.canonical = self._tags.canonical or attrs["href"].strip()

    def script(self, source: str, place: Place) -> None:
        """Take what a script holds, if it is JSON-LD."""
        if place is self._json_ld and len(source) <= MAX_SCRIPT:
            self._tags.scripts.append(source)

    def tags(self) -> PageTags:
        """Give what the page says, now that it has ended."""
        tags = self._tags
        tags.marks = [
            Mark(kind, name, value, self._text(place), block, path)
            for kind, name, value, place, block, path in self._marks
        ]
        tags.links = [(self._text(place), address) for place, address in self._links]
        titles = (_BLANKS.sub(" ", "".join(self._nodes[each.first : each.last])).strip() for each in self._titles)
        tags.title = next(filter(None, titles), None)
        return tags

    def _text(self, place: Place) -> str:
        """Give the text of a small element, "" for a large one, which names no one."""
        if place.last - place.first > MAX_INSIDE:
            return ""
        parts = self._nodes[place.first : place.last]
        if sum(map(len, parts)) > 4 * MAX_TEXT:
            return ""
        text = " ".join(" ".join(parts).split())
        return text if len(text) <= MAX_TEXT else ""


@lru_cache(maxsize=4096)
def _told_by(names: str) -> tuple[str, str]:
    """Say what an element is by its class and id names, and which tells; they repeat throughout a site."""
    if not _TELLING.search(names):  # quicker than the patterns that say where
        return "", ""
    if (found := _BYLINE.search(names)) and not _NO_BYLINE.search(names):
        return "byline", found[0].strip(" _-")
    if found := _DATE.search(names):
        return "date", found[0].strip(" _-")
    return "", ""
