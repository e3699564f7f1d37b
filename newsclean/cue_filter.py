"""The filter behind every rule file: it has no words of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from newsclean.cues import Hit, cue_span
from newsclean.document import Document, Line, Verdict
from newsclean.evidence import ENOUGH, GUARDED
from newsclean.features import sentences
from newsclean.filters import LineFilter
from newsclean.native import native

if TYPE_CHECKING:
    from newsclean.features import Facts
    from newsclean.zones import Zones

SECTION_LIMIT = 20  # blocks a marker line may take with it


class CueFilter(LineFilter):
    """Remove what the rules of ``lang/*/<name>.toml`` name."""

    def __init__(self, name: str, off: frozenset[str] = frozenset(), *, guard: bool = True) -> None:
        """Take in the filter's name, rules switched off, and whether weak signs need hard evidence beside them."""
        self.name, self.off, self.guard = name, off, guard

    def lines(self, doc: Document) -> list[Line | Verdict]:
        """Propose each line where a rule holds, or the part that it names; the first rule is credited."""
        hits = doc.hits.get(self.name)
        if not hits or (self.guard and self.name in GUARDED and doc.evidence < ENOUGH):
            return []
        return (native.cue_lines if native is not None else lines_in_python)(doc, hits, self.off, doc.zones, _more)


def lines_in_python(
    doc: Document,
    hits: list[tuple[int, Hit]],
    off: frozenset[str],
    zones: Zones,
    more: Callable[[Document, int, Hit], Iterable[Line | Verdict]],
) -> list[Line | Verdict]:
    """Propose what the rules of cues remove where there is no compiled core; ``more`` knows spans that are no line."""
    found: list[Line | Verdict] = []
    last = -1
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
            found += more(doc, position, hit)
    return found


def _more(doc: Document, position: int, hit: Hit) -> Iterator[Line | Verdict]:
    """Propose what a rule removes that goes by other spans than its line."""
    block, (rule, cue, reason) = doc.blocks[position], hit
    if rule.span == "section":
        yield position, rule.id, reason
        listed = f'listed under "{cue}"'
        for follower in section_after(doc, position):
            yield follower, rule.id, listed
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
    end = min(len(doc.blocks), position + 1 + SECTION_LIMIT)
    find = native.section_run if native is not None else run_in_python
    run, after = find(doc.columns.facts, position + 1, end)
    # The last short line before a paragraph is its sub-head, unless it stands tight among its like.
    before_prose = after < len(doc.blocks) and doc.blocks[after].facts.prose
    if run and run[-1] == after - 1 and before_prose and doc.gap_before(run[-1]):
        run.pop()
    return run


def run_in_python(facts: list[Facts], begin: int, end: int) -> tuple[list[int], int]:
    """List lines without cues until one is no teaser's, and say where that is, where there is no compiled core."""
    run: list[int] = []
    for position, each in enumerate(facts[begin:end], begin):
        if each.prose or each.ends or each.words < 2:
            return run, position
        if not each.hits:
            run.append(position)
    return run, end
