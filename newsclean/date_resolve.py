"""Dates that need another date to be understood: those without a year, and those counted back from now.

No clock is read: what "yesterday" is comes from the caller.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from newsclean.date_facts import When, full_date, is_day

_UNIT_DAYS = {"day": 1, "week": 7}
_UNIT_MINUTES = {"minute": 1, "hour": 60}


def resolve(when: When, *, newest: str | None = None, now: str | None = None) -> str | None:
    """Return the ISO date a date means, given the newest full date of its document and the time of reading.

    Without a year it needs a weekday that fits exactly one year near; relative dates need `now`. Else None.
    """
    if when.iso is not None:
        return when.iso
    if when.ago is not None:
        return _before(when, now) if now else None
    return _with_year(when, newest or now)


def _with_year(when: When, near: str | None) -> str | None:
    """Give a year-less date the one year, from two before to one after, in which its weekday fits."""
    if near is None or when.month is None or when.day is None or when.weekday is None:
        return None
    base = int(near[:4])
    fits = [
        year
        for year in range(base - 2, base + 2)
        if is_day(year, when.month, when.day) and date(year, when.month, when.day).weekday() == when.weekday
    ]
    full = full_date(fits[0], when.month, when.day, when.weekday, when.clock) if len(fits) == 1 else None
    return full.iso if full else None


def _before(when: When, now: str) -> str | None:
    """Count back from now, to the precision that the words and `now` allow."""
    ago, moment = when.ago or 0, datetime.fromisoformat(now)
    try:
        if when.unit in _UNIT_MINUTES:
            if len(now) <= 10:
                return now if ago == 0 else None
            past = moment - timedelta(minutes=ago * _UNIT_MINUTES[when.unit])
            return past.isoformat(timespec="minutes").replace("+00:00", "Z")
        if when.unit in _UNIT_DAYS:
            day = (moment - timedelta(days=ago * _UNIT_DAYS[when.unit])).date().isoformat()
            return f"{day}T{when.clock}" if when.clock else day
        months = moment.year * 12 + moment.month - 1 - ago * (12 if when.unit == "year" else 1)
        year = f"{date(months // 12, 1, 1).year:04}"
        return year if when.unit == "year" else f"{year}-{months % 12 + 1:02}"
    except (ValueError, OverflowError):
        return None
