"""Words of a headline that an address repeats: ".../2024/05/longer-pier-voted.html" says longer, pier, voted."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote, urlsplit

from newsclean.lazy import pattern

MIN_WORDS = 2
LONGEST_NUMBER = 4  # digits; longer ones are keys of a database
_WORD = pattern(r"[^\W_]+")
_LETTERS = pattern(r"[^\W\d_]{2,}")
_SUFFIXES = frozenset(("html", "htm", "php", "aspx", "shtml"))


@lru_cache(maxsize=64)
def slug_words(url: str | None) -> frozenset[str]:
    """List the words of the part of an address that spells a headline out; none when no part does."""
    if not url:
        return frozenset()
    try:
        path = urlsplit(url).path
    except ValueError:  # a broken address
        return frozenset()
    longest = max(plain(unquote(path)).split("/"), key=lambda part: len(_LETTERS.findall(part)))
    words = [word for word in _WORD.findall(longest) if not (word.isdigit() and len(word) > LONGEST_NUMBER)]
    words = [word for word in words if word not in _SUFFIXES]
    return frozenset(words) if len(words) >= MIN_WORDS else frozenset()


def words_of(text: str) -> set[str]:
    """List the words of a line as addresses spell them."""
    return set(_WORD.findall(plain(text)))


def plain(text: str) -> str:
    """Fold case and take accents off."""
    low = text.lower()
    if low.isascii():
        return low
    import unicodedata

    return "".join(char for char in unicodedata.normalize("NFKD", low) if not unicodedata.combining(char))
