"""What stands around each line: the prose of the page, section headings above, repeats, the words of the core.

Worked out with numpy for the whole document, from the lines' own features.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING

import numpy as np

from newsclean.features import PROSE_WORDS
from newsclean.line_columns import FIRST_KIND, KIND_COLUMNS, SHORT_COLUMN
from newsclean.line_repeats import repeats_of
from newsclean.native import native
from newsclean.zones import heaviest_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from newsclean.document import Block
    from newsclean.line_features import Bags, Floats
    from newsclean.line_repeats import Repeats

    Numbers = npt.NDArray[np.int64]
    Sums = npt.NDArray[np.float64]

CONTEXT = 46  # columns
OF_LINES = 40  # of these; the others say something of the whole document
REACH = 20  # lines to either side that are summed up at most


def similarity(bags: Bags, core: tuple[int, int]) -> Floats:
    """Give the share of each line's words that the core of the article has too, and how many words that is."""
    words, sizes = bags
    ends = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=ends[1:])
    sums = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum(_shared(words, int(ends[core[0]]), int(ends[core[1]])), out=sums[1:])
    found = np.empty((2, len(sizes)), dtype=np.float32)
    sums = sums.take(ends)
    found[0] = (sums[1:] - sums[:-1]) / np.maximum(sizes, 1)
    found[1] = np.minimum(1.0, sizes / 20)
    return found.T


def _shared(words: Numbers, first: int, last: int) -> npt.NDArray[np.bool_]:
    """Say of each word whether the core has it; of those in the core, whether another line of it has it too."""
    found = np.zeros(len(words), dtype=np.bool_)
    core = words[first:last]
    if not len(core):
        return found
    order = core.argsort()
    ordered = core.take(order)
    same = ordered[1:] == ordered[:-1]
    twice = np.zeros(len(core), dtype=np.bool_)
    twice[1:] = same
    twice[:-1] |= same
    found[first:last][order] = twice
    for part in (slice(0, first), slice(last, len(words))):
        found[part] = ordered.take(np.searchsorted(ordered, words[part]), mode="clip") == words[part]
    return found


def context_matrix(
    blocks: Sequence[Block],
    own: Floats,
    bags: Bags,
    blank: Sequence[int] | None = None,
    repeats: Repeats | None = None,
) -> Floats:
    """Work out what stands around each line; ``blank`` are the blank lines before each, where they differ.

    ``repeats`` is what repeats among the lines, where it is known already.
    """
    if native is None:
        return context_in_python(blocks, own, bags, blank, repeats)
    n = len(blocks)
    facts = [block.facts for block in blocks]
    gaps = list(blank) if blank else [block.gap for block in blocks]
    core = heaviest_run([f.weight for f in facts])
    again = repeats or repeats_of([f.text for f in facts])
    out = np.empty((n, CONTEXT), dtype=np.float32)
    counts = native.fill_context(out, own, bags, [f.words for f in facts], gaps, _logs(n), _LOG_DISTANCE, core, again)
    out[:, OF_LINES:] = _of_document(n, *counts, _joined(blocks, blank))
    return out


def context_in_python(
    blocks: Sequence[Block],
    own: Floats,
    bags: Bags,
    blank: Sequence[int] | None = None,
    repeats: Repeats | None = None,
) -> Floats:
    """Work out what stands around each line where there is no compiled core."""
    n = len(blocks)
    facts = [block.facts for block in blocks]
    core = heaviest_run([f.weight for f in facts])
    columns = np.ascontiguousarray(own.T)  # no copy where it is one already
    prose, short = columns[3], columns[SHORT_COLUMN]
    words = np.array([f.words for f in facts], dtype=np.float32)
    np.minimum(words, PROSE_WORDS, out=words)
    mass = words * prose
    blanks = np.array(blank or [block.gap for block in blocks], dtype=np.float32)
    np.minimum(blanks, 2, out=blanks)
    blanks /= 2
    blanks[0] = 0
    hard = columns[FIRST_KIND - 2] * short
    near = _Near([mass, words * columns[33], *columns[[2, 38, 25, FIRST_KIND - 4]]])
    out = np.empty((CONTEXT, n), dtype=np.float32)  # transposed: a column is in one piece
    place = np.arange(n, dtype=np.float32)
    logs = _logs(n)
    np.divide(place, n, out=out[0])
    np.divide(logs[:n], 10, out=out[1])
    np.divide(logs[n - 1 :: -1], 10, out=out[2])
    sums = np.empty((len(_REACHES), n))
    for found, (reach, what) in zip(sums, _REACHES, strict=True):
        near.within(reach, what, out=found)
    np.divide(sums, np.maximum(sums.max(axis=1), 1.0)[:, None], out=out[3:8], casting="same_kind")
    _fill_distances(out[8:12], prose, hard)
    _fill_around(out[12:16], core, place, logs)
    total = near.sums[0, REACH + 1 : REACH + 1 + n]
    np.divide(total, max(float(total[-1]), 1.0), out=out[16], casting="same_kind")
    _fill_fading(out[17:27], columns[FIRST_KIND : FIRST_KIND + KIND_COLUMNS] * short, place)
    out[27:29] = similarity(bags, core).T
    out[29:32] = repeats or repeats_of([f.text for f in facts])
    out[32] = blanks
    out[33, :-1] = blanks[1:]
    out[33, -1] = 1
    np.divide(near.within(4, slice(2, 5)), 9, out=out[34:37], casting="same_kind")
    far = near.within(12, slice(2, 6))
    out[37:39], out[39] = far[:2], far[3]
    out[37:40] /= 25
    marked, apart, heads = (int(np.count_nonzero(marks)) for marks in (prose, blanks, hard))
    whole = _of_document(n, float(total[-1]), marked, apart, heads, _joined(blocks, blank))
    out[OF_LINES:] = np.array(whole)[:, None]
    return out.T


