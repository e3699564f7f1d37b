"""Run filters over a document: they propose, the pipeline applies, nothing is edited.

Each filter sees what the ones before it left standing, and the chain repeats until nobody proposes
anything new. So cleaning the output again changes nothing, and two calls in a pipe do what one call
with both filters does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.document import Block, Document, PageBlock, Piece, Verdict
from newsclean.errors import NewscleanError
from newsclean.filters import Filter
from newsclean.headline import find_headline
from newsclean.language import detect

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.config import PipelineSpec

MAX_ROUNDS = 12


class FilterError(NewscleanError):
    """A filter that failed on a document; the document passes unfiltered and is reported."""


@dataclass
class Labelled:
    """A document with what its filters decided: the blocks kept and the verdicts, in order."""

    doc: Document
    kept: list[Block]
    verdicts: list[Verdict]  # disjoint, ordered by start
    headline: Block | None = None
    language: str | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def body(self) -> list[Block]:
        """List the kept blocks without the headline."""
        return [block for block in self.kept if block is not self.headline]


class Pipeline:
    """A chain of filters, run in order."""

    def __init__(self, filters: Iterable[Filter | str], *, spec: PipelineSpec | None = None) -> None:
        from newsclean.config import PipelineSpec, Step

        chain = list(filters)
        self.spec = spec or PipelineSpec("custom", tuple(Step(f if isinstance(f, str) else f.name) for f in chain))
        self.filters: tuple[Filter, ...] = tuple(self._made(f) if isinstance(f, str) else f for f in chain)

    @classmethod
    def from_preset(cls, name: str = "news") -> Pipeline:
        """Make the pipeline of a preset; raises ConfigError for an unknown one."""
        from newsclean.config import PipelineSpec

        return cls.from_spec(PipelineSpec.from_preset(name))

    @classmethod
    def from_spec(cls, spec: PipelineSpec) -> Pipeline:
        """Make the pipeline a specification describes; raises ConfigError."""
        return cls(spec.make_filters(), spec=spec)

    @staticmethod
    def _made(name: str) -> Filter:
        from newsclean.config import PipelineSpec

        return PipelineSpec("custom", ()).with_filters([name]).make_filters()[0]

    def clean(self, text: str, **about: Any) -> Article:
        """Clean one text: see newsclean.clean for what ``about`` may hold."""
        from newsclean.article import article_of, document_of

        about = {"language": self.spec.language, "now": self.spec.now, **about}
        return article_of(self.run(document_of(text, table=self.spec.table, **about)))

    def clean_many(self, texts: Iterable[str], **about: Any) -> Iterator[Article]:
        """Clean texts one after the other, lazily."""
        return (self.clean(text, **about) for text in texts)

    def run(self, doc: Document) -> Labelled:
        """Run the filters over a document.

        Raises FilterError when a filter fails: then the document is not filtered at all.
        """
        protected: list[tuple[int, int]] = []
        while True:
            attempt = _Attempt(doc, protected)
            try:
                return attempt.run(self.filters)
            except _Protect as found:
                protected = found.spans


class _Protect(Exception):  # noqa: N818 - not an error: a kept span came to light after it was removed
    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = spans


class _Span(NamedTuple):
    start: int
    end: int
    verdict: Verdict


class _Attempt:
    """One run of a chain: what is protected, what is removed so far."""

    def __init__(self, doc: Document, protected: list[tuple[int, int]]) -> None:
        self.doc = doc
        self.protected = list(protected)
        self.removed: list[_Span] = []  # disjoint, sorted

    def run(self, filters: Sequence[Filter]) -> Labelled:
        blocks, headline = self.doc.blocks, None
        warnings = list(self.doc.warnings)
        for _ in range(MAX_ROUNDS):
            headline, view = _look(self.doc, blocks)
            before = len(self.removed)
            for each in filters:
                view = self._apply(view, _proposals(each, view))
            blocks = view.blocks if headline is None else _with(view.blocks, headline)
            if len(self.removed) == before:
                break
        else:
            warnings.append("not_settled")
        verdicts = [span.verdict._replace(start=span.start, end=span.end) for span in self.removed]
        return Labelled(self.doc, blocks, verdicts, headline, view.language, warnings)

    def _apply(self, view: Document, proposals: list[Verdict]) -> Document:
        """Take the proposed spans out of the view; protected text stays."""
        if not proposals:
            return view
        for verdict in proposals:
            if verdict.action == "keep":
                self._protect(verdict)
        touched: dict[int, list[tuple[int, int]]] = {}
        starts = [block.start for block in view.blocks]
        for verdict in proposals:
            if verdict.action == "remove":
                self._remove(verdict, view, starts, touched)
        if not touched:
            return view
        blocks = []
        for position, block in enumerate(view.blocks):
            spans = touched.get(position)
            left = _shorten(self.doc, block, spans) if spans else block
            if left is not None:
                blocks.append(left)
        rest = view.surviving(blocks)
        rest.title, rest.language = view.title, view.language
        return rest

    def _protect(self, verdict: Verdict) -> None:
        span = (verdict.start, verdict.end)
        if span in self.protected:
            return
        self.protected.append(span)
        if any(r.start < verdict.end and verdict.start < r.end for r in self.removed):
            raise _Protect(self.protected)

    def _remove(
        self, verdict: Verdict, view: Document, starts: list[int], touched: dict[int, list[tuple[int, int]]]
    ) -> None:
        spans = [(verdict.start, verdict.end)]
        for start, end in self.protected:
            spans = _without(spans, start, end)
        for start, end in self._new(spans):
            if not self.doc.text[start:end].strip():
                continue
            insort(self.removed, _Span(start, end, verdict), key=_start)
            first = max(0, bisect_right(starts, start) - 1)
            for position in range(first, bisect_left(starts, end)):
                touched.setdefault(position, []).append((start, end))

    def _new(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Leave out what was removed before: the first filter is credited."""
        for start, end in list(spans):
            low = max(0, bisect_left(self.removed, start, key=_start) - 1)
            for span in self.removed[low : bisect_left(self.removed, end, key=_start)]:
                spans = _without(spans, span.start, span.end)
        return spans


