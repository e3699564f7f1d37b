"""Lines that came close: a cue of a rule was found in them, and something spoke for the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsclean.cue_table import CueTable
from newsclean.cues import Hit, Rule, is_unmistakable
from newsclean.document import Block, Document
from newsclean.evidence import ENOUGH, GUARDED
from newsclean.language import code_of
from newsclean.messages import show
from newsclean.pipeline import Labelled, Pipeline

LINE_LIMIT = 160
ENDLESS = 10**9


class Near(NamedTuple):
    """A kept line that a rule nearly removed."""

    line: int
    text: str
    rule: str
    cue: str
    reasons: list[str]  # what spoke for the line


def why_kept(labelled: Labelled, pipeline: Pipeline) -> str:
    """List the kept lines that came close, each with the rule and what spoke for the line."""
    rows = [
        f"line {near.line}: {show(near.text, LINE_LIMIT)}\n"
        f'    {near.rule} ("{show(near.cue, LINE_LIMIT)}"): {show("; ".join(near.reasons))}\n'
        for near in near_removals(labelled, pipeline)
    ]
    return "".join(rows) or "no kept line came close to a rule\n"


def near_removals(labelled: Labelled, pipeline: Pipeline) -> Iterator[Near]:
    """Find the kept lines in which a cue stands, in the order of the text."""
    table = pipeline.spec.table
    loose = _loosened(table)
    view = labelled.doc.surviving(labelled.body)
    view.language = labelled.language
    view.title = labelled.headline.text if labelled.headline else view.title
    for position, block in enumerate(view.blocks):
        seen: set[str] = set()
        for cue, number in _cues_in(block, loose):
            rule = table.rules[number]
            if rule.id not in seen and (reasons := list(_reasons(view, position, Hit.of(rule, cue), pipeline))):
                seen.add(rule.id)
                yield Near(view.line_of(block.start), block.text, rule.id, cue, reasons)


def _loosened(table: CueTable) -> CueTable:
    """Make a table that finds the same cues whatever stands around them; rules are known by their numbers."""
    patterned = set(table.index.patterned)
    rules = [
        rule._replace(filter=str(number), max_words=ENDLESS, unless=(), patterns=rule.patterns if bare else ())
        for number, rule in enumerate(table.rules)
        for bare in (number in patterned,)
    ]
    return CueTable(rules, table.stop_words, index=table.index)


def _cues_in(block: Block, loose: CueTable) -> list[tuple[str, int]]:
    return [(hit.cue, int(hit.rule.filter)) for hit in loose.facts(block.text).hits]


def _reasons(view: Document, position: int, hit: Hit, pipeline: Pipeline) -> Iterator[str]:
    """Say what spoke for a line: what the rule asks for and does not find."""
    rule = hit.rule
    steps = {step.name: step for step in pipeline.spec.steps}
    if rule.filter not in steps:
        yield f"{rule.filter} is not in the chain"
    elif rule.id in steps[rule.filter].off:
        yield "the rule is switched off"
    yield from _of_text(view.blocks[position], rule)
    language = code_of(view.language)
    foreign = language is not None and rule.language not in (language, "mul")
    if foreign and not is_unmistakable(rule, hit.cue):
        yield f"the text is in {language}, the rule is for {rule.language}"
    if not view.zones.matches(rule.where, position):
        yield f"stands in the {view.zones.of(position)}, the rule is for the {rule.where}"
    if rule.company and position not in view.in_company:
        yield "no other boilerplate stands beside it"
    if rule.filter in GUARDED and view.evidence < ENOUGH:
        yield "the document shows too little other boilerplate for so weak a sign"


def _of_text(block: Block, rule: Rule) -> Iterator[str]:
    facts = block.facts
    if facts.words > rule.max_words:
        yield f"has {facts.words} words, more than {rule.max_words}"
    spoken = next((phrase for phrase in rule.unless if phrase in facts.left), None)
    if spoken is not None:
        yield f'holds "{spoken}"'
    if rule.patterns and not rule._replace(max_words=ENDLESS, unless=()).allows(facts):
        yield "matches none of its patterns"
