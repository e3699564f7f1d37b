"""What the learned filter sees of a line by itself: its length, ends, capitals, digits, words and cues.

Small whole numbers packed into bytes and remembered by text. Nothing here depends on the language beyond stop
words and cues.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2
from struct import pack
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from newsclean.cue_table import CueTable
    from newsclean.document import Block
    from newsclean.features import Facts

    Floats = npt.NDArray[np.float32]
    Ids = npt.NDArray[np.uint16]

SAMPLE = 300  # characters of a long line that are looked at
WORDS_READ = 30
DENSITY_SAMPLE = 80  # characters in which digits are counted
KEY_LENGTH = 60  # longer lines have no identity of their own
BUCKETS = 4096  # of hashed words
MEMO_SIZE = 40_000
MEMO_LENGTH = 160

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
SHORT_COLUMN = 39  # of at most eight words
ROW_BYTES = OWN + 2 * IDS

_BULLETS = "-•*–—▪●✓"


def own_rows(blocks: Sequence[Block], table: CueTable) -> tuple[bytes, list[frozenset[str]]]:
    """Give the own features of all lines, packed one after the other, and the words of each."""
    memo = table.rows
    rows, bags = [], []
    for block in blocks:
        text = block.text
        known = memo.get(text)
        if known is None:
            known = _row(text, block.facts, table)
            if len(text) <= MEMO_LENGTH:
                if len(memo) >= MEMO_SIZE:
                    memo.clear()
                memo[text] = known
        rows.append(known[0])
        bags.append(known[1])
    return b"".join(rows), bags


def _row(text: str, facts: Facts, table: CueTable) -> tuple[bytes, frozenset[str]]:
    sample = text if len(text) <= SAMPLE else text[:SAMPLE]
    words = sample.split(None, WORDS_READ)[:WORDS_READ]
    lowered = sample.lower().split(None, WORDS_READ)[:WORDS_READ]
    stop = table.stop_words
    heads = [word[0] for word in words]
    count = len(words) or 1
    first, last = text[0], text[-1]
    field = facts.field
    start = sample[:DENSITY_SAMPLE]
    many = sample.count
    values = [
        int(32 * log2(1 + facts.words)),
        int(24 * log2(1 + len(text))),
        255 * facts.ends,
        255 * facts.prose,
        255 * facts.unspaced,
        255 * sum(map(str.islower, heads)) // count,
        255 * sum(map(str.isupper, heads)) // count,
        510 * sum(map(str.isdigit, start)) // len(start),
        255 * first.islower(),
        255 * first.isupper(),
        255 * first.isdigit(),
        255 * (not first.isalnum()),
        255 * (last == ":"),
        255 * (last == "…" or text.endswith("...")),
        255 * (last == "?"),
        255 * last.isalnum(),
        48 * many(","),
        64 * (many('"') + many("“") + many("”") + many("«") + many("„")),
        64 * (many("|") + many("·") + many("•") + many("»") + many("/")),
        255 * text.isupper(),
        255 * ("@" in sample or "www." in sample or "://" in sample or ".com" in sample),
        255 * (first in "([" or last in ")]"),
        255 * (field == "author"),
        255 * (field == "date"),
        255 * (field == "name"),
        255 * (field == "debris"),
        255 * (facts.stamp is not None),
        255 * (first in _BULLETS),
        64 * (many("%") + many("$") + many("€") + many("£")),
        255 * sum(map(stop.__contains__, lowered)) // count,
        48 * (many(". ") + many("? ") + many("! ")),
        14 * len(sample) // count,
        255 * (len(words[0]) == 1),
        255 * (facts.words >= 8 and facts.ends),
        255 * (last in '"”’»'),
        255 * (first in '"“‘«„'),
        255 * (":" in sample[:40]),
        255 * (facts.words == 1),
        255 * (facts.words <= 3),
        255 * (facts.words <= 8),
        255 * (last == "."),
        255 * (not text.isascii()),
        *_hit_values(facts),
    ]
    row = bytes([value if value < 255 else 255 for value in values]) + _ids(facts, lowered)
    return row, frozenset(lowered).difference(stop)


_NO_HITS = [0] * (4 + KIND_COLUMNS)


def _hit_values(facts: Facts) -> list[int]:
    if not facts.hits:
        return _NO_HITS
    values = [0] * (4 + KIND_COLUMNS)
    for hit in facts.hits:
        rule = hit.rule
        values[0] = 255
        values[1] |= 255 * (rule.match == "whole")
        values[2] |= 255 * (rule.span == "block" and not rule.company)
        values[3] |= 255 * (rule.span == "section")
        values[4 + KINDS.get(rule.filter, OTHER_KIND)] = 255
    return values


def _ids(facts: Facts, words: Sequence[str]) -> bytes:
    """Hash the line, its first two words and its last one; 0 means nothing."""
    key = _bucket(facts.key) if len(facts.text) <= KEY_LENGTH else 0
    second = _bucket(words[1]) if len(words) > 1 else 0
    return pack("<4H", key, _bucket(words[0]), second, _bucket(words[-1]))


@lru_cache(maxsize=50_000)
def _bucket(word: str) -> int:
    return 1 + crc32(word.encode("utf-8", "replace")) % (BUCKETS - 1)


def own_matrix(packed: bytes) -> tuple[Floats, Ids]:
    """Unpack the own features of a document into a matrix and the hashed words."""
    rows = np.frombuffer(packed, dtype=np.uint8).reshape(-1, ROW_BYTES)
    ids = np.ascontiguousarray(rows[:, OWN:]).view("<u2")
    return rows[:, :OWN].astype(np.float32) / np.float32(255), ids
