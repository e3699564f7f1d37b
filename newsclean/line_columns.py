"""The features of lines by themselves, worked out for many lines at once.

All lines are joined into one array of characters; what is counted in a line is counted in all of them together.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from math import log2
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from newsclean import character_bits as char

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from newsclean.features import Facts

    Numbers = npt.NDArray[np.int64]
    Marks = npt.NDArray[np.bool_]

SAMPLE = 300  # characters of a long line that are looked at
WORDS_READ = 30
DENSITY_SAMPLE = 80  # characters in which digits are counted
COLON_SAMPLE = 40
KEY_LENGTH = 60  # longer lines have no identity of their own
BUCKETS = 4096  # of hashed words

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
_FIELDS = {None: 0, "author": 1, "date": 2, "name": 3, "debris": 4}


class WordNumbers(dict[str, int]):
    """Numbers for the words of lines, given as they turn up; those of stop words are odd."""

    def __init__(self, stop: Any) -> None:
        """Take in the stop words."""
        self.stop = stop

    def __missing__(self, word: str) -> int:
        number = self[word] = 2 * len(self) + (word in self.stop)
        return number


def make_rows(texts: Sequence[str], facts: Sequence[Facts], numbers: WordNumbers) -> list[tuple[bytes, bytes]]:
    """Work out the packed features of each line, and the numbers of its words without stop words."""
    samples = [text if len(text) <= SAMPLE else text[:SAMPLE] for text in texts]
    page = _Page(samples)
    words = _Words(page, samples, numbers)
    columns = np.zeros((OWN, len(texts)), dtype=np.int64)
    _fill_shape(columns, page, words)
    _fill_text(columns, texts, samples)
    _fill_ends(columns, page, texts)
    _fill_facts(columns, facts)
    rows = np.empty((len(texts), ROW_BYTES), dtype=np.uint8)
    rows[:, :OWN] = np.minimum(columns, 255, out=columns).T
    rows[:, OWN:] = words.ids([_hash(f.key) if len(f.text) <= KEY_LENGTH else 0 for f in facts]).view(np.uint8)
    packed = rows.tobytes()
    return list(zip([packed[n : n + ROW_BYTES] for n in range(0, len(packed), ROW_BYTES)], words.bags(), strict=True))


class _Page:
    """The characters of all samples, each with its line."""

    def __init__(self, samples: list[str]) -> None:
        self.bits = char.bits_of("\n".join([*samples, ""]))
        self.lengths = np.array(list(map(len, samples)), dtype=np.int64)
        self.starts = np.cumsum(self.lengths + 1) - self.lengths - 1
        self.size = len(samples)
        self.line = np.repeat(np.arange(self.size), self.lengths + 1)

    def count(self, places: Numbers) -> Numbers:
        """Count places in each line."""
        return np.bincount(self.line[places], minlength=self.size)


class _Words:
    """The words read of all samples, each with its line."""

    def __init__(self, page: _Page, samples: list[str], numbers: WordNumbers) -> None:
        spaces = (page.bits & char.SPACE) != 0
        begins = ~spaces
        begins[1:] &= spaces[:-1]
        at = np.flatnonzero(begins)
        words = "\n".join([sample.lower() for sample in samples]).split()
        count = page.count(at)
        if int(count.max()) > WORDS_READ:
            rank = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
            read = rank < WORDS_READ
            at, words, count = at[read], list(compress(words, read.tolist())), np.minimum(count, WORDS_READ)
        self.words, self.count = words, count
        self.line = page.line[at]
        self.first = np.cumsum(count) - count
        heads = page.bits[at]
        self.lower, self.upper = (page.count(at[(heads & kind) != 0]) for kind in (char.LOWER, char.UPPER))
        self.numbers = np.array([numbers[word] for word in words], dtype=np.int64)
        self.stops = page.count(at[(self.numbers & 1) != 0])
        self.single = spaces[page.starts + 1]  # the first word is one character; behind a line is a line break

    def ids(self, keys: list[int]) -> npt.NDArray[np.uint16]:
        """Give hashes of each line, its first two words and its last one; 0 means nothing."""
        first, words = self.first, self.words
        found = np.zeros((len(keys), IDS), dtype="<u2")
        found[:, 0] = keys
        found[:, 1] = [_bucket(words[n]) for n in first.tolist()]
        two = self.count > 1
        found[two, 2] = [_bucket(words[n + 1]) for n in first[two].tolist()]
        found[:, 3] = [_bucket(words[n]) for n in (first + self.count - 1).tolist()]
        return found

    def bags(self) -> list[bytes]:
        """Give the numbers of the words of each line, each word once."""
        telling = (self.numbers & 1) == 0
        pairs = (self.line[telling] << 32) | (self.numbers[telling] >> 1)
        pairs.sort()
        if len(pairs):
            pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
        ends = (4 * np.cumsum(np.bincount(pairs >> 32, minlength=len(self.count)))).tolist()
        packed = (pairs & 0xFFFFFFFF).astype(np.int32).tobytes()
        return [packed[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _hash(word: str) -> int:
    return 1 + crc32(word.encode("utf-8", "replace")) % (BUCKETS - 1)


_bucket = lru_cache(maxsize=50_000)(_hash)


def _flags(values: Iterable[int]) -> npt.NDArray[np.uint8]:
    """Make an array of small numbers."""
    return np.frombuffer(bytes(values), dtype=np.uint8)


def _fill_shape(columns: Numbers, page: _Page, words: _Words) -> None:
    """Fill in what is counted in the samples."""
    bits, starts, lengths, count = page.bits, page.starts, page.lengths, words.count
    columns[5] = 255 * words.lower // count
    columns[6] = 255 * words.upper // count
    columns[29] = 255 * words.stops // count
    columns[31] = 14 * lengths // count
    columns[32] = 255 * words.single
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


def _fill_text(columns: Numbers, texts: Sequence[str], samples: Sequence[str]) -> None:
    """Fill in what the whole texts say."""
    columns[1] = _LOG_LENGTH[np.minimum(np.array(list(map(len, texts))), len(_LOG_LENGTH) - 1)]
    flags = {
        19: [text.isupper() for text in texts],
        20: ["@" in s or "www." in s or "://" in s or ".com" in s for s in samples],
        41: [not text.isascii() for text in texts],
    }
    for column, values in flags.items():
        columns[column] = 255 * _flags(values).astype(np.int64)


def _fill_ends(columns: Numbers, page: _Page, texts: Sequence[str]) -> None:
    """Fill in what the first and the last characters are."""
    first = page.bits[page.starts]
    last = char.bits_of("".join([text[-1] for text in texts]))
    for column, which, kind in (
        *((8, first, char.LOWER), (9, first, char.UPPER), (10, first, char.DIGIT), (27, first, char.BULLET)),
        *((35, first, char.QUOTES), (12, last, char.COLON), (14, last, char.ASKS), (15, last, char.ALNUM)),
        *((34, last, char.UNQUOTES), (40, last, char.DOT)),
    ):
        columns[column] = 255 * ((which & kind) != 0)
    columns[11] = 255 * ((first & char.ALNUM) == 0)
    columns[13] = 255 * (((last & char.ELLIPSIS) != 0) | (_flags([text.endswith("...") for text in texts]) != 0))
    columns[21] = 255 * ((first & char.OPENS | last & char.SHUTS) != 0)


def _fill_facts(columns: Numbers, facts: Sequence[Facts]) -> None:
    """Fill in what is known of each line already."""
    words = _flags([f.words if f.words < 255 else 255 for f in facts])
    ends = _flags([f.ends for f in facts]) != 0
    columns[0] = _LOG_WORDS[words]
    columns[2] = 255 * ends
    columns[3] = 255 * (_flags([f.prose for f in facts]) != 0)
    columns[4] = 255 * (_flags([f.unspaced for f in facts]) != 0)
    field = _flags([_FIELDS.get(f.field, 0) for f in facts])
    columns[22:26] = 255 * (field == np.arange(1, 5)[:, None])
    columns[26] = 255 * (_flags([f.stamp is not None for f in facts]) != 0)
    columns[33] = 255 * ((words >= 8) & ends)
    for column, most in ((37, 1), (38, 3), (SHORT_COLUMN, 8)):
        columns[column] = 255 * (words <= most)
    hits = np.array([_hit_bits(f) if f.hits else 0 for f in facts], dtype=np.int64)
    columns[FIRST_HIT:] = 255 * ((hits >> np.arange(OWN - FIRST_HIT)[:, None]) & 1)


def _hit_bits(facts: Facts) -> int:
    """Say what the cues of a line are: a bit for each column."""
    found = 1
    for hit in facts.hits:
        rule = hit.rule
        found |= _rule_bits(rule.filter, rule.match, rule.span, rule.company)
    return found


@lru_cache(maxsize=1000)
def _rule_bits(name: str, match: str, span: str, company: bool) -> int:
    whole, furniture, section = match == "whole", span == "block" and not company, span == "section"
    return whole << 1 | furniture << 2 | section << 3 | 1 << (4 + KINDS.get(name, OTHER_KIND))
