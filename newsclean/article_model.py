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
            count = 1 + max(int(name.partition(".")[0]) for name in found if "." in name)
            self.networks = [Network(found, f"{n}.") for n in range(count)]
        except (OSError, ValueError, KeyError) as error:
            raise ConfigError(f"{path}: no weights newsclean can read ({error})") from None

    def scores(self, dense: Floats, ids: Ids) -> Floats:
        """Average what the networks say."""
        mean: Floats = np.stack([network.scores(dense, ids) for network in self.networks]).mean(axis=0)
        return mean


class Network:
    """A trained network, ready to judge."""

    def __init__(self, arrays: dict[str, Floats], prefix: str) -> None:
        weights = {name.removeprefix(prefix): value for name, value in arrays.items() if name.startswith(prefix)}
        self.words = weights["words"]
        self.first, self.first_bias = weights["first"], weights["first_bias"]
        self.page, self.page_bias = weights["page"], weights["page_bias"]
        self.last, self.last_bias = weights["last"], weights["last_bias"]
        self.dilations = [int(d) for d in weights["dilations"]]
        self.layers = [(weights[f"layer{n}"], weights[f"layer{n}_bias"]) for n in range(len(self.dilations))]

    def scores(self, dense: Floats, ids: Ids) -> Floats:
        """Give two probabilities a line: of the article, the headline."""
        inputs = np.concatenate([dense, self.words[ids].reshape(len(ids), -1)], axis=1)
        x = np.maximum(inputs @ self.first + self.first_bias, 0)
        for number, dilation in enumerate(self.dilations):
            x = x + np.maximum(self._convolved(x, number, dilation), 0)
            if number == 1:
                page = np.concatenate([x.mean(axis=0), x.max(axis=0)])
                x = x + np.maximum(page @ self.page + self.page_bias, 0)
        probabilities: Floats = 1 / (1 + np.exp(-(x @ self.last + self.last_bias)))
        return probabilities

    def _convolved(self, x: Floats, number: int, dilation: int) -> Floats:
        """Add up what each line, and those a step before and behind, say."""
        weights, bias = self.layers[number]
        out: Floats = x @ weights[1] + bias
        if dilation < len(x):
            out[dilation:] += x[:-dilation] @ weights[0]
            out[:-dilation] += x[dilation:] @ weights[2]
        return out


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
