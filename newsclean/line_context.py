"""What stands around each line: the prose of the page, section headings above, repeats, the words of the core.

Worked out with numpy for the whole document, from the lines' own features.
"""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import TYPE_CHECKING, Any

import numpy as np

from newsclean.features import PROSE_WORDS
from newsclean.line_columns import FIRST_KIND, KIND_COLUMNS, SHORT_COLUMN
from newsclean.line_repeats import held_by_neighbour, stood_before
from newsclean.zones import core_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from newsclean.document import Block
    from newsclean.line_features import Bags, Floats

CONTEXT = 46  # columns
REACH = 20  # lines to either side that are summed up at most


def similarity(bags: Bags, core: tuple[int, int]) -> Floats:
    """Give the share of each line's words that the core of the article has too, and how many words that is."""
    words, sizes = bags
    ends = np.append(0, np.cumsum(sizes))
    inside = slice(ends[core[0]], ends[core[1]])
    shared = _shared(words, inside)
    sums = np.append(0, np.cumsum(shared))
    found: Floats = np.empty((len(sizes), 2), dtype=np.float32)
    found[:, 0] = (sums[ends[1:]] - sums[ends[:-1]]) / np.maximum(sizes, 1)
    found[:, 1] = np.minimum(1.0, sizes / 20)
    return found


def _shared(words: npt.NDArray[np.int64], inside: slice) -> npt.NDArray[np.bool_]:
    """Say of each word whether the core has it; of those in the core, whether another line of it has it too."""
    core = np.sort(words[inside])
    place = np.searchsorted(core, words)
    place[inside] += 1  # where a word stands twice, the next is the same
    found: npt.NDArray[np.bool_] = np.append(core, 0)[place] == words  # no word has the number 0
    return found


def repeats(blocks: Sequence[Block]) -> Floats:
    """Mark lines that stand elsewhere too, those that stood before, and those that a neighbour holds."""
    texts = [block.text for block in blocks]
    count = Counter(texts)
    twice = [count[text] > 1 for text in texts]
    return np.array([twice, stood_before(texts), held_by_neighbour(texts)], dtype=np.float32).T


def context_matrix(blocks: Sequence[Block], own: Floats, bags: Bags, blank: Sequence[int] | None = None) -> Floats:
    """Work out what stands around each line; ``blank`` are the blank lines before each, where they differ."""
    n = len(blocks)
    core = core_of(blocks)
    place = np.arange(n, dtype=np.float32)
    columns = own.T
    prose, short = columns[3], columns[SHORT_COLUMN]
    words = np.array([min(block.facts.words, PROSE_WORDS) for block in blocks], dtype=np.float32)
    mass = words * prose
    blanks = np.array(blank or [block.gap for block in blocks], dtype=np.float32).clip(0, 2) / 2
    blanks[0] = 0
    hard = columns[FIRST_KIND - 2] * short
    joined = sum(1 for block in blocks if block.pieces) if blank is None else 0
    near = _Near([mass, words * columns[33], *(columns[c] for c in (2, 38, 25, FIRST_KIND - 4))])
    out = np.empty((CONTEXT, n), dtype=np.float32)  # transposed: a column is in one piece
    out[0] = place / n
    out[1] = np.log2(1 + place) / 10
    out[2] = np.log2(n - place) / 10
    for column, (reach, what) in enumerate(((2, 0), (6, 0), (20, 0), (1, 1), (4, 1)), 3):
        found = near.within(reach, slice(what, what + 1))[0]
        out[column] = found / max(float(found.max()), 1.0)
    out[8:12] = _distances(prose > 0, hard > 0)
    out[12:16] = _around(core, place)
    total = near.sums[0, REACH + 1 : REACH + 1 + n]
    out[16] = total / max(float(total[-1]), 1.0)
    out[17:27] = _fading(columns[FIRST_KIND : FIRST_KIND + KIND_COLUMNS] * short)
    out[27:29] = similarity(bags, core).T
    out[29:32] = repeats(blocks).T
    out[32] = blanks
    out[33, :-1] = blanks[1:]
    out[33, -1] = 1
    out[34:37] = near.within(4, slice(2, 5)) / 9
    out[37:40] = near.within(12, slice(2, 6))[[0, 1, 3]] / 25
    out[40:] = np.array(_of_document(n, prose, mass, blanks, hard, joined))[:, None]
    return out.T


class _Near:
    """Sums from the top, so that the sum over some lines is a difference; the ends are repeated at either side."""

    def __init__(self, rows: list[Floats]) -> None:
        n = len(rows[0])
        self.size = n
        self.sums = np.zeros((len(rows), n + 1 + 2 * REACH))
        inner = self.sums[:, REACH + 1 : REACH + 1 + n]
        np.cumsum(rows, axis=1, out=inner)
        self.sums[:, REACH + 1 + n :] = inner[:, -1:]

    def within(self, reach: int, rows: slice) -> npt.NDArray[np.float64]:
        """Give the sum over the lines within reach of each."""
        last, first, n = REACH + reach + 1, REACH - reach, self.size
        found: npt.NDArray[np.float64] = self.sums[rows, last : last + n] - self.sums[rows, first : first + n]
        return found


def _distances(*marks: npt.NDArray[np.bool_]) -> Floats:
    """Count the lines since the last mark and to the next one, on a scale of logarithms."""
    both = np.stack([way for each in marks for way in (each, each[::-1])])
    places = np.arange(both.shape[1])
    last = np.maximum.accumulate(np.where(both, places, -64), axis=1)
    found: Floats = (np.log2(1 + np.minimum(places - last, 63)) / 6).astype(np.float32)
    found[1::2] = found[1::2, ::-1].copy()
    return found


def _around(core: tuple[int, int], place: Floats) -> list[Floats]:
    """Say where each line stands beside the core."""
    first, last = core
    inside = (place >= first) & (place < last)
    return [
        inside.astype(np.float32),
        np.clip((place - first) / max(1, last - first), -1, 2),
        np.log2(1 + np.maximum(first - place, 0)) / 8,
        np.log2(1 + np.maximum(place - last + 1, 0)) / 8,
    ]


def _fading(marks: Floats) -> Floats:
    """Let each mark fade over the fifteen lines after it."""
    places = np.arange(marks.shape[1])
    last = np.maximum.accumulate(np.where(marks > 0, places, -1000), axis=1)
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
