"""Take the lines that name an article's authors out of the body and into the metadata."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from newsclean.cues import cue_span
from newsclean.dates import find_date
from newsclean.document import Document, Verdict
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
            if block.facts.words > self.max_words or hit.rule.id in self.off or not stands_apart(doc, position):
                continue
            span = cue_span(block.text, hit.cue)
            facts = self._facts(block.text[span[1] :].strip(_TRIM)) if span is not None else None
            if facts is not None:
                yield block.remove(hit.rule.id, f'"{hit.cue}" and a name', facts)

    def _facts(self, rest: str) -> dict[str, Any] | None:
        """Read the names and the date behind the lead word; None when there are no names."""
        authors, stamp = _read(rest, self.max_staff_words)
        if authors is None:
            return None
        return {"authors": list(authors)} if stamp is None else {"authors": list(authors), "stamp": stamp}


@lru_cache(maxsize=512)  # a page has its byline twice, and a paper its authors often
def _read(rest: str, max_staff_words: int) -> tuple[tuple[str, ...] | None, str | None]:
    """Read names, None when there are none, and the date behind them."""
    date = find_date(rest)
    stamp = None
    if date is not None and date.start:
        stamp, rest = date.words, rest[: date.start].rstrip(_TRIM)
    return _authors(_TAIL.sub("", rest, count=1).strip(_TRIM), max_staff_words), stamp


def _authors(rest: str, max_staff_words: int) -> tuple[str, ...] | None:
    names = tuple([part for part in split_names(rest) if not _STAFF.search(part)])
    if names and all(is_person(p) or is_caseless_name(p) or _AGENCY.fullmatch(p) for p in names):
        return names
    if rest and rest[0].isupper() and _STAFF.search(rest) and len(rest.split()) <= max_staff_words:
        return ()
    return None
