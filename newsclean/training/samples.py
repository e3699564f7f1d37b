"""Training samples: the features of each line of a page with its label, and pages made of other pages' parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from newsclean.document import Block
from newsclean.language import detect
from newsclean.line_context import context_matrix
from newsclean.line_features import own_matrix, own_rows
from newsclean.segment import text_document
from newsclean.training.labels import Labels, label
from newsclean.training.pages import Page
from newsclean.training.tails import invented_tail

if TYPE_CHECKING:
    import numpy.typing as npt

    from newsclean.cue_table import CueTable
    from newsclean.line_features import Floats, Ids

MAX_LINES = 1500


@dataclass
class Sample:
    """A page as the network sees it."""

    page: Page
    dense: Floats  # own features and context
    ids: Ids
    body: Floats
    weight: Floats
    headline: npt.NDArray[np.float32]  # -1: not known
    made: str = ""  # how it was made of other pages


@dataclass
class Lines:
    """Blocks with their labels, before features are worked out."""

    page: Page
    blocks: list[Block]
    labels: Labels
    language: str | None = None

    def slice(self, first: int, last: int) -> Lines:
        """Take a stretch of the lines."""
        headline = self.labels.headline
        inside = headline - first if headline is not None and first <= headline < last else None
        labels = Labels(self.labels.body[first:last], self.labels.weight[first:last], inside)
        return Lines(self.page, self.blocks[first:last], labels)

    def body_range(self) -> tuple[int, int]:
        """Give the stretch from the first to the last line of the article."""
        own = [n for n, share in enumerate(self.labels.body) if share > 0.5]
        return (own[0], own[-1] + 1) if own else (0, 0)

    def above(self) -> int:
        """Give the position of the headline, else of the first line of the body."""
        first = self.body_range()[0]
        return first if self.labels.headline is None else min(first, self.labels.headline)


def lines_of(page: Page, table: CueTable) -> Lines | None:
    """Cut a page into lines and label them; None when it does not hold its article."""
    doc = text_document(page.text, table, "auto")
    blocks = doc.blocks[:MAX_LINES]
    if not blocks:
        return None
    labels = label([block.text for block in blocks], page.body, page.title)
    return Lines(page, blocks, labels, detect(doc)) if sum(labels.body) > 0 else None


def sample_of(lines: Lines, table: CueTable, made: str = "") -> Sample:
    """Work out the features of labelled lines."""
    packed, bags = own_rows(lines.blocks, table)
    own, ids = own_matrix(packed)
    dense = np.concatenate([own, context_matrix(lines.blocks, own, bags)], axis=1)
    headline = np.full(len(lines.blocks), -1, dtype=np.float32)
    if lines.labels.headline is not None:
        headline[:] = 0
        headline[lines.labels.headline] = 1
    body = np.array(lines.labels.body, dtype=np.float32)
    weight = np.array(lines.labels.weight, dtype=np.float32)
    return Sample(lines.page, dense, ids, body, weight, headline, made)


def made_of(pages: Sequence[Lines], seed: int, table: CueTable) -> Iterator[Sample]:
    """Make pages of parts: crops, articles in other sites' pages, tails of those, bare bodies, pages in one line."""
    random = Random(seed)
    makers = {
        "crop": _cropped,
        "moved": _moved,
        "moved again": _moved,
        "tail": _with_tail,
        "invented": _with_invented,
        "bare": _alone,
        "blob": _folded,
    }
    for lines in pages:
        first, last = lines.body_range()
        if last - first < 3:
            continue
        for made, make in makers.items():
            if made != "blob" or lines.page.kind == "innertext":
                yield sample_of(make(lines, random, pages, table), table, made)


def _cropped(lines: Lines, random: Random, pages: Sequence[Lines], table: CueTable) -> Lines:
    top = max(0, lines.above() - random.choice((0, 0, 2, 5, 15, 40)))
    return lines.slice(top, lines.body_range()[1] + random.choice((0, 0, 3, 10, 30, 80)))


def _moved(lines: Lines, random: Random, pages: Sequence[Lines], table: CueTable) -> Lines:
    """Put the article, with what stands within it, into a page of another site in its language."""
    own = (lines.page.kind, lines.language)
    others = [each for each in pages if (each.page.kind, each.language) == own and each.page.site != lines.page.site]
    if not others:
        return _cropped(lines, random, pages, table)
    other = random.choice(others)
    top, rest = other.slice(0, other.above()), other.slice(other.body_range()[1], len(other.blocks))
    return _joined(lines.page, [top, lines.slice(lines.above(), lines.body_range()[1]), rest])


def _joined(page: Page, parts: Sequence[Lines]) -> Lines:
    """Put stretches of pages one below the other; at most one has a headline."""
    headline, above = None, 0
    for part in parts:
        if part.labels.headline is not None:
            headline = above + part.labels.headline
        above += len(part.blocks)
    body = [share for part in parts for share in part.labels.body]
    weight = [share for part in parts for share in part.labels.weight]
    return Lines(page, [block for part in parts for block in part.blocks], Labels(body, weight, headline))


def _with_tail(lines: Lines, random: Random, pages: Sequence[Lines], table: CueTable) -> Lines:
    """Put the end of another site's page below the article."""
    other = random.choice(pages)
    end = other.body_range()[1]
    tail = other.slice(end, end + random.choice((6, 20, 60))).blocks if other.page.site != lines.page.site else []
    return _appended(lines.slice(lines.above(), lines.body_range()[1]), tail)


def _with_invented(lines: Lines, random: Random, pages: Sequence[Lines], table: CueTable) -> Lines:
    return _appended(_bare(lines), text_document("\n".join(invented_tail(random, pages)), table, "lines").blocks)


def _alone(lines: Lines, random: Random, pages: Sequence[Lines], table: CueTable) -> Lines:
    return _bare(lines)


def _folded(lines: Lines, random: Random, pages: Sequence[Lines], table: CueTable) -> Lines:
    """Fold the page into one line, as those do who join what white space parts."""
    folded = lines_of(lines.page._replace(text=" ".join(lines.page.text.split())), table)
    return folded or _bare(lines)


def _bare(lines: Lines) -> Lines:
    """Leave only the headline and the lines of the article."""
    headline = lines.labels.headline
    return _picked(lines, [n for n, share in enumerate(lines.labels.body) if share > 0.5 or n == headline])


def _picked(lines: Lines, kept: Sequence[int]) -> Lines:
    headline = lines.labels.headline
    labels = Labels(
        [lines.labels.body[n] for n in kept],
        [lines.labels.weight[n] for n in kept],
        kept.index(headline) if headline in kept else None,
    )
    return Lines(lines.page, [lines.blocks[n] for n in kept], labels)


def _appended(lines: Lines, tail: Iterable[Block]) -> Lines:
    tail = list(tail)
    labels = Labels(
        lines.labels.body + [0.0] * len(tail),
        lines.labels.weight + [0.3 + min(block.facts.words, 60) / 12 for block in tail],
        lines.labels.headline,
    )
    return Lines(lines.page, lines.blocks + tail, labels)
