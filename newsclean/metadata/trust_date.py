"""Settle when an article was published and changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from newsclean.date_facts import When
from newsclean.dates import dates_in_line, label_of
from newsclean.document import Block
from newsclean.metadata.model import Metadata, Stated
from newsclean.metadata.published import date_of_address
from newsclean.metadata.whereabouts import Whereabouts
from newsclean.metadata.zone_shift import as_shown, same_moment_here

MAX_LINE = 120
_ORDER = ("json-ld", "opengraph", "meta", "microdata", "time", "text", "link")
_UNSEEN = frozenset(("json-ld", "opengraph", "meta"))  # origins that readers of the page do not see
_CREATED = re.compile(r"created|uploadDate", re.IGNORECASE)
_MODIFIED = re.compile(r"modif|updat", re.IGNORECASE)
_CAPTION = re.compile(r"caption|credit|copyright")
_KINDS = frozenset(("figcaption", "h1", "h2", "h3"))
_MOST = 3  # of a line that may overrule a tag its date is at least so much


def settle_dates(found: Metadata, dates: Sequence[Stated], modified: Sequence[Stated], near: Whereabouts) -> None:
    """Choose the dates and note their evidence."""
    shown = _shown(near)
    published = [each for each in shown if each.field == "date"]
    changed = [each for each in shown if each.field == "date_modified"]
    last = _first([*modified, *changed], near)
    best = _best(dates, published, changed, last, near) or (None if found.date else last or _of_address(found, near))
    if best is not None:
        found.date, found.date_text = best.value, None
        found.evidence["date"] = [best, *(d for d in (*dates, *shown) if d is not best and _apart(d, best) == 0)]
    if last is not None and not found.date_modified:
        found.date_modified = last.value
        found.evidence["date_modified"] = [last]


def _best(
    dates: Sequence[Stated], shown: Sequence[Stated], changed: Sequence[Stated], last: Stated | None, near: Whereabouts
) -> Stated | None:
    """Choose the date of publishing: the most trusted tag, unless the page shows another day by its headline."""
    tagged = _first(dates, near)
    stamps = [each for each in shown if _is_stamp(each, near)]
    if tagged is None:
        return next(iter(stamps), None)
    if not _is_among(tagged, shown) and not any(_apart(each, tagged) == 1 for each in shown):
        # Where tags differ, the one is right whose day the page shows near its headline.
        unseen = [each for each in dates if each.origin in _UNSEEN and _is_among(each, (*shown, *changed))]
        tagged = _first(unseen, near) or tagged
    tagged = same_moment_here(tagged, [each for each in dates if near.is_near(each.start)])
    if _is_among(tagged, shown):
        return tagged
    if tagged.start is not None:  # a tag that stands on the page is overruled by what stands nearer the headline
        stamps = [each for each in stamps if _away(each, near) < _away(tagged, near)]
    for each in stamps:
        if _apart(each, tagged) == 1:
            return as_shown(tagged, each)
        # What is shown may be the day of the last change.
        if last is None or _apart(each, last) > 1:
            return each
    if changed and not _is_among(tagged, changed) and _stands_alone(tagged, dates):
        return changed[0]
    return tagged


def _is_among(each: Stated, shown: Iterable[Stated]) -> bool:
    """Say whether the page shows the day of a tag, be it with month and day exchanged."""
    return any(_apart(each, one) == 0 or _swapped(one) == str(each.value)[:10] for one in shown)


def _stands_alone(tagged: Stated, dates: Sequence[Stated]) -> bool:
    """Say whether nothing but one place no reader sees knows a date, and it is not the one made for sharing.

    Where a page shows only when it was brought up to date, such a date is often of the page's first draft.
    """
    places = {each.origin for each in dates if _apart(each, tagged) <= 1}
    return places <= _UNSEEN - {"opengraph"} and len(places) == 1


def _away(each: Stated, near: Whereabouts) -> tuple[int, bool]:
    """Rank a statement by its blocks from the headline; of two as near, the one below."""
    away = near.distance(each.start)
    return (abs(away), away < 0) if away is not None else (len(near.doc.blocks), True)


def _of_address(found: Metadata, near: Whereabouts) -> Stated | None:
    """Read the date in the address that the page gives itself."""
    url = near.doc.url or found.url
    day = date_of_address(url)
    return Stated("date", day, "url", "address") if day else None


def _first(dates: Sequence[Stated], near: Whereabouts) -> Stated | None:
    """Give the date of the most trusted origin; of those on the page the one nearest the headline."""

    def rank(each: Stated) -> tuple[bool, int, tuple[int, bool], bool]:
        away = _away(each, near) if each.start is not None else (0, False)
        # An element told by its class has words alone; the one inside of it may have the date for programs.
        return bool(_CREATED.search(each.detail)), _ORDER.index(each.origin), away, each.detail.startswith("class ")

    usable = [each for each in dates if each.origin != "time" or not near.places or near.is_near(each.start)]
    if not usable and all(_apart(each, dates[0]) == 0 for each in dates):
        usable = list(dates)  # the page knows one day only
    return min(usable, key=rank, default=None)


def _shown(near: Whereabouts) -> list[Stated]:
    """List the dates that short lines around the headline state, the nearest first."""
    found = []
    for position in near.positions():
        block = near.doc.blocks[position]
        text = block.text
        if len(text) > MAX_LINE or not any(c.isdigit() for c in text) or block.facts.prose:
            continue
        if block.kind in _KINDS or _CAPTION.search(block.path):
            continue
        for when in dates_in_line(text, lang=near.doc.language):
            if when.iso is not None and len(when.iso) >= 10:
                above = label_of(near.doc.blocks[position - 1].text) if position and not when.role else ""
                found.append(_stated(when, block, when.role or above))
    return found


def _is_stamp(each: Stated, near: Whereabouts) -> bool:
    """Say whether a line is there for its date."""
    block = near.block(each.start or 0)
    return _MOST * ((each.end or 0) - (each.start or 0)) >= len(block.text) or each.detail != "date.line"


def _stated(when: When, block: Block, role: str) -> Stated:
    changed = role == "modified" or (not role and _MODIFIED.search(block.path.partition(" ")[0]))
    name, start, end = "date_modified" if changed else "date", block.start + when.start, block.start + when.end
    return Stated(name, when.iso, "text", f"date.{role or 'line'}", start, end)


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
