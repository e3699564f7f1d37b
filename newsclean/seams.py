"""Where a headline was run into its summary: ``slumpsNatural``, ``2025As``, ``why?The``."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from newsclean.columns import MIN_SUMMARY
from newsclean.features import is_unspaced
from newsclean.lazy import pattern
from newsclean.names import UPPER
from newsclean.native import native

MAX_TITLE = 300  # characters
MAX_TITLE_WORDS = 30
MIN_UNSPACED = 6
LONG_WORD = 4  # letters from which a word is capitalised in a title-case headline
TITLE_CASE = 0.7  # share of such words that are, at least

# A capital behind a letter or a closing mark: asked in this order, for capitals are few.
_MARKS_BEFORE = '%!?"”’»)'
_MARKS_BEHIND = " ,’'-"  # of the word it begins
_SEAM = pattern(rf"{UPPER}(?<=[^\W_].|[{_MARKS_BEFORE}].)(?=[^\W\d_]*[{_MARKS_BEHIND}])")
_BEFORE_WORD = '"“‘(/-'  # and white space
_RIGHT = pattern(r"[^\W\d_]+")
# First parts of names with a capital inside; the word is part of a name, whatever follows.
_NAME_START = pattern(
    r"(?:^|[^\w])(?:Mc|Mac|De|La|Le|Di|Du|You|Tik|Whats|Linked|Face|Pay|Snap|Insta|Git|Play|Master|[a-z]{1,2})$"
)
_ACRONYM_TAILS = ("OS", "TV")  # of names such as macOS
_SENTENCE_END = pattern(r"[^\W\dA-ZÀ-ÖØ-Þ_]{3}\.[\"”’)]?\s|\d{3}\.\s|[。！？]")  # not "U.S. ", "vs. "


class Seam(NamedTuple):
    """A place in a line where a headline may end and its summary begin."""

    at: int
    sure: bool  # no name is written like this


def find_seam(text: str, starters: Container[str]) -> Seam | None:
    """Find where a headline ends within a line: the first sure place, else the first possible one."""
    possible = None
    places = native.seam_places if native is not None else places_in_python
    for begin, at in places(text, MAX_TITLE, MIN_SUMMARY):
        sure = _rate(text, begin, at, starters)
        if sure is None or not is_title(text[:at]):
            continue
        if sure:
            return Seam(at, True)
        possible = possible or Seam(at, False)
    return possible


def places_in_python(text: str, most: int, rest: int) -> list[tuple[int, int]]:
    """Give where a word goes on with a capital, each with where the word begins; without a compiled core."""
    places = [match.start() for match in _SEAM.finditer(text, 0, min(most, len(text) - rest))]
    return [(_begin_of_word(text, at), at) for at in places]


def _rate(text: str, begin: int, at: int, starters: Container[str]) -> bool | None:
    """Say how sure a seam is in a word that begins at an offset; None when it is none."""
    left, found = text[begin:at], _RIGHT.match(text, at)
    right = found[0] if found else ""
    if left[-1:].isdigit():
        return _is_number_seam(left, right)
    if not left[-1:].isalpha():
        return closes(text[:at])
    if left.isupper() or right in _ACRONYM_TAILS or _NAME_START.search(left):
        return None
    if left.islower():
        return True
    return right.lower() in starters


def _is_number_seam(left: str, right: str) -> bool | None:
    """Tell "2025As" from 5G, 3D and other names that begin with a digit."""
    if len(right) > 1 and right[1].islower():
        return len(left) > 1
    return True if len(left) > 3 and right in ("A", "I") else None


def _begin_of_word(text: str, end: int) -> int:
    begin = end
    while begin and text[begin - 1] not in _BEFORE_WORD and not text[begin - 1].isspace():
        begin -= 1
    return begin


def joins(title: str, summary: str) -> bool:
    """Say whether a line may fall into these parts when its second part is known to stand alone too.

    A pull quote begins within a sentence of its paragraph, behind a space or an opening quote.
    """
    return (title[-1].isalnum() or closes(title)) and not summary[0].islower()


def closes(title: str) -> bool:
    """Say whether a text ends with a mark that a headline may end with, an opening quote is none."""
    last = title[-1]
    if last in "!?.%…»":
        return True
    if last not in "\"”’')" or len(title) < 2 or title[-2].isspace():
        return False
    # An elision ("l’Assemblée") is no closing quote.
    return last not in "’'" or any(mark in title[:-1] for mark in "‘'“\"")


def is_title(title: str) -> bool:
    """Say whether a text has the length of a headline and is one sentence at most."""
    if len(title) > MAX_TITLE:
        return False
    words = len(title.split())
    unspaced = words < 3 and len(title) >= MIN_UNSPACED and is_unspaced(title[-1])
    if not (3 <= words <= MAX_TITLE_WORDS or unspaced) or title[0].isspace():
        return False
    return _SENTENCE_END.search(title) is None and any(c.isalnum() for c in title[:2])


def is_title_case(title: str) -> bool:
    """Say whether the long words of a headline begin with capitals."""
    long = [word for word in title.split() if len(word) >= LONG_WORD]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= TITLE_CASE * len(long)


if native is not None:
    native.prepare_seams(UPPER[1:-1], _MARKS_BEFORE, _MARKS_BEHIND, _BEFORE_WORD)
