"""The features of lines by themselves, worked out for many lines at once.

All lines are joined into one array of characters; what is counted in a line is counted in all of them together.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING

import numpy as np

from newsclean import character_bits as char
from newsclean.features import Facts
from newsclean.line_words import SAMPLE, Page, Words, buckets
from newsclean.native import native
from newsclean.record_fields import AUTHOR_WORDS, DEBRIS_WORDS, FIELD_LENGTH, NAME_WORDS, line_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Columns = npt.NDArray[np.int16]
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
ASKED = ("byline", "source_credit")  # of a line with a cue of these, line_kind looks at more than its own text
KIND_COLUMNS = 10
IDS = 4
OWN = 46 + KIND_COLUMNS  # columns of a line's own features
FIRST_KIND = 46
FIRST_HIT = 42  # of any cue, a whole line, furniture, the heading of a section
SHORT_COLUMN = 39  # of at most eight words
ROW_BYTES = OWN + 2 * IDS

LINES_AT_ONCE = 400

_LOG_WORDS = np.array([min(255, int(32 * log2(1 + n))) for n in range(256)])  # beyond, it is always 255
_LOG_LENGTH = np.array([min(255, int(24 * log2(1 + n))) for n in range(1600)])

# Columns that say of what kind the first character of a line is, and the last.
_FIRST, _FIRST_KINDS = (
    [8, 9, 10, 11, 27, 35],
    np.array([char.LOWER, char.UPPER, char.DIGIT, char.ALNUM, char.BULLET, char.QUOTES])[:, None],
)
_LAST, _LAST_KINDS = (
    [12, 13, 14, 15, 34, 40],
    np.array([char.COLON, char.ELLIPSIS, char.ASKS, char.ALNUM, char.UNQUOTES, char.DOT])[:, None],
)
# Columns of what is counted in the whole sample, and what one of it is worth.
_COUNTS = [16, 17, 18, 28]
_WORTH = np.array([48, 64, 64, 64])[:, None]
_SHIFTS = np.array([char.COUNTED[kind] for kind in (char.COMMA, char.QUOTE, char.BAR, char.MONEY)])[:, None]


def make_rows(texts: Sequence[str], facts: Sequence[Facts], stop: Iterable[str]) -> list[tuple[bytes, bytes]]:
    """Work out the packed features of each line, and the numbers of its words without stop words."""
    if len(texts) <= LINES_AT_ONCE:
        return _make_rows(texts, facts, stop)
    parts = [slice(n, n + LINES_AT_ONCE) for n in range(0, len(texts), LINES_AT_ONCE)]
    return [row for part in parts for row in _make_rows(texts[part], facts[part], stop)]


def _make_rows(texts: Sequence[str], facts: Sequence[Facts], stop: Iterable[str]) -> list[tuple[bytes, bytes]]:
    samples = [text if len(text) <= SAMPLE else text[:SAMPLE] for text in texts]
    page = Page(samples)
    words = Words(page, stop)
    columns = np.zeros((OWN, len(texts)), dtype=np.int16)
    _fill_shape(columns, page, words)
    _fill_ends(columns, page, texts)
    _fill_flags(columns, texts, samples, facts)
    rows = np.empty((len(texts), ROW_BYTES), dtype=np.uint8)
    rows[:, :OWN] = np.minimum(columns, 255, out=columns).T
    ids = np.empty((IDS, len(texts)), dtype="<u2")
    ids[0] = _keys(texts, facts)
    ids[1:] = words.buckets()
    rows[:, OWN:] = np.ascontiguousarray(ids.T).view(np.uint8)
    packed = rows.tobytes()
    return list(zip([packed[n : n + ROW_BYTES] for n in range(0, len(packed), ROW_BYTES)], words.bags(), strict=True))


def _keys(texts: Sequence[str], facts: Sequence[Facts]) -> Numbers:
    """Hash lines that are short enough to be known again; 0 is any other."""
    found = np.zeros(len(texts), dtype=np.int64)
    short = [n for n, text in enumerate(texts) if len(text) <= KEY_LENGTH]
    if short:
        found[short] = buckets([facts[n].key for n in short])
    return found


def _fill_shape(columns: Columns, page: Page, words: Words) -> None:
    """Fill in what is counted in the samples."""
    bits, starts, lengths, count = page.bits, page.starts, page.lengths, words.count
    columns[5] = 255 * words.lower // count
    columns[6] = 255 * words.upper // count
    columns[29] = 255 * words.stops // count
    columns[31] = 14 * lengths // count
    columns[32] = 255 * ((bits[starts + 1] & char.SPACE) != 0)  # the first word is one character
    ends = page.stops  # of words
    columns[30] = 48 * page.count(ends[(bits[ends - 1] & char.STOP != 0) & (bits[ends] & char.BLANK != 0)])
    sums = np.cumsum(char.ones_of(page.codes))
    before = sums[starts - 1]
    found = sums[page.ends] - before
    columns[_COUNTS] = _WORTH * ((found >> _SHIFTS) & char.MOST)
    few = np.minimum(lengths, DENSITY_SAMPLE)
    digits = (sums[starts - 1 + few] - before) >> char.COUNTED[char.DIGIT] & char.MOST
    columns[7] = 510 * digits // few
    colons = (sums[starts - 1 + np.minimum(lengths, COLON_SAMPLE)] - before) >> char.COUNTED[char.COLON] & char.MOST
    columns[36] = 255 * (colons > 0)


def _fill_ends(columns: Columns, page: Page, texts: Sequence[str]) -> None:
    """Fill in what the first and the last characters are."""
    first, last = page.bits[page.starts], page.bits[page.ends - 1]
    cut = np.flatnonzero(page.lengths == SAMPLE)
    if len(cut):
        last[cut] = char.bits_of(char.codes_of("".join([texts[n][-1] for n in cut.tolist()])))
    columns[_FIRST] = 255 * ((first & _FIRST_KINDS) != 0)
    columns[_LAST] = 255 * ((last & _LAST_KINDS) != 0)
    columns[11] = 255 - columns[11]
    columns[21] = 255 * ((first & char.OPENS | last & char.SHUTS) != 0)


def _fill_flags(columns: Columns, texts: Sequence[str], samples: Sequence[str], facts: Sequence[Facts]) -> None:
    """Fill in what the whole texts say, and what is known of them already."""
    yes = (
        [f.ends for f in facts],
        [f.prose for f in facts],
        [f.unspaced for f in facts],
        [f.stamp is not None for f in facts],
        list(map(str.isupper, texts)),
        [("." in s and ("www." in s or ".com" in s)) or "@" in s or "://" in s for s in samples],
        [not ascii for ascii in map(str.isascii, texts)],
        [text.endswith("...") for text in texts],
    )
    columns[_FLAGS] |= 255 * np.frombuffer(b"".join(map(bytes, yes)), np.uint8).reshape(len(yes), -1).astype(np.int16)
    numbers = [_hit_bits(f) if f.hits else _FIELDS[line_kind(f)] if may_be_field(f) else 0 for f in facts]
    columns[_BITS] = 255 * ((np.array(numbers, dtype=np.int64) >> _PLACES) & 1)
    words = np.array([f.words for f in facts], dtype=np.int64)
    columns[0] = _LOG_WORDS.take(words, mode="clip")
    columns[1] = _LOG_LENGTH.take(np.array(list(map(len, texts)), dtype=np.int64), mode="clip")
    columns[33] = columns[2] * (words >= 8)
    columns[37:40] = 255 * (words <= _FEW)


def may_be_field(facts: Facts) -> bool:
    """Say whether a line without a cue may be a field of a record at all: to find out which takes a while."""
    if len(facts.text) > FIELD_LENGTH:
        return False
    words = facts.words
    return words <= NAME_WORDS or facts.stamp is not None or (words <= AUTHOR_WORDS and "#" in facts.left)


_FLAGS = [2, 3, 4, 26, 19, 20, 41, 13]
_BITS = [22, 23, 24, 25, *range(FIRST_HIT, OWN)]  # of fields and of cues
_PLACES = np.arange(len(_BITS))[:, None]
_FEW = np.array([[1], [3], [8]])
_FIELDS = {None: 0, "author": 1, "date": 2, "name": 4, "debris": 8}


def _hit_bits(facts: Facts) -> int:
    """Say which field a line is and what its cues are: a bit for each column."""
    found = _FIELDS[facts.field] | 16
    for hit in facts.hits:
        rule = hit.rule
        found |= _rule_bits(rule.filter, rule.match, rule.span, rule.company)
    return found


@lru_cache(maxsize=1000)
def _rule_bits(name: str, match: str, span: str, company: bool) -> int:
    whole, furniture, section = match == "whole", span == "block" and not company, span == "section"
    return whole << 5 | furniture << 6 | section << 7 | 1 << (8 + KINDS.get(name, OTHER_KIND))


_ASK = 32  # beside the number of a kind: Python is asked for the field


def _field_bits(facts: Facts) -> int:
    return _FIELDS[facts.field]


if native is not None:
    _asked = {**KINDS, **{name: KINDS[name] | _ASK for name in ASKED}}
    _fields = (FIELD_LENGTH, DEBRIS_WORDS, NAME_WORDS, AUTHOR_WORDS)
    native.prepare_known(Facts, _asked, OTHER_KIND, _field_bits, _fields)
    native.prepare_rows(bytes(_LOG_WORDS.tolist()), bytes(_LOG_LENGTH.tolist()))
