"""HTML to blocks of text: the parser and its quirks stay behind one function."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def words(text: str) -> frozenset[str]:
    """Give the names in a text as a set."""
    return frozenset(text.split())


_BLOCKS = words(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main menu nav ol p "
    "plaintext pre search section summary table tbody td tfoot th thead tr ul xmp"
)
_PREFORMATTED = words("pre listing xmp plaintext")
_NO_TEXT = words(
    "script style template noscript noframes noembed title svg iframe select datalist textarea video audio canvas"
)
_OTHER_TEXT = words("script style template rt rp")  # is no text of the elements around it
_UNLIKE_PARENT = _PREFORMATTED | _NO_TEXT | _OTHER_TEXT
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What browsers collapse, but for single spaces; a no-break space is text.
_WHITE = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
_LEVELS = 4
_BREAKS = words("br hr")
_SHOWN = words("html body")  # hidden only until a script has run
_TELLING = words("h1 title")  # even without attributes


class Place:
    """An element and what it means for the text inside it."""

    __slots__ = (
        "apart",
        "depth",
        "first",
        "hidden",
        "last",
        "link",
        "name",
        "names",
        "outer",
        "parent",
        "preformatted",
    )

    def __init__(self, name: str, parent: Place | None, first: int) -> None:
        self.name = name
        self.parent = parent
        self.names = ""
        self.first = self.last = first  # the numbers of the first node inside it and of the first one after it
        if parent is None:
            self.depth = -1
            self.outer: Place | None = None  # the nearest block, if it is none itself: a cycle would outlive the page
            self.hidden = self.link = self.preformatted = self.apart = False
        else:
            self.depth = parent.depth + 1
            self.outer = None if name in _BLOCKS else parent.outer or parent
            self.hidden = parent.hidden
            self.link = parent.link
            self.preformatted = parent.preformatted
            self.apart = parent.apart

    def look(self, attrs: Mapping[str, str]) -> None:
        """See what its attributes say."""
        name = self.name
        self.names = " ".join(f"{attrs.get('class', '')} {attrs.get('id', '')}".lower().split())
        if name == "a" and "href" in attrs:
            self.link = True
        if ("hidden" in attrs or ("style" in attrs and _HIDING.search(attrs["style"]))) and name not in _SHOWN:
            self.hidden = True

    def path(self) -> str:
        """Join the names of this element and its nearest ancestors."""
        names = []
        place: Place | None = self
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
        self.place: Place | None = None  # of the open one
        self._parts: list[str] = []
        self._links: list[str] = []

    def has_text(self, place: Place) -> bool:
        """Say whether blanks at `place` can stand between words of a block."""
        return bool(self._parts) and (place.outer or place) is self.place

    def add(self, text: str, place: Place) -> None:
        """Add a text that stands at `place`."""
        block = place.outer or place
        if block is not self.place:
            self.end()
            self.place = block
        if place.preformatted:
            *lines, text = text.split("\n")
            for line in lines:
                self._add(line, place.link)
                self.end()
        self._add(text, place.link)

    def _add(self, text: str, link: bool) -> None:
        self._parts.append(text)
        if link:
            self._links.append(text)

    def end(self) -> None:
        """Close the open block, if it has text."""
        place, parts, links = self.place, self._parts, self._links
        if not parts:
            return
        self._parts, self._links = [], []
        whole = "".join(parts).strip()
        if place is None or not whole:
            return
        text = whole if place.preformatted else _WHITE.sub(" ", whole)
        linked = len(_WHITE.sub(" ", "".join(links)).strip()) if links else 0
        self.done.append(HtmlBlock(text, place.name, min(linked, len(text)), place.path(), place.depth))


class Reader:
    """What a parser reports its events to; keeps no tree, only what is open."""

    def __init__(self) -> None:
        from newsclean.metadata.tags import TagReader

        self._open = [Place("div", None, 0)]
        self._nodes: list[str] = []  # texts; "" stands for elements, comments and what is no text
        self._text: list[str] = []  # parsers give a text in pieces
        self._blocks = _Blocks()
        self._tags = TagReader(self._nodes)
        self.data = self._text.append

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        """Open an element."""
        if self._text:
            self._end_text()
        nodes = self._nodes
        nodes.append("")
        place = Place(name, self._open[-1], len(nodes))
        self._open.append(place)
        if attrs:
            place.look(attrs)
        if name in _UNLIKE_PARENT:
            place.hidden = place.hidden or name in _NO_TEXT
            place.preformatted = place.preformatted or name in _PREFORMATTED
            place.apart = place.apart or name in _OTHER_TEXT
        blocks = self._blocks
        if not place.hidden and ((place.outer or place) is not blocks.place or name in _BREAKS):
            blocks.end()
        if attrs or name in _TELLING:
            self._tags.see(place, attrs, len(blocks.done))

    def end(self, name: str) -> None:
        """Close the element opened last under this name; lxml 5 leaves some open inside it."""
        if self._text:
            self._end_text()
        while len(self._open) > 1:
            place = self._open.pop()
            place.last = len(self._nodes)
            if place.name == name:
                break

    def comment(self, text: str) -> None:
        """Pass over a comment."""
        if self._text:
            self._end_text()
        self._nodes.append("")

    def pi(self, target: str, data: str | None = None) -> None:
        """Pass over a processing instruction."""
        self.comment("")

    def close(self) -> HtmlPage:
        """Give what was read."""
        if self._text:
            self._end_text()
        for place in self._open:  # what the parser did not close
            place.last = len(self._nodes)
        self._blocks.end()
        tags = self._tags.tags()
        page = HtmlPage(self._blocks.done, tags.title, tags.lang, tags)
        vars(self).clear()  # lxml holds a reader in a cycle, where all it holds would wait to be found
        return page

    def _end_text(self) -> None:
        pieces = self._text
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        place = self._open[-1]
        blank = text.isspace()
        self._nodes.append("" if blank or place.apart else text)
        if not place.hidden:
            if not blank or self._blocks.has_text(place):
                self._blocks.add(text, place)
        elif place.name == "script":
            self._tags.script(text, place)


def html_blocks(source: str) -> HtmlPage:
    """Read a page, a fragment of one or anything else as HTML."""
    if not source.strip():
        return HtmlPage([], None, None)
    page = _by_lxml(source)
    if page is None or not page.blocks:
        from newsclean.html_plain import read

        return read(source, Reader())
    return page


def _by_lxml(source: str) -> HtmlPage | None:
    """Read a page with lxml; it refuses lone surrogates, which no encoding has."""
    from lxml import etree

    # Without huge_tree a comment of 10 MB would come out as text.
    reader: Any = Reader()
    parser: Any = etree.HTMLParser(target=reader, huge_tree=True)
    try:
        parser.feed(source.removeprefix("\ufeff"))
        page: HtmlPage = parser.close()
    except UnicodeEncodeError:
        return None
    return page
