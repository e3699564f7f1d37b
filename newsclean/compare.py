"""Compare two configurations over a corpus: which lines change, by which rule."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.config import PipelineSpec
from newsclean.document import Verdict
from newsclean.inputs import Selection, Walk
from newsclean.log import Log
from newsclean.look import Look
from newsclean.messages import show, wants_color
from newsclean.outputs import open_output
from newsclean.pipeline import Labelled, Pipeline
from newsclean.readers import Options, Record

LINE_LIMIT = 160
_COLORS = {"-": "\x1b[31m", "+": "\x1b[32m"}


class Changed(NamedTuple):
    """A piece of text that only one of two configurations removes."""

    sign: str  # "-": goes now, "+": comes back
    line: int
    rule: str
    text: str


class _Both(Look):
    """Label each document under two specifications."""

    def __init__(self, walk: Walk, old: PipelineSpec, new: PipelineSpec, reading: Options) -> None:
        super().__init__(walk, old, reading, Log())
        self.new = Pipeline.from_spec(new)
        self.second: Labelled | None = None

    def label(self, record: Record, pipeline: Pipeline) -> Labelled:
        self.second = super().label(record, self.new)
        return super().label(record, pipeline)


def compare_inputs(paths: list[str], old: PipelineSpec, new: PipelineSpec, reading: Options, color: str) -> int:
    """Print the lines that change between two specifications and a table by rule; give the exit code."""
    look = _Both(Walk(paths, Selection()), old, new, reading)
    painted = wants_color(color, sys.stdout)
    counts: dict[str, Counter[str]] = {"-": Counter(), "+": Counter()}
    documents = differing = 0
    with open_output(None) as output:
        for name, labelled in look:
            assert look.second is not None
            found = list(changes(labelled, look.second))
            documents += 1
            differing += bool(found)
            for change in found:
                counts[change.sign][change.rule] += 1
            rows = [f"==> {show(name)} <==\n", *(_row(change, painted) for change in found)] if found else []
            output.write("".join(rows).encode("utf-8", "replace"))
        table = "".join(f"{row}\n" for row in _table(counts, documents, differing))
        output.write((("\n" if differing else "") + table).encode("utf-8", "replace"))
    return 1 if look.failures else 0


def changes(old: Labelled, new: Labelled) -> Iterator[Changed]:
    """List what one of two labelled forms of a document removes and the other keeps, in the order of the text."""
    found = [("+", verdict, begin, end) for verdict, begin, end in _only(old.verdicts, new.verdicts)]
    found += [("-", verdict, begin, end) for verdict, begin, end in _only(new.verdicts, old.verdicts)]
    text = old.doc.text
    line, seen = 1, 0
    for sign, verdict, begin, end in sorted(found, key=lambda each: each[2]):
        piece = text[begin:end]
        if piece.strip():
            line += text.count("\n", seen, begin)
            seen = begin
            yield Changed(sign, line, verdict.rule, piece.strip())


def _only(these: list[Verdict], others: list[Verdict]) -> Iterator[tuple[Verdict, int, int]]:
    """List the parts of spans that no span of the others covers; both are disjoint and in order."""
    at = 0
    for verdict in these:
        begin = verdict.start
        while at < len(others) and others[at].end <= begin:
            at += 1
        next_one = at
        while next_one < len(others) and others[next_one].start < verdict.end:
            if begin < others[next_one].start:
                yield verdict, begin, others[next_one].start
            begin = max(begin, others[next_one].end)
            next_one += 1
        if begin < verdict.end:
            yield verdict, begin, verdict.end


def _row(change: Changed, painted: bool) -> str:
    text = " ".join(change.text.split())
    row = f"{change.sign} {change.line:>4}  {show(change.rule, 60)}: {show(text, LINE_LIMIT)}"
    return f"{_COLORS[change.sign]}{row}\x1b[0m\n" if painted else f"{row}\n"


def _table(counts: dict[str, Counter[str]], documents: int, differing: int) -> Iterator[str]:
    rules = sorted({*counts["-"], *counts["+"]}, key=lambda rule: (-counts["-"][rule] - counts["+"][rule], rule))
    width = max([4, *(len(show(rule, 60)) for rule in rules)])
    if rules:
        yield f"{'rule':<{width}}  go now  come back"
    for rule in rules:
        yield f"{show(rule, 60):<{width}}  {counts['-'][rule]:>6,}  {counts['+'][rule]:>9,}"
    yield f"{differing:,} of {documents:,} documents differ"
