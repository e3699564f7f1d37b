"""Score cleaned documents against articles that are known: figures, the worst documents, filters that erred."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean import inputs, render
from newsclean.errors import InputError
from newsclean.messages import because, show
from newsclean.readers import Failure, open_input
from newsclean.scoring import SHINGLE, Overlap, Scores, overlap, shingles, tokens

if TYPE_CHECKING:
    from newsclean.config import PipelineSpec
    from newsclean.pipeline import Labelled
    from newsclean.readers import Options, Record

SHOWN_LINES = 6  # of each document, lost and left
LINE_LIMIT = 140


class Known(NamedTuple):
    """An article as it ought to be."""

    text: str
    group: str


class Bad(NamedTuple):
    """A document far from what it ought to be."""

    f1: float
    id: str
    lost: list[str]
    left: list[str]


@dataclass
class Evaluation:
    """What is found while documents are compared with what is known of them."""

    known: Mapping[str, Known]
    worst: int = 5
    scores: Scores = field(default_factory=Scores)
    right: Counter[str] = field(default_factory=Counter)  # verdicts on what is no part of the article, by filter
    wrong: Counter[str] = field(default_factory=Counter)
    bad: list[Bad] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def add(self, id: str, labelled: Labelled) -> None:
        """Take in one cleaned document; what nothing is known of is passed over."""
        known = self.known.get(id)
        if known is None:
            return
        self.seen.add(id)
        made = render.join(labelled.doc, labelled.body)
        found = overlap(known.text, made)
        self.scores.add(known.group, found)
        self._judge_filters(known.text, labelled)
        self._note(id, known.text, made, found)

    def _judge_filters(self, text: str, labelled: Labelled) -> None:
        runs = set(shingles(text))
        lines = {tuple(tokens(line)) for line in text.splitlines()}
        for verdict in labelled.verdicts:
            words = tokens(labelled.doc.text[verdict.start : verdict.end])
            if not words:
                continue
            if len(words) < SHINGLE:
                wrong = tuple(words) in lines
            else:
                own = [tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)]
                wrong = sum(run in runs for run in own) > len(own) / 2
            (self.wrong if wrong else self.right)[verdict.filter] += 1

    def _note(self, id: str, known: str, made: str, found: Overlap) -> None:
        if self.worst and (len(self.bad) < self.worst or found.f1 < self.bad[-1].f1):
            lost, left = _missing(known, made), _missing(made, known)
            self.bad = sorted([*self.bad, Bad(found.f1, id, lost, left)])[: self.worst]

    def report(self) -> Iterator[str]:
        """Write the figures, the filters, the worst documents."""
        yield from self._figures()
        if self.right or self.wrong:
            yield from self._filters()
        for bad in self.bad:
            yield f"\n{show(bad.id)}  F1 {bad.f1:.3f}"
            yield from (f"  lost: {show(line, LINE_LIMIT)}" for line in bad.lost)
            yield from (f"  left: {show(line, LINE_LIMIT)}" for line in bad.left)

    def _figures(self) -> Iterator[str]:
        rows = [*self.scores.by_group().items(), ("all", self.scores.total)]
        width = max(len(name) for name, _ in rows)
        yield f"{'set':<{width}}  documents  precision  recall      F1"
        for name, row in rows if len(rows) > 2 else rows[-1:]:
            yield f"{name:<{width}}  {row.documents:>9,}  {row.precision:>9.4f}  {row.recall:>6.4f}  {row.f1:>6.4f}"
        if len(rows) > 2:
            yield f"mean F1 of the sets: {self.scores.mean_f1:.4f}"
        if missing := len(set(self.known) - self.seen):
            yield f"{missing:,} of the known articles have no document among the inputs"

    def _filters(self) -> Iterator[str]:
        names = sorted({*self.right, *self.wrong})
        width = max(6, *(len(name) for name in names))
        yield f"\n{'filter':<{width}}  verdicts   right"
        for name in names:
            total = self.right[name] + self.wrong[name]
            yield f"{name:<{width}}  {total:>8,}  {self.right[name] / total:>6.1%}"


class Found(NamedTuple):
    """The outcome of a scoring."""

    lines: list[str]
    documents: int
    failures: int


def score_inputs(
    paths: Sequence[str], gold: Path, spec: PipelineSpec, reading: Options, *, worst: int, say: Callable[[str], None]
) -> Found:
    """Clean all inputs and compare those whose articles are known; what fails is told and counted."""
    from newsclean.pipeline import Pipeline
    from newsclean.work import document_of_record

    evaluation = Evaluation(read_gold(gold), worst)
    pipeline = Pipeline.from_spec(spec)
    failures = 0
    for found in inputs.Walk(list(paths), inputs.Selection()):
        if os.path.realpath(found.path) == os.path.realpath(gold):
            continue
        for record in _records(found, reading):
            if isinstance(record, Failure):
                place = f"{found.path}, record {record.number}" if record.number else found.path
                say(f"{show(place)}: {show(record.reason)}")
                failures += 1
                continue
            name = record.id or Path(found.path).name
            id = name if name in evaluation.known else Path(name).stem
            if id in evaluation.known:
                here = pipeline.at(record.url, record.path)
                evaluation.add(id, here.run(document_of_record(record, here.spec)))
    return Found(list(evaluation.report()), len(evaluation.seen), failures)


def _records(found: inputs.Found | inputs.Lost, reading: Options) -> Iterator[Record | Failure]:
    """Give the records of an input; one that cannot be read at all is a failure without a number."""
    if not isinstance(found, inputs.Found):
        yield Failure(0, found.reason)
        return
    try:
        with open_input(found.path, reading) as opened:
            yield from opened.records
    except InputError as error:
        yield Failure(0, str(error))


def read_gold(path: Path) -> dict[str, Known]:
    """Read known articles: JSONL with ``id`` and ``text``, and ``set`` where they are to be scored apart."""
    known: dict[str, Known] = {}
    try:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    known.update([_known(json.loads(line), f"{path}: line {number}")])
    except OSError as error:
        raise InputError(f"{path}: {because(error)}") from None
    except ValueError as error:
        raise InputError(f"{path}: no JSONL ({error})") from None
    return known


def _known(row: Any, place: str) -> tuple[str, Known]:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("text"), str):
        raise InputError(f"{place}: a known article has an id and a text")
    return row["id"], Known(row["text"], str(row.get("set") or "all"))


def _missing(text: str, other: str) -> list[str]:
    """List the lines of a text most of whose words another text has not."""
    have = set(shingles(other))
    missing = []
    for line in text.splitlines():
        runs = shingles(line)
        if runs and sum(count for run, count in runs.items() if run in have) < sum(runs.values()) / 2:
            missing.append(line.strip())
    return missing[:SHOWN_LINES]
