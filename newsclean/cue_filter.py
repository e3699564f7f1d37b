"""The filter behind every rule file: it has no words of its own."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cues import Hit, cue_span
from newsclean.document import Document, Line, Verdict
from newsclean.evidence import ENOUGH, GUARDED
from newsclean.features import sentences
from newsclean.filters import LineFilter

SECTION_LIMIT = 20  # blocks a marker line may take with it


class CueFilter(LineFilter):
    """Remove what the rules of ``lang/*/<name>.toml`` name."""

    def __init__(self, name: str, off: frozenset[str] = frozenset(), *, guard: bool = True) -> None:
        """Take in the filter's name, rules switched off, and whether weak signs need hard evidence beside them."""
        self.name, self.off, self.guard = name, off, guard

    def lines(self, doc: Document) -> list[Line | Verdict]:
        """Propose each line where a rule holds, or the part that it names; the first rule is credited."""
        found: list[Line | Verdict] = []
        hits = doc.hits.get(self.name)
        if not hits or (self.guard and self.name in GUARDED and doc.evidence < ENOUGH):
            return found
        off, last, zones = self.off, -1, doc.zones
        for position, hit in hits:
            if position == last:
                continue
            rule, _, reason = hit
            name, where = rule.id, rule.where
            if name in off or (where != "anywhere" and not zones.matches(where, position)):
                continue
            if rule.company and position not in doc.in_company:
                continue
            last = position
            if rule.span == "block":
                found.append((position, name, reason))
            else:
                found += _more(doc, position, hit)
        return found


def _more(doc: Document, position: int, hit: Hit) -> Iterator[Line | Verdict]:
    """Propose what a rule removes that goes by other spans than its line."""
    block, (rule, cue, reason) = doc.blocks[position], hit
    if rule.span == "section":
        yield position, rule.id, reason
        for follower in section_after(doc, position):
            yield follower, rule.id, f'listed under "{cue}"'
        return
    found = cue_span(block.text, cue)
    if found is None:
        return
    if rule.span == "sentence":
        found = _sentence_around(block.text, found)
    yield block.cut(*found, rule.id, reason)


def _sentence_around(text: str, cue: tuple[int, int]) -> tuple[int, int]:
    touched = [s for s in sentences(text) if s[0] < cue[1] and s[1] > cue[0]]
    return (touched[0][0], touched[-1][1]) if touched else cue


def section_after(doc: Document, position: int) -> list[int]:
    """List the positions of the teaser-shaped lines that belong to a marker line.

    Lines that other rules know are passed over: their filters have their own reasons for them.
    """
    run: list[int] = []
    after = min(len(doc.blocks), position + 1 + SECTION_LIMIT)
    for follower in range(position + 1, after):
        facts = doc.columns.facts[follower]
        if facts.prose or facts.ends or facts.words < 2:
            after = follower
            break
        if not facts.hits:
            run.append(follower)
    # The last short line before a paragraph is its sub-head, unless it stands tight among its like.
    before_prose = after < len(doc.blocks) and doc.blocks[after].facts.prose
    if run and run[-1] == after - 1 and before_prose and doc.gap_before(run[-1]):
        run.pop()
    return run
