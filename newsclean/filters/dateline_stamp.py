"""Take the lines that only say when an article appeared out of the body and into the metadata."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.document import Document, Verdict
from newsclean.filters import BuiltIn
from newsclean.opening import below_standfirst, stands_apart

FULL_DATE = 10  # characters of an ISO date


class DatelineStamp(BuiltIn):
    """Remove lines that are a date or time and no more, above and below the prose.

    Within the prose dates and times are the heads of timelines and live blogs, and stay; but a lone full
    date below the first paragraph dates the article. A document without prose (a results table) loses only
    the stamps in its first ``head`` lines.
    """

    name = "dateline_stamp"
    head: int = 4

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each line that is a date stamp."""
        for position in doc.stamps:
            block = doc.blocks[position]
            if not stands_apart(doc, position) or not self._dates_article(doc, position):
                continue
            yield block.remove(f"{self.name}.date", "nothing but a date or time", {"stamp": block.text})

    def _dates_article(self, doc: Document, position: int) -> bool:
        if doc.zones.of(position) == "edge":
            return position < self.head
        if not below_standfirst(doc, position):
            return True
        when = doc.blocks[position].facts.stamp
        full = when is not None and len(when.iso or "") >= FULL_DATE
        return full and all(below_standfirst(doc, other) for other in doc.stamps)
