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
        leave = native.leave_out if native is not None else left_in_python
        facts, weights, lists, left = leave(self.facts, self.weights, self._lists(), gone)
        rest = Columns(facts, weights, *lists[:3])
        self._pass_on(rest, lists)
        return rest, left

    def without_line(self, at: int) -> Columns:
        """Leave one line out, in a third of the time."""
        facts, weights = self.facts.copy(), self.weights.copy()
        del facts[at], weights[at]
        close = native.closed if native is not None else closed_in_python
        lists = [close(positions, at) for positions in self._lists()]
        less = Columns(facts, weights, *lists[:3])
        self._pass_on(less, lists)
        if not self.prose or at < self.prose[0]:  # above all prose a line changes nothing else
            less._core = _shifted(self.core, -1)
        return less

    def with_line(self, at: int, facts: Facts, whole: Columns) -> Columns:
        """Put a line in, which ``whole`` had too."""
        lines, weights = self.facts.copy(), self.weights.copy()
        lines.insert(at, facts)
        weights.insert(at, facts.weight)
        move = native.moved if native is not None else moved_in_python
        more = Columns(
            lines,
            weights,
            move(self.cued, at, bool(facts.hits)),
            move(self.fields, at, facts.says),
            move(self.prose, at, facts.prose),
        )
        if self._alike is not None and self.origin is whole.origin:
            more._alike, more.origin = move(self._alike, at, len(facts.text) >= MIN_SUMMARY), self.origin
        if not facts.prose and (not self.prose or at <= self.prose[0]):
            more._core = _shifted(self.core, 1)
        return more

    def _lists(self) -> list[list[int]]:
        """Give the lists of positions, that of lines that end alike where it is known."""
        lists = [self.cued, self.fields, self.prose]
        return lists if self._alike is None else [*lists, self._alike]

    def _pass_on(self, rest: Columns, lists: list[list[int]]) -> None:
        """Let columns of fewer lines have those that end alike: they were compared with all others."""
        if self._alike is not None:
            rest._alike, rest.origin = lists[3], self.origin

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


Left = tuple[list["Facts"], list[int], list[list[int]], bytearray]


def left_in_python(facts: list[Facts], weights: list[int], lists: list[list[int]], gone: Collection[int]) -> Left:
    """Leave lines out of columns and of lists of positions, and say which are left, without a compiled core."""
    left = bytearray(b"\1") * len(facts)
    for position in gone:
        left[position] = 0
    places = list(accumulate(left, initial=0))
    rest = [[places[n] for n in positions if left[n]] for positions in lists]
    return list(compress(facts, left)), list(compress(weights, left)), rest, left


def closed_in_python(positions: list[int], at: int) -> list[int]:
    """Move positions up from a line on that is left out, where there is no compiled core."""
    n = bisect_left(positions, at)
    rest = n + (positions[n : n + 1] == [at])
    return positions[:n] + [position - 1 for position in positions[rest:]]


def moved_in_python(positions: list[int], at: int, here: bool) -> list[int]:
    """Move positions from a new line on, which may be one of them, where there is no compiled core."""
    n = bisect_left(positions, at)
    return [*positions[:n], *([at] if here else ()), *[position + 1 for position in positions[n:]]]


def _shifted(run: tuple[int, int], by: int) -> tuple[int, int]:
    """Move a run of lines, unless it is empty."""
    return (run[0] + by, run[1] + by) if run[0] < run[1] else run
