"""HTML entities in plain text: those that are surely meant become their character, once and for all.

`&amp;lt;` becomes `&lt;`, and that stays where its character could start a tag: no entity turns into markup
that a later look would take out. Control characters stay entities. Each line is judged by itself, so that
lines removed later change nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from newsclean.lazy import pattern

_AMPERSANDS = pattern(r"&(?:amp;|#38;|#[xX]26;)+")
_ENTITY = pattern(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
_MARK = pattern(r"<(?=[A-Za-z/!?&])|>")  # where a tag may begin, where one may end
_ESCAPED = pattern(r"&(?:lt|LT|#60|#[xX]3[cC]);(?=[A-Za-z/!?&])")
_MORE_NAMES = {
    "apos": "'",
    "lpar": "(",
    "rpar": ")",
    "lsqb": "[",
    "rsqb": "]",
    "comma": ",",
    "period": ".",
    "colon": ":",
    "semi": ";",
    "excl": "!",
    "quest": "?",
    "percnt": "%",
    "dollar": "$",
    "num": "#",
    "plus": "+",
    "ldquor": "„",
    "lsquor": "‚",
    "QUOT": '"',
    "LT": "<",
    "GT": ">",
    "Tab": " ",
    "NewLine": "\n",
}
_WHITE = {9: " ", 10: "\n", 13: " ", 0xFEFF: ""}  # layout; a byte order mark is nothing


def without_entities(text: str) -> tuple[str, int]:
    """Replace the entities of a text; return it and how many they were."""
    text, count = _AMPERSANDS.subn("&", text)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "&" in line:
            lines[number], replaced = _Line(line).decoded()
            count += replaced
    return "\n".join(lines), count


class _Line:
    """One line, with what is needed to tell entities that could make or complete a tag."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._marks = list(_MARK.finditer(line)) if "<" in line or ">" in line else []
        self._places = [mark.start() for mark in self._marks]
        openings = [mark.start() for mark in self._marks if mark[0] == "<"]
        escaped = _ESCAPED.search(line)
        self._first = min([len(line), *openings[:1], *([escaped.start()] if escaped else [])])
        self._count = 0

    def decoded(self) -> tuple[str, int]:
        """Return the line without its entities, and their number."""
        line = _ENTITY.sub(self._replace, self._line)
        return line, self._count

    def _replace(self, found: re.Match[str]) -> str:
        char = _character(found)
        if char is None or (char.isascii() and char and not self._harmless(char, *found.span())):
            return found[0]
        self._count += 1
        return char

    def _harmless(self, char: str, start: int, end: int) -> bool:
        after = self._line[end : end + 1]
        if char == "<":
            return after.isdigit() or after in {" ", "\t", "\xa0", "="}
        if char == ">":
            return start < self._first and self._line[start - 1 : start] != "-"
        last = bisect_left(self._places, start) - 1
        return last < 0 or self._marks[last][0] == ">"


def _character(found: re.Match[str]) -> str | None:
    """Return what an entity stands for; None for unknown names and for what is no text."""
    decimal, hexadecimal, name = found.groups()
    if name:
        return _names().get(name)
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code in _WHITE:
        return _WHITE[code]
    if 0x80 <= code < 0xA0:  # as browsers do
        return bytes([code]).decode("cp1252", "ignore") or None
    surrogate_or_beyond = 0xD800 <= code < 0xE000 or code > 0x10FFFF
    if code < 0x20 or code == 0x7F or surrogate_or_beyond or code & 0xFFFE == 0xFFFE:
        return None
    return chr(code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the names of HTML 4 and a few more; HTML 5 has names that are words, too."""
    from html.entities import name2codepoint

    return {name: chr(code) for name, code in name2codepoint.items()} | _MORE_NAMES
