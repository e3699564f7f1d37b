"""Cleaned documents as output: text, one JSON object, or a line of JSONL."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean import render
from newsclean._version import __version__
from newsclean.article import Article, Removal, article_of, removals
from newsclean.document import Verdict
from newsclean.jsontext import Fields
from newsclean.pipeline import Labelled, Pipeline

if TYPE_CHECKING:
    from newsclean.readers import Record

OUTPUT_FORMATS = ("text", "json", "jsonl", "markdown", "csv")
_EMPTY: tuple[object, ...] = (None, "None", "", [])


class Form(NamedTuple):
    """How documents are written."""

    to: str = "text"
    title: bool = True  # text holds the headline
    schema: str = "newsclean"  # whose names records have
    evidence: bool = False  # records say where each field came from


class Outcome(NamedTuple):
    """What became of one document."""

    status: str  # changed, unchanged, emptied, failed, timeout
    output: str  # in the format asked for, with its final newline; JSON without one
    removed: list[Removal]  # for the audit
    counts: dict[str, int]  # removals per filter
    characters_in: int
    characters_out: int
    warnings: list[str]
    error: str = ""


def outcome(labelled: Labelled, record: Record, pipeline: Pipeline, form: Form, *, audit: bool = False) -> Outcome:
    """Write a labelled document in a form; with ``audit`` list what was left out."""
    drops_title = form.to != "text" or not form.title
    body = render.text(labelled, title=not drops_title)
    status = "unchanged" if not labelled.verdicts else "changed" if body else "emptied"
    output = body if form.to == "text" else _output(labelled, record, pipeline, form, status)
    warnings = record.warnings + labelled.warnings + (["emptied"] if status == "emptied" else [])
    removed = removals(_with_headline_verdict(labelled) if drops_title else labelled) if audit else []
    size = len(body.removesuffix("\n"))
    return Outcome(status, output, removed, count_by_filter(labelled), len(labelled.doc.text), size, warnings)


def _output(labelled: Labelled, record: Record, pipeline: Pipeline, form: Form, status: str) -> str:
    fields = json_record(labelled, record, pipeline, status, evidence=form.evidence)
    if form.to == "markdown":
        from newsclean.markdown_page import page

        return page(labelled, fields.values(), record.headings)
    return written(fields, form, record.text_field)


def written(fields: Fields, form: Form, text_field: str | None = None) -> str:
    """Write a record as JSON under the names of a schema, or as a row of CSV."""
    if form.to in ("json", "jsonl") and form.schema == "newsclean":
        return fields.render()
    values = fields.values()
    if text_field not in (None, "html", "text") and "text" not in values:
        values = {"text" if key == text_field else key: value for key, value in values.items()}
    if form.to == "csv":
        from newsclean.table_rows import row

        return row(values)
    from newsclean.schemas import in_schema

    return _fields(in_schema(values, form.schema)).render()


def json_record(
    labelled: Labelled, record: Record, pipeline: Pipeline, status: str, *, evidence: bool = False
) -> Fields:
    """Make the record of a cleaned document; fields the input had keep their place and source text."""
    article = article_of(labelled)
    known: dict[str, Any] = {
        "id": record.id,
        "url": record.url or article.url,
        "title": article.title,
        "source": article.source,
        "authors": article.authors,
        "date": article.date,
        **({"date_text": article.date_text} if article.date_text else {}),
        "date_modified": article.date_modified,
        "language": article.language,
        "section": article.section,
        "tags": article.tags,
        "corrections": article.corrections,
        "site_name": article.site_name,
        "text": article.text,
        "teasers": article.teasers,
    }
    known.update(record.front)
    fields = record.fields
    given = {key for key in known if key != "text" and _is_given(record, key)}
    if fields is None:
        fields = _fields(known)
    else:
        _fill(fields, known, record.text_field or "text", article.text, unchanged=status == "unchanged")
    if evidence:
        fields.set("evidence", _evidence(article, given))
    fields.set("newsclean", _about(labelled, record, pipeline, status, article))
    return fields


def _is_given(record: Record, key: str) -> bool:
    """Say whether the input itself states a field, which then stays as it is."""
    held = record.fields.get(key) if record.fields is not None else record.front.get(key)
    return held not in _EMPTY


def _evidence(article: Article, given: set[str]) -> dict[str, list[dict[str, Any]]]:
    """Say of each field that is known where it came from."""
    found = {key: [each.as_dict() for each in stated] for key, stated in article.evidence.items() if stated}
    return {**found, **{key: [{"origin": "record", "detail": key}] for key in sorted(given) if key != "id"}}


def failed_record(record: Record, pipeline: Pipeline, form: Form, reason: str, status: str = "failed") -> str:
    """Pass a record on as it came, marked as failed: nothing is lost."""
    fields = record.fields
    if fields is None:
        fields = _fields({"id": record.id, "url": record.url, "title": record.title, "text": record.text})
    fields.set("newsclean", {**_version(pipeline), "status": status, "error": reason})
    return written(fields, form, record.text_field)


def audit_lines(removed: list[Removal], document: str | None) -> str:
    """Write one JSON line per removal."""
    return "".join(
        json.dumps(
            {
                "id": document,
                "start": r.start,
                "end": r.end,
                "line": r.line,
                "filter": r.filter,
                "rule": r.rule,
                "reason": r.reason,
                "text": r.text,
            },
            ensure_ascii=False,
        )
        + "\n"
        for r in removed
    )


def count_by_filter(labelled: Labelled) -> dict[str, int]:
    """Count the removals of each filter, by name."""
    return dict(sorted(Counter(verdict.filter for verdict in labelled.verdicts).items()))


def _fields(known: dict[str, Any]) -> Fields:
    fields = Fields()
    for key, value in known.items():
        fields.set(key, value)
    return fields


def _fill(fields: Fields, known: dict[str, Any], field: str, text: str, *, unchanged: bool) -> None:
    """Put the cleaned text where the text came from and fill what the record does not say."""
    if field == "html":
        fields.set("text", text)
    elif not (unchanged and fields.get(field) == text):
        fields.set(field, text)
    for key, value in known.items():
        if key != "text" and fields.get(key) in _EMPTY and (value not in _EMPTY or key not in fields):
            fields.set(key, value)


def _about(labelled: Labelled, record: Record, pipeline: Pipeline, status: str, article: Article) -> dict[str, Any]:
    return {
        **_version(pipeline),
        "status": status,
        "stats": {
            "characters_in": len(labelled.doc.text),
            "characters_out": len(article.text),
            "removed": count_by_filter(labelled),
        },
        **({"confidence": article.confidence} if article.confidence is not None else {}),
        "warnings": record.warnings + article.warnings,
    }


def _version(pipeline: Pipeline) -> dict[str, str]:
    return {"version": __version__, "preset": pipeline.spec.preset, "fingerprint": pipeline.spec.fingerprint}


def _with_headline_verdict(labelled: Labelled) -> Labelled:
    """Account for the headline too, where the output's text leaves it out."""
    headline = labelled.headline
    if headline is None:
        return labelled
    verdict = Verdict(headline.start, headline.end, "headline.title", "is the title")
    verdicts = sorted([*labelled.verdicts, verdict], key=lambda each: each.start)
    return Labelled(labelled.doc, labelled.kept, verdicts, headline, labelled.language, labelled.warnings)
