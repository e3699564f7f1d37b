"""From tokens to dates: the parts that a shape has read, put together into what one date says."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from newsclean.lazy import pattern
from newsclean.locales import Value

_CLOCK = pattern(r"(\d{1,2})[:.h](\d\d)(?::(\d\d))?[^-+z]*(z|[-+]\d\d:?\d\d)?")


class When(NamedTuple):
    """One date of a line: what it says, where it stands, and what is known where no full date is."""

    iso: str | None  # as precise as the words say; None when the year is not known
    words: str
    start: int
    end: int
    role: str = ""  # "published", "modified" or "", from a label word beside it
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    clock: str = ""  # "17:50", "17:50:09", with "Z" or "-05:00" when stated
    ago: int | None = None  # how many units before now
    unit: str = ""  # minute, hour, day, week, month, year

    def at(self, line: str, start: int, end: int, role: str) -> When:
        """Say where in a line it stands."""
        return When(self.iso, line[start:end], start, end, role, *self[5:])


def fact_of(parts: dict[str, Value], order: str) -> When | None:
    """Put the parts together; None when they are no date."""
    clock = _clock(parts)
    if "now" in parts:
        return When(None, "", 0, 0, clock=clock, ago=0, unit="minute")
    if "near" in parts:
        return When(None, "", 0, 0, clock=clock, ago=-int(parts["near"]), unit="day")
    if "unit" in parts:
        factor, _, unit = ("1 " + str(parts["unit"])).rpartition(" ")
        number = int(parts.get("count", parts.get("alone", 1)))
        return When(None, "", 0, 0, clock=clock, ago=number * int(factor.split()[-1]), unit=unit)
    weekday = int(parts["weekday"]) if "weekday" in parts else None
    if "iso" in parts:
        text = str(parts["iso"])
        return full_date(int(text[:4]), int(text[5:7]), int(text[8:10]), weekday, _clock({"clock": text[11:]}))
    if "full" in parts:
        return _numeric(str(parts["full"]), weekday, order, clock)
    if "slashed" in parts:
        month, day = map(int, str(parts["slashed"]).split("/"))
        return _yearless(month, day, weekday, clock)
    if "month" not in parts and "monthno" not in parts:
        return When(None, "", 0, 0, clock=clock) if clock else None
    month = int(parts.get("month", parts.get("monthno", 0)))
    if "year" not in parts:
        return _yearless(month, int(parts["day"]), weekday, clock)
    if "day" not in parts:
        return When(f"{parts['year']}-{month:02}", "", 0, 0, month=month)
    return full_date(int(parts["year"]), month, int(parts["day"]), weekday, clock)


def full_date(year: int, month: int, day: int, weekday: int | None, clock: str) -> When | None:
    """Give the date that day, month and year make; None when the calendar has no such day."""
    if not is_day(year, month, day):
        return None
    iso = f"{year}-{month:02}-{day:02}" + (f"T{clock}" if clock else "")
    return When(iso, "", 0, 0, month=month, day=day, weekday=weekday, clock=clock)


def _yearless(month: int, day: int, weekday: int | None, clock: str) -> When | None:
    if not is_day(2000, month, day):
        return None
    return When(None, "", 0, 0, month=month, day=day, weekday=weekday, clock=clock)


def _numeric(text: str, weekday: int | None, order: str, clock: str) -> When | None:
    """Read a date of three numbers; without a year first, day and month may stay open."""
    one, two, three = (int(part) for part in re.split("[-/.]", text))
    if one > 999:
        return full_date(one, two, three, weekday, clock)
    if three < 100 and order == "ymd":
        return full_date(2000 + one, two, three, weekday, clock)
    year = three if three > 999 else 2000 + three
    orders = {"dmy": (two, one), "mdy": (one, two)}
    fits = {name: pair for name, pair in orders.items() if is_day(year, *pair)}
    if ("." in text and "dmy" in fits) or one == two:
        fits.pop("mdy", None)
    if len(fits) == 2 and weekday is not None:
        same = {name: pair for name, pair in fits.items() if date(year, *pair).weekday() == weekday}
        fits = same or fits
    if len(fits) == 2 and order in fits:
        fits = {order: fits[order]}
    if len(fits) == 2:
        return When(None, "", 0, 0, weekday=weekday, clock=clock)
    return next((full_date(year, *pair, weekday, clock) for pair in fits.values()), None)


def is_day(year: int, month: int, day: int) -> bool:
    """Say whether the calendar has a day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _clock(parts: dict[str, Value]) -> str:
    """Write a time of day as ISO 8601 has it, "" when there is none."""
    text, zone = str(parts.get("clock", parts.get("dotclock", ""))), str(parts.get("zone", ""))
    if text and (match := _CLOCK.match(text)):
        hour, minute, second = int(match[1]), match[2], f":{match[3]}" if match[3] else ""
        zone = zone or _zone(match[4])
    elif "hour" in parts or "noon" in parts:
        hour, minute, second = int(parts.get("hour", 0)), f"{int(parts.get('minute', 0)):02}", ""
    else:
        return ""
    if "noon" in parts:
        hour = int(parts["noon"])
    elif parts.get("half") == "pm" and hour < 12:
        hour += 12
    elif parts.get("half") == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute}{second}{zone}"


def _zone(text: str | None) -> str:
    """Write a stated offset with its colon, "Z" for none."""
    if not text or text == "z":
        return "Z" if text else ""
    digits = text[1:].replace(":", "")
    return "Z" if digits == "0000" else f"{text[0]}{digits[:2]}:{digits[2:]}"
