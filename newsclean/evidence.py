"""The evidence guard: weak signs count only where a document carries hard evidence of furniture.

A clean article has none, and loses nothing to them. Hard evidence are lines that say by themselves what they
are (a consent notice, a sign-up call, share buttons, a copyright line) and teaser records.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.cues import Hit
    from newsclean.document import Document

ENOUGH = 2  # lines of hard evidence
MOST_OF_A_KIND = 2

# Filters whose lines are hard evidence, wherever they stand.
HARD = frozenset(
    (
        "ui_debris",
        "share_bar",
        "newsletter",
        "consent",
        "paywall",
        "promo",
        "app_download",
        "donation",
        "copyright_notice",
        "comment_section",
        "related_list",
        "author_bio",
    )
)
# Filters that act on weak signs: words of menus, short labels, headings that articles have too.
GUARDED = frozenset(("navigation", "pagination", "ticker_widget", "tag_list", "player"))


def is_hard(doc: Document, position: int, hit: Hit) -> bool:
    """Say whether a cue is evidence by itself."""
    rule = hit.rule
    if rule.filter not in HARD or rule.company:
        return False
    return rule.where == "anywhere" or doc.zones.matches(rule.where, position)


def hard_lines(doc: Document) -> dict[int, str]:
    """Give the positions of the lines that are evidence, each with its filter."""
    found = {n: "teaser_list" for record in doc.records for n in record.roles}
    for position, block in enumerate(doc.blocks):
        for hit in block.facts.hits:
            if is_hard(doc, position, hit):
                found.setdefault(position, hit.rule.filter)
                break
    return found


def count_evidence(lines: dict[int, str]) -> int:
    """Weigh evidence: of one kind no more than so many lines count, for a kind may be the article's own subject."""
    return sum(min(count, MOST_OF_A_KIND) for count in Counter(lines.values()).values())
