"""Dates without a year and relative ones: what is known of them, and what another date makes of them."""

from __future__ import annotations

import pytest

from newsclean.date_resolve import resolve
from newsclean.dates import is_date_line

DAY = "2024-07-01"

# A line that is all date, without a year or relative -> what is known of it.
PARTIAL: dict[str, dict[str, object]] = {
    "Jan 23, Thu": {"month": 1, "day": 23, "weekday": 3},
    "Thu, Jan 23": {"month": 1, "day": 23, "weekday": 3},
    "Thursday 23 January": {"month": 1, "day": 23, "weekday": 3},
    "Jul 1": {"month": 7, "day": 1, "weekday": None},
    "Jul 1, 10:05": {"month": 7, "day": 1, "clock": "10:05"},
    "May 10": {"month": 5, "day": 10},
    "wo 3 juli": {"month": 7, "day": 3, "weekday": 2},
    "ene 23, jue": {"month": 1, "day": 23, "weekday": 3},
    "7月1日 10:05": {"month": 7, "day": 1, "clock": "10:05"},
    "7/1(月) 10:05": {"month": 7, "day": 1, "weekday": 0, "clock": "10:05"},
    "1 июля, 14:05": {"month": 7, "day": 1, "clock": "14:05"},
    "5:50 PM": {"clock": "17:50"},
    "14:05 Uhr": {"clock": "14:05"},
    "14:05": {"clock": "14:05"},
    "5:50 PM EST": {"clock": "17:50-05:00"},
    "3 hours ago": {"ago": 3, "unit": "hour"},
    "an hour ago": {"ago": 1, "unit": "hour"},
    "about 2 months ago": {"ago": 2, "unit": "month"},
    "5h": {"ago": 5, "unit": "hour"},
    "2d ago": {"ago": 2, "unit": "day"},
    "45 mins ago": {"ago": 45, "unit": "minute"},
    "Yesterday": {"ago": 1, "unit": "day"},
    "Yesterday at 5:50 PM": {"ago": 1, "unit": "day", "clock": "17:50"},
    "Just now": {"ago": 0, "unit": "minute"},
    "Updated 3 hours ago": {"ago": 3, "unit": "hour", "role": "modified"},
    "vor 2 Stunden": {"ago": 2, "unit": "hour"},
    "vor einem Tag": {"ago": 1, "unit": "day"},
    "Gestern, 14:05 Uhr": {"ago": 1, "unit": "day", "clock": "14:05"},
    "il y a 3 heures": {"ago": 3, "unit": "hour"},
    "Aujourd’hui à 14h05": {"ago": 0, "unit": "day", "clock": "14:05"},
    "hace 3 horas": {"ago": 3, "unit": "hour"},
    "hace una semana": {"ago": 1, "unit": "week"},
    "há 3 dias": {"ago": 3, "unit": "day"},
    "3 horas atrás": {"ago": 3, "unit": "hour"},
    "3 ore fa": {"ago": 3, "unit": "hour"},
    "un'ora fa": {"ago": 1, "unit": "hour"},
    "3 uur geleden": {"ago": 3, "unit": "hour"},
    "2 godz. temu": {"ago": 2, "unit": "hour"},
    "wczoraj, 14:05": {"ago": 1, "unit": "day", "clock": "14:05"},
    "för 3 timmar sedan": {"ago": 3, "unit": "hour"},
    "i går 14:05": {"ago": 1, "unit": "day", "clock": "14:05"},
    "3 часа назад": {"ago": 3, "unit": "hour"},
    "час назад": {"ago": 1, "unit": "hour"},
    "Вчера в 14:05": {"ago": 1, "unit": "day", "clock": "14:05"},
    "3 години тому": {"ago": 3, "unit": "hour"},
    "3 saat önce": {"ago": 3, "unit": "hour"},
    "منذ 3 ساعات": {"ago": 3, "unit": "hour"},
    "منذ ساعة": {"ago": 1, "unit": "hour"},
    "tydzień temu": {"ago": 1, "unit": "week"},
    "منذ ساعتين": {"ago": 2, "unit": "hour"},
    "3小时前": {"ago": 3, "unit": "hour"},
    "2天前": {"ago": 2, "unit": "day"},
    "昨天 10:05": {"ago": 1, "unit": "day", "clock": "10:05"},
    "3時間前": {"ago": 3, "unit": "hour"},
    "2か月前": {"ago": 2, "unit": "month"},
    "3시간 전": {"ago": 3, "unit": "hour"},
    "3 giờ trước": {"ago": 3, "unit": "hour"},
    "Hôm qua, 10:05": {"ago": 1, "unit": "day", "clock": "10:05"},
}


@pytest.mark.parametrize(("line", "known"), PARTIAL.items())
def test_lines_without_a_year(line: str, known: dict[str, object]) -> None:
    when = is_date_line(line)
    assert when is not None
    assert when.iso is None
    assert {name: getattr(when, name) for name in known} == known


@pytest.mark.parametrize(
    ("line", "newest", "now", "expected"),
    [
        ("Jan 23, Thu", DAY, None, "2025-01-23"),
        ("Apr 21, Mon", DAY, None, "2025-04-21"),
        ("May 07, Wed", DAY, None, "2025-05-07"),
        ("Jun 04, Wed", DAY, None, "2025-06-04"),
        ("Jun 04, Wed 10:05", DAY, None, "2025-06-04T10:05"),
        ("Jan 23, Thu", None, "2025-03-01T10:00", "2025-01-23"),
        ("Jan 23, Thu", None, None, None),
        ("Jan 23, Thu", "2034-01-01", None, None),
        ("Feb 29, Thu", DAY, None, "2024-02-29"),
        ("Jul 1", DAY, DAY, None),
        ("Jul 1, 2024", None, None, DAY),
        ("5:50 PM", DAY, DAY, None),
        ("3 hours ago", None, "2024-07-01T14:05", "2024-07-01T11:05"),
        ("3 hours ago", None, "2024-07-01T01:05:09+02:00", "2024-06-30T22:05+02:00"),
        ("20 min ago", None, "2024-07-01T00:05:00Z", "2024-06-30T23:45Z"),
        ("3 hours ago", None, DAY, None),
        ("3 hours ago", DAY, None, None),
        ("Just now", None, DAY, DAY),
        ("Yesterday", None, DAY, "2024-06-30"),
        ("Yesterday at 5:50 PM", None, DAY, "2024-06-30T17:50"),
        ("Today", None, "2024-07-01T14:05", DAY),
        ("2 days ago", None, "2024-07-01T14:05", "2024-06-29"),
        ("3 weeks ago", None, DAY, "2024-06-10"),
        ("2 months ago", None, DAY, "2024-05"),
        ("8 months ago", None, DAY, "2023-11"),
        ("2 years ago", None, DAY, "2022"),
        ("999 years ago", None, "0900-01-01", None),
    ],
)
def test_resolve(line: str, newest: str | None, now: str | None, expected: str | None) -> None:
    when = is_date_line(line)
    assert when is not None
    assert resolve(when, newest=newest, now=now) == expected
