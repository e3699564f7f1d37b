"""Whether a byline or date line stands where articles have theirs: outside the prose, or below a standfirst."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.document import Document

FIELDS = ("author", "date")
REACH = 4  # lines between a standfirst and the paragraph below it


def stands_apart(doc: Document, position: int) -> bool:
    """Say whether a line stands outside the prose, no paragraph being between it and the edge."""
    zone = doc.zones.of(position)
    first, last = doc.prose_edges
    if zone == "edge" or (zone == "head" and position < first) or (zone == "tail" and position > last):
        return True
    return zone != "tail" and below_standfirst(doc, position)


def below_standfirst(doc: Document, position: int) -> bool:
    """Say whether only fields stand between a line and the first paragraph of the document."""
    first = doc.prose_edges[0]
    if not position - REACH - 1 <= first < position:
        return False
    before = position - 1
    while before >= max(0, position - REACH) and doc.blocks[before].facts.field in FIELDS:
        before -= 1
    return first == before
