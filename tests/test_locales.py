"""The words of dates: every locale is complete, none contradicts another, and every word is read."""

from __future__ import annotations

import pytest

from newsclean.date_facts import When
from newsclean.dates import is_date_line
from newsclean.locales import Value, _facts, fold, load_locales

CODES = sorted(load_locales().keys() - {"mul"})


def _when(line: str) -> When:
    when = is_date_line(line)
    assert when is not None
    return when


def test_words_of_two_languages_never_contradict_each_other() -> None:
    locales = load_locales()
    seen: dict[tuple[str, str], Value] = {}
    for data in locales.values():
        for phrase, kind, value in _facts(data, set()):
            assert seen.setdefault((fold(phrase), kind), value) == value, (phrase, kind)


@pytest.mark.parametrize("code", CODES)
def test_a_locale_is_complete(code: str) -> None:
    data = load_locales()[code]
    assert set(data["months"].values()) == set(range(1, 13))
    assert set(data["weekdays"].values()) == set(range(7))
    assert len(data["stop_words"]) >= 55
    assert {0, -1} <= set(data["days"].values())
    assert {"published", "modified"} <= set(data["labels"])
    assert {"minute", "hour", "day", "week", "month", "year"} <= set(data["units"])
    assert data["relative"].get("before") or data["relative"].get("after")
    for name in ("months", "weekdays", "days"):
        assert all(word == fold(word) for word in data[name])


def test_every_month_and_weekday_name_is_read() -> None:
    for code in CODES:
        data = load_locales()[code]
        for name, number in data["months"].items():
            when = is_date_line(f"5 {name} 2024")
            assert when is not None, (code, name)
            assert when.iso == f"2024-{number:02}-05", (code, name)
        for name, number in data["weekdays"].items():
            when = is_date_line(f"{name}, 2024-07-05")
            assert when is not None, (code, name)
            assert when.weekday == number, (code, name)


def test_every_label_and_relative_word_is_read() -> None:
    for code in CODES:
        data = load_locales()[code]
        for role, labels in data["labels"].items():
            for label in labels:
                assert _when(f"{label}: 2024-07-05").role == role, (code, label)
        for phrase, distance in data["days"].items():
            assert _when(phrase).ago == -distance, (code, phrase)
        for unit, phrases in data["units"].items():
            for phrase in phrases:
                after = data["relative"].get("after", [""])[0]
                before = "" if after else data["relative"]["before"][0]
                factor = int(unit.split()[0]) if " " in unit else 1
                assert _when(f"{before} 3 {phrase} {after}".strip()).ago == 3 * factor, (code, phrase)
