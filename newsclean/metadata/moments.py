"""Dates as tags have them, for programs and for people, as ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]+(\d{1,2}):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
_RFC = re.compile(r"(?:[A-Z][a-z]{2},? )?(?:\d{1,2} [A-Z][a-z]{2}|[A-Z][a-z]{2} \d{1,2}),? \d{4} \d\d:\d\d")
_GMT = re.compile(r"(?:GMT|UTC)(?=[+-]\d{4})")
_YEARS = range(1900, 2100)


def iso_moment(text: str, language: str | None = None) -> str | None:
    """Write a date as ISO 8601, as precise as it is and with its zone where it states one; None for no date."""
    text = text.strip()
    if not 4 <= len(text) <= 120 or not any(c.isdigit() for c in text):
        return None
    if _EPOCH.fullmatch(text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
        return moment.isoformat().replace("+00:00", "Z")
    if found := _ISO.match(text):
        return _iso(found)
    return _mail(text) or _words(text, language)


def is_moment(text: str) -> bool:
    """Say whether a text is a date or moment in ISO 8601, such as relative dates count from."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _iso(found: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    if int(year) not in _YEARS:
        return None
    date = f"{year}-{month}-{day}"
    if hour is None:
        return date
    clock = f"{int(hour):02}:{minute}" + (f":{second}" if second else "")
    # A time of midnight without a zone is a day put into a field for moments.
    return date if clock in ("00:00", "00:00:00") and not zone else f"{date}T{clock}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _mail(text: str) -> str | None:
    """Read dates as mail headers and JavaScript write them."""
    if not _RFC.search(text):
        return None
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(_GMT.sub("", text).partition("(")[0].strip())
    except (ValueError, IndexError, TypeError):
        return None
    return moment.isoformat().replace("+00:00", "Z") if moment.year in _YEARS else None


def _words(text: str, language: str | None) -> str | None:
    from newsclean.dates import find_date

    when = find_date(text, lang=language)
    return when.iso if when is not None else None
