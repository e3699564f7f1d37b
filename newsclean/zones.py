"""Where the article's running prose begins and ends.

The core is the run of blocks with the largest sum of prose (Kadane's maximum subarray): prose counts
for its words, everything else against, lines that carry a furniture cue most of all. Before it is the
head, behind it the tail.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsclean.cues import Hit
    from newsclean.document import Block, Document
    from newsclean.features import Facts

FURNITURE = -14


class Zones(NamedTuple):
    """Half-open positions of the core; an empty core means there is no running prose."""

    first: int
    last: int

    def of(self, position: int) -> str:
        """Name the zone of a position: head, body, tail, or edge where there is no prose at all."""
        if self.first == self.last:
            return "edge"
        if position < self.first:
            return "head"
        return "tail" if position >= self.last else "body"

    def matches(self, where: str, position: int) -> bool:
        """Say whether a position lies where a rule asks for."""
        if where == "anywhere":
            return True
        zone = self.of(position)
        if zone == "edge":
            return where != "body"
        return zone == where or (where == "edge" and zone != "body")


def weight(facts: Facts, hits: tuple[Hit, ...]) -> int:
    """Say what a block adds to a run of prose."""
    for hit in hits:
        if hit.rule.span == "block" and not hit.rule.company:
            return FURNITURE
    return facts.weight


def core_of(blocks: Sequence[Block]) -> tuple[int, int]:
    """Find the run of blocks with most prose: half-open positions, equal where there is none."""
    return heaviest_run([block.facts.weight for block in blocks])


def heaviest_run(weights: Sequence[int]) -> tuple[int, int]:
    """Find the run with the largest sum: half-open positions, equal where nothing weighs (Kadane)."""
    best = total = first = last = start = 0
    for position, weight in enumerate(weights):
        if total <= 0:
            if weight <= 0:
                continue
            total, start = 0, position
        total += weight
        if total > best:
            best, first, last = total, start, position + 1
    return first, last


def find_zones(doc: Document) -> Zones:
    """Find the core of a document; teaser records are no part of it."""
    from newsclean.records import record_positions

    weights = [block.facts.weight for block in doc.blocks]
    for position in record_positions(doc):
        weights[position] = FURNITURE
    return Zones(*heaviest_run(weights))
