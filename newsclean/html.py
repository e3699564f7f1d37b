"""HTML to blocks of text: the parser and its quirks stay behind one function."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from newsclean.metadata.tags import PageTags


class HtmlBlock(NamedTuple):
    """The text of one block element, or one line of it, with what the markup tells of it."""

    text: str
    kind: str  # the name of the nearest block element
    links: int  # characters inside links
    path: str  # class and id names of the block and up to four ancestors, lower-case
    depth: int  # elements around the block


class HtmlPage(NamedTuple):
    """The blocks of a page in their order, and what its head says."""

    blocks: list[HtmlBlock]
    title: str | None
    lang: str | None
    tags: PageTags | None = None  # what its tags say of the article


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _words(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main menu nav ol p "
    "plaintext pre search section summary table tbody td tfoot th thead tr ul xmp"
)
_PREFORMATTED = _words("pre listing xmp plaintext")
_NO_TEXT = _words(
    "script style template noscript noframes noembed title svg iframe select datalist textarea video audio canvas"
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\n\r\f]+")  # what browsers collapse; a no-break space is text
_LEVELS = 4


@dataclass(slots=True, eq=False)
class _Place:
    """What an element means for the text inside it."""

    parent: _Place | None
    name: str
    names: str
    depth: int
    hidden: bool = False
    link: bool = False
    preformatted: bool = False
    block: _Place = field(init=False)  # the nearest block, often itself

    def path(self) -> str:
        """Join the names of this element and its nearest ancestors."""
        names = []
        place: _Place | None = self
        for _ in range(_LEVELS + 1):
            if place is None:
                break
            names.append(place.names)
            place = place.parent
        return " ".join(filter(None, names))


class _Blocks:
    """The blocks so far and the text of the one that is open."""

    def __init__(self) -> None:
        self.done: list[HtmlBlock] = []
        self._place: _Place | None = None
        self._parts: list[str] = []
        self._links: list[str] = []

    def add(self, text: str, place: _Place) -> None:
        """Add a text that stands at `place`."""
        if place.block is not self._place:
            self.end()
            self._place = place.block
        if place.preformatted and "\n" in text:
            for line in text.split("\n"):
                self._add(line, place.link)
                self.end()
        else:
            self._add(text, place.link)

    def _add(self, text: str, link: bool) -> None:
        self._parts.append(text)
        if link:
            self._links.append(text)

    @property
    def position(self) -> int:
        """Give the number of the block that what comes now belongs to."""
        return len(self.done)

    def end(self) -> None:
        """Close the open block, if it has text."""
        place, parts, links = self._place, self._parts, self._links
        if not parts:
            return
        self._parts, self._links = [], []
        whole = "".join(parts).strip()
        if place is None or not whole:
            return
        text = whole if place.preformatted else _WHITE.sub(" ", whole)
        linked = len(_WHITE.sub(" ", "".join(links)).strip())
        self.done.append(HtmlBlock(text, place.name, min(linked, len(text)), place.path(), place.depth))


def html_blocks(source: str) -> HtmlPage:
    """Read a page, a fragment of one or anything else as HTML."""
    if not source.strip():
        return HtmlPage([], None, None)
    page = _page(_lxml_tree(source))
    return page if page.blocks else _page(_plain_tree(source))


def _lxml_tree(source: str) -> Any:
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 suspects file names and XML
        try:
            # Without huge_tree a comment of 10 MB would come out as text.
            return BeautifulSoup(source, "lxml", multi_valued_attributes=None, huge_tree=True)
        except (ParserRejectedMarkup, UnicodeEncodeError):  # lone surrogates
            return _plain_tree(source)


def _plain_tree(source: str) -> Any:
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(source, "html.parser", multi_valued_attributes=None, store_line_numbers=False)


def _page(soup: Any) -> HtmlPage:
    from newsclean.metadata.tags import PageTags

    blocks = _Blocks()
    tags = PageTags()
    for node, place in _walk(soup):
        if isinstance(node, str):
            blocks.add(node, place)
            continue
        if node.name == "title" and tags.title is None:
            tags.title = _title(node, place)
        elif not place.hidden and (place.block is place or node.name in {"br", "hr"}):
            blocks.end()
            if node.name == "html":
                tags.lang = tags.lang or node.get("lang") or node.get("xml:lang") or None
        if node.attrs or node.name == "h1":
            tags.see(node, place, blocks.position)
    blocks.end()
    return HtmlPage(blocks.done, tags.title, tags.lang, tags)


def _walk(soup: Any) -> Iterator[tuple[Any, _Place]]:
    """Yield elements with their place, visible texts with that of their parent, in order, not recursively."""
    from bs4.element import PreformattedString, Tag

    root = _Place(None, "div", "", -1)
    root.block = root
    places = {id(soup): root}
    node = soup.contents[0] if soup.contents else None
    while node is not None:
        parent = places[id(node.parent)]
        if isinstance(node, Tag):
            place = places[id(node)] = _place(node, parent)
            yield node, place
        elif not parent.hidden and not isinstance(node, PreformattedString):  # comments, doctypes, CDATA …
            yield node, parent
        node = node.next_element


def _place(tag: Any, parent: _Place) -> _Place:
    name, attrs = tag.name, tag.attrs
    place = _Place(parent, name, "", parent.depth + 1, parent.hidden, parent.link, parent.preformatted)
    if attrs:
        place.names = _WHITE.sub(" ", f"{attrs.get('class', '')} {attrs.get('id', '')}").strip().lower()
        place.hidden = place.hidden or _is_hidden(name, attrs)
        place.link = place.link or (name == "a" and "href" in attrs)
    place.hidden = place.hidden or name in _NO_TEXT
    place.preformatted = place.preformatted or name in _PREFORMATTED
    place.block = place if name in _BLOCKS else parent.block
    return place


def _is_hidden(name: str, attrs: dict[str, str]) -> bool:
    if name in {"html", "body"}:  # hidden only until a script has run
        return False
    return "hidden" in attrs or ("style" in attrs and _HIDING.search(attrs["style"]) is not None)


def _title(tag: Any, place: _Place) -> str | None:
    if place.parent and place.parent.hidden:  # of a drawing
        return None
    return _WHITE.sub(" ", tag.get_text()).strip() or None
