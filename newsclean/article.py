"""A cleaned article as data, and the way from a text to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple, overload

from newsclean import render
from newsclean.confidence import confidence_of, doubts
from newsclean.cue_table import CueTable
from newsclean.document import Document
from newsclean.errors import InputError
from newsclean.metadata.model import Stated
from newsclean.pipeline import Labelled


class Removal(NamedTuple):
    """A span that was left out, with the rule that did it and why."""

    start: int  # half-open offsets into the input text
    end: int
    line: int  # 1-based
    filter: str
    rule: str
    reason: str
    text: str


class Article(NamedTuple):
    """What newsclean makes of a dump."""

    title: str | None
    text: str  # the body, without headline and metadata lines
    authors: list[str]
    date: str | None  # ISO 8601, as precise as known
    date_text: str | None  # the date's words where its year is not known
    date_modified: str | None
    source: str | None
    section: str | None
    tags: list[str]
    corrections: list[str]  # notes that say what was changed in the article
    language: str | None
    teasers: list[dict[str, Any]]
    removed: Sequence[Removal]
    warnings: list[str]
    evidence: dict[str, list[Stated]]  # by field, what its value was taken from
    confidence: float | None = None  # how likely the text is right; None without the learned filter
    url: str | None = None
    site_name: str | None = None


def document_of(
    text: str,
    *,
    table: CueTable | None = None,
    title: str | None = None,
    url: str | None = None,
    now: str | None = None,
    language: str | None = None,
    html: bool = False,
    shape: str | None = None,
) -> Document:
    """Make a document of a text, or of a page's HTML.

    ``title`` is the headline where it is known; ``now`` an ISO date that relative dates count from; ``shape``
    says how the lines of a dump came about (lines, broken, glued, blob; auto finds out).
    Raises InputError when the text is none.
    """
    from newsclean.rulebook import standard_table
    from newsclean.segment import html_document, text_document

    if not isinstance(text, str):
        raise InputError(f"newsclean cleans str, not {type(text).__name__}; decode bytes first")
    if now is not None:
        from newsclean.metadata.moments import is_moment

        if not is_moment(now):
            raise InputError(f"now takes an ISO date such as 2024-07-01, not {now!r}")
    tag = None
    if language:
        from newsclean.language import tag_of

        tag = tag_of(language)
        if tag is None:
            raise InputError(f"language takes a code such as en or pt-BR, not {language!r}")
    table = table or standard_table()
    doc = html_document(text, table, tag) if html else text_document(text, table, shape or "lines", tag)
    doc.title, doc.title_given = title or None, bool(title)
    doc.url, doc.now, doc.language = url, now, tag
    return doc


def article_of(labelled: Labelled) -> Article:
    """Read the article off a labelled document."""
    from newsclean.metadata.proof import prove
    from newsclean.metadata.read import read_metadata

    found = read_metadata(labelled)
    if labelled.doc.stated:
        from newsclean.metadata.trust import settle

        settle(found, labelled.doc, labelled.headline.start if labelled.headline else None)
    prove(found, labelled)
    body = render.join(labelled.doc, labelled.body)
    confidence = confidence_of(labelled)
    return Article(
        title=found.title,
        text=body,
        authors=found.authors,
        date=found.date,
        date_text=found.date_text,
        date_modified=found.date_modified,
        source=found.source,
        section=found.section,
        tags=found.tags,
        corrections=found.corrections,
        language=labelled.language or found.language,
        teasers=found.teasers,
        evidence=found.evidence,
        removed=Removals(labelled),
        warnings=warnings_of(labelled, body) + doubts(labelled, confidence),
        confidence=confidence,
        url=labelled.doc.url or found.url,
        site_name=found.site_name,
    )


def warnings_of(labelled: Labelled, body: str) -> list[str]:
    """List what a reader of the article should know: names, counts after a colon."""
    emptied = ["emptied"] if labelled.doc.blocks and not body else []
    return labelled.warnings + emptied


class Removals(Sequence[Removal]):
    """What was left out, in the order of the text; listed when somebody looks, as most callers never do."""

    def __init__(self, labelled: Labelled) -> None:
        self._labelled = labelled

    @cached_property
    def _list(self) -> list[Removal]:
        return removals(self._labelled)

    def __len__(self) -> int:
        return len(self._labelled.verdicts)

    @overload
    def __getitem__(self, number: int) -> Removal: ...
    @overload
    def __getitem__(self, number: slice) -> list[Removal]: ...
    def __getitem__(self, number: int | slice) -> Removal | list[Removal]:
        return self._list[number]

    def __eq__(self, other: object) -> bool:
        return self._list == list(other) if isinstance(other, (Removals, list, tuple)) else NotImplemented

    def __repr__(self) -> str:
        return repr(self._list)

    def __reduce__(self) -> tuple[type[list[Removal]], tuple[list[Removal]]]:
        """Travel between processes as the list: a document is large."""
        return list, (self._list,)

    __hash__ = None  # type: ignore[assignment]


def removals(labelled: Labelled) -> list[Removal]:
    """List what was left out, in the order of the text."""
    text = labelled.doc.text
    found: list[Removal] = []
    line = 1
    seen = 0
    for verdict in labelled.verdicts:
        line += text.count("\n", seen, verdict.start)
        seen = verdict.start
        span = text[verdict.start : verdict.end]
        found.append(Removal(verdict.start, verdict.end, line, verdict.filter, verdict.rule, verdict.reason, span))
    return found
