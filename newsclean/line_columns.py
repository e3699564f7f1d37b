"""The features of lines by themselves, worked out for many lines at once.

All lines are joined into one array of characters; what is counted in a line is counted in all of them together.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING

import numpy as np

from newsclean import character_bits as char
from newsclean.line_words import SAMPLE, Page, Words, buckets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from newsclean.features import Facts

    Numbers = npt.NDArray[np.int64]

DENSITY_SAMPLE = 80  # characters in which digits are counted
COLON_SAMPLE = 40
KEY_LENGTH = 60  # longer lines have no identity of their own

# Filters that name the same kind of furniture, by the number of their column.
KINDS = {
    "share_bar": 0,
    "ui_debris": 1,
    "navigation": 1,
    "newsletter": 2,
    "promo": 2,
    "paywall": 2,
    "read_more": 3,
    "related_list": 3,
    "teaser_list": 3,
    "disclaimer": 4,
    "copyright_notice": 4,
    "source_credit": 4,
    "caption_credit": 5,
    "byline": 6,
    "author_bio": 6,
    "dateline_stamp": 6,
    "consent": 7,
    "comment_section": 8,
    "app_download": 2,
    "donation": 2,
    "pagination": 1,
    "player": 1,
    "tag_list": 3,
}
OTHER_KIND = 9
KIND_COLUMNS = 10
IDS = 4
OWN = 46 + KIND_COLUMNS  # columns of a line's own features
FIRST_KIND = 46
FIRST_HIT = 42  # of any cue, a whole line, furniture, the heading of a section
SHORT_COLUMN = 39  # of at most eight words
ROW_BYTES = OWN + 2 * IDS

_LOG_WORDS = np.array([min(255, int(32 * log2(1 + n))) for n in range(256)])  # beyond, it is always 255
_LOG_LENGTH = np.array([min(255, int(24 * log2(1 + n))) for n in range(1600)])

# Columns that say of what kind the first character of a line is, and the last.
_FIRST, _FIRST_KINDS = (
    [8, 9, 10, 11, 27, 35],
    np.array([char.LOWER, char.UPPER, char.DIGIT, char.ALNUM, char.BULLET, char.QUOTES], dtype=np.uint32)[:, None],
)
_LAST, _LAST_KINDS = (
    [12, 13, 14, 15, 34, 40],
    np.array([char.COLON, char.ELLIPSIS, char.ASKS, char.ALNUM, char.UNQUOTES, char.DOT], dtype=np.uint32)[:, None],
)


def make_rows(texts: Sequence[str], facts: Sequence[Facts], stop: Iterable[str]) -> list[tuple[bytes, bytes]]:
    """Work out the packed features of each line, and the numbers of its words without stop words."""
    samples = [text if len(text) <= SAMPLE else text[:SAMPLE] for text in texts]
    page = Page(samples)
    words = Words(page, samples, stop)
    columns = np.zeros((OWN, len(texts)), dtype=np.int64)
    _fill_shape(columns, page, words)
    _fill_ends(columns, page, texts)
    _fill_flags(columns, texts, samples, facts)
    rows = np.empty((len(texts), ROW_BYTES), dtype=np.uint8)
    rows[:, :OWN] = np.minimum(columns, 255, out=columns).T
    ids = np.empty((len(texts), IDS), dtype="<u2")
    ids[:, 0] = _keys(facts)
    ids[:, 1:] = words.buckets().T
    rows[:, OWN:] = ids.view(np.uint8)
    packed = rows.tobytes()
    return list(zip([packed[n : n + ROW_BYTES] for n in range(0, len(packed), ROW_BYTES)], words.bags(), strict=True))


def _keys(facts: Sequence[Facts]) -> Numbers:
    """Hash lines that are short enough to be known again; 0 is any other."""
    short = np.array([len(f.text) for f in facts]) <= KEY_LENGTH
    hashed = buckets([f.key if len(f.text) <= KEY_LENGTH else "" for f in facts])
    return np.where(short, hashed, 0)


def _fill_shape(columns: Numbers, page: Page, words: Words) -> None:
    """Fill in what is counted in the samples."""
    bits, starts, lengths, count = page.bits, page.starts, page.lengths, words.count
    columns[5] = 255 * words.lower // count
    columns[6] = 255 * words.upper // count
    columns[29] = 255 * words.stops // count
    columns[31] = 14 * lengths // count
    columns[32] = 255 * page.spaces[starts + 1]  # the first word is one character; behind a line is a line break
    at = np.flatnonzero(bits & (char.COMMA | char.QUOTE | char.BAR | char.MONEY | char.STOP | char.DIGIT | char.COLON))
    found = bits[at]
    for column, value, kind in ((16, 48, char.COMMA), (17, 64, char.QUOTE), (18, 64, char.BAR), (28, 64, char.MONEY)):
        columns[column] = value * page.count(at[(found & kind) != 0])
    stops = at[(found & char.STOP) != 0]
    columns[30] = 48 * page.count(stops[(bits[stops + 1] & char.BLANK) != 0])
    place = at - starts[page.line[at]]
    digits = page.count(at[((found & char.DIGIT) != 0) & (place < DENSITY_SAMPLE)])
    columns[7] = 510 * digits // np.minimum(lengths, DENSITY_SAMPLE)
    columns[36] = 255 * (page.count(at[((found & char.COLON) != 0) & (place < COLON_SAMPLE)]) > 0)


def _fill_ends(columns: Numbers, page: Page, texts: Sequence[str]) -> None:
    """Fill in what the first and the last characters are."""
    first = page.bits[page.starts]
    last = char.bits_of(char.codes_of("".join([text[-1] for text in texts])))
    columns[_FIRST] = 255 * ((first & _FIRST_KINDS) != 0)
    columns[_LAST] = 255 * ((last & _LAST_KINDS) != 0)
    columns[11] = 255 - columns[11]
    columns[21] = 255 * ((first & char.OPENS | last & char.SHUTS) != 0)


def _fill_flags(columns: Numbers, texts: Sequence[str], samples: Sequence[str], facts: Sequence[Facts]) -> None:
    """Fill in what the whole texts say, and what is known of them already."""
    yes = (
        [f.ends for f in facts],
        [f.prose for f in facts],
        [f.unspaced for f in facts],
        [f.stamp is not None for f in facts],
        [text.isupper() for text in texts],
        ["@" in s or "www." in s or "://" in s or ".com" in s for s in samples],
        [not text.isascii() for text in texts],
        [text.endswith("...") for text in texts],
    )
    columns[_FLAGS] |= 255 * np.frombuffer(b"".join(map(bytes, yes)), dtype=np.uint8).reshape(len(yes), -1).astype(int)
    numbers = [_FIELDS.get(f.field, 0) | _hit_bits(f) if f.hits else _FIELDS.get(f.field, 0) for f in facts]
    columns[_BITS] = 255 * ((np.array(numbers, dtype=np.int64) >> np.arange(len(_BITS))[:, None]) & 1)
    words = np.array([f.words for f in facts], dtype=np.int64)
    columns[0] = _LOG_WORDS.take(words, mode="clip")
    columns[1] = _LOG_LENGTH.take(np.array(list(map(len, texts)), dtype=np.int64), mode="clip")
    columns[33] = columns[2] * (words >= 8)
    columns[37:40] = 255 * (words <= np.array([[1], [3], [8]]))


_FLAGS = [2, 3, 4, 26, 19, 20, 41, 13]
_BITS = [22, 23, 24, 25, *range(FIRST_HIT, OWN)]  # of fields and of cues
_FIELDS = {None: 0, "author": 1, "date": 2, "name": 4, "debris": 8}


def _hit_bits(facts: Facts) -> int:
    """Say what the cues of a line are: a bit for each column."""
    found = 16
    for hit in facts.hits:
        rule = hit.rule
        found |= _rule_bits(rule.filter, rule.match, rule.span, rule.company)
    return found


@lru_cache(maxsize=1000)
def _rule_bits(name: str, match: str, span: str, company: bool) -> int:
    whole, furniture, section = match == "whole", span == "block" and not company, span == "section"
    return whole << 5 | furniture << 6 | section << 7 | 1 << (8 + KINDS.get(name, OTHER_KIND))
