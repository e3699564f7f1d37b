"""Lines that stand elsewhere in a document too, and lines that a neighbour holds; without numpy."""

from __future__ import annotations

from collections.abc import Sequence

HELD = 8  # characters of a line that stands within its neighbour


def stood_before(texts: Sequence[str]) -> list[bool]:
    """Say of each line whether it stands further up already."""
    first = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    return [first[text] != position for position, text in enumerate(texts)]


def held_by_neighbour(texts: Sequence[str]) -> list[bool]:
    """Say of each line whether the line above or below holds it."""
    above, below = ["", *texts[:-1]], [*texts[1:], ""]
    return [
        len(text) >= HELD and (text in before or text in after)
        for text, before, after in zip(texts, above, below, strict=True)
    ]
