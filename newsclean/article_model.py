"""The learned judge of lines: how likely each is of the article, and which is its headline.

Small networks of dilated convolutions over the lines of a document, trained by ``newsclean train``. What they
need to run is numpy and one file of weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newsclean.errors import ConfigError
from newsclean.line_context import context_matrix
from newsclean.line_features import IDS, own_matrix, own_rows
from newsclean.native import native

if TYPE_CHECKING:
    from newsclean.cue_table import CueTable
    from newsclean.document import Block
    from newsclean.line_features import Floats, Ids, Rows
    from newsclean.line_repeats import Repeats

WEIGHTS = Path(__file__).parent / "weights" / "article.npz"
DECIMALS = 4  # probabilities are rounded, so that no verdict hangs on the last bits of a sum
HEADLINE = 0.2
ROWS = 16  # of a matrix that is multiplied at once: 16 * 193 * 64 is below what BLAS takes several threads for

FEW_ROWS = 16


class Judgement(NamedTuple):
    """What the network says of the lines of a document."""

    body: list[float]  # probability to be of the article
    headline: int | None  # position of the headline, where one is likely
    headline_score: float
    ends: list[float]  # share of lines around that end as sentences do


class Weights:
    """The trained networks of a file, which judge together, and what their confidence is worked out with."""

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path) as arrays:
                found = {name: arrays[name].astype(np.float32) for name in arrays.files}
            self.confidence: list[float] = found["confidence"].tolist()
            self.networks = Networks(found)
        except (OSError, ValueError, KeyError) as error:
            raise ConfigError(f"{path}: no weights newsclean can read ({error})") from None

    def scores(self, own: Floats, context: Floats, ids: Ids) -> Floats:
        """Average what the networks say."""
        found = self.networks.scores(own, context, ids)
        mean: Floats = np.add.reduce(found, axis=0) / len(found)
        return mean


class Networks:
    """Trained networks of the same shape, stacked, ready to judge.

    A column of ones behind what is multiplied brings the biases in.
    """

    def __init__(self, arrays: dict[str, Floats]) -> None:
        count = 1 + max(int(name.partition(".")[0]) for name in arrays if "." in name)

        def stacked(name: str) -> Floats:
            return np.stack([arrays[f"{n}.{name}"] for n in range(count)])

        def layer(name: str) -> Floats:
            """Give weights with the bias as their last row, a network in each."""
            weights = stacked(name)
            bias = stacked(f"{name}_bias")[:, None]
            flat = np.concatenate([weights.reshape(count, -1, weights.shape[-1]), bias], axis=1)
            return np.ascontiguousarray(flat)[:, None]

        words = stacked("words")
        self.words = np.concatenate(list(words), axis=1)  # of all networks side by side
        self.embedded = words.shape[2]
        self.first = _among_others(layer("first"), self.embedded)
        self.page, self.last = layer("page")[:, 0], layer("last")[:, 0]
        self.dilations = [int(d) for d in stacked("dilations")[0]]
        self.layers = [layer(f"layer{n}") for n in range(len(self.dilations))]

    def scores(self, own: Floats, context: Floats, ids: Ids) -> Floats:
        """Give for each network two probabilities a line: of the article, the headline."""
        lines, dense = len(own), own.shape[1] + context.shape[1]
        count, _, size, width = self.first.shape
        padded = -(-lines // ROWS) * ROWS
        inputs = np.empty((padded, size), dtype=np.float32)
        inputs[lines:] = 0
        inputs[:lines, : own.shape[1]] = own
        inputs[:lines, own.shape[1] : dense] = context
        inputs[:lines, dense:-1] = self.words.take(ids, axis=0).reshape(lines, -1)
        inputs[:, -1] = 1
        x = np.empty((count, padded, width), dtype=np.float32)
        nought = np.zeros_like(x)  # the largest of two arrays is found faster than that of an array and a number
        _times(inputs, self.first, x)
        np.maximum(x, nought, out=x)
        around = np.empty((count, padded, 3 * width + 1), dtype=np.float32)
        around[:, lines:] = 0
        around[:, :, -1] = 1
        more = np.empty_like(x)
        for number, (dilation, layer) in enumerate(zip(self.dilations, self.layers, strict=True)):
            _look_around(x, lines, dilation, around)
            _times(around, layer, more)
            x += np.maximum(more, nought, out=more)
            if number == 1:
                x += self._of_page(x, lines)
        found = np.empty((count, padded, self.last.shape[2]), dtype=np.float32)
        _times(x, self.last[:, None, :-1], found)
        found += self.last[:, -1:]
        np.exp(np.negative(found, out=found), out=found)
        found += 1
        return np.reciprocal(found, out=found)[:, :lines]

    def _of_page(self, x: Floats, lines: int) -> Floats:
        """Give what the whole page says to each of its lines: by the mean of each column and the largest in it."""
        found: Floats = _mean_and_most(x, lines) @ self.page[:, :-1] + self.page[:, -1:]
        return np.maximum(found, 0, out=found)


def _among_others(first: Floats, embedded: int) -> Floats:
    """Make room in the first layer of each network for the words of the others: they count nothing for it.

    All networks read the same rows then. For each of a line's words stand its numbers for the first network, those
    for the second, and so on.
    """
    count, _, size, width = first.shape
    dense = size - 1 - IDS * embedded
    wide = np.zeros((count, 1, dense + IDS * embedded * count + 1, width), dtype=np.float32)
    wide[:, :, :dense], wide[:, :, -1] = first[:, :, :dense], first[:, :, -1]
    for network in range(count):
        words = wide[network, :, dense:-1].reshape(IDS, count, embedded, width)
        words[:, network] = first[network, 0, dense:-1].reshape(IDS, embedded, width)
    return wide


def _times(x: Floats, weights: Floats, out: Floats) -> None:
    """Multiply a few rows at a time: for larger matrices BLAS starts threads, which cost more than they save."""
    *count, rows, size = x.shape
    np.matmul(x.reshape(*count, rows // ROWS, ROWS, size), weights, out=out.reshape(len(out), rows // ROWS, ROWS, -1))


def _mean_and_most(x: Floats, lines: int) -> Floats:
    """Give for each network the mean of each column of the lines, and the largest number in it."""
    if native is not None:
        found = np.empty((len(x), 1, 2 * x.shape[2]), dtype=np.float32)
        native.mean_and_most(x, lines, found)
        return found
    return mean_and_most_in_python(x[:, :lines])


def mean_and_most_in_python(x: Floats) -> Floats:
    """Give the mean and the largest number of each column where there is no compiled core."""
    mean = np.add.reduce(x, axis=1, keepdims=True) / np.float32(x.shape[1])
    while (rows := x.shape[1]) > FEW_ROWS:  # by halves: faster than along the columns
        half = -(-rows // 2)
        x = np.maximum(x[:, :half], x[:, rows - half :])
    return np.concatenate([mean, x.max(axis=1, keepdims=True)], axis=2)


def _look_around(x: Floats, lines: int, step: int, out: Floats) -> None:
    """Put beside each line those a step before and behind; there is nothing beyond the ends."""
    if native is not None:
        native.look_around(x, lines, step, out)
    else:
        look_around_in_python(x[:, :lines], min(step, lines), out[:, :lines])


def look_around_in_python(x: Floats, step: int, out: Floats) -> None:
    """Put beside each line those a step before and behind where there is no compiled core."""
    lines, width = x.shape[1:]
    out[:, :step, :width] = 0
    out[:, step:, :width] = x[:, : lines - step]
    out[:, :, width : 2 * width] = x
    out[:, : lines - step, 2 * width : 3 * width] = x[:, step:]
    out[:, lines - step :, 2 * width : 3 * width] = 0


@lru_cache(maxsize=4)
def load(path: str = "") -> Weights:
    """Load weights once; without a path those that come with newsclean. Raises ConfigError."""
    return Weights(Path(path) if path else WEIGHTS)


def judge(
    blocks: Sequence[Block],
    table: CueTable,
    weights: str = "",
    *,
    gaps: Sequence[int] | None = None,
    repeats: Repeats | None = None,
    long: Rows | None = None,
) -> Judgement:
    """Judge the lines of a document; ``gaps`` are the blank lines before each, where some lines are gone.

    ``repeats`` is what repeats among the lines, ``long`` remembers the features of long ones for the next judgement.
    """
    packed, bags = own_rows(blocks, table, long)
    own, ids = own_matrix(packed)
    context = context_matrix(blocks, own, bags, gaps, repeats)
    scores = load(weights).scores(own, context, ids)
    body, headline = np.round(scores.T.astype(np.float64), DECIMALS)
    best = int(headline.argmax())
    found = best if headline[best] >= HEADLINE else None
    return Judgement(body.tolist(), found, float(headline[best]), _shares_around(own[:, 2]))


def _shares_around(marks: Floats) -> list[float]:
    """Give for each line the share of marks among the seven lines around it."""
    count = len(marks)
    sums = np.zeros(count + 7)
    np.cumsum(marks, out=sums[4 : count + 4])
    sums[count + 4 :] = sums[count + 3]
    shares: list[float] = ((sums[7:] - sums[:count]) / 7).tolist()
    return shares
