"""One record under the names that other tools use for its fields."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SCHEMAS = ("newsclean", "trafilatura", "news-please", "dolma", "datatrove", "schema.org")
OURS = (
    *("id", "url", "title", "source", "authors", "date", "date_text", "date_modified", "language"),
    *("section", "tags", "corrections", "site_name", "text", "teasers", "evidence", "newsclean"),
)
RECORD_SCHEMA = Path(__file__).parent / "schema" / "record.schema.json"
_EMPTY: tuple[object, ...] = (None, "", [], {})

Record = Mapping[str, Any]


def record_schema_text() -> str:
    """Give the JSON Schema of our own record."""
    return RECORD_SCHEMA.read_text(encoding="utf-8")


def in_schema(record: Record, name: str) -> dict[str, Any]:
    """Give a record of ours under the names of another tool; what that tool has no name for goes on under ours."""
    known = {key: record.get(key) for key in OURS}
    others = {key: value for key, value in record.items() if key not in OURS}
    return _MAKERS[name](known, others)


def _trafilatura(known: Record, others: Record) -> dict[str, Any]:
    made = {
        "title": known["title"],
        "author": "; ".join(known["authors"] or []) or None,
        "hostname": _host(known["url"]),
        "date": known["date"][:10] if known["date"] else None,
        "fingerprint": None,
        "id": known["id"],
        "license": None,
        "comments": "",
        "raw_text": None,
        "text": known["text"],
        "language": known["language"],
        "image": None,
        "pagetype": None,
        "filedate": None,
        "source": known["url"],
        "source-hostname": known["site_name"],
        "excerpt": None,
        "categories": known["section"] or "",
        "tags": ";".join(known["tags"] or []),
    }
    return _with_rest(made, known, others)


def _news_please(known: Record, others: Record) -> dict[str, Any]:
    made = {
        "authors": known["authors"] or [],
        "date_download": None,
        "date_modify": _moment(known["date_modified"]),
        "date_publish": _moment(known["date"]),
        "description": None,
        "filename": known["id"],
        "image_url": None,
        "language": known["language"],
        "localpath": None,
        "source_domain": _host(known["url"]),
        "maintext": known["text"],
        "text": None,
        "title": known["title"],
        "title_page": None,
        "title_rss": None,
        "url": known["url"],
    }
    return _with_rest(made, known, others)


def _dolma(known: Record, others: Record) -> dict[str, Any]:
    return {
        "id": _identity(known),
        "text": known["text"] or "",
        "source": _host(known["url"]) or known["site_name"] or "newsclean",
        **({"created": known["date"]} if known["date"] else {}),
        "metadata": _metadata(known, others, ("id", "text")),
    }


def _datatrove(known: Record, others: Record) -> dict[str, Any]:
    metadata = _metadata(known, others, ("id", "text"))
    return {"text": known["text"] or "", "id": _identity(known), "media": [], "metadata": metadata}


def _schema_org(known: Record, others: Record) -> dict[str, Any]:
    made = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": known["id"],
        "url": known["url"],
        "headline": known["title"],
        "author": [{"@type": "Person", "name": name} for name in known["authors"] or []],
        "datePublished": known["date"],
        "dateModified": known["date_modified"],
        "inLanguage": known["language"],
        "articleSection": known["section"],
        "keywords": known["tags"],
        "correction": known["corrections"],
        "creditText": known["source"],
        "publisher": {"@type": "Organization", "name": known["site_name"]} if known["site_name"] else None,
        "articleBody": known["text"],
    }
    return _with_rest({key: value for key, value in made.items() if value not in _EMPTY}, known, others)


_MAKERS: dict[str, Callable[[Record, Record], dict[str, Any]]] = {
    "trafilatura": _trafilatura,
    "news-please": _news_please,
    "dolma": _dolma,
    "datatrove": _datatrove,
    "schema.org": _schema_org,
}


def _with_rest(made: dict[str, Any], known: Record, others: Record) -> dict[str, Any]:
    """Add the input's own fields that the tool has no name for, the evidence asked for, and what is ours."""
    rest = {key: value for key, value in others.items() if key not in made}
    ours = {key: known[key] for key in ("evidence", "newsclean") if known[key]}
    return {**made, **rest, **ours}


def _metadata(known: Record, others: Record, apart: tuple[str, ...]) -> dict[str, Any]:
    """Gather what is known beside the text; datasets of billions of documents have no room for empty fields."""
    each = {**{key: value for key, value in known.items() if key not in apart}, **others}
    return {key: value for key, value in each.items() if value not in _EMPTY}


def _identity(known: Record) -> str:
    """Give the id, or for a document without one a hash of its address or text: the same document, the same id."""
    if known["id"] not in _EMPTY:
        return str(known["id"])
    about = known["url"] or known["text"] or ""
    return hashlib.sha256(str(about).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _host(url: object) -> str | None:
    try:
        return urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        return None


def _moment(date: str | None) -> str | None:
    """Write a date as news-please does: "2024-03-03 10:00:00"; one without a day stays as it is."""
    if not date:
        return None
    try:
        return str(datetime.fromisoformat(date))
    except ValueError:
        return date
