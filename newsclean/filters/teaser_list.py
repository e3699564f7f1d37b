"""Remove the cards of other stories: headline, summary, author and date, with the debris between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.document import NO_FACTS, Document, Verdict
from newsclean.filters import BuiltIn
from newsclean.records import Record

_EVIDENCE = {
    "repeat": "headline runs into a summary that stands again",
    "lines": "headline above a summary that stands again",
    "seam": "headline runs into its summary",
    "maybe": "headline may run into its summary",
}


class TeaserList(BuiltIn):
    """Remove runs of teaser records; each record's headline line carries the teaser as data."""

    name = "teaser_list"

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each line of each record."""
        count = len(doc.records)
        for number, record in enumerate(doc.records, 1):
            for position, role in sorted(record.roles.items()):
                yield self._line(doc, record, position, role, f"record {number} of {count}")

    def _line(self, doc: Document, record: Record, position: int, role: str, which: str) -> Verdict:
        reason, facts = f"{role} of {which}", NO_FACTS
        if position == record.anchor:
            reason = f"{which}: {_EVIDENCE[record.evidence]}"
            facts = {"teaser": teaser(record)}
        return doc.blocks[position].remove(f"{self.name}.{role}", reason, facts)


def teaser(record: Record) -> Mapping[str, Any]:
    """Write a record as data; its date is resolved later, when the whole document is known."""
    return {"title": record.title.strip(), "summary": record.summary, "author": record.author, "date": record.date}
