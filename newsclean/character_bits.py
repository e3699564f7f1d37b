"""What each character of a text is, worked out for all of them at once: letter, digit, space, which mark.

The table is filled by asking ``str`` about each character that turns up, so it says what ``str`` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Bits = npt.NDArray[np.uint32]
    Codes = npt.NDArray[np.int64]

KNOWN, LOWER, UPPER, DIGIT, ALNUM, SPACE = (1 << n for n in range(6))
_MARKS = (",", '"“”«„', "|·•»/", "%$€£", ".?!", " ", ":", ".", "…", "?", "([", ")]", '"”’»', '"“‘«„', "-•*–—▪●✓")
COMMA, QUOTE, BAR, MONEY, STOP, BLANK, COLON, DOT, ELLIPSIS, ASKS, OPENS, SHUTS, UNQUOTES, QUOTES, BULLET = (
    1 << n for n in range(6, 6 + len(_MARKS))
)

_table: Bits = np.zeros(0x110000, dtype=np.uint32)  # what is never looked at takes no memory


def codes_of(text: str) -> Codes:
    """Give the code point of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)


def bits_of(codes: Codes) -> Bits:
    """Give the bits of each character."""
    found: Bits = _table.take(codes)
    if not found.all():
        for code in set(codes[found == 0].tolist()):
            _table[code] = _bits(chr(code))
        found = _table.take(codes)
    return found


def _bits(char: str) -> int:
    says: tuple[Any, ...] = (True, char.islower(), char.isupper(), char.isdigit(), char.isalnum(), char.isspace())
    return sum(1 << n for n, yes in enumerate((*says, *(char in marks for marks in _MARKS))) if yes)
