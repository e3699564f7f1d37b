"""Dates within a line: found where they stand, all of them, in any text, and quickly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.date_resolve import resolve
from newsclean.dates import dates_in_line, find_date, is_date_line

DAY = "2024-07-01"

IN_PROSE = {
    "On July 1, 2024 the court ruled.": ("2024-07-01", "July 1, 2024"),
    "What happened on July 1, 2024": ("2024-07-01", "July 1, 2024"),
    "By Author | Jul 1, 2024 | 3 comments": ("2024-07-01", "Jul 1, 2024"),
    "Das Gericht am 1. Juli 2024 in Bonn": ("2024-07-01", "1. Juli 2024"),
    "Am 1. Juli 2024 so viel wie nie": ("2024-07-01", "1. Juli 2024"),
    "LONDON, July 1, 2024 (Wire) - Shares fell": ("2024-07-01", "July 1, 2024"),
    "法院于2024年7月1日作出判决": ("2024-07-01", "2024年7月1日"),
    "El 1 de julio de 2024 entró en vigor": ("2024-07-01", "1 de julio de 2024"),
    "Author - 01.07.2024, 14:05 Uhr - Berlin": ("2024-07-01T14:05", "01.07.2024, 14:05 Uhr"),
    "Trading on Jul 1 was flat": (None, "Jul 1"),
    "Author · Thu, Jan 23": (None, "Thu, Jan 23"),
    "Author · 3 hours ago": (None, "3 hours ago"),
    "Author | Yesterday": (None, "Yesterday"),
}

ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from(list("0123456789 .,:-/|()年月日년월일")),
    st.sampled_from(["Jul ", "Mon ", "2024", " at ", "Updated ", "ago", "hours ", "5 ", "İ", "T10:"]),
)


@pytest.mark.parametrize(("line", "expected"), IN_PROSE.items())
def test_dates_inside_a_line(line: str, expected: tuple[str | None, str]) -> None:
    when = find_date(line)
    assert when is not None
    assert (when.iso, when.words) == expected
    assert line[when.start : when.end] == when.words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published Jul 1, 2024 | Updated Jul 2, 2024", [(DAY, "published"), ("2024-07-02", "modified")]),
        ("Published Jul 1, 2024 Updated Jul 2, 2024", [(DAY, "published"), ("2024-07-02", "modified")]),
        ("Jul 1, 2024 (updated Jul 2, 2024)", [(DAY, ""), ("2024-07-02", "modified")]),
        ("Jul 1, 2024 • Jul 2, 2024", [(DAY, ""), ("2024-07-02", "")]),
        ("Jul 1, 2024 - Updated 3 hours ago", [(DAY, ""), (None, "modified")]),
        ("1. Juli 2024, aktualisiert am 2. Juli 2024", [(DAY, ""), ("2024-07-02", "modified")]),
        ("Publié le 1 juillet 2024, màj le 2 juillet 2024", [(DAY, "published"), ("2024-07-02", "modified")]),
        ("입력 2024.07.01 | 수정 2024.07.02 10:05", [(DAY, "published"), ("2024-07-02T10:05", "modified")]),
        ("2024年7月1日更新", [(DAY, "modified")]),
        ("From July 1, 2024 to July 5, 2024 it rained", [(DAY, ""), ("2024-07-05", "")]),
        ("no date", []),
    ],
)  # fmt: skip
def test_all_dates_of_a_line(line: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(when.iso, when.role) for when in dates_in_line(line)] == expected


@settings(max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join), st.sampled_from([None, "en", "en-US", "de", "ko"]))
def test_any_text_gives_spans_inside_the_line(line: str, lang: str | None) -> None:
    for when in (find_date(line, lang=lang), is_date_line(line, lang=lang), *dates_in_line(line, lang=lang)):
        if when is not None:
            assert 0 <= when.start < when.end <= len(line)
            assert line[when.start : when.end] == when.words
            assert resolve(when, newest=DAY, now=f"{DAY}T10:00") is None or when.words


@pytest.mark.parametrize(
    "line",
    [
        *("1 " * 60, "5 may " * 20, "jul 1, " * 17, "5h | " * 24, "1" * 120, "on at " * 20, "10:00 " * 20),
        *(
            "2024-" * 24,
            "1.1." * 30,
            "updated " * 15,
            "1 of " * 24,
            " " * 119 + "1",
            "年月" * 60,
            "1 - " * 30,
        ),
    ],
)
def test_hostile_lines_are_quick(line: str) -> None:
    find_date("1 May 2024")  # the patterns are compiled once, outside the measure
    for text in (line[:120], line * 1000):
        for ask in (find_date, is_date_line, dates_in_line):
            begun = time.process_time()
            ask(text)
            assert time.process_time() - begun < 1
    begun = time.process_time()
    find_date(line * 100, max_length=10**6)
    assert time.process_time() - begun < 15
