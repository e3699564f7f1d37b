"""The evidence guard: weak signs count only where a document carries hard evidence of furniture.

A clean article has none, and loses nothing to them. Hard evidence are lines that say by themselves what they
are (a consent notice, a sign-up call, share buttons, a copyright line) and teaser records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.native import native

if TYPE_CHECKING:
    from newsclean.document import Document
    from newsclean.features import Facts
    from newsclean.zones import Zones

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
    note = native.note_hard if native is not None else note_in_python
    note(found, doc.columns.facts, doc.columns.cued, doc.zones, HARD)
    return found


def note_in_python(
    found: dict[int, str], facts: list[Facts], cued: list[int], zones: Zones, hard: frozenset[str]
) -> None:
    """Note the lines with cues that are evidence where there is no compiled core."""
    for position in cued:
        for hit in facts[position].hits:
            rule = hit.rule
            if rule.filter in hard and not rule.company and zones.matches(rule.where, position):
                found.setdefault(position, rule.filter)
                break


def count_evidence(lines: dict[int, str]) -> int:
    """Weigh evidence: of one kind no more than so many lines count, for a kind may be the article's own subject."""
    return (native.count_kinds if native is not None else count_in_python)(lines, MOST_OF_A_KIND)


def count_in_python(lines: dict[int, str], most: int) -> int:
    """Count lines, of one kind so many at most, where there is no compiled core."""
    counts: dict[str, int] = {}
    for kind in lines.values():
        counts[kind] = counts.get(kind, 0) + 1
    return sum([min(count, most) for count in counts.values()])


def in_company(doc: Document) -> set[int]:
    """Find the lines with cues that have another one next to them or next but one, no paragraph being between."""
    return (native.company_of if native is not None else company_in_python)(doc.columns.facts, doc.columns.cued)


def company_in_python(facts: list[Facts], cued: list[int]) -> set[int]:
    """Find the lines with cues that have company where there is no compiled core."""
    found: set[int] = set()
    before = -3
    for position in cued:
        if position - before == 1 or (position - before == 2 and not facts[position - 1].prose):
            if not facts[before].prose:
                found.add(position)
            if not facts[position].prose:
                found.add(before)
        before = position
    return found
