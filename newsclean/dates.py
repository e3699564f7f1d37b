"""Dates as news sites write them: find one in a line, tell a date line, say what it means.

No clock is read: what "yesterday" is comes from the caller.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from newsclean.lazy import pattern

from .date_shapes import Shape, Tokens, shapes
from .locales import Lexicon, Value, fold, is_unspaced, words

_LONGEST = 120
_LONGEST_WORDS = 40  # of a date line without a digit: "Last updated just now"
_DIGITS = "[0-9٠-٩۰-۹０-９]"
_DIGIT = pattern(_DIGITS)
_PIECE = pattern(r"[^\W\d_]+|\d+")
_HEAD = pattern(r"[\W_]{0,3}(?:([^\W\d_ʼ]+)|\d)")
_FIRST = pattern(r"[^\W\d_ʼ]+")
_LETTERS = pattern("[A-Za-z]+")
_IN_CLOCKS = {"T", "Z", "t", "z", "h", "H"}  # of 2024-07-01T10:00:00Z, 14h05
_BAR = pattern("[-|•·–—]")
_NUMERIC_REST = r"\u200f?(?:([-/.／])\d\d?\u200f?\1\d| ?[年月년월]|\. \d\d?\. \d|/\d\d? ?[(（])"
_NUMERIC = pattern(_DIGITS + _NUMERIC_REST)
_CLOCK = pattern(r"(\d{1,2})[:.h](\d\d)(?::(\d\d))?[^-+z]*(z|[-+]\d\d:?\d\d)?")
_UNIT_DAYS = {"day": 1, "week": 7}
_UNIT_MINUTES = {"minute": 1, "hour": 60}


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


def find_date(line: str, *, max_length: int = _LONGEST, lang: str | None = None) -> When | None:
    """Return the first date in a line, None when there is none or the line is longer than `max_length`."""
    if len(line) > max_length:
        return None
    digits = _DIGIT.search(line) is not None
    found = _stamps(line, lang) if digits or len(line) <= _LONGEST_WORDS else []
    if not found and _may_hold_date(line, digits):
        found = _search(line, lang)
    return found[0] if found else None


def is_date_line(line: str, *, lang: str | None = None) -> When | None:
    """Return the first date of a line that is nothing but a date stamp, else None."""
    found = _stamps(line, lang)
    return found[0] if found else None


def dates_in_line(line: str, *, lang: str | None = None) -> list[When]:
    """Return every date of a line of at most 120 characters, in order."""
    found = _stamps(line, lang)
    if found or len(line) > _LONGEST or not _may_hold_date(line, _DIGIT.search(line) is not None):
        return found
    return _search(line, lang)


def resolve(when: When, *, newest: str | None = None, now: str | None = None) -> str | None:
    """Return the ISO date a date means, given the newest full date of its document and the time of reading.

    Without a year it needs a weekday that fits exactly one year near; relative dates need `now`. Else None.
    """
    if when.iso is not None:
        return when.iso
    if when.ago is not None:
        return _before(when, now) if now else None
    return _with_year(when, newest or now)


# -- gates: most lines hold no date, and must not pay for it -----------------------------------------------


def _may_hold_date(line: str, digits: bool) -> bool:
    if digits and (_NUMERIC.search(line) or _has_month_by_number(line)):
        return True
    end = line.rsplit(None, 1)[-1:]
    if not end:
        return False
    word, endings = end[0].replace("\u0130", "i").lower(), shapes().lexicon.endings
    if word not in endings and word.strip(".0123456789") not in endings:
        return is_unspaced(word[-1]) and word[-1] in endings and _BAR.search(line) is not None
    return _BAR.search(line) is not None


def _has_month_by_number(line: str) -> bool:
    lexicon = shapes().lexicon
    pieces = _PIECE.findall(fold(line))
    if lexicon.months.isdisjoint(pieces):
        return False
    return any(
        piece in lexicon.months
        and (
            _meets_number(pieces[index + 1 : index + 3], lexicon)
            or _meets_number(pieces[max(0, index - 3) : index][::-1], lexicon)
        )
        for index, piece in enumerate(pieces)
    )


def _meets_number(pieces: list[str], lexicon: Lexicon) -> bool:
    """Tell whether only words of dates stand before the first number."""
    for piece in pieces:
        if piece[0].isdigit() or is_unspaced(piece):
            return True
        if piece not in lexicon:
            return False
    return False


def may_begin_date(folded: str) -> bool:
    """Say whether a folded line begins with a word that dates begin with."""
    found = _FIRST.match(folded)
    if found is None:
        return False
    word = found[0]
    return (word[0] if is_unspaced(word) else word) in words()["phrases"]


def _may_be_stamp(line: str) -> bool:
    if len(line) > _LONGEST or (head := _HEAD.match(line)) is None:
        return False
    lexicon = shapes().lexicon
    word = head[1]
    if word and word not in lexicon.words:
        word = word.replace("\u0130", "i").lower()
        if (word[0] if is_unspaced(word) else word) not in lexicon.heads:
            return False
    if _DIGIT.search(line) is None and len(line) > _LONGEST_WORDS:
        return False
    return all(piece in lexicon.words or piece in _IN_CLOCKS for piece in _LETTERS.findall(line.replace("\u0130", "i")))


# -- from tokens to dates ----------------------------------------------------------------------------------


def _search(line: str, lang: str | None) -> list[When]:
    """List the dates of any line."""
    table = shapes()
    tokens = table.read(line, whole=False)
    return [when for when in _whens(table.find, tokens, line, lang) if when] if tokens else []


def _stamps(line: str, lang: str | None) -> list[When]:
    """List the dates of a line that is all date; none when a single one is not in the calendar."""
    if not _may_be_stamp(line):
        return []
    table = shapes()
    tokens = table.read(line, whole=True)
    if tokens is None or table.whole.pattern.fullmatch(tokens.kinds) is None:
        return []
    found = _whens(table.stamp, tokens, line, lang)
    known = [when for when in found if when]
    return known if len(known) == len(found) else []


def _whens(shape: Shape, tokens: Tokens, line: str, lang: str | None) -> list[When | None]:
    order = shapes().lexicon.order(lang)
    whens: list[When | None] = []
    for found in shape.matches(tokens):
        start, end = tokens.starts[found.first], tokens.ends[found.after - 1]
        fact, role = _fact(found.parts, order), str(found.parts.get("label", ""))
        whens.append(fact and fact._replace(words=line[start:end], start=start, end=end, role=role))
    return whens


def _fact(parts: dict[str, Value], order: str) -> When | None:
    """Put the parts together; None when they are no date."""
    clock = _clock(parts)
    blank = When(None, "", 0, 0, clock=clock)
    if "now" in parts:
        return blank._replace(ago=0, unit="minute")
    if "near" in parts:
        return blank._replace(ago=-int(parts["near"]), unit="day")
    if "unit" in parts:
        factor, _, unit = ("1 " + str(parts["unit"])).rpartition(" ")
        number = int(parts.get("count", parts.get("alone", 1)))
        return blank._replace(ago=number * int(factor.split()[-1]), unit=unit)
    weekday = int(parts["weekday"]) if "weekday" in parts else None
    if "iso" in parts:
        text = str(parts["iso"])
        return _full(int(text[:4]), int(text[5:7]), int(text[8:10]), weekday, _clock({"clock": text[11:]}))
    if "full" in parts:
        return _numeric(str(parts["full"]), weekday, order, clock)
    if "slashed" in parts:
        month, day = map(int, str(parts["slashed"]).split("/"))
        return _yearless(month, day, weekday, clock)
    if "month" not in parts and "monthno" not in parts:
        return blank if clock else None
    month = int(parts.get("month", parts.get("monthno", 0)))
    if "year" not in parts:
        return _yearless(month, int(parts["day"]), weekday, clock)
    if "day" not in parts:
        return When(f"{parts['year']}-{month:02}", "", 0, 0, month=month)
    return _full(int(parts["year"]), month, int(parts["day"]), weekday, clock)


def _full(year: int, month: int, day: int, weekday: int | None, clock: str) -> When | None:
    if not _is_day(year, month, day):
        return None
    iso = f"{year}-{month:02}-{day:02}" + (f"T{clock}" if clock else "")
    return When(iso, "", 0, 0, month=month, day=day, weekday=weekday, clock=clock)


def _yearless(month: int, day: int, weekday: int | None, clock: str) -> When | None:
    if not _is_day(2000, month, day):
        return None
    return When(None, "", 0, 0, month=month, day=day, weekday=weekday, clock=clock)


def _numeric(text: str, weekday: int | None, order: str, clock: str) -> When | None:
    """Read a date of three numbers; without a year first, day and month may stay open."""
    one, two, three = (int(part) for part in re.split("[-/.]", text))
    if one > 999:
        return _full(one, two, three, weekday, clock)
    if three < 100 and order == "ymd":
        return _full(2000 + one, two, three, weekday, clock)
    year = three if three > 999 else 2000 + three
    orders = {"dmy": (two, one), "mdy": (one, two)}
    fits = {name: pair for name, pair in orders.items() if _is_day(year, *pair)}
    if ("." in text and "dmy" in fits) or one == two:
        fits.pop("mdy", None)
    if len(fits) == 2 and weekday is not None:
        same = {name: pair for name, pair in fits.items() if date(year, *pair).weekday() == weekday}
        fits = same or fits
    if len(fits) == 2 and order in fits:
        fits = {order: fits[order]}
    if len(fits) == 2:
        return When(None, "", 0, 0, weekday=weekday, clock=clock)
    return next((_full(year, *pair, weekday, clock) for pair in fits.values()), None)


def _is_day(year: int, month: int, day: int) -> bool:
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


# -- dates that need another date to be understood ---------------------------------------------------------


def _with_year(when: When, near: str | None) -> str | None:
    """Give a year-less date the one year, from two before to one after, in which its weekday fits."""
    if near is None or when.month is None or when.day is None or when.weekday is None:
        return None
    base = int(near[:4])
    fits = [
        year
        for year in range(base - 2, base + 2)
        if _is_day(year, when.month, when.day) and date(year, when.month, when.day).weekday() == when.weekday
    ]
    full = _full(fits[0], when.month, when.day, when.weekday, when.clock) if len(fits) == 1 else None
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
