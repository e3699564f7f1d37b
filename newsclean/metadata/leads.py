"""Lead words of bylines, and what stands behind them: "By", "Von", "Автор:"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from newsclean.cue_table import CueTable
from newsclean.cues import Hit, begins, cue_span
from newsclean.features import Facts
from newsclean.folding import fold, folded_line

FILTER = "byline"
TRIM = " \t\u00a0:：|–—-,.;،、，•·*"


def behind_lead(table: CueTable, text: str, hits: Sequence[Hit] | None = None) -> str | None:
    """Give what stands behind the lead word of a byline, "" when that is all of the text; None without one.

    ``hits`` are the cues of the text, where they are known.
    """
    if hits is None:
        cues = _cues_of(table, text)
    else:
        cues = [hit.cue for hit in hits if hit.rule.filter == FILTER]
    low = fold(text) if cues else ""
    for cue in cues:
        if low.startswith(cue):
            return text[len(cue) :].strip(TRIM)
        span = cue_span(text, cue)
        if span is not None:
            return text[span[1] :].strip(TRIM)
    return None


def _cues_of(table: CueTable, text: str) -> list[str]:
    """Find the lead words a text begins with, without a look at all other rules."""
    left = folded_line(text)
    leads = [lead for lead in _leads(table).get(left[:1], ()) if left.startswith(lead[0])]
    if not leads:
        return []
    facts = Facts(text)
    return [cue for cue, number in leads if begins(left, cue) and table.rules[number].allows(facts)]


@lru_cache(maxsize=32)
def _leads(table: CueTable) -> dict[str, list[tuple[str, int]]]:
    """List the lead words of a table with the numbers of their rules by their first letter, the longest first."""
    found: dict[str, list[tuple[str, int]]] = {}
    filed = [pair for part in table.index.start.values() for pair in zip(*part, strict=True)]
    for cue, number in sorted(filed, key=lambda pair: -len(pair[0])):
        if table.rules[number].filter == FILTER:
            found.setdefault(cue[:1], []).append((cue, number))
    return found
