"""The filter behind every rule file: it has no words of its own."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cues import Hit, Rule, cue_span
from newsclean.document import Document, Verdict
from newsclean.evidence import ENOUGH, GUARDED
from newsclean.features import sentences

SECTION_LIMIT = 20  # blocks a marker line may take with it


class CueFilter:
    """Remove what the rules of ``lang/*/<name>.toml`` name."""

    def __init__(self, name: str, off: frozenset[str] = frozenset(), *, guard: bool = True) -> None:
        """Take in the filter's name, rules switched off, and whether weak signs need hard evidence beside them."""
        self.name, self.off, self.guard = name, off, guard

    def __call__(self, doc: Document) -> list[Verdict]:
        """Propose a verdict for each block where a rule holds; the first rule is credited."""
        found: list[Verdict] = []
        hits = doc.hits.get(self.name)
        if not hits or (self.guard and self.name in GUARDED and doc.evidence < ENOUGH):
            return found
        blocks, off, last, zones = doc.blocks, self.off, -1, doc.zones
        for position, hit in hits:
            if position == last:
                continue
            rule, cue = hit
            name, where = rule.id, rule.where
            if name in off or (where != "anywhere" and not zones.matches(where, position)):
                continue
            if rule.company and position not in doc.in_company:
                continue
            last = position
            if rule.span == "block":
                found.append(blocks[position].remove(name, _reason(rule, cue)))
            else:
                found += _verdicts(doc, position, hit)
        return found


def _reason(rule: Rule, cue: str) -> str:
    where = rule.where
    reason = f'{rule.match} "{cue}"' if cue else "the rule's pattern"
    if where == "anywhere":
        return reason
    return f"{reason} in the {where}" if where != "edge" else f"{reason} outside the prose"


def _verdicts(doc: Document, position: int, hit: Hit) -> Iterator[Verdict]:
    block = doc.blocks[position]
    reason = _reason(*hit)
    if hit.rule.span in ("block", "section"):
        yield block.remove(hit.rule.id, reason)
        if hit.rule.span == "section":
            for follower in section_after(doc, position):
                yield doc.blocks[follower].remove(hit.rule.id, f'listed under "{hit.cue}"')
        return
    found = cue_span(block.text, hit.cue)
    if found is None:
        return
    if hit.rule.span == "sentence":
        found = _sentence_around(block.text, found)
    yield block.cut(*found, hit.rule.id, reason)


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
