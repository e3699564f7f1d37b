"""Read a folder in the benchmark's format: dumps of pages and the articles they hold."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.errors import InputError

KINDS = ("innertext", "container", "soup", "textcontent")
GOLD = ("gold.jsonl.gz", "gold.jsonl")


class Page(NamedTuple):
    """A dump with the article that is in it."""

    id: str
    site: str
    group: str  # the set it comes from
    kind: str  # how the dump was made
    text: str
    body: str
    title: str | None
    silver: bool = False  # the body is another program's guess


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSONL, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def gold_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Read the known articles of a folder by id; raises InputError when there are none."""
    for name in GOLD:
        if (folder / name).exists():
            return {row["id"]: row for row in read_lines(folder / name)}
    raise InputError(f"{folder}: holds no {GOLD[1]}")


def read_pages(folder: Path) -> Iterator[Page]:
    """Read all dumps of a folder, each with its article, and the silver pages beside it."""
    gold = gold_of(folder)
    for kind in KINDS:
        path = next((p for p in (folder / f"{kind}.jsonl.gz", folder / f"{kind}.jsonl") if p.exists()), None)
        for row in read_lines(path) if path else ():
            known = gold.get(row["id"])
            if known is not None:
                yield Page(
                    row["id"], known.get("site") or row["id"], known.get("set", ""), kind,
                    row["text"], known["text"], known.get("title"),
                )  # fmt: skip
    silver = next((p for p in (folder / "silver.jsonl.gz", folder.parent / "silver.jsonl.gz") if p.exists()), None)
    for row in read_lines(silver) if silver else ():
        for kind in ("innertext", "soup"):
            if row.get(kind):
                yield Page(row["id"], site_of(row), "silver", kind, row[kind], row["silver"], None, silver=True)


def site_of(row: dict[str, Any]) -> str:
    """Name the site of a page by its address."""
    host = str(row.get("url") or row["id"]).partition("://")[2].partition("/")[0]
    return host.removeprefix("www.") or str(row["id"])
