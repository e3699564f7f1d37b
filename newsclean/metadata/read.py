"""What the removed lines say: title, source, authors, date, teasers."""

from __future__ import annotations

from typing import Any

from newsclean.dates import When, dates_in_line, find_date, resolve
from newsclean.document import Document
from newsclean.metadata.model import Metadata
from newsclean.pipeline import Labelled


def read_metadata(labelled: Labelled) -> Metadata:
    """Collect what the verdicts of a labelled document state."""
    doc = labelled.doc
    found = Metadata(title=labelled.headline.text if labelled.headline else doc.title)
    dates: list[When] = []
    teasers = []
    for verdict in labelled.verdicts:
        facts = verdict.facts
        if not facts:
            continue
        found.source = found.source or facts.get("source")
        found.authors += [name for name in facts.get("authors", ()) if name not in found.authors]
        if "stamp" in facts:
            dates += dates_in_line(facts["stamp"])
        if "teaser" in facts:
            teasers.append(facts["teaser"])
    stated = dates + [teaser["date"] for teaser in teasers if teaser["date"] is not None]
    newest = _newest_date(doc) if any(when.iso is None and when.weekday is not None for when in stated) else None
    found.date, found.date_text = _best_date(dates, newest, doc.now)
    found.teasers = [_teaser(teaser, newest, doc.now) for teaser in teasers]
    return found


def _best_date(dates: list[When], newest: str | None, now: str | None) -> tuple[str | None, str | None]:
    """Choose the article's own date: published before unlabelled, before modified; full before partial."""
    rank = {"published": 0, "": 1, "modified": 2}
    words = None
    for when in sorted(dates, key=lambda when: rank.get(when.role, 1)):
        iso = resolve(when, newest=newest, now=now)
        if iso is not None:
            return iso, None
        words = words or (when.words if when.month else None)
    return None, words


def _teaser(teaser: dict[str, Any], newest: str | None, now: str | None) -> dict[str, Any]:
    when: When | None = teaser["date"]
    entry = {**teaser, "date": None}
    if when is not None:
        entry["date"] = resolve(when, newest=newest, now=now)
        if entry["date"] is None:
            entry["date_text"] = when.words
    return entry


def _newest_date(doc: Document) -> str | None:
    """Find the newest full date that a short line of the document states."""
    full = []
    for block in doc.blocks:
        if len(block.text) <= 120 and any(c.isdigit() for c in block.text):
            when = find_date(block.text)
            if when is not None and when.iso and len(when.iso) >= 10:
                full.append(when.iso[:10])
    return max(full, default=None)
