"""Take the lines that name an article's authors out of the body and into the metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsclean.cues import cue_span
from newsclean.dates import find_date
from newsclean.document import Block, Document, Verdict
from newsclean.filters import BuiltIn
from newsclean.lazy import pattern
from newsclean.names import is_caseless_name, is_person, split_names
from newsclean.opening import stands_apart

_TAIL = pattern(r"\s*(?:[|•·/]|,? \bfor\b |,? \bin (?=[A-Z])|\s-\s|  +|\u00a0\u00a0|\(|—|–).*")
_STAFF = pattern(
    r"(?i)\b(?:staff|newsroom|desk|team|editors?|reporters?|correspondents?|writers?|columnists?|contributors?|bureau"
    r"|agency|agencies|chief)\b"
)
_AGENCY = pattern(r"[A-Z]{2,5}")
_TRIM = " \t\u00a0:：|–—-,.;"


class Byline(BuiltIn):
    """Remove lines such as "By Jane Doe" that are a lead word and names and no more."""

    name = "byline"
    max_words: int = 16
    max_staff_words: int = 6

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each byline outside the prose."""
        for position, hit in doc.hits.get(self.name, ()):
            block = doc.blocks[position]
            if hit.rule.id in self.off or not stands_apart(doc, position):
                continue
            span = cue_span(block.text, hit.cue)
            if span is None or doc.facts(block).words > self.max_words:
                continue
            facts = self._facts(block, span[1])
            if facts is not None:
                yield block.remove(hit.rule.id, f'"{hit.cue}" and a name', facts)

    def _facts(self, block: Block, begin: int) -> dict[str, Any] | None:
        """Read the names and the date behind the lead word; None when there are no names."""
        rest = block.text[begin:].strip(_TRIM)
        date = find_date(rest)
        stamp = {} if date is None or not date.start else {"stamp": date.words}
        if stamp and date is not None:
            rest = rest[: date.start].rstrip(_TRIM)
        authors = self._authors(_TAIL.sub("", rest, count=1).strip(_TRIM))
        return None if authors is None else {"authors": authors, **stamp}

    def _authors(self, rest: str) -> list[str] | None:
        parts = split_names(rest)
        names = [part for part in parts if not _STAFF.search(part)]
        if names and all(is_person(p) or is_caseless_name(p) or _AGENCY.fullmatch(p) for p in names):
            return names
        if rest and rest[0].isupper() and _STAFF.search(rest) and len(rest.split()) <= self.max_staff_words:
            return []
        return None
