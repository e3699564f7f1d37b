"""Records as rows of CSV (RFC 4180): stable columns, lists joined by "; "."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

COLUMNS = (
    *("id", "url", "title", "authors", "date", "date_modified", "source", "language"),
    *("section", "tags", "site_name", "text", "status"),
)
JOINT = "; "


def header() -> str:
    """Write the names of the columns."""
    return _row(COLUMNS)


def row(record: Mapping[str, Any]) -> str:
    """Write a record of ours as a row; what is not known is empty."""
    status = (record.get("newsclean") or {}).get("status")
    return _row([_cell(status if name == "status" else record.get(name)) for name in COLUMNS])


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return JOINT.join(map(str, value))
    return "" if value is None else str(value)


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
