"""The fields that stand in a document beside its body, each with its evidence."""

from __future__ import annotations

from typing import Any, NamedTuple


class Stated(NamedTuple):
    """What one place of an input says of a field: a span of the text, a tag of the page, a key of the record."""

    field: str  # title, authors, date, date_modified, source, section, tags, language, url, site_name
    value: Any  # as the field has it: a text, an ISO date, a list of names
    origin: str  # text, heading, url, json-ld, opengraph, meta, microdata, time, byline, link, record
    detail: str = ""  # the rule, tag or key: "byline.by", "meta article:published_time"
    start: int | None = None  # half-open offsets into the text, where it stands there
    end: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give it as JSON output has it: what a tag says, and the span of the text where it stands there."""
        made: dict[str, Any] = {"origin": self.origin, "detail": self.detail}
        if self.origin != "text" or self.start is None:
            made["value"] = self.value
        return made if self.start is None else {**made, "start": self.start, "end": self.end}


class Metadata:
    """Fields that stand in a document beside its body; what is not known is None or empty."""

    def __init__(self, *, title: str | None = None) -> None:
        self.title = title
        self.source: str | None = None
        self.authors: list[str] = []
        self.date: str | None = None
        self.date_text: str | None = None
        self.date_modified: str | None = None
        self.section: str | None = None
        self.tags: list[str] = []
        self.corrections: list[str] = []
        self.language: str | None = None  # as the page states it
        self.url: str | None = None
        self.site_name: str | None = None
        self.teasers: list[dict[str, Any]] = []
        self.evidence: dict[str, list[Stated]] = {}  # by field, what its value was taken from
