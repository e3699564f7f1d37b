"""Where the article's running prose begins and ends.

The core is the run of blocks with the largest sum of prose (Kadane's maximum subarray): prose counts
for its words, everything else against, lines that carry a furniture cue most of all. Before it is the
head, behind it the tail.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from newsclean.native import native

if TYPE_CHECKING:
    from newsclean.cues import Rule
    from newsclean.document import Block, Document

FURNITURE = -14


class Zones(NamedTuple):
    """Half-open positions of the core; an empty core means there is no running prose."""

    first: int
    last: int

    def of(self, position: int) -> str:
        """Name the zone of a position: head, body, tail, or edge where there is no prose at all."""
        first, last = self
        if first == last:
            return "edge"
        if position < first:
            return "head"
        return "tail" if position >= last else "body"

    def matches(self, where: str, position: int) -> bool:
        """Say whether a position lies where a rule asks for."""
        first, last = self
        if where == "anywhere":
            return True
        if first == last:
            return where != "body"
        if first <= position < last:
            return where == "body"
        return where == "edge" or where == ("head" if position < first else "tail")


def is_furniture(rule: Rule) -> bool:
    """Say whether a line with a cue of the rule counts against a run of prose: where the cue speaks of all of it."""
    return rule.span == "block" and not rule.company


def core_of(blocks: Sequence[Block]) -> tuple[int, int]:
    """Find the run of blocks with most prose: half-open positions, equal where there is none."""
    return heaviest_run([block.facts.weight for block in blocks])


def heaviest_run(weights: list[int]) -> tuple[int, int]:
    """Find the run with the largest sum: half-open positions, equal where nothing weighs (Kadane)."""
    return (native.heaviest_run if native is not None else heaviest_in_python)(weights)


def heaviest_in_python(weights: list[int]) -> tuple[int, int]:
    """Find the run with the largest sum where there is no compiled core."""
    positions = [n for n, weight in enumerate(weights) if weight > 0]
    if not positions:
        return 0, 0
    begin = positions[0]  # what stands above it and below the last one is in no such run
    sums = list(accumulate(weights[begin : positions[-1] + 1], initial=0))
    best = first = last = start = below = 0
    for position in positions:
        before, after = sums[position - begin], sums[position - begin + 1]
        if before <= below:  # what was run up is used up
            start, below = position, before
        if after - below > best:
            best, first, last = after - below, start, position + 1
    return first, last


def find_zones(doc: Document) -> Zones:
    """Find the core of a document; teaser records are no part of it."""
    columns = doc.columns
    if not doc.records:
        return Zones(*columns.core)
    from newsclean.records import record_positions

    weights = list(columns.weights)
    for position in record_positions(doc):
        weights[position] = FURNITURE
    return Zones(*heaviest_run(weights))
