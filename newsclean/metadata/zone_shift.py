"""A moment in the zone of a tag, and the day that the page shows for it in its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from newsclean.metadata.model import Stated

WEST, EAST = -11, 14  # hours from UTC, of the zones people live in
QUARTER = 15  # minutes: no zone is finer


def as_shown(tagged: Stated, shown: Stated) -> Stated:
    """Choose between a moment and the day before or after it that the page shows.

    Where both have a time of day, what lies between them may be a zone: then the moment is given in it. Where the page
    shows the day alone, a moment in UTC, or in a zone the tag names, stands, if some zone makes that day of it.
    """
    moment, here = _moment(tagged), _moment(shown)
    if moment is None or here is None:
        return shown
    if "T" in str(shown.value):
        zone = _between(moment, here) if moment.tzinfo is not None and here.tzinfo is None else None
        if zone is None:
            return shown
        return tagged._replace(value=(moment.replace(tzinfo=zone) + zone.utcoffset(None)).isoformat())
    if moment.tzinfo is None:
        return shown
    if moment.utcoffset():
        return tagged  # the day in the zone of those who wrote it
    days = {(moment + timedelta(hours=hours)).date() for hours in (WEST, EAST)}
    return tagged if here.date() in days else shown


def same_moment_here(tagged: Stated, others: Iterable[Stated]) -> Stated:
    """Give a moment as another place states it with the offset of the page's own zone."""
    moment = _moment(tagged)
    if moment is None or moment.tzinfo is None or moment.utcoffset():
        return tagged
    for each in others:
        here = _moment(each)
        if here is not None and here.utcoffset() and here == moment:
            return each
    return tagged


def _between(moment: datetime, here: datetime) -> timezone | None:
    """Give the zone that makes one time of day of another; None when none does."""
    apart = here.replace(second=0) - moment.replace(tzinfo=None, second=0, microsecond=0)
    minutes = round(apart.total_seconds() / 60)
    if minutes % QUARTER or not WEST * 60 <= minutes <= EAST * 60:
        return None
    return timezone(timedelta(minutes=minutes))


def _moment(each: Stated) -> datetime | None:
    try:
        return datetime.fromisoformat(str(each.value))
    except ValueError:
        return None
