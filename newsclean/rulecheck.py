"""Try a rule on its own examples: what it must remove, and the near misses it must keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsclean.cue_filter import CueFilter
from newsclean.cue_table import CueTable
from newsclean.cues import Rule
from newsclean.notation import Example, RuleText
from newsclean.segment import lines

# Prose that no rule knows, so that an example stands in the zone it names.
_PROSE = (
    "Nobody in the valley remembered a winter in which the river had frozen as early as it did that year.\n\n"
    "Farmers walked across the ice to the market town, and children learned to skate before they could read.\n\n"
    "When the thaw came at last the bridge was gone, and it took the council two summers to build another one."
)
_UNSPACED = (
    "村里没有人记得哪一年的冬天河水像那一年一样早早就结了冰，孩子们在学会认字之前就学会了滑冰，集市也搬到了冰面上。"
)


class Fault(NamedTuple):
    """An example that a rule does not bear out."""

    key: str  # remove or keep
    text: str
    message: str


def problems(text: RuleText, table: CueTable, *, near: bool = True) -> Iterator[Fault]:
    """List what is wrong with a rule's examples; with ``near`` a keep example must fall to the loosened rule."""
    rule = text.rule
    alone = CueTable([rule])
    for example in text.remove:
        if not _removed(rule, example, table, alone):
            yield Fault("remove", example.text, f"rule {rule.id}: does not remove {example.text!r}")
    loose = loosened(rule)
    table_loose = CueTable([loose])
    for example in text.keep:
        if _removed(rule, example, table, alone):
            yield Fault("keep", example.text, f"rule {rule.id}: removes {example.text!r}, which it must keep")
        elif near and not _removed(loose, example, table_loose, table_loose):
            message = f"rule {rule.id}: {example.text!r} is no near miss: even the loosened rule keeps it"
            yield Fault("keep", example.text, message)


def loosened(rule: Rule) -> Rule:
    """Give the rule without what holds it back; a near miss must fall to it."""
    return rule._replace(
        match="inside", where="anywhere", company=False, max_words=100_000, unless=(), patterns=(), span="block"
    )


def _removed(rule: Rule, example: Example, table: CueTable, alone: CueTable) -> bool:
    """Say whether the rule proposes anything within the example, set among prose."""
    prose = "\n\n".join([_UNSPACED] * 3) if rule.language in ("zh", "ja", "ko") else _PROSE
    before, after = {"head": ("", prose), "tail": (prose, ""), "body": (prose, prose)}[example.at]
    source = "\n\n".join(part for part in (before, example.text, after) if part)
    begin = len(before) + 2 if before else 0
    # Company is judged with all rules, the verdict is this rule's own.
    judged = table if rule.company else alone
    doc = lines(source, judged, rule.language)
    doc.language = rule.language
    return any(
        begin <= v.start < begin + len(example.text) and v.rule == rule.id
        for v in CueFilter(rule.filter, guard=False)(doc)
    )
