"""The words at the beginning of lines, found and numbered for many lines at once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from newsclean.character_bits import LOWER, SMALL, SPACE, UPPER, bits_of, codes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Marks = npt.NDArray[np.bool_]

SAMPLE = 300  # characters of a long line that are looked at
WORDS_READ = 30
BUCKETS = 4096  # of hashed words
NUMBER_BITS = 48  # of what a word of a page is known by: two do not meet by chance
_GUESS_BITS = 16

_FACTOR = 0x9E3779B97F4A7C15
_AT_ONCE = 1 << 17  # characters
_stop: tuple[Any, Numbers, Marks] = (None, np.empty(0, np.int64), np.empty(0, np.bool_))  # of the last words asked for


class Page:
    """The characters of the beginnings of all lines; a line break stands before and behind each."""

    def __init__(self, samples: list[str]) -> None:
        self.text = "\n".join(["", *samples, ""])
        self.codes = codes_of(self.text)
        self.bits = bits_of(self.codes)
        self.lengths = np.array(list(map(len, samples)), dtype=np.int64)
        behind = np.cumsum(self.lengths + 1)
        self.ends = behind
        self.starts = behind - self.lengths
        self.size = len(samples)
        self.begins, self.stops = _edges(self.bits)

    def count(self, places: Numbers) -> Numbers:
        """Count places, which are in order, in each line."""
        found: Numbers = np.searchsorted(places, self.ends)
        found[1:] -= found[:-1].copy()
        return found


class Words:
    """The words read of a page, each with its line."""

    def __init__(self, page: Page, stop: Iterable[str]) -> None:
        text, bits = page.text, page.bits
        begins, ends = page.begins, page.stops
        count = page.count(begins)
        read: Any = slice(None)
        if int(count.max()) > WORDS_READ:
            rank = np.arange(len(begins)) - np.repeat(np.cumsum(count) - count, count)
            read = np.flatnonzero(rank < WORDS_READ)
            begins, ends = begins[read], ends[read]
            count = np.minimum(count, WORDS_READ)
        # Of two letters the lower case is longer or hangs on what stands around them.
        if "İ" in text or "Σ" in text:
            small = bits_of(codes_of(text.lower()))
            numbers = _numbers(small, *_edges(small))[read]
        else:
            numbers = _numbers(bits, begins, ends)
        self.count = count
        self.firsts = np.cumsum(count) - count
        heads = bits.take(begins)
        self.lower, self.upper = (self._count((heads & kind) != 0) for kind in (LOWER, UPPER))
        is_stop = _are_stop(numbers, stop)
        self.stops = self._count(is_stop)
        self._numbers, self._telling = numbers, ~is_stop
        self._text, self._begins, self._ends = text, begins, ends

    def _count(self, marks: Marks) -> Numbers:
        """Count the marked words of each line."""
        return np.add.reduceat(marks, self.firsts, dtype=np.int64)

    def buckets(self) -> Numbers:
        """Give hashes of the first two words of each line and its last one; 0 where there is no second."""
        count, firsts = self.count, self.firsts
        more, most = np.flatnonzero(count > 1), np.flatnonzero(count > 2)
        which = np.concatenate([firsts, firsts[more] + 1, firsts[most] + count[most] - 1])
        text, pairs = self._text, zip(self._begins[which].tolist(), self._ends[which].tolist(), strict=True)
        hashed = buckets([text[begin:end] for begin, end in pairs])
        lines, seconds = len(count), len(count) + len(more)
        found = np.zeros((3, lines), dtype=np.int64)
        found[0] = found[2] = hashed[:lines]
        found[1, more] = found[2, more] = hashed[lines:seconds]
        found[2, most] = hashed[seconds:]
        return found

    def bags(self) -> list[bytes]:
        """Give the numbers of the words of each line without stop words, each word once."""
        lines = len(self.count)
        line = np.repeat(np.arange(lines), self.count)
        both = (line << NUMBER_BITS | _top(self._numbers, NUMBER_BITS))[self._telling]
        both.sort()
        new = np.ones(len(both), dtype=np.bool_)
        new[1:] = both[1:] != both[:-1]
        both = both[new]
        packed = (both & ((1 << NUMBER_BITS) - 1)).tobytes()
        ends = (8 * np.searchsorted(both, np.arange(1, lines + 1) << NUMBER_BITS)).tolist()
        return [packed[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def buckets(words: Iterable[str]) -> Numbers:
    """Hash words, in which no line breaks, into a few thousand buckets, from 1 on; capitals are as small letters."""
    packed = "\n".join(words).lower().encode("utf-8", "replace").split(b"\n")
    return 1 + np.fromiter(map(crc32, packed), np.int64, len(packed)) % (BUCKETS - 1)


def _edges(bits: Numbers) -> tuple[Numbers, Numbers]:
    """Find where words begin and where they end; a space stands before and behind all."""
    spaces = (bits & SPACE) != 0
    edges = np.flatnonzero(spaces[1:] != spaces[:-1]) + 1
    return edges[::2], edges[1::2]


def _numbers(bits: Numbers, begins: Numbers, ends: Numbers) -> Numbers:
    """Give words numbers by their characters: the sum of each times a power of its place, from the word's begin."""
    powers, inverse = _powers(max(len(bits), _AT_ONCE))
    sums = bits >> SMALL
    sums *= powers[: len(bits)]
    np.cumsum(sums, out=sums)
    found: Numbers = (sums.take(ends - 1) - sums.take(begins - 1)) * inverse.take(begins)
    return found


def _top(numbers: Numbers, bits: int) -> Numbers:
    """Give the first bits of numbers: all that was read has a part in them."""
    return (numbers.view(np.uint64) >> np.uint64(64 - bits)).view(np.int64)


@lru_cache(maxsize=1)
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """Give the powers of an odd number and of its inverse, 64 bits of them."""
    one, other = (np.full(size, factor, dtype=np.uint64) for factor in (_FACTOR, pow(_FACTOR, -1, 1 << 64)))
    other[0] = _FACTOR  # the first character of a word counts times the odd number itself
    return np.multiply.accumulate(one).view(np.int64), np.multiply.accumulate(other).view(np.int64)


def stop_numbers(stop: Iterable[str]) -> tuple[Numbers, Marks]:
    """Give the numbers of stop words, in order, and which beginnings of numbers are of any: of the last words kept."""
    global _stop
    if _stop[0] is not stop:
        _stop = (stop, *_stop_numbers([word for word in stop if len(word.split()) == 1]))
    return _stop[1:]


def _are_stop(numbers: Numbers, stop: Iterable[str]) -> Marks:
    """Say which words are stop words: most others are told by a glance at a few bits."""
    known, guess = stop_numbers(stop)
    found = guess.take(_top(numbers, _GUESS_BITS))
    maybe = np.flatnonzero(found)
    likely = numbers[maybe]
    found[maybe] = known.take(np.searchsorted(known, likely), mode="clip") == likely
    return found


def _stop_numbers(words: Sequence[str]) -> tuple[Numbers, Marks]:
    """Give the numbers of stop words, in order, and which beginnings of numbers are of any."""
    bits = bits_of(codes_of("\n".join(["", *words, ""])))
    known = np.sort(_numbers(bits, *_edges(bits)))
    guess = np.zeros(1 << _GUESS_BITS, dtype=np.bool_)
    guess[_top(known, _GUESS_BITS)] = True
    return known, guess
