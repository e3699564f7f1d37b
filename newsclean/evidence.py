"""The evidence guard: weak signs count only where a document carries hard evidence of furniture.

A clean article has none, and loses nothing to them. Hard evidence are lines that say by themselves what they
are (a consent notice, a sign-up call, share buttons, a copyright line) and teaser records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def hard_lines(doc: Document) -> dict[int, str]:
    """Give the positions of the lines that are evidence, each with its filter."""
    found = {n: "teaser_list" for record in doc.records for n in record.roles}
    facts, zones = doc.columns.facts, doc.zones
    for position in doc.columns.cued:
        for hit in facts[position].hits:
            rule = hit.rule
            if rule.filter in HARD and not rule.company and zones.matches(rule.where, position):
                found.setdefault(position, rule.filter)
                break
    return found


def count_evidence(lines: dict[int, str]) -> int:
    """Weigh evidence: of one kind no more than so many lines count, for a kind may be the article's own subject."""
    counts: dict[str, int] = {}
    for kind in lines.values():
        counts[kind] = counts.get(kind, 0) + 1
    return sum([min(count, MOST_OF_A_KIND) for count in counts.values()])


def in_company(doc: Document) -> set[int]:
    """Find the lines with cues that have another one next to them or next but one, no paragraph being between."""
    found: set[int] = set()
    facts, before = doc.columns.facts, -3
    for position in doc.columns.cued:
        if position - before == 1 or (position - before == 2 and not facts[position - 1].prose):
            if not facts[before].prose:
                found.add(position)
            if not facts[position].prose:
                found.add(before)
        before = position
    return found
