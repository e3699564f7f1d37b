"""Read HTML with the standard library, where lxml takes no text from it or refuses it."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from newsclean.html import HtmlPage, Reader, words

_EMPTY = words(
    "area base basefont bgsound br col command embed frame hr image img input isindex keygen link menuitem meta "
    "nextid param source spacer track wbr"
)
MAX_UNCLOSED = 1000  # signs that open a tag nobody closes: parsing takes time by their square, and this is no markup


def read(source: str, reader: Reader) -> HtmlPage:
    """Read a page; elements end where their end tags or those around them stand."""
    if source.count("<") > source.count(">") + MAX_UNCLOSED:
        reader.data(source)
        return reader.close()
    parser = _Parser(reader)
    parser.feed(source)
    parser.close()
    return reader.close()


class _Parser(HTMLParser):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self._open: list[str] = []
        self._count: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or pass one that never holds anything."""
        self._reader.start(tag, {name: value or "" for name, value in attrs})
        self._open.append(tag)
        self._count[tag] += 1
        if tag in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and those left open inside it; an end tag without a start means nothing."""
        while self._count[tag]:
            name = self._open.pop()
            self._count[name] -= 1
            self._reader.end(name)
            if name == tag:
                return

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take ``<p/>`` for an element without content."""
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Pass on a text."""
        self._reader.data(data)

    def handle_comment(self, data: str) -> None:
        """Pass on that there is no text here."""
        self._reader.comment(data)

    def handle_decl(self, decl: str) -> None:
        """Pass over a declaration."""
        self._reader.comment(decl)

    def unknown_decl(self, data: str) -> None:
        """Pass over a section, CDATA or other."""
        self._reader.comment(data)

    def handle_pi(self, data: str) -> None:
        """Pass over a processing instruction."""
        self._reader.comment(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take a section of unknown kind for a comment, as browsers do."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report)
