"""What the lines of a document say, a column of each fact: what is known of all lines is known of those left too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from newsclean.native import native
from newsclean.zones import heaviest_run

if TYPE_CHECKING:
    from newsclean.document import Block
    from newsclean.features import Facts

MIN_SUMMARY = 30  # characters of a line that may be a summary
TAIL_KEY = 20  # last characters by which such lines are found


class Columns:
    """Columns of facts, and the positions of the lines that say something."""

    __slots__ = ("_alike", "_core", "cued", "facts", "fields", "origin", "prose", "weights")

    def __init__(
        self, facts: list[Facts], weights: list[int], cued: list[int], fields: list[int], prose: list[int]
    ) -> None:
        self.facts = facts
        self.weights = weights  # what each adds to a run of prose
        self.cued = cued  # positions of lines with cues
        self.fields = fields  # of bylines and dates
        self.prose = prose  # of paragraphs
        self._alike: list[int] | None = None  # of long lines that end as others do; None when nobody has asked
        self._core: tuple[int, int] | None = None  # of most prose; None when nobody has asked
        self.origin = object()  # the same for all columns whose lines were compared with each other

    @classmethod
    def of(cls, blocks: list[Block]) -> Columns:
        """Read the facts of blocks."""
        return cls(*(native.columns_of if native is not None else columns_in_python)(blocks))

    def without(self, gone: Collection[int]) -> tuple[Columns, bytearray]:
        """Leave lines out; and say which lines are left."""
        left = bytearray(b"\1") * len(self.facts)
        for position in gone:
            left[position] = 0
        places = list(accumulate(left, initial=0))
        rest = Columns(
            list(compress(self.facts, left)),
            list(compress(self.weights, left)),
            [places[n] for n in self.cued if left[n]],
            [places[n] for n in self.fields if left[n]],
            [places[n] for n in self.prose if left[n]],
        )
        if self._alike is not None:
            rest._alike, rest.origin = [places[n] for n in self._alike if left[n]], self.origin
        return rest, left

    def without_line(self, at: int) -> Columns:
        """Leave one line out, in a third of the time."""
        facts, weights = self.facts.copy(), self.weights.copy()
        del facts[at], weights[at]
        less = Columns(
            facts,
            weights,
            _closed(self.cued, at),
            _closed(self.fields, at),
            _closed(self.prose, at),
        )
        if self._alike is not None:
            less._alike, less.origin = _closed(self._alike, at), self.origin
        if not self.prose or at < self.prose[0]:  # above all prose a line changes nothing else
            less._core = _shifted(self.core, -1)
        return less

    def with_line(self, at: int, facts: Facts, whole: Columns) -> Columns:
        """Put a line in, which ``whole`` had too."""
        lines, weights = self.facts.copy(), self.weights.copy()
        lines.insert(at, facts)
        weights.insert(at, facts.weight)
        more = Columns(
            lines,
            weights,
            _moved(self.cued, at, bool(facts.hits)),
            _moved(self.fields, at, facts.says),
            _moved(self.prose, at, facts.prose),
        )
        if self._alike is not None and self.origin is whole.origin:
            more._alike, more.origin = _moved(self._alike, at, len(facts.text) >= MIN_SUMMARY), self.origin
        if not facts.prose and (not self.prose or at <= self.prose[0]):
            more._core = _shifted(self.core, 1)
        return more

    @property
    def core(self) -> tuple[int, int]:
        """Give the run of lines with most prose: half-open positions, equal where there is none."""
        if self._core is None:
            self._core = heaviest_run(self.weights)
        return self._core

    @property
    def alike(self) -> list[int]:
        """Give the positions of long lines that may end as others do: no repeat of a line is without that."""
        if self._alike is None:
            find = native.ending_alike if native is not None else alike_in_python
            self._alike = find(self.facts, MIN_SUMMARY, TAIL_KEY)
            self.origin = object()
        return self._alike


def columns_in_python(blocks: list[Block]) -> tuple[list[Facts], list[int], list[int], list[int], list[int]]:
    """Read facts, weights and the positions of lines with cues, fields and prose where there is no compiled core."""
    facts = [block.facts for block in blocks]
    weights, cued, fields, prose = [], [], [], []
    for n, each in enumerate(facts):
        weights.append(each.weight)
        if each.hits:
            cued.append(n)
        if each.says:
            fields.append(n)
        if each.prose:
            prose.append(n)
    return facts, weights, cued, fields, prose


def alike_in_python(facts: list[Facts], least: int, size: int) -> list[int]:
    """Give the positions of lines of a least length that end as others do, where there is no compiled core."""
    first: dict[str, int] = {}
    found: set[int] = set()
    for n, each in enumerate(facts):
        text = each.text
        if len(text) >= least and (before := first.setdefault(text[-size:], n)) != n:
            found.add(before)
            found.add(n)
    return sorted(found)


def _closed(positions: list[int], at: int) -> list[int]:
    """Move positions up from a line on that is left out."""
    n = bisect_left(positions, at)
    rest = n + (positions[n : n + 1] == [at])
    return positions[:n] + [position - 1 for position in positions[rest:]]


def _moved(positions: list[int], at: int, here: bool) -> list[int]:
    """Move positions from a new line on, which may be one of them."""
    n = bisect_left(positions, at)
    return [*positions[:n], *([at] if here else ()), *[position + 1 for position in positions[n:]]]


def _shifted(run: tuple[int, int], by: int) -> tuple[int, int]:
    """Move a run of lines, unless it is empty."""
    return (run[0] + by, run[1] + by) if run[0] < run[1] else run
