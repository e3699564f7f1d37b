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
from newsclean.line_features import own_matrix, own_rows

if TYPE_CHECKING:
    from newsclean.cue_table import CueTable
    from newsclean.document import Block
    from newsclean.line_features import Floats, Ids

WEIGHTS = Path(__file__).parent / "weights" / "article.npz"
DECIMALS = 4  # probabilities are rounded, so that no verdict hangs on the last bits of a sum
HEADLINE = 0.2
ROWS = 16  # of a matrix that is multiplied at once: 16 * 192 * 64 is below what BLAS takes several threads for


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

    def scores(self, dense: Floats, ids: Ids) -> Floats:
        """Average what the networks say."""
        mean: Floats = self.networks.scores(dense, ids).mean(axis=0)
        return mean


class Networks:
    """Trained networks of the same shape, stacked, ready to judge."""

    def __init__(self, arrays: dict[str, Floats]) -> None:
        count = 1 + max(int(name.partition(".")[0]) for name in arrays if "." in name)

        def stacked(name: str) -> Floats:
            return np.stack([arrays[f"{n}.{name}"] for n in range(count)])

        def bias(name: str) -> Floats:
            return stacked(name)[:, None]

        self.words = stacked("words")
        self.first, self.first_bias = stacked("first"), bias("first_bias")
        self.page, self.page_bias = stacked("page"), bias("page_bias")
        self.last, self.last_bias = stacked("last"), bias("last_bias")
        self.dilations = [int(d) for d in stacked("dilations")[0]]
        self.layers = []
        for n in range(len(self.dilations)):
            layer = stacked(f"layer{n}")
            self.layers.append((layer.reshape(count, -1, layer.shape[-1]), bias(f"layer{n}_bias")))

    def scores(self, dense: Floats, ids: Ids) -> Floats:
        """Give for each network two probabilities a line: of the article, the headline."""
        count, lines, own = len(self.words), *dense.shape
        padded = -(-lines // ROWS) * ROWS
        inputs = np.zeros((count, padded, self.first.shape[1]), dtype=np.float32)
        inputs[:, :lines, :own] = dense
        inputs[:, :lines, own:] = self.words.take(ids, axis=1).reshape(count, lines, -1)
        x = _straightened(_times(inputs, self.first), self.first_bias)
        around = np.zeros((count, padded, 3 * x.shape[2]), dtype=np.float32)
        for number, (dilation, layer) in enumerate(zip(self.dilations, self.layers, strict=True)):
            _look_around(x[:, :lines], min(dilation, lines), around[:, :lines])
            x += _straightened(_times(around, layer[0]), layer[1])
            if number == 1:
                page = np.concatenate([x[:, :lines].mean(axis=1), x[:, :lines].max(axis=1)], axis=1)[:, None]
                x += _straightened(page @ self.page, self.page_bias)
        probabilities: Floats = 1 / (1 + np.exp(-(x[:, :lines] @ self.last + self.last_bias)))
        return probabilities


def _times(x: Floats, weights: Floats) -> Floats:
    """Multiply a few rows at a time: for larger matrices BLAS starts threads, which cost more than they save."""
    count, rows, width = x.shape
    found: Floats = x.reshape(count, rows // ROWS, ROWS, width) @ weights[:, None]
    return found.reshape(count, rows, -1)


def _straightened(x: Floats, bias: Floats) -> Floats:
    """Add the bias and cut off what is below nought, in place."""
    x += bias
    found: Floats = np.maximum(x, 0, out=x)
    return found


def _look_around(x: Floats, step: int, out: Floats) -> None:
    """Put beside each line those a step before and behind; there is nothing beyond the ends."""
    lines, width = x.shape[1:]
    out[:, :step, :width] = 0
    out[:, step:, :width] = x[:, : lines - step]
    out[:, :, width : 2 * width] = x
    out[:, : lines - step, 2 * width :] = x[:, step:]
    out[:, lines - step :, 2 * width :] = 0


@lru_cache(maxsize=4)
def load(path: str = "") -> Weights:
    """Load weights once; without a path those that come with newsclean. Raises ConfigError."""
    return Weights(Path(path) if path else WEIGHTS)


def judge(
    blocks: Sequence[Block], table: CueTable, weights: str = "", *, gaps: Sequence[int] | None = None
) -> Judgement:
    """Judge the lines of a document; ``gaps`` are the blank lines before each, where some lines are gone."""
    packed, bags = own_rows(blocks, table)
    own, ids = own_matrix(packed)
    context = context_matrix(blocks, own, bags, gaps)
    scores = load(weights).scores(np.concatenate([own, context], axis=1), ids)
    body, headline = np.round(scores.T.astype(np.float64), DECIMALS)
    best = int(headline.argmax())
    found = best if headline[best] >= HEADLINE else None
    ends = np.convolve(own[:, 2], np.full(7, 1 / 7, dtype=np.float32), mode="full")[3 : 3 + len(own)]
    return Judgement(body.tolist(), found, float(headline[best]), ends.tolist())
