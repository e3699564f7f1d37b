"""Settle when an article was published and changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from newsclean.date_facts import When
from newsclean.dates import dates_in_line
from newsclean.document import Block
from newsclean.metadata.model import Metadata, Stated
from newsclean.metadata.whereabouts import Whereabouts

MAX_LINE = 120
ZONE_DAYS = 1  # by which a moment in one zone and the day shown in another may differ
_ORDER = ("json-ld", "opengraph", "meta", "microdata", "time", "text", "link")
_CREATED = re.compile(r"created|uploadDate", re.IGNORECASE)
_MODIFIED = re.compile(r"modif|updat", re.IGNORECASE)
_CAPTION = re.compile(r"caption|credit|copyright")
_KINDS = frozenset(("figcaption", "h1", "h2", "h3"))
_MOST = 3  # of a line that may overrule a tag its date is at least so much


def settle_dates(found: Metadata, dates: Sequence[Stated], modified: Sequence[Stated], near: Whereabouts) -> None:
    """Choose the dates and note their evidence."""
    shown = _shown(near)
    published = [each for each in shown if each.field == "date"]
    changed = [*modified, *(each for each in shown if each.field == "date_modified")]
    last = _first(changed, near)
    best = _best(dates, published, changed, near) or (None if found.date else last)
    if best is not None:
        found.date, found.date_text = best.value, None
        found.evidence["date"] = [best, *(d for d in (*dates, *shown) if d is not best and _apart(d, best) == 0)]
    if last is not None and not found.date_modified:
        found.date_modified = last.value
        found.evidence["date_modified"] = [last]


def _best(
    dates: Sequence[Stated], shown: Sequence[Stated], changed: Sequence[Stated], near: Whereabouts
) -> Stated | None:
    """Choose the date of publishing: the most trusted tag, unless the page shows another day by its headline."""
    tagged = _first(dates, near)
    stamps = [each for each in shown if _is_stamp(each, near)]
    if tagged is None:
        return next(iter(stamps), None)
    for each in shown:
        if _apart(each, tagged) <= ZONE_DAYS or _swapped(each) == str(tagged.value)[:10]:
            return tagged
    # What is shown may be the day of the last change.
    others = [each for each in stamps if not any(_apart(each, one) <= ZONE_DAYS for one in changed)]
    return next(iter(others), tagged)


def _first(dates: Sequence[Stated], near: Whereabouts) -> Stated | None:
    """Give the date of the most trusted origin; of those on the page the one nearest the headline."""

    def rank(each: Stated) -> tuple[int, int, int]:
        away = near.distance(each.start)
        return bool(_CREATED.search(each.detail)), _ORDER.index(each.origin), 0 if away is None else abs(away)

    usable = [each for each in dates if each.origin != "time" or not near.places or near.is_near(each.start)]
    if not usable and all(_apart(each, dates[0]) == 0 for each in dates):
        usable = list(dates)  # the page knows one day only
    return min(usable, key=rank, default=None)


def _shown(near: Whereabouts) -> list[Stated]:
    """List the dates that short lines around the headline state, the nearest first."""
    found = []
    for block in near.beside():
        text = block.text
        if len(text) > MAX_LINE or not any(c.isdigit() for c in text) or block.facts.prose:
            continue
        if block.kind in _KINDS or _CAPTION.search(block.path):
            continue
        for when in dates_in_line(text, lang=near.doc.language):
            if when.iso is not None and len(when.iso) >= 10:
                found.append(_stated(when, block))
    return found


def _is_stamp(each: Stated, near: Whereabouts) -> bool:
    """Say whether a line is there for its date."""
    block = near.block(each.start or 0)
    return _MOST * ((each.end or 0) - (each.start or 0)) >= len(block.text) or each.detail != "date.line"


def _stated(when: When, block: Block) -> Stated:
    changed = when.role == "modified" or (not when.role and _MODIFIED.search(block.path.partition(" ")[0]))
    name, start, end = "date_modified" if changed else "date", block.start + when.start, block.start + when.end
    return Stated(name, when.iso, "text", f"date.{when.role or 'line'}", start, end)


def _apart(one: Stated, other: Stated) -> int:
    """Count the days between two dates."""
    try:
        return abs((date.fromisoformat(str(one.value)[:10]) - date.fromisoformat(str(other.value)[:10])).days)
    except ValueError:
        return 1000


def _swapped(each: Stated) -> str:
    """Give the day with its month and day exchanged, as another country reads 09.10.2024."""
    year, month, day = str(each.value)[:10].split("-")
    return f"{year}-{day}-{month}"
