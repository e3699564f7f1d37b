"""Remove the records of data that scripts left in a dump: JSON-LD, settings of plug-ins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from newsclean.document import Document, Verdict
from newsclean.filters import BuiltIn
from newsclean.lazy import pattern

_BEGINS = pattern(r'\{\s*"|\[\s*\{\s*"')
_SET_OUT = pattern(r'[:,]\s+"')  # as people write it
_DECODER = json.JSONDecoder(strict=False)  # control characters inside strings are common
MAX_BROKEN = 50  # records that cannot be read: each may take time by the length of the text
_LINKED_DATA = frozenset(("@context", "@type", "@graph"))


class PageData(BuiltIn):
    """Remove what a browser never shows: records of JSON, in one line or many.

    An article may show one as an example, but sets it out for people to read. So what is packed tight and has
    ``length`` characters at least is a machine's: linked data ("@context") goes wherever it stands, other records
    only outside the prose. Linked data that is set out goes outside the prose too.
    """

    name = "page_data"
    length: int = 100

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each record."""
        for record in records_of(doc, self.length):
            rule, what = ("linked-data", "linked data") if record.linked else ("record", "a record of data")
            rule, reason = f"{self.name}.{rule}", f"{what}, keys {_named(record.content)}"
            yield Verdict(record.start, record.end, rule, reason)
            headline = doc.headline
            if headline is not None and record.start < headline.start < record.end:  # one of its lines was taken for it
                yield headline.remove(rule, reason)


class Record(NamedTuple):
    """A record of JSON in a document."""

    start: int  # half-open offsets into Document.text
    end: int
    content: dict[str, Any]
    linked: bool  # linked data


def records_of(doc: Document, length: int = PageData.length) -> Iterator[Record]:
    """Find the records that a machine left in a document, not those that an article shows."""
    if "{" not in doc.text:
        return
    prose = [doc.blocks[n].start for n in doc.columns.prose if doc.blocks[n].text[0] not in "{["]
    first, last = (prose[0], prose[-1]) if prose else (len(doc.text), 0)
    end = broken = 0
    for block in doc.blocks:
        start = block.start
        if start < end or block.text[0] not in "{[" or not _BEGINS.match(doc.text, start):
            continue
        record = record_at(doc.text, start)
        if record is None:
            broken += 1
            if broken == MAX_BROKEN:
                return
            continue
        content, end = record
        packed = end - start >= length and _SET_OUT.search(doc.text, start, end) is None
        linked = not _LINKED_DATA.isdisjoint(content)
        if (packed and linked) or ((packed or linked) and not first < start < last):
            yield Record(start, end, content, linked)


def record_at(text: str, start: int) -> tuple[dict[str, Any], int] | None:
    """Read the record of JSON that begins at an offset, of a list its first; give it with the offset of its end."""
    try:
        found, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list) and found:
        found = found[0]
    return (found, end) if isinstance(found, dict) else None


def _named(record: dict[str, Any]) -> str:
    return ", ".join([f'"{key[:20]}"' for key in list(record)[:3]])
