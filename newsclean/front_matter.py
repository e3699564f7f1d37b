"""The front matter of Markdown pages: simple fields in YAML, read and written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

FRONT = (
    *("id", "url", "title", "authors", "date", "date_modified", "source", "language"),
    *("section", "tags", "site_name"),
)
# JSON strings are YAML scalars but for these, which YAML wants escaped.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FIELD = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(.*))?$")
_MAX_FRONT = 200


def read_front(lines: list[str]) -> tuple[dict[str, str], int]:
    """Read the `key: value` lines between two `---` at the very top; return them and the line behind."""
    front: dict[str, str] = {}
    if lines[0].rstrip() != "---":
        return front, 0
    for number, line in enumerate(lines[1:_MAX_FRONT], 1):
        if line.rstrip() in {"---", "..."}:
            return front, number + 1 if front else 0
        field = _FIELD.match(line.rstrip())
        if field and field[2]:
            front[field[1].lower()] = _unquoted(field[2].strip())
        elif not field and not line.startswith((" ", "\t", "-", "#")):
            break
    return {}, 0


LISTS = ("authors", "tags")
DATES = ("date", "date_modified")
TEXTS = ("id", "source", "language", "section", "site_name")


def front_fields(front: dict[str, str]) -> dict[str, Any]:
    """Give the fields of a front matter that records have too, lists as lists."""
    from newsclean.metadata.moments import iso_moment

    found: dict[str, Any] = {key: front[key] for key in TEXTS if front.get(key)}
    found |= {key: moment for key in DATES if (moment := iso_moment(front.get(key, "")))}
    for key in LISTS:
        value = front.get(key) or (front.get("author") if key == "authors" else None)
        if value:
            found[key] = _list(value)
    return found


def _list(value: str) -> list[str]:
    """Read a list on one line, in brackets or not."""
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        read = None
    if isinstance(read, list):
        return [str(each) for each in read]
    return [_unquoted(part.strip()) for part in value.strip("[]").split(",") if part.strip()]


def _unquoted(value: str) -> str:
    if value.startswith('"'):
        try:
            read = json.loads(value)
        except ValueError:
            read = None
        if isinstance(read, str):
            return read
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        quote = value[0]
        return value[1:-1].replace("\\" + quote if quote == '"' else "''", quote)
    return value


def front_matter(record: Mapping[str, Any]) -> str:
    """Write the fields that are known, each text in double quotes."""
    known = {key: record.get(key) for key in FRONT}
    return "".join(f"{key}: {_yaml(value)}\n" for key, value in known.items() if value not in (None, "", []))


def _yaml(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_yaml, value))}]"
    quoted = json.dumps(value if isinstance(value, str) else str(value), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
