"""What stands around each line: the prose of the page, section headings above, repeats, the words of the core.

Worked out with numpy for the whole document, from the lines' own features.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from math import log2
from typing import TYPE_CHECKING, Any

import numpy as np

from newsclean.features import PROSE_WORDS
from newsclean.line_features import FIRST_KIND, KIND_COLUMNS, SHORT_COLUMN

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from newsclean.document import Block
    from newsclean.line_features import Floats

CONTEXT = 46  # columns


def core_run(blocks: Sequence[Block]) -> tuple[int, int]:
    """Find the run of lines with the largest sum of prose, half-open."""
    best = total = first = last = start = 0
    for position, block in enumerate(blocks):
        if total <= 0:
            total, start = 0, position
        total += block.facts.weight
        if total > best:
            best, first, last = total, start, position + 1
    return first, last


def similarity(bags: Sequence[frozenset[str]], core: tuple[int, int]) -> Floats:
    """Give the share of each line's words that the core of the article has too, and how many words that is."""
    first, last = core
    counts = Counter(chain.from_iterable(bags[first:last]))
    once = {word for word, count in counts.items() if count == 1}
    shares, sizes = [], []
    for position, bag in enumerate(bags):
        shared = len(bag & counts.keys()) if bag else 0
        if shared and first <= position < last:
            shared -= len(bag & once)
        shares.append(shared / (len(bag) or 1))
        sizes.append(min(1.0, len(bag) / 20))
    return np.array([shares, sizes], dtype=np.float32).T


def repeats(blocks: Sequence[Block]) -> Floats:
    """Mark lines that stand elsewhere too, those that stood before, and those that a neighbour holds."""
    count: dict[str, int] = {}
    before, inside = [], []
    previous = ""
    for position, block in enumerate(blocks):
        text = block.text
        seen = count.get(text, 0)
        count[text] = seen + 1
        before.append(1.0 if seen else 0.0)
        held = text in previous or (position + 1 < len(blocks) and text in blocks[position + 1].text)
        inside.append(1.0 if held and len(text) >= 8 else 0.0)
        previous = text
    twice = [1.0 if count[block.text] > 1 else 0.0 for block in blocks]
    return np.array([twice, before, inside], dtype=np.float32).T


def context_matrix(
    blocks: Sequence[Block], own: Floats, bags: Sequence[frozenset[str]], blank: Sequence[int] | None = None
) -> Floats:
    """Work out what stands around each line; ``blank`` are the blank lines before each, where they differ."""
    n = len(blocks)
    core = core_run(blocks)
    place = np.arange(n, dtype=np.float32)
    prose, short = own[:, 3], own[:, SHORT_COLUMN]
    words = np.array([min(block.facts.words, PROSE_WORDS) for block in blocks], dtype=np.float32)
    mass = words * prose
    blanks = np.array(blank or [block.gap for block in blocks], dtype=np.float32).clip(0, 2) / 2
    blanks[0] = 0
    hard = own[:, FIRST_KIND - 2] * short
    joined = sum(1 for block in blocks if block.pieces) if blank is None else 0
    sums = _sums(np.stack([mass, words * own[:, 33], *(own[:, c] for c in (2, 38, 25, FIRST_KIND - 4))], axis=1))
    out = np.empty((n, CONTEXT), dtype=np.float32)
    out[:, 0] = place / n
    out[:, 1] = np.log2(1 + place) / 10
    out[:, 2] = np.log2(n - place) / 10
    for column, (reach, what) in enumerate(((2, 0), (6, 0), (20, 0), (1, 1), (4, 1)), 3):
        near = _within(sums[:, what], reach)
        out[:, column] = near / max(float(near.max()), 1.0)
    for column, marks in ((8, prose > 0), (10, hard > 0)):
        out[:, column] = _distance(marks)
        out[:, column + 1] = _distance(marks[::-1])[::-1]
    out[:, 12:16] = _around(core, place)
    out[:, 16] = sums[1:, 0] / max(float(sums[-1, 0]), 1.0)
    out[:, 17:27] = _fading(own[:, FIRST_KIND : FIRST_KIND + KIND_COLUMNS] * short[:, None])
    out[:, 27:29] = similarity(bags, core)
    out[:, 29:32] = repeats(blocks)
    out[:, 32] = blanks
    out[:-1, 33] = blanks[1:]
    out[-1, 33] = 1
    out[:, 34:37] = _within(sums[:, 2:5], 4) / 9
    out[:, 37:40] = _within(sums[:, [2, 3, 5]], 12) / 25
    out[:, 40:] = _of_document(n, prose, mass, blanks, hard, joined)
    return out


def _sums(columns: Floats) -> npt.NDArray[np.float64]:
    """Add columns up from the top, with a row of noughts before the first."""
    sums = np.zeros((len(columns) + 1, columns.shape[1]))
    np.cumsum(columns, axis=0, out=sums[1:])
    return sums


def _within(sums: npt.NDArray[np.float64], reach: int) -> npt.NDArray[np.float64]:
    """Give the sum over the lines within reach of each."""
    n = len(sums) - 1
    places = np.arange(n)
    found: npt.NDArray[np.float64] = sums[np.minimum(places + reach + 1, n)] - sums[np.maximum(places - reach, 0)]
    return found


def _distance(marks: npt.NDArray[np.bool_]) -> Floats:
    """Count the lines since the last mark, on a scale of logarithms."""
    places = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, places, -64))
    found: Floats = (np.log2(1 + np.minimum(places - last, 63)) / 6).astype(np.float32)
    return found


def _around(core: tuple[int, int], place: Floats) -> Floats:
    """Say where each line stands beside the core."""
    first, last = core
    inside = (place >= first) & (place < last)
    found: Floats = np.stack(
        [
            inside.astype(np.float32),
            np.clip((place - first) / max(1, last - first), -1, 2),
            np.log2(1 + np.maximum(first - place, 0)) / 8,
            np.log2(1 + np.maximum(place - last + 1, 0)) / 8,
        ],
        axis=1,
    )
    return found


def _fading(marks: Floats) -> Floats:
    """Let each mark fade over the fifteen lines after it."""
    places = np.arange(len(marks))[:, None]
    last = np.maximum.accumulate(np.where(marks > 0, places, -1000), axis=0)
    found: Floats = np.maximum(0, 1 - (places - last) / 15).astype(np.float32)
    return found


def _of_document(n: int, prose: Floats, mass: Floats, gaps: npt.NDArray[Any], hard: Floats, joined: int) -> list[float]:
    return [
        log2(1 + n) / 10,
        log2(1 + float(mass.sum())) / 12,
        float(prose.mean()),
        float((gaps > 0).mean()),
        log2(1 + float(hard.sum())) / 6,
        min(1.0, joined / 10),
    ]