def _start(span: _Span) -> int:
    return span.start


def _proposals(each: Filter, view: Document) -> list[Verdict]:
    try:
        proposals = list(each(view))
        for verdict in proposals:
            if not 0 <= verdict.start < verdict.end <= len(view.text) or verdict.action not in ("remove", "keep"):
                raise ValueError(f"verdict {tuple(verdict[:3])} does not fit the document")
    except RecursionError:
        raise
    except Exception as error:
        raise FilterError(f"filter {each.name} failed: {type(error).__name__}: {error}") from error
    return proposals


def _look(doc: Document, blocks: list[Block]) -> tuple[Block | None, Document]:
    """Set the headline apart from the blocks filters look at, and settle the language of the rest."""
    view = doc.surviving(blocks)
    headline = None
    position = None if doc.title_given or not blocks else find_headline(view)
    if position is not None:
        headline = blocks[position]
        view = doc.surviving(blocks[:position] + blocks[position + 1 :])
        view.title = headline.text
    if doc.language is None:
        view.language = detect(view)
    return headline, view


def _with(blocks: list[Block], headline: Block) -> list[Block]:
    at = bisect_left(blocks, headline.index, key=lambda block: block.index)
    return [*blocks[:at], headline, *blocks[at:]]


def _without(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    rest = []
    for s, e in spans:
        if e <= start or s >= end:
            rest.append((s, e))
            continue
        if s < start:
            rest.append((s, start))
        if e > end:
            rest.append((end, e))
    return rest


def _shorten(doc: Document, block: Block, spans: list[tuple[int, int]]) -> Block | None:
    """Make the block of what the spans leave of it; None when that is nothing."""
    if len(spans) == 1 and spans[0][0] <= block.start and spans[0][1] >= block.end:
        return None
    text = doc.text
    pieces = [(p.start, p.start + p.length) for p in block.pieces] if block.pieces else [(block.start, block.end)]
    for start, end in spans:
        pieces = _without(pieces, start, end)
    stripped = [piece for start, end in pieces if (piece := _strip(text, start, end))]
    if not stripped:
        return None
    if len(stripped) == 1:
        start, end = stripped[0]
        rest = text[start:end]
        facts = doc.table.facts(rest)
        return PageBlock(block.index, start, end, rest, block.gap, facts, block.kind, block.links, block.path)
    return _joined(doc, block, stripped)


def _joined(doc: Document, block: Block, spans: list[tuple[int, int]]) -> Block:
    """Join what is left on both sides of a cut, with the space that stood there."""
    text = doc.text
    parts: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    for number, (start, end) in enumerate(spans):
        if number and any(c.isspace() for c in text[spans[number - 1][1] : start]):
            parts.append(" ")
            offset += 1
        pieces.append(Piece(offset, start, end - start))
        parts.append(text[start:end])
        offset += end - start
    first, last = spans[0][0], spans[-1][1]
    rest = "".join(parts)
    facts = doc.table.facts(rest)
    return PageBlock(
        block.index, first, last, rest, block.gap, facts, block.kind, block.links, block.path, tuple(pieces)
    )


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
