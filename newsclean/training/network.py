"""The network behind ``non_article``, as it is trained: dilated convolutions over the lines of a page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from newsclean.line_context import CONTEXT
from newsclean.line_features import BUCKETS, FIRST_KIND, IDS, OWN
from newsclean.training.samples import Sample

EMBEDDED = 8
WIDTH = 64
DILATIONS = (1, 2, 4, 8)
DENSE = OWN + CONTEXT
LINES_A_BATCH = 4000
SILVER_WEIGHT = 0.5
HEADLINE_WEIGHT = 1.0
WORD_DROPOUT = 0.3
GAP_COLUMNS = (OWN + 32, OWN + 33, OWN + 43)
# What cues say: the line's own, the distance to the next one, fading sections, and how many there are.
CUE_COLUMNS = (*range(FIRST_KIND - 4, OWN), OWN + 10, OWN + 11, *range(OWN + 17, OWN + 27), OWN + 39, OWN + 44)


class Network(nn.Module):
    """Features of lines to two scores a line: of the article, the headline."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(BUCKETS, EMBEDDED, padding_idx=0)
        self.first = nn.Linear(DENSE + 1 + IDS * EMBEDDED, WIDTH)
        self.layers = nn.ModuleList([nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS])
        self.page = nn.Linear(2 * WIDTH, WIDTH)
        self.last = nn.Linear(WIDTH, 2)
        self.dropout = nn.Dropout(0.1)
        nn.init.normal_(self.words.weight, std=0.1)

    def forward(self, dense: torch.Tensor, ids: torch.Tensor, mask: torch.Tensor, silver: torch.Tensor) -> torch.Tensor:
        """Score the lines of a batch of pages."""
        mark = silver[:, None, None].expand(-1, dense.shape[1], 1)
        x = torch.cat([dense, mark, self.words(ids).flatten(2)], dim=2)
        x = torch.relu(self.first(x)) * mask[:, :, None]
        x = self.dropout(x)
        for number, layer in enumerate(self.layers):
            x = x + torch.relu(layer(x.transpose(1, 2)).transpose(1, 2))
            x = x * mask[:, :, None]
            if number == 1:
                mean = x.sum(1) / mask.sum(1, keepdim=True)
                x = x + torch.relu(self.page(torch.cat([mean, x.amax(1)], dim=1)))[:, None, :] * mask[:, :, None]
        scores: torch.Tensor = self.last(self.dropout(x))
        return scores


def batches(samples: Sequence[Sample], random: np.random.Generator | None = None) -> Iterator[list[Sample]]:
    """Group pages of like length; in random order when a generator is given."""
    order = sorted(samples, key=lambda s: len(s.body) * (random.uniform(0.8, 1.25) if random else 1))
    groups: list[list[Sample]] = [[]]
    for sample in order:
        if groups[-1] and len(sample.body) * (len(groups[-1]) + 1) > LINES_A_BATCH:
            groups.append([])
        groups[-1].append(sample)
    if random is not None:
        random.shuffle(groups)
    yield from groups


def padded(group: Sequence[Sample]) -> dict[str, torch.Tensor]:
    """Put the pages of a batch into one block of numbers."""
    longest = max(len(sample.body) for sample in group)

    def stack(values: Sequence[Any], dtype: Any) -> torch.Tensor:
        out = np.zeros((len(values), longest, *values[0].shape[1:]), dtype=dtype)
        for row, value in enumerate(values):
            out[row, : len(value)] = value
        return torch.from_numpy(out)

    return {
        "dense": stack([s.dense for s in group], np.float32),
        "ids": stack([s.ids for s in group], np.int64),
        "body": stack([s.body for s in group], np.float32),
        "weight": stack([s.weight for s in group], np.float32),
        "headline": stack([s.headline for s in group], np.float32),
        "mask": stack([np.ones(len(s.body)) for s in group], np.float32),
        "silver": torch.tensor([float(s.page.silver) for s in group]),
    }


def loss_of(network: Network, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Weigh the errors of a batch."""
    scores = network(batch["dense"], batch["ids"], batch["mask"], batch["silver"])
    entropy = nn.functional.binary_cross_entropy_with_logits
    weight = batch["weight"] * (1 - (1 - SILVER_WEIGHT) * batch["silver"])[:, None] * batch["mask"]
    body = (entropy(scores[:, :, 0], batch["body"], reduction="none") * weight).sum() / weight.sum()
    known = (batch["headline"] >= 0).float() * batch["mask"]
    headline = entropy(scores[:, :, 1], batch["headline"].clamp(min=0), reduction="none") * known
    total: torch.Tensor = body + HEADLINE_WEIGHT * headline.sum() / known.sum().clamp(min=1)
    return total


def train(
    samples: Sequence[Sample], *, epochs: int, seed: int = 1, rate: float = 3e-3
) -> Iterator[tuple[Network, float]]:
    """Train a network; yields it with its loss after each epoch."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    network = Network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)
    for epoch in range(epochs):
        network.train()
        total = 0.0
        groups = list(batches(samples, random))
        for number, group in enumerate(groups):
            for options in optimizer.param_groups:
                options["lr"] = rate * _pace((epoch + number / len(groups)) / epochs)
            loss = loss_of(network, _disturbed(padded(group)))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        yield network, total / len(groups)


def _pace(progress: float) -> float:
    """Let the rate rise over the first fifth of the training and fall to nothing at its end."""
    return progress / 0.2 if progress < 0.2 else 0.5 * (1 + math.cos(math.pi * (progress - 0.2) / 0.8))


def _disturbed(batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Hide words, blank lines and cues at random, so that none is relied on alone."""
    batch["ids"] = batch["ids"] * (torch.rand(batch["ids"].shape) > WORD_DROPOUT)
    hide = torch.rand(len(batch["dense"])) < 0.25
    for column in GAP_COLUMNS:
        batch["dense"][hide, :, column] = 0
    hide = torch.rand(len(batch["dense"])) < 0.15
    for column in CUE_COLUMNS:
        batch["dense"][hide, :, column] = 0
    return batch


@torch.no_grad()
def probabilities(network: Network, samples: Sequence[Sample]) -> list[np.ndarray[Any, Any]]:
    """Score pages: for each line the probability to be of the article, to be the headline."""
    network.eval()
    found: dict[int, np.ndarray[Any, Any]] = {}
    for group in batches(samples):
        batch = padded(group)
        silver = torch.zeros(len(group))
        scores = torch.sigmoid(network(batch["dense"], batch["ids"], batch["mask"], silver)).numpy()
        for row, sample in enumerate(group):
            found[id(sample)] = scores[row, : len(sample.body)]
    return [found[id(sample)] for sample in samples]
