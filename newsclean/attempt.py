"""One run of a chain over a document: filters propose, the spans they name are taken out of the view.

The chain repeats until nobody proposes anything new, so that cleaning the output again changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from newsclean.asking import proposals_of
from newsclean.columns import Columns
from newsclean.document import Block, Document, Line, Verdict
from newsclean.filters import Filter
from newsclean.headline import find_headline
from newsclean.language import detect
from newsclean.native import native
from newsclean.shorten import shorten, standing_of, without_span

if TYPE_CHECKING:
    from newsclean.records import Record

MAX_ROUNDS = 12
_START = itemgetter(0)


class Labelled:
    """A document with what its filters decided: the blocks kept and the verdicts, in order."""

    def __init__(
        self,
        doc: Document,
        kept: list[Block],
        verdicts: list[Verdict],
        headline: Block | None = None,
        language: str | None = None,
        warnings: list[str] | None = None,
    ) -> None:
        self.doc = doc
        self.kept = kept
        self.verdicts = verdicts  # disjoint, ordered by start
        self.headline = headline
        self.language = language
        self.warnings = [] if warnings is None else warnings

    @property
    def body(self) -> list[Block]:
        """List the kept blocks without the headline."""
        return [block for block in self.kept if block is not self.headline]


class Protect(Exception):  # noqa: N818 - not an error
    """Say that spans to keep came to light after they were removed: the run begins anew with them protected."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        """Take in the spans, half-open."""
        self.spans = spans


_Cuts = dict[int, list[tuple[int, int]]]  # by position in a view, the spans taken out of the block


class Attempt:
    """One run of a chain: what is protected, what is removed so far."""

    def __init__(self, doc: Document, protected: list[tuple[int, int]]) -> None:
        self.doc = doc
        self.table = doc.table  # of the language of what is left
        self.protected = list(protected)
        self.removed: list[Verdict] = []  # disjoint
        self.misled: list[Block | None] = []  # lines taken for the headline that a filter knows better
        self.notes: list[str] = []  # what filters have to say to the reader
        self.headless: Document | None = None  # the view in which no headline was found
        self.looked = doc  # the blocks a headline was last looked for among

    def run(self, groups: Sequence[Sequence[Filter]]) -> Labelled:
        """Run the groups of filters, round by round, until nothing more is proposed."""
        left, headline, last = self.doc, None, None
        warnings = list(self.doc.warnings)
        idle: dict[int, Document] = {}  # by group, the view in which it found nothing to propose
        for _ in range(MAX_ROUNDS):
            headline, view = self._look(left, last)
            before = len(self.removed)
            for number, group in enumerate(groups):
                if headline is None and len(self.removed) > before:
                    headline, view = self._look(view)  # what hid it may be gone
                if idle.get(number) is view:
                    continue
                if proposals := proposals_of(group, view):
                    view = self._apply(view, proposals)
                else:
                    idle[number] = view
            if len(self.removed) == before:
                left = self.looked
                break
            if headline in self.misled:
                headline = None
            left = view if headline is None else view.with_line(headline, self.looked)
            last = view
        else:
            warnings.append("not_settled")
        warnings += dict.fromkeys(self.notes)
        self.removed.sort(key=_START)
        return Labelled(self.doc, left.blocks, self.removed, headline, view.language, warnings)

    def _look(self, left: Document, last: Document | None = None) -> tuple[Block | None, Document]:
        """Set the headline apart from the blocks filters look at, and settle the language of the rest.

        ``last`` is what the last round made of ``left``: with the same headline, all that was worked out of it holds.
        """
        if left is self.headless:
            return None, left
        self.looked = view = self._in_its_language(left)
        position = None if self.doc.title_given or not view.blocks else find_headline(view)
        if position is None:
            self.headless = view
            return None, view
        headline, records = view.blocks[position], view.records
        if last is not None and last.headline is headline and _still_holds(last, view.language, records):
            rest = last
        else:
            rest = view.without_line(position)
            rest.title, rest.headline = headline.text, headline
        if not records:  # without its first line there are none either
            rest.records = records
        return headline, rest

    def _in_its_language(self, left: Document) -> Document:
        """Make the document of the blocks left, read by the rules of the language they are in."""
        view = self.doc.surviving(left.blocks)
        view.columns = left.columns
        view.table = self.table
        if self.doc.language is not None:
            return view
        view.language = detect(view)
        table = self.doc.table.of(view.language)
        if table is not self.table:
            known = table.facts_of([block.text for block in view.blocks])
            view.blocks = [block.read_as(facts) for block, facts in zip(view.blocks, known, strict=True)]
            view.columns = Columns.of(view.blocks)
            view.table = self.table = table
        return view

    def _apply(self, view: Document, proposals: list[Line | Verdict]) -> Document:
        """Take the proposed spans out of the view; protected text stays."""
        for each in native.verdicts_among(proposals) if native is not None else proposals:
            if isinstance(each, Verdict):
                self._heed(each)
        gone, cuts = self._take(view, proposals)
        if not cuts:
            if gone:
                headline, view = view.headline, view.without(gone)
                view.headline = headline
            return view
        blocks = []
        for position, block in enumerate(view.blocks):
            if position in cuts:
                if (left := shorten(view, block, cuts[position])) is not None:
                    blocks.append(left)
            elif position not in gone:
                blocks.append(block)
        rest = view.surviving(blocks)
        rest.headline = view.headline
        return rest

    def _heed(self, verdict: Verdict) -> None:
        """Take in what a filter proposes beside removals: text to keep, and notes."""
        if verdict.action == "keep":
            self._protect(verdict)
        elif verdict.action == "note":
            self.notes.append(verdict.reason)

    def _take(self, view: Document, proposals: list[Line | Verdict]) -> tuple[set[int], _Cuts]:
        """Note what is removed, by the first filter that proposes it: positions of whole blocks, spans of others."""
        gone: set[int] = set()
        cuts: _Cuts = {}

        def look_closer(each: Line | Verdict) -> None:
            self._take_one(each, view, gone, cuts)

        if native is not None and not self.protected:
            native.take_lines(proposals, view.blocks, gone, cuts, self.removed, look_closer)
        else:
            for each in proposals:
                look_closer(each)
        return gone, cuts

    def _take_one(self, each: Line | Verdict, view: Document, gone: set[int], cuts: _Cuts) -> None:
        """Note what one proposal removes."""
        blocks = view.blocks
        place: int | None
        if not isinstance(each, Verdict):
            place, rule, reason = each
            if place in gone:
                return
            verdict = blocks[place].remove(rule, reason)
        elif each.action != "remove" or self._unmasks(each, view.headline):
            return
        else:
            verdict, place = each, _place_of(each, view)
            if place in gone:
                return
        if place is not None and place not in cuts and not self.protected and not blocks[place].pieces:
            gone.add(place)
            self.removed.append(verdict)
        else:
            self._cut(verdict, view, gone, cuts)

    def _unmasks(self, verdict: Verdict, headline: Block | None) -> bool:
        """Take in a verdict on the line that was set apart as the headline."""
        if headline is None or (verdict.start, verdict.end) != (headline.start, headline.end) or self.protected:
            return False
        if headline not in self.misled:
            self.misled.append(headline)
            self.removed.append(verdict)
        return True

    def _protect(self, verdict: Verdict) -> None:
        span = (verdict.start, verdict.end)
        if span in self.protected:
            return
        self.protected.append(span)
        if any(r.start < verdict.end and verdict.start < r.end for r in self.removed):
            raise Protect(self.protected)

    def _cut(self, verdict: Verdict, view: Document, gone: set[int], cuts: _Cuts) -> None:
        """Remove what still stands of a span and is not protected."""
        starts = view.starts
        first = max(0, bisect_right(starts, verdict.start) - 1)
        for position in range(first, bisect_left(starts, verdict.end)):
            if position in gone:
                continue
            for start, end in standing_of(view.blocks[position]):
                spans = [(max(start, verdict.start), min(end, verdict.end))]
                for taken in (*self.protected, *cuts.get(position, ())):
                    spans = without_span(spans, *taken)
                for begin, stop in spans:
                    if begin < stop and self.doc.text[begin:stop].strip():
                        self.removed.append(verdict._replace(start=begin, end=stop))
                        cuts.setdefault(position, []).append((begin, stop))


def _still_holds(last: Document, language: str | None, records: list[Record]) -> bool:
    """Say whether what was worked out of a view holds for one of the same blocks, with records found around it."""
    return last.language == language and bool(records or not vars(last).get("records"))


def _place_of(verdict: Verdict, view: Document) -> int | None:
    """Give the position of the block that a verdict is on, None when it is on less or more than one."""
    place = bisect_left(view.starts, verdict.start)
    if place < len(view.blocks) and (view.blocks[place].start, view.blocks[place].end) == verdict[:2]:
        return place
    return None
