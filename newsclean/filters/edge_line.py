"""Remove runs of short lines above and below the prose: menus, lists of sections, names of boxes."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.document import Document, Verdict
from newsclean.filters import BuiltIn

_ITEMS = "-–—•*·◦▪"


class EdgeLine(BuiltIn):
    """Remove runs of at least ``min_run`` short lines above and below the running prose.

    Position and shape are weak signs, so they count only in a document with so much hard ``evidence`` of furniture, one
    line of them on the same side of the prose.
    """

    name = "edge_line"
    min_run: int = 2
    max_words: int = 16
    head_words: int = 4
    evidence: int = 4
    rest: float = 0.2

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each line of each run."""
        if doc.evidence < self.evidence or doc.zones.first == doc.zones.last:
            return
        first, last = doc.zones
        # Above the prose longer lines may be the headline and what belongs to it.
        parts = (("head", 0, first, self.head_words), ("tail", last, len(doc.blocks), self.max_words))
        for zone, begin, end, max_words in parts:
            if not any(begin <= position < end for position in doc.hard_lines):
                continue
            top = self._below(doc, first, last) if zone == "tail" else begin
            for run in self._runs(doc, top, end, max_words):
                rule, reason = f"{self.name}.{zone}", f"one of {len(run)} short lines in the {zone}"
                for position in run:
                    yield doc.blocks[position].remove(rule, reason)

    def _below(self, doc: Document, first: int, last: int) -> int:
        """Find where the runs begin: under the last paragraph that, with those below it, is a part of the prose."""
        blocks = doc.blocks
        enough = self.rest * sum(block.facts.words for block in blocks[first:last] if block.facts.prose)
        words = 0
        for position in range(len(blocks) - 1, last - 1, -1):
            facts = blocks[position].facts
            if facts.prose and not facts.hits:
                words += facts.words
                if words >= enough:
                    return position + 1
        return last

    def _runs(self, doc: Document, begin: int, end: int, max_words: int) -> Iterator[list[int]]:
        run: list[int] = []
        for position, facts in enumerate(doc.columns.facts[begin:end], begin):
            text = facts.text
            long = facts.words > max_words or facts.ends or facts.prose or text[-1] in ":："
            if not long and text[0] not in _ITEMS and "\t" not in text:
                run.append(position)
                continue
            if run and text[0] in _ITEMS:
                run.pop()  # the head of the list that follows
            if len(run) >= self.min_run:
                yield run
            run = []
        if len(run) >= self.min_run:
            yield run
