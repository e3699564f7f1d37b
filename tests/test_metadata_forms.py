"""Articles in the native forms of each language, and what is read off them: see metadata.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsclean.article import document_of
from newsclean.metadata.model import Metadata
from newsclean.metadata.read import read_metadata
from newsclean.pipeline import Labelled, Pipeline

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "metadata.toml").read_text(encoding="utf-8"))
BODIES: dict[str, str] = CASES.pop("bodies")
EMPTY: dict[str, Any] = {
    "title": None,
    "authors": [],
    "date": None,
    "date_modified": None,
    "source": None,
    "section": None,
    "tags": [],
    "corrections": [],
}


def run(text: str, **about: Any) -> Labelled:
    pipeline = Pipeline.from_preset("news")
    return pipeline.run(document_of(text, table=pipeline.spec.table, **about))


def fields(found: Metadata) -> dict[str, Any]:
    return {name: getattr(found, name) for name in EMPTY}


def text_of(name: str) -> str:
    body = BODIES.get(name.partition("-")[0], BODIES["en"])
    text: str = CASES[name]["text"]
    return text.replace("{body}", body)


@pytest.mark.parametrize("name", CASES)
def test_forms(name: str) -> None:
    expected = {**EMPTY, **{key: value for key, value in CASES[name].items() if key != "text"}}
    assert fields(read_metadata(run(text_of(name)))) == expected


@pytest.mark.parametrize("name", CASES)
def test_every_field_has_its_evidence_in_the_text(name: str) -> None:
    text = text_of(name)
    found = read_metadata(run(text))
    for field, value in fields(found).items():
        evidence = found.evidence.get(field, [])
        assert bool(value) == bool(evidence)
        for stated in evidence:
            assert stated.field == field
            assert stated.origin == "text"
            assert stated.start is not None
            assert stated.end is not None
            span = text[stated.start : stated.end]
            parts = stated.value if isinstance(stated.value, list) else [stated.value]
            if field not in ("date", "date_modified"):
                assert all(part in span for part in parts) or stated.detail == "byline"


@pytest.mark.parametrize("name", BODIES)
def test_every_language_has_its_form(name: str) -> None:
    assert {"title", "authors", "date", "date_modified", "source"} <= CASES[name].keys()


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("3 hours ago", "2024-03-03T07:00"),
        ("vor 2 Stunden", "2024-03-03T08:00"),
        ("il y a 3 heures", "2024-03-03T07:00"),
        ("hace 3 horas", "2024-03-03T07:00"),
        ("há 3 horas", "2024-03-03T07:00"),
        ("3 ore fa", "2024-03-03T07:00"),
        ("3 uur geleden", "2024-03-03T07:00"),
        ("3 timmar sedan", "2024-03-03T07:00"),
        ("3 godziny temu", "2024-03-03T07:00"),
        ("3 часа назад", "2024-03-03T07:00"),
        ("3 години тому", "2024-03-03T07:00"),
        ("3 saat önce", "2024-03-03T07:00"),
        ("منذ 3 ساعات", "2024-03-03T07:00"),
        ("3時間前", "2024-03-03T07:00"),
        ("3小时前", "2024-03-03T07:00"),
        ("3시간 전", "2024-03-03T07:00"),
        ("3 giờ trước", "2024-03-03T07:00"),
        ("gestern", "2024-03-02"),
        ("Yesterday", "2024-03-02"),
    ],
)
def test_relative_dates_count_from_now_alone(line: str, date: str) -> None:
    text = f"Harbour council votes for a longer pier\nBy Joan Carver\n{line}\n\n{BODIES['en']}"
    assert read_metadata(run(text, now="2024-03-03T10:00")).date == date
    assert read_metadata(run(text)).date is None
