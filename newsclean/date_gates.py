"""Gates of dates: most lines hold none, and a look at their words must rule them out before a shape is tried."""

from __future__ import annotations

from functools import cache

from newsclean.date_shapes import shapes
from newsclean.lazy import pattern
from newsclean.locales import Lexicon, fold, is_unspaced, words

LONGEST = 120
LONGEST_WORDS = 40  # of a date line without a digit: "Last updated just now"
_DIGITS = "[0-9٠-٩۰-۹０-９]"
DIGIT = pattern(_DIGITS)
_PIECE = pattern(r"[^\W\d_]+|\d+")
_HEAD = pattern(r"[\W_]{0,3}(?:([^\W\d_ʼ]+)|\d)")
_FIRST = pattern(r"[^\W\d_ʼ]+")
_LETTERS = pattern("[A-Za-z]+")
LETTERS_OF_START = 3
_IN_CLOCKS = {"T", "Z", "t", "z", "h", "H"}  # of 2024-07-01T10:00:00Z, 14h05
_BAR = pattern("[-|•·–—]")
_NUMERIC_REST = r"\u200f?(?:([-/.／])\d\d?\u200f?\1\d| ?[年月년월]|\. \d\d?\. \d|/\d\d? ?[(（])"
_NUMERIC = pattern(_DIGITS + _NUMERIC_REST)


def may_hold_date(line: str, digits: bool) -> bool:
    """Say whether a line may hold a date among other words; ``digits`` tells whether a digit is in it."""
    if digits and (_NUMERIC.search(line) or _has_month_by_number(line)):
        return True
    end = line.rsplit(None, 1)[-1:]
    if not end:
        return False
    word, endings = end[0].replace("\u0130", "i").lower(), shapes().lexicon.endings
    if word not in endings and word.strip(".0123456789") not in endings:
        return is_unspaced(word[-1]) and word[-1] in endings and _BAR.search(line) is not None
    return _BAR.search(line) is not None


def _has_month_by_number(line: str) -> bool:
    lexicon = shapes().lexicon
    pieces = _PIECE.findall(fold(line))
    if lexicon.months.isdisjoint(pieces):
        return False
    return any(
        piece in lexicon.months
        and (
            _meets_number(pieces[index + 1 : index + 3], lexicon)
            or _meets_number(pieces[max(0, index - 3) : index][::-1], lexicon)
        )
        for index, piece in enumerate(pieces)
    )


def _meets_number(pieces: list[str], lexicon: Lexicon) -> bool:
    """Tell whether only words of dates stand before the first number."""
    for piece in pieces:
        if piece[0].isdigit() or is_unspaced(piece):
            return True
        if piece not in lexicon:
            return False
    return False


@cache
def date_starts() -> frozenset[str]:
    """Give the first letters of the words that dates begin with."""
    return frozenset([head[:LETTERS_OF_START] for head in words()["phrases"]])


@cache
def date_letters() -> frozenset[str]:
    """Give the Latin words that may stand in a date, as dates write them."""
    return frozenset([*words()["words"], *_IN_CLOCKS])


def may_begin_date(folded: str) -> bool:
    """Say whether a folded line begins with a word that dates begin with."""
    found = _FIRST.match(folded)
    if found is None:
        return False
    word = found[0]
    return (word[0] if is_unspaced(word) else word) in words()["phrases"]


def latin_words(line: str) -> list[str]:
    """List the stretches of Latin letters in a line."""
    return _LETTERS.findall(line if line.isascii() else line.replace("\u0130", "i"))


def may_be_stamp(line: str) -> bool:
    """Say whether a line may be nothing but a date stamp."""
    if not 1 < len(line) <= LONGEST:
        return False
    lexicon, plain = shapes().lexicon, line.isascii()
    pieces = latin_words(line)
    if not date_letters().issuperset(pieces):
        return False
    if plain and not pieces:
        return ":" in line or any(line.count(sign) > 1 for sign in "-/.")
    if DIGIT.search(line) is None and (
        len(line) > LONGEST_WORDS or (plain and lexicon.last_words.isdisjoint(map(str.lower, pieces)))
    ):
        return False
    return _has_head(line, lexicon)


def _has_head(line: str, lexicon: Lexicon) -> bool:
    """Say whether a line begins with a digit or a word that dates begin with."""
    head = _HEAD.match(line)
    if head is None:
        return False
    word = head[1]
    if not word or word in lexicon.words:
        return True
    word = word.replace("\u0130", "i").lower()
    return (word[0] if is_unspaced(word) else word) in lexicon.heads
