"""Remove runs of short lines above and below the prose: menus, lists of sections, names of boxes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from typing import TYPE_CHECKING

from newsclean.document import Document, Line, Verdict
from newsclean.filters import BuiltIn, LineFilter
from newsclean.native import native

if TYPE_CHECKING:
    from newsclean.features import Facts

ITEMS = "-–—•*·◦▪"


class EdgeLine(LineFilter, BuiltIn):
    """Remove runs of at least ``min_run`` short lines above and below the running prose.

    Position and shape are weak signs, so they count only in a document with so much hard ``evidence`` of furniture, one
    line of them on the same side of the prose.
    """

    name = "edge_line"
    min_run: int = 2
    max_words: int = 16
    head_words: int = 4
    evidence: int = 4
    rest: float = 0.2

    def lines(self, doc: Document) -> list[Line | Verdict]:
        """Propose the lines of each run."""
        found: list[Line | Verdict] = []
        if doc.evidence < self.evidence or doc.zones.first == doc.zones.last:
            return found
        first, last = doc.zones
        find = native.short_runs if native is not None else runs_in_python
        # Above the prose longer lines may be the headline and what belongs to it.
        parts = (("head", 0, first, self.head_words), ("tail", last, len(doc.blocks), self.max_words))
        for zone, begin, end, max_words in parts:
            if not _is_within(doc.hard_lines, begin, end):
                continue
            top = self._below(doc, first, last) if zone == "tail" else begin
            rule = f"{self.name}.{zone}"
            for run in find(doc.columns.facts, top, end, max_words, self.min_run, ITEMS):
                found += zip(run, repeat(rule), repeat(f"one of {len(run)} short lines in the {zone}"), strict=False)
        return found

    def _below(self, doc: Document, first: int, last: int) -> int:
        """Find where the runs begin: under the last paragraph that, with those below it, is a part of the prose."""
        find = native.below_prose if native is not None else below_in_python
        return find(doc.columns.facts, first, last, self.rest)


def _is_within(positions: Iterable[int], begin: int, end: int) -> bool:
    """Say whether one of the positions lies in a range."""
    for position in positions:  # noqa: SIM110 - a generator takes twice as long
        if begin <= position < end:
            return True
    return False


def below_in_python(facts: list[Facts], first: int, last: int, share: float) -> int:
    """Find the end of the last line that, with those below it, is so much of the prose, without a compiled core."""
    enough = share * sum([each.words for each in facts[first:last] if each.prose])
    words = 0
    for position in range(len(facts) - 1, last - 1, -1):
        each = facts[position]
        if each.prose and not each.hits:
            words += each.words
            if words >= enough:
                return position + 1
    return last


def runs_in_python(facts: list[Facts], begin: int, end: int, max_words: int, least: int, items: str) -> list[list[int]]:
    """List the runs of short lines that are long enough, where there is no compiled core."""
    runs: list[list[int]] = []
    run: list[int] = []
    for position, each in enumerate(facts[begin:end], begin):
        text = each.text
        long = each.words > max_words or each.ends or each.prose or text[-1] in ":："
        if not long and text[0] not in items and "\t" not in text:
            run.append(position)
            continue
        if run:
            if text[0] in items:
                run.pop()  # the head of the list that follows
            runs.append(run)
            run = []
    runs.append(run)
    return [run for run in runs if len(run) >= least]
