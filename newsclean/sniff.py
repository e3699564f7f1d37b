"""Which kind of input this is, by the name of the file and the first of its text."""

from __future__ import annotations

import json
import re

from newsclean.lazy import pattern

_PACKED = (".gz", ".bz2", ".xz", ".zst")
_SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_LINES = 5

_PAGE = pattern(
    r"(?:<\?xml\b[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html\b|(?:html|head|body)(?=[\s>]))",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_PARTS = pattern(r"^[ \t]*<(html|head|body)(?=[\s>])", re.IGNORECASE | re.MULTILINE)
_STRING = r'"(?:[^"\\\n]|\\.)*+"'
_OBJECT = pattern(rf"\{{\s*(?:{_STRING}\s*:|\}})")
_ARRAY = pattern(rf"\[\s*(?:\{{\s*(?:{_STRING}\s*:|\}})|\]\s*$)")
_HEADING = pattern(r"^#{1,6} \S", re.MULTILINE)
_LINK = pattern(r"\[[^\[\]\n]+\]\(https?://")


def kind_of(path_name: str | None, head: str) -> str:
    """Say whether an input is "text", "html", "markdown", "json" or "jsonl".

    Text files and input without a telling name are judged by `head`, the first 4 kB or so, in the same way:
    a file and the pipe from it are one.
    """
    suffix = _suffix(path_name or "")
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    head = head.replace("\0", "").lstrip("\ufeff\ufffd \t\r\n")  # of UTF-16 the letters remain
    if suffix == ".json":
        return "jsonl" if head.startswith("{") and len(_whole_lines(head)) > 1 and _is_jsonl(head) else "json"
    if head.startswith("<"):
        return "html" if _is_page(head) else "text"
    if head.startswith("{") and _is_jsonl(head):
        return "jsonl"
    if _OBJECT.match(head) or _ARRAY.match(head):
        return "json" if _is_json(head) else "text"
    return "markdown" if _is_markdown(head) else "text"


def _suffix(name: str) -> str:
    name = name.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    dot = name.rfind(".")
    return name[dot:] if dot > max(name.rfind("/"), name.rfind("\\")) else ""


def _is_page(head: str) -> bool:
    """Say whether this is a whole page; stray tags in a text are none."""
    parts = {part.lower() for part in _PAGE_PARTS.findall(head)}
    return bool(_PAGE.match(head)) or ("html" in parts and len(parts) > 1)


def _whole_lines(head: str) -> list[str]:
    """Return the first lines that are not blank; the last line of a head may be cut and does not count."""
    lines = [line for line in head.split("\n")[:-1] if line.strip()]
    return lines[:_LINES]


def _is_jsonl(head: str) -> bool:
    """Say whether each line is an object of its own; a single cut line counts by how it starts."""
    lines = _whole_lines(head)
    if not lines:
        return "\n" not in head and bool(_OBJECT.match(head))
    return all(line.lstrip().startswith("{") and _parses(line) for line in lines)


def _parses(line: str) -> bool:
    try:
        json.loads(line, parse_int=str)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _is_json(head: str) -> bool:
    """Say whether a document that starts like JSON goes on like it: at most its end is missing."""
    try:
        json.loads(head, parse_int=str)
    except json.JSONDecodeError as error:
        # What is cut off in the middle fails at its end or in its last string or word.
        return error.pos >= len(head) - 8 or error.msg.startswith("Unterminated string")
    except RecursionError:
        return True
    return True


def _is_markdown(head: str) -> bool:
    headings, links = len(_HEADING.findall(head)), len(_LINK.findall(head))
    return headings > 0 and links > 0 and headings + links > 2
