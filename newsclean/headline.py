"""Which line is the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.records import record_positions

if TYPE_CHECKING:
    from newsclean.document import Block, Document

MIN_WORDS, MAX_WORDS = 4, 24
MAX_NUMBERS = 3  # a row of a table has more
MAX_LENGTH = 220
REACH = 12  # lines above the prose in which a headline is looked for
LEADS = {"byline", "source_credit"}  # filters whose first words also begin headlines: "By the river, …"
LEAD_WORDS = 5  # of a line that is a byline or credit rather than a headline
_NO_HEADLINE_ENDS = ".,;:"
_NO_HEADLINE_STARTS = "-•*["


def find_headline(doc: Document) -> int | None:
    """Find the position of the headline among the blocks, or None.

    The first line of a dump is it when it has the shape of one; else the line nearest above the prose
    that has. Without prose below nothing is a headline.
    """
    if not any(block.facts.prose for block in doc.blocks):
        return None
    if _has_shape(doc, doc.blocks[0]):
        return 0
    first = doc.zones.first
    teasers = record_positions(doc)
    above = [n for n in range(max(0, first - REACH), first) if n not in teasers and _has_shape(doc, doc.blocks[n])]
    return max(above, key=lambda n: (min(doc.blocks[n].facts.words, 8), -n), default=None)


def _has_shape(doc: Document, block: Block) -> bool:
    facts = block.facts
    filters = {hit.rule.filter for hit in facts.hits}
    if filters and (facts.words <= LEAD_WORDS or not filters <= LEADS):
        return False
    if facts.field not in (None, "name") or len(block.text) > MAX_LENGTH or block.text[-1] in _NO_HEADLINE_ENDS:
        return False
    if not MIN_WORDS <= facts.words <= MAX_WORDS or block.text[0] in _NO_HEADLINE_STARTS:
        return False
    return facts.left.count("#") <= MAX_NUMBERS
