"""What each character of a text is, worked out for all of them at once: letter, digit, space, which mark.

The tables are filled by asking ``str`` about each character that turns up, so they say what ``str`` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from newsclean.native import native

if TYPE_CHECKING:
    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]

KNOWN, LOWER, UPPER, DIGIT, ALNUM, SPACE = (1 << n for n in range(6))
_MARKS = (",", '"“”«„', "|·•»/", "%$€£", ".?!", " ", ":", ".", "…", "?", "([", ")]", '"”’»', '"“‘«„', "-•*–—▪●✓")
COMMA, QUOTE, BAR, MONEY, STOP, BLANK, COLON, DOT, ELLIPSIS, ASKS, OPENS, SHUTS, UNQUOTES, QUOTES, BULLET = (
    1 << n for n in range(6, 6 + len(_MARKS))
)
SMALL = 6 + len(_MARKS)  # from this bit on, the code of the letter in lower case

# What is counted in a line, each in its own bits of one number: a sum of such numbers counts all of it.
COUNTED = {COMMA: 0, QUOTE: 9, BAR: 18, MONEY: 27, DIGIT: 36, COLON: 45}
MOST = 511

_table: Codes = np.zeros(0x110000, dtype=np.int64)  # what is never looked at takes no memory
_ones: Codes = np.zeros(0x110000, dtype=np.int64)


def codes_of(text: str) -> Codes:
    """Give the code point of each character."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.int64)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)


def bits_of(codes: Codes) -> Codes:
    """Give the bits of each character, and above them its code in lower case."""
    found: Codes = _table.take(codes)
    if not found.min(initial=1):
        for code in set(codes[found == 0].tolist()):
            _table[code] = bits = _bits(chr(code))
            _ones[code] = sum(1 << at for kind, at in COUNTED.items() if bits & kind)
        found = _table.take(codes)
    return found


def ones_of(codes: Codes) -> Codes:
    """Give a one for each thing to count that each character is, where ``bits_of`` has seen it."""
    return _ones.take(codes)


def _bits(char: str) -> int:
    says: tuple[Any, ...] = (True, char.islower(), char.isupper(), char.isdigit(), char.isalnum(), char.isspace())
    bits = sum(1 << n for n, yes in enumerate((*says, *(char in marks for marks in _MARKS))) if yes)
    return bits | ord(char.lower()[0]) << SMALL


if native is not None:
    native.prepare_signs(_MARKS, COUNTED)
