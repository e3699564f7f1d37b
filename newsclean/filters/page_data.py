"""Remove the records of data that scripts left in a dump: JSON-LD, settings of plug-ins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from newsclean.document import Document, Verdict
from newsclean.filters import BuiltIn
from newsclean.lazy import pattern

_BEGINS = pattern(r'\{\s*"|\[\s*\{\s*"')
_DECODER = json.JSONDecoder(strict=False)  # control characters inside strings are common
_LINKED_DATA = frozenset(("@context", "@type", "@graph"))


class PageData(BuiltIn):
    """Remove what a browser never shows: records of JSON, in one line or many.

    Linked data ("@context") is never text. Any other record may be an example that an article shows, so it goes
    only outside the prose, and with at least ``keys`` keys.
    """

    name = "page_data"
    keys: int = 3

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each record."""
        if "{" not in doc.text:
            return
        end = 0
        for position, block in enumerate(doc.blocks):
            if block.start < end or block.text[0] not in "{[" or not _BEGINS.match(doc.text, block.start):
                continue
            record = record_at(doc.text, block.start)
            if record is None:
                continue
            found, end = record
            linked = not _LINKED_DATA.isdisjoint(found)
            if linked or (len(found) >= self.keys and doc.zones.of(position) != "body"):
                rule, what = ("linked-data", "linked data") if linked else ("record", "a record of data")
                yield Verdict(block.start, end, f"{self.name}.{rule}", f"{what}, keys {_named(found)}")


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
