"""An article as a Markdown page: front matter in YAML, then the body with its sub-heads.

The text is escaped, so that a reader of Markdown, ours too, finds in it the words and signs that stood there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from newsclean.document import Block
from newsclean.front_matter import front_matter
from newsclean.pipeline import Labelled

NONE: Mapping[str, int] = {}
_HEADING = re.compile(r"h([1-6])")
_INLINE = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_MARK = re.compile(r"(\s*)([#>]|=+(?=\s*$)|-(?=[-\s]*$)|\+(?=[+\s]*$))")
_RULED = re.compile(r"[\s|:-]*-[\s|:-]*")  # a line that would rule off the head of a table
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])\s")


def page(labelled: Labelled, record: Mapping[str, Any], headings: Mapping[str, int] = NONE) -> str:
    """Write the page; ``headings`` are levels of lines that were headings in an input whose blocks do not tell."""
    return f"---\n{front_matter(record)}---\n{_body(labelled, headings)}"


def _body(labelled: Labelled, headings: Mapping[str, int]) -> str:
    parts: list[str] = []
    before: Block | None = None
    for block in labelled.body:
        close = before is not None and _is_item(before) and _is_item(block)
        parts.append("\n" if close else "\n\n" if before is not None else "\n")
        parts.append(_head(block, headings) + "\n".join(map(escape, block.text.split("\n"))))
        before = block
    return "".join(parts) + "\n" if parts else ""


def _is_item(block: Block) -> bool:
    return _ITEM.match(block.text) is not None


def _head(block: Block, headings: Mapping[str, int]) -> str:
    found = _HEADING.fullmatch(block.kind)
    level = int(found[1]) if found else headings.get(block.text, 0)
    return "#" * max(2, level) + " " if level else ""


def escape(line: str) -> str:
    """Set a backslash before what Markdown would take for a sign of its own."""
    if _RULED.fullmatch(line):
        return line.replace("-", "\\-", 1)
    line = _ENTITY.sub(r"\\&", _INLINE.sub(r"\\\g<0>", line))
    return _MARK.sub(r"\1\\\2", line, count=1) if _MARK.match(line) else line
