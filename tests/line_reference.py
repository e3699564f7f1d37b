"""The features of a line worked out plainly, one line at a time: what the learned filter was trained with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import log2
from struct import pack
from zlib import crc32

from newsclean.cue_table import CueTable
from newsclean.features import Facts
from newsclean.line_columns import DENSITY_SAMPLE, KEY_LENGTH, KIND_COLUMNS, KINDS, OTHER_KIND
from newsclean.line_words import BUCKETS, SAMPLE, WORDS_READ


def row(text: str, facts: Facts, table: CueTable) -> tuple[bytes, frozenset[str]]:
    """Work out the features of one line, and its words without stop words."""
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
        255 * (first in "-•*–—▪●✓"),
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


def _bucket(word: str) -> int:
    return 1 + crc32(word.encode("utf-8", "replace")) % (BUCKETS - 1)


def similarity(bags: Sequence[frozenset[str]], core: tuple[int, int]) -> list[tuple[float, float]]:
    """Give the share of each line's words that the core of the article has too, and how many words that is."""
    first, last = core
    counts = Counter(chain.from_iterable(bags[first:last]))
    once = {word for word, count in counts.items() if count == 1}
    shares, sizes = [], []
    for position, bag in enumerate(bags):
        shared = len(bag & counts.keys()) if bag else 0
        if shared and first <= position < last:
            shared -= len(bag & once)
        shares.append(shared / (len(bag) or 1))
        sizes.append(min(1.0, len(bag) / 20))
    return [(share, size) for share, size in zip(shares, sizes, strict=True)]