def _joined(blocks: Sequence[Block], blank: Sequence[int] | None) -> int:
    """Count the lines from whose middle something was taken; of what is left of a document none is known."""
    return sum([1 for block in blocks if block.pieces]) if blank is None else 0


def _logs(lines: int) -> Floats:
    """Give the logarithms of all numbers up to one beyond a count of lines."""
    return _many_logs(max(1024, 1 << lines.bit_length()))[: lines + 1]


@lru_cache(maxsize=4)
def _many_logs(count: int) -> Floats:
    return np.log2(np.arange(1, count + 2, dtype=np.float32))


class _Near:
    """Sums from the top, so that the sum over some lines is a difference; the ends are repeated at either side."""

    def __init__(self, rows: list[Floats]) -> None:
        n = len(rows[0])
        self.size = n
        self.sums = np.zeros((len(rows), n + 1 + 2 * REACH))
        inner = self.sums[:, REACH + 1 : REACH + 1 + n]
        np.cumsum(rows, axis=1, out=inner)
        self.sums[:, REACH + 1 + n :] = inner[:, -1:]

    def within(self, reach: int, rows: slice | int, out: Sums | None = None) -> Sums:
        """Give the sum over the lines within reach of each."""
        last, first, n = REACH + reach + 1, REACH - reach, self.size
        return np.subtract(self.sums[rows, last : last + n], self.sums[rows, first : first + n], out=out)


_REACHES = ((2, 0), (6, 0), (20, 0), (1, 1), (4, 1))  # in lines, and what is summed up
_LOG_DISTANCE = (np.log2(1 + np.arange(64)) / 6).astype(np.float32)


def _fill_distances(out: Floats, *marks: Floats) -> None:
    """Count the lines since the last mark and to the next one, on a scale of logarithms."""
    both = np.stack([way for each in marks for way in (each, each[::-1])]) > 0
    places = np.arange(both.shape[1])
    last = np.maximum.accumulate(np.where(both, places, -64), axis=1)
    found = _LOG_DISTANCE.take(np.minimum(places - last, 63))
    out[::2] = found[::2]
    out[1::2] = found[1::2, ::-1]


def _fill_around(out: Floats, core: tuple[int, int], place: Floats, logs: Floats) -> None:
    """Say where each line stands beside the core."""
    first, last = core
    np.divide(place - first, max(1, last - first), out=out[1])
    np.minimum(out[1], 2, out=out[1])
    np.maximum(out[1], -1, out=out[1])
    out[0] = out[2] = out[3] = 0
    out[0, first:last] = 1
    np.divide(logs[first:0:-1], 8, out=out[2, :first])
    np.divide(logs[1 : len(place) - last + 1], 8, out=out[3, last:])


def _fill_fading(out: Floats, marks: Floats, place: Floats) -> None:
    """Let each mark fade over the fifteen lines after it."""
    last = np.maximum.accumulate(np.where(marks > 0, place, np.float32(-1000)), axis=1)
    np.subtract(last, place, out=last)
    last /= 15
    last += 1
    np.maximum(last, 0, out=out)


def _of_document(n: int, mass: float, prose: int, gaps: int, hard: int, joined: int) -> list[float]:
    """Say what the whole document is like: its lines, the mass of prose, how many lines are what."""
    return [
        log2(1 + n) / 10,
        log2(1 + mass) / 12,
        prose / n,
        gaps / n,
        log2(1 + hard) / 6,
        min(1.0, joined / 10),
    ]
