"""Records under the names of other tools, our own JSON Schema, and evidence."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import newsclean
import newsclean.schemas
from newsclean.schemas import SCHEMAS, in_schema
from tests.shell import ARTICLE, DIRTY, SEED, run

OWN = "--preset-of-my-own"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(newsclean.schemas.record_schema_text()))
PAGE = """<html lang="en"><head><title>Ferry to the island sails again | Coast Ledger</title>
<meta property="og:site_name" content="Coast Ledger"><link rel="canonical" href="https://ledger.example/ferry">
<meta property="article:published_time" content="2024-03-03T10:00:00Z"><meta name="author" content="Joan Carver">
<meta property="article:section" content="Coast"><meta property="article:tag" content="ferry">
<meta property="article:tag" content="mail"></head><body><h1>Ferry to the island sails again</h1>
<p>The ferry to the island sails again from Monday, the harbour office said in a statement on Friday.</p>
<p>It had stood still for two weeks after the winter storm, and the islanders had waited for mail.</p></body></html>"""
TEXT = ARTICLE.split("\n\n", 1)[0]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("NEWSCLEAN_")]:
        monkeypatch.delenv(name)
    Path("page.html").write_text(PAGE)
    return tmp_path


def record(*options: str) -> dict[str, Any]:
    answer = run("clean", OWN, "page.html", "--to", "json", *options)
    assert answer.code == 0, answer.err
    made: dict[str, Any] = json.loads(answer.text)
    return made


# -- the record of our own -----------------------------------------------------------------------------------


def test_the_schema_is_one() -> None:
    VALIDATOR.check_schema(VALIDATOR.schema)
    assert run("config", "--record-schema").text == newsclean.schemas.record_schema_text()


@pytest.mark.parametrize("options", [(), ("--evidence",)])
def test_records_of_pages_and_texts_are_valid(options: tuple[str, ...]) -> None:
    VALIDATOR.validate(record(*options))
    for text in (SEED.read_bytes(), DIRTY.encode(), b"", b"Advertisement\n"):
        VALIDATOR.validate(json.loads(run("clean", OWN, "--to", "json", *options, stdin=text).text))


def test_records_of_records_are_valid_failed_ones_too() -> None:
    rows = [{"id": "1", "text": DIRTY}, {"id": "2", "body": DIRTY}, {"html": PAGE, "author": "X"}]
    out = run("clean", OWN, "--evidence", stdin="".join(json.dumps(row) + "\n" for row in rows).encode()).text
    for line in out.splitlines():
        VALIDATOR.validate(json.loads(line))
    failed = {"id": "1", "text": "x", "newsclean": {"version": "1", "preset": "news", "fingerprint": "0" * 16}}
    failed["newsclean"] = {**failed["newsclean"], "status": "failed", "error": "why"}  # type: ignore[dict-item]
    VALIDATOR.validate(failed)


@pytest.mark.parametrize(
    "change",
    [
        {"authors": "Joan Carver"},
        {"date": "March 3"},
        {"date": "2024-03-03T10:00:00"[:15]},
        {"title": 7},
        {"tags": None},
        {"teasers": [{}]},
        {"evidence": {"title": []}},
        {"evidence": {"title": [{"origin": "guess", "detail": ""}]}},
        {"newsclean": {"status": "changed"}},
    ],
)
def test_what_is_no_record_is_not_valid(change: dict[str, Any]) -> None:
    good = record()
    assert VALIDATOR.is_valid(good)
    assert not VALIDATOR.is_valid({**good, **change})
    del good["section"]
    assert not VALIDATOR.is_valid(good)


# -- evidence ------------------------------------------------------------------------------------------------


def test_evidence_of_tags() -> None:
    evidence = record("--evidence")["evidence"]
    assert evidence["date"][0] == {
        "origin": "opengraph",
        "detail": "meta article:published_time",
        "value": "2024-03-03T10:00:00Z",
    }
    assert evidence["authors"] == [{"origin": "meta", "detail": "meta author", "value": "Joan Carver"}]
    heading = {"value": "Ferry to the island sails again", "start": 0, "end": 31}
    assert {"origin": "heading", "detail": "h1", **heading} in evidence["title"]
    assert [each["value"] for each in evidence["tags"]] == [["ferry"], ["mail"]]


def test_every_known_field_has_evidence_and_no_other() -> None:
    made = record("--evidence")
    fields = {
        "title",
        "source",
        "authors",
        "date",
        "date_modified",
        "section",
        "tags",
        "corrections",
        "url",
        "site_name",
    }
    assert {name for name in fields if made[name]} == set(made["evidence"]) & fields
    text = "\n\n".join([*ARTICLE.strip().split("\n\n"), "By Joan Carver"])
    made = json.loads(run("clean", OWN, "-p", "news", "--to", "json", "--evidence", stdin=text.encode()).text)
    assert {name for name in fields if made[name]} == set(made["evidence"]) & fields >= {"title", "authors"}


def test_spans_of_evidence_are_spans_of_the_text() -> None:
    text = f"{TEXT}\n\nBy Joan Carver\n\n{ARTICLE.partition(chr(10) * 2)[2]}"
    article = newsclean.clean(text)
    (said,) = article.evidence["authors"]
    assert text[said.start : said.end] == "By Joan Carver"
    (said,) = article.evidence["title"]
    assert text[said.start : said.end] == article.title == TEXT


def test_what_a_record_states_stays_and_is_named_as_its_own() -> None:
    row = {
        "title": "As they had it",
        "authors": ["Tom Ellery"],
        "date": "2020",
        "url": "https://x.example/",
        "html": PAGE,
    }
    made = json.loads(run("clean", OWN, "--evidence", "--from", "jsonl", stdin=json.dumps(row).encode()).text)
    assert {key: made[key] for key in row} == row
    for key in ("title", "authors", "date", "url"):
        assert made["evidence"][key] == [{"origin": "record", "detail": key}]
    assert made["section"] == "Coast"


# -- the names of others -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_text_stands_under_its_name(name: str) -> None:
    field = {"news-please": "maintext", "schema.org": "articleBody"}.get(name, "text")
    assert "It had stood still" in record("--schema", name)[field]


def test_trafilatura() -> None:
    made = record("--schema", "trafilatura")
    names = (
        "title author hostname date fingerprint id license comments raw_text text language image pagetype filedate"
        " source source-hostname excerpt categories tags newsclean"
    )
    assert list(made) == names.split()
    assert (made["author"], made["hostname"], made["date"]) == ("Joan Carver", "ledger.example", "2024-03-03")
    assert (made["source"], made["source-hostname"]) == ("https://ledger.example/ferry", "Coast Ledger")
    assert (made["categories"], made["tags"]) == ("Coast", "ferry;mail")


def test_news_please() -> None:
    made = record("--schema", "news-please")
    names = (
        "authors date_download date_modify date_publish description filename image_url language localpath"
        " source_domain maintext text title title_page title_rss url newsclean"
    )
    assert list(made) == names.split()
    assert (made["authors"], made["date_publish"]) == (["Joan Carver"], "2024-03-03 10:00:00+00:00")
    assert (made["text"], made["date_modify"], made["source_domain"]) == (None, None, "ledger.example")


def test_dolma_and_datatrove() -> None:
    dolma, datatrove = record("--schema", "dolma"), record("--schema", "datatrove")
    assert list(dolma) == ["id", "text", "source", "created", "metadata"]
    assert (dolma["id"], dolma["source"], dolma["created"]) == ("page.html", "ledger.example", "2024-03-03T10:00:00Z")
    assert list(datatrove) == ["text", "id", "media", "metadata"]
    assert dolma["metadata"] == datatrove["metadata"]
    assert dolma["metadata"]["title"] == "Ferry to the island sails again"
    assert dolma["metadata"]["newsclean"]["status"] == "unchanged"
    assert "date_modified" not in dolma["metadata"]


def test_a_document_without_a_name_gets_one_that_stays() -> None:
    ids = {json.loads(run("clean", OWN, "--to", "json", "--schema", "dolma", stdin=b"One.").text)["id"] for _ in "ab"}
    other = json.loads(run("clean", OWN, "--to", "json", "--schema", "dolma", stdin=b"Two.").text)["id"]
    assert len(ids) == 1
    assert other not in ids


def test_schema_org() -> None:
    made = record("--schema", "schema.org")
    assert (made["@context"], made["@type"]) == ("https://schema.org", "NewsArticle")
    assert made["author"] == [{"@type": "Person", "name": "Joan Carver"}]
    assert made["publisher"] == {"@type": "Organization", "name": "Coast Ledger"}
    assert (made["headline"], made["datePublished"]) == ("Ferry to the island sails again", "2024-03-03T10:00:00Z")
    assert made["keywords"] == ["ferry", "mail"]
    assert "dateModified" not in made


def test_what_schema_org_says_is_read_again() -> None:
    made = json.dumps(record("--schema", "schema.org"))
    page = f'<html><head><script type="application/ld+json">{made}</script></head><body>{ARTICLE}</body></html>'
    article = newsclean.clean(page, html=True)
    assert (article.authors, article.date, article.site_name) == (
        ["Joan Carver"],
        "2024-03-03T10:00:00Z",
        "Coast Ledger",
    )


@pytest.mark.parametrize("name", SCHEMAS[1:])
def test_fields_nobody_knows_pass_on(name: str) -> None:
    row = {"id": 5, "shelf": {"row": 3}, "body": DIRTY}
    made = json.loads(run("clean", OWN, "--from", "jsonl", "--schema", name, stdin=json.dumps(row).encode()).text)
    held = made.get("metadata", made)
    assert held["shelf"] == {"row": 3}
    assert "body" not in held
    assert held["newsclean"]["status"] == "changed"


def test_an_empty_record_is_none_of_a_schemas_errors() -> None:
    for name in SCHEMAS[1:]:
        assert in_schema({}, name)


# -- where it fits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", [("--schema", "dolma"), ("--evidence",)])
def test_text_has_neither(option: tuple[str, ...]) -> None:
    Path("a.txt").write_text(ARTICLE)
    Path("b.txt").write_text(ARTICLE)
    for call in (("a.txt",), ("a.txt", "--to", "text"), ("a.txt", "--to", "csv"), ("a.txt", "b.txt", "-o", "out/")):
        answer = run("clean", OWN, *call, *option)
        assert (answer.code, answer.text) == (2, "")
        assert "add --to json or --to jsonl" in answer.err
    answer = run("clean", OWN, "a.txt", "--in-place", *option)
    assert (answer.code, "--in-place" in answer.err) == (2, True)
    assert run("clean", OWN, "a.txt", "-o", "a.jsonl", *option).code == 0


def test_an_unknown_schema_is_a_usage_error() -> None:
    answer = run("clean", OWN, "page.html", "--to", "json", "--schema", "dublin")
    assert answer.code == 2
    assert "trafilatura" in answer.err


def test_any_number_of_jobs_writes_the_same(here: Path) -> None:
    Path("rows.jsonl").write_text("".join(json.dumps({"id": n, "html": PAGE}) + "\n" for n in range(70)))
    call = ("clean", OWN, "rows.jsonl", "--schema", "datatrove", "--evidence")
    assert run(*call, "-j", "1").out == run(*call, "-j", "2").out != b""
    for jobs in ("1", "2"):
        assert (
            run("clean", OWN, "page.html", "-o", f"out{jobs}/", "--shard-size", "2", "-j", jobs, "--evidence").code == 0
        )
    assert Path("out1/shard-00000.jsonl").read_bytes() == Path("out2/shard-00000.jsonl").read_bytes()
    assert "evidence" in json.loads(Path("out1/shard-00000.jsonl").read_text())


def test_resume_does_again_what_was_made_in_another_form() -> None:
    Path("in").mkdir()
    Path("in/a.html").write_text(PAGE)
    call = ("clean", OWN, "in", "-o", "out", "--to", "json", "--resume")
    run(*call)
    assert "evidence" not in Path("out/a.json").read_text()
    run(*call, "--evidence")
    assert "evidence" in Path("out/a.json").read_text()
