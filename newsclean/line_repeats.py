"""Lines that stand elsewhere in a document too, and lines that a neighbour holds; without numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.native import native

HELD = 8  # characters of a line that stands within its neighbour


class Repeats(NamedTuple):
    """What repeats among the lines of a document."""

    twice: list[bool]  # stands elsewhere too
    before: list[bool]  # stands further up already
    held: list[bool]  # the line above or below holds it


def repeats_of(texts: Sequence[str]) -> Repeats:
    """Find what repeats among lines."""
    return Repeats(*native.repeats_of(texts)) if native is not None else repeats_in_python(texts)


def repeats_in_python(texts: Sequence[str]) -> Repeats:
    """Find what repeats among lines where there is no compiled core."""
    last = dict(zip(texts, range(len(texts)), strict=True))
    if len(last) == len(texts):
        never = [False] * len(texts)
        return Repeats(never, never, held_by_neighbour(texts))
    first = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    twice = [first[text] != last[text] for text in texts]
    before = [first[text] != position for position, text in enumerate(texts)]
    return Repeats(twice, before, held_by_neighbour(texts))


def held_by_neighbour(texts: Sequence[str]) -> list[bool]:
    """Say of each line whether the line above or below holds it."""
    sizes = list(map(len, texts))
    above, below = zip(["", *texts], [0, *sizes], strict=True), zip([*texts[1:], ""], [*sizes[1:], 0], strict=True)
    return [
        size >= HELD and ((over >= size and text in before) or (under >= size and text in after))
        for text, size, (before, over), (after, under) in zip(texts, sizes, above, below, strict=False)
    ]
