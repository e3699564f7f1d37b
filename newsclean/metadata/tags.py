"""The elements of a page that state something of the article, gathered while its blocks are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

MAX_SCRIPT = 2_000_000  # characters of JSON-LD that are read
MAX_MARKS = 400  # elements held of a page; of a list of a thousand stories the first are enough
MAX_METAS = 1000
MAX_LINKS = 2000
MAX_INSIDE = 200  # nodes inside of such an element
MAX_TEXT = 300  # of an element that names people or a date
_HEADS = frozenset(("meta", "link", "script", "h1", "h2", "time"))
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|authors?|contributors?|autor(?:en|in|es)?|auteurs?|writer|reporter)\b")
_NO_BYLINE = re.compile(r"bio|avatar|image|photo|thumb|card|desc|social|about|follow|more|related|comment|box|page")
_DATE = re.compile(
    r"(?:^|[\s_-])(?:date|datum|published|pubdate|publish(?:ed)?[_-]?(?:date|on|time)|time-?stamp|fecha|dateline)\b"
)
_WHITE = re.compile(r"\s+")


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

    def see(self, node: Any, place: Any, block: int) -> None:
        """Look at an element at its place, before the block of that number."""
        name, attrs, names, path, hidden = node.name, node.attrs, place.names, place.path, place.hidden
        if name in _HEADS:
            if name == "meta":
                self._meta(attrs)
            elif name == "link":
                self._link(attrs)
            elif name == "script":
                self._script(node, attrs)
            elif not hidden:
                self._mark(name, "", attrs.get("datetime", ""), node, path, block)
        if name == "a" and "href" in attrs and not hidden and len(self.links) < MAX_LINKS:
            self.links.append((_text(node), attrs["href"].strip()))
        if "itemprop" in attrs and name not in ("meta", "link", "script"):
            value = attrs.get("content") or attrs.get("datetime") or ""
            self._mark("itemprop", attrs["itemprop"].lower(), value, node, path, block)
        elif name == "a" and "author" in attrs.get("rel", "").lower().split():
            self._mark("author", "rel=author", "", node, path, block)
        elif names and name not in _HEADS and not hidden:
            self._classed(node, names, path, block)

    def _classed(self, node: Any, names: str, path: Any, block: int) -> None:
        kind, name = _told_by(names)
        if kind:
            self._mark(kind, name, node.attrs.get("datetime", ""), node, path, block)

    def _mark(self, kind: str, name: str, value: str, node: Any, path: Any, block: int) -> None:
        if len(self.marks) < MAX_MARKS:
            self.marks.append(Mark(kind, name, value.strip(), _text(node), block, path()))

    def _meta(self, attrs: dict[str, str]) -> None:
        key = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or attrs.get("http-equiv")
        content = attrs.get("content")
        if key and content and content.strip() and len(self.metas) < MAX_METAS:
            self.metas.append((key.strip().lower(), content.strip()))

    def _link(self, attrs: dict[str, str]) -> None:
        if "canonical" in attrs.get("rel", "").lower().split() and attrs.get("href", "").strip():
            self.canonical = self.canonical or attrs["href"].strip()

    def _script(self, node: Any, attrs: dict[str, str]) -> None:
        if "ld+json" in attrs.get("type", "").lower():
            source = node.string or node.get_text()
            if source and len(source) <= MAX_SCRIPT:
                self.scripts.append(str(source))


@lru_cache(maxsize=4096)
def _told_by(names: str) -> tuple[str, str]:
    """Say what an element is by its class and id names, and which tells; they repeat throughout a site."""
    if (found := _BYLINE.search(names)) and not _NO_BYLINE.search(names):
        return "byline", found[0].strip(" _-")
    if found := _DATE.search(names):
        return "date", found[0].strip(" _-")
    return "", ""


def _text(node: Any) -> str:
    """Give the text of a small element, "" for a large one, which names no one."""
    from bs4.element import NavigableString

    parts: list[str] = []
    size = 0
    for count, child in enumerate(node.descendants):
        if type(child) is NavigableString:  # not what a comment or script holds
            size += len(child)
            parts.append(child)
        if size > 4 * MAX_TEXT or count > MAX_INSIDE:
            return ""
    text = _WHITE.sub(" ", " ".join(parts)).strip()
    return text if len(text) <= MAX_TEXT else ""
