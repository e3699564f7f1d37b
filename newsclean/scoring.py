"""Compare cleaned articles with known ones: runs of four words, precision, recall and F1.

The method of scrapinghub/article-extraction-benchmark: precision and recall of each document, averaged over
the documents, and the F1 of the two averages. Scripts without spaces are counted by character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import NamedTuple

SHINGLE = 4
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")


class Overlap(NamedTuple):
    """Runs of words found in both texts, in the article that was made only, in the known one only."""

    both: int
    extra: int
    lost: int

    @property
    def precision(self) -> float | None:
        """Give the share of what was made that is right; None when nothing was made."""
        made = self.both + self.extra
        return self.both / made if made else None

    @property
    def recall(self) -> float | None:
        """Give the share of the known article that was made; None when it is empty."""
        known = self.both + self.lost
        return self.both / known if known else None

    @property
    def f1(self) -> float:
        """Give the F1 of the document."""
        return 2 * self.both / max(1, 2 * self.both + self.extra + self.lost)


class Summary(NamedTuple):
    """Figures of several documents."""

    precision: float
    recall: float
    f1: float
    documents: int


def tokens(text: str) -> list[str]:
    """Cut a text into words; scripts without spaces into characters."""
    return _TOKEN.findall(text.lower())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words of a text."""
    words = tokens(text)
    return Counter(tuple(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1)) if words)


def overlap(known: str, made: str) -> Overlap:
    """Compare two texts."""
    one, two = shingles(known), shingles(made)
    both = sum((one & two).values())
    return Overlap(both, sum(two.values()) - both, sum(one.values()) - both)


def summary(rows: Sequence[Overlap]) -> Summary:
    """Average precision and recall over documents; the F1 is that of the two averages."""
    precision = fmean([row.precision for row in rows if row.precision is not None] or [0.0])
    recall = fmean([row.recall for row in rows if row.recall is not None] or [0.0])
    total = precision + recall
    return Summary(precision, recall, 2 * precision * recall / total if total else 0.0, len(rows))


@dataclass
class Scores:
    """Overlaps of documents, by group and over all."""

    groups: dict[str, list[Overlap]] = field(default_factory=dict)

    def add(self, group: str, found: Overlap) -> None:
        """Take in one document."""
        self.groups.setdefault(group, []).append(found)

    def by_group(self) -> dict[str, Summary]:
        """Sum up each group."""
        return {group: summary(rows) for group, rows in sorted(self.groups.items())}

    @property
    def mean_f1(self) -> float:
        """Average the F1 of the groups, so that the largest does not decide."""
        return fmean([found.f1 for found in self.by_group().values()] or [0.0])

    @property
    def total(self) -> Summary:
        """Sum up all documents."""
        return summary([row for rows in self.groups.values() for row in rows])
