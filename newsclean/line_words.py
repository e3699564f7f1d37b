"""The words at the beginning of lines, found and numbered for many lines at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from newsclean.character_bits import LOWER, SPACE, UPPER, bits_of, codes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Marks = npt.NDArray[np.bool_]

SAMPLE = 300  # characters of a long line that are looked at
WORDS_READ = 30
BUCKETS = 4096  # of hashed words

# A word is known by the sum of its characters times these, 64 bits of it: two words do not meet by chance.
_POWERS = np.array([pow(0x9E3779B97F4A7C15, n + 1, 1 << 64) for n in range(SAMPLE + 2)], dtype=np.uint64).view(np.int64)
_stop: tuple[Any, Numbers] = (None, np.empty(0, dtype=np.int64))  # the last stop words asked for, with their numbers


class Page:
    """The characters of the beginnings of all lines, each with its line; a line break follows each."""

    def __init__(self, samples: list[str]) -> None:
        self.text = "\n".join([*samples, ""])
        self.bits = bits_of(codes_of(self.text))
        self.spaces = (self.bits & SPACE) != 0
        self.lengths = np.array(list(map(len, samples)), dtype=np.int64)
        self.starts = np.cumsum(self.lengths + 1) - self.lengths - 1
        self.size = len(samples)
        self.line = np.repeat(np.arange(self.size), self.lengths + 1)

    def count(self, places: Numbers) -> Numbers:
        """Count places in each line."""
        return np.bincount(self.line[places], minlength=self.size)


class Words:
    """The words read of a page, each with its line."""

    def __init__(self, page: Page, samples: list[str], stop: Iterable[str]) -> None:
        at = _begins(page.spaces)
        text = "\n".join([*[sample.lower() for sample in samples], ""])
        codes = codes_of(text)
        # The one letter whose lower case is longer moves what is behind it.
        spaces = page.spaces if len(text) == len(page.text) else (bits_of(codes) & SPACE) != 0
        begins = _begins(spaces)
        ends = np.flatnonzero(spaces[1:] & ~spaces[:-1]) + 1
        numbers = _numbers(codes, spaces, begins)
        count = page.count(at)
        if int(count.max()) > WORDS_READ:
            rank = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
            read = rank < WORDS_READ
            at, begins, ends, numbers = at[read], begins[read], ends[read], numbers[read]
            count = np.minimum(count, WORDS_READ)
        self.count = count
        self.line = page.line[at]
        heads = page.bits[at]
        self.lower, self.upper = (page.count(at[(heads & kind) != 0]) for kind in (LOWER, UPPER))
        known = _stop_numbers(stop)
        self.numbers = numbers
        self.telling = known.take(np.searchsorted(known, numbers), mode="clip") != numbers
        self.stops = page.count(at[~self.telling])
        self._text, self._begins, self._ends = text, begins, ends

    def buckets(self) -> Numbers:
        """Give hashes of the first two words of each line and its last one; 0 where there is no second."""
        lines = len(self.count)
        first = np.cumsum(self.count) - self.count
        which = np.concatenate([first, first + (self.count > 1), first + self.count - 1])
        pairs = zip(self._begins[which].tolist(), self._ends[which].tolist(), strict=True)
        text = self._text
        found = buckets([text[begin:end] for begin, end in pairs]).reshape(3, lines)
        found[1, self.count == 1] = 0
        return found

    def bags(self) -> list[bytes]:
        """Give the numbers of the words of each line without stop words, each word once."""
        line, numbers = self.line[self.telling], self.numbers[self.telling]
        order = np.lexsort((numbers, line))
        numbers = numbers[order]
        new = np.ones(len(line), dtype=np.bool_)
        new[1:] = (numbers[1:] != numbers[:-1]) | (line[1:] != line[:-1])
        packed = numbers[new].tobytes()
        ends = (8 * np.cumsum(np.bincount(line[new], minlength=len(self.count)))).tolist()
        return [packed[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def buckets(words: Iterable[str]) -> Numbers:
    """Hash words into a few thousand buckets, from 1 on."""
    hashed = [crc32(word.encode("utf-8", "replace")) for word in words]
    found: Numbers = 1 + np.array(hashed, dtype=np.int64) % (BUCKETS - 1)
    return found


def _begins(spaces: Marks) -> Numbers:
    """Find where words begin."""
    begins = ~spaces
    begins[1:] &= spaces[:-1]
    return np.flatnonzero(begins)


def _numbers(codes: Numbers, spaces: Marks, begins: Numbers) -> Numbers:
    """Give words numbers by their characters."""
    place = np.arange(len(codes)) - np.repeat(begins, np.diff(begins, append=len(codes)))
    parts = _POWERS.take(place, mode="clip") * (codes + 1)
    parts[spaces] = 0
    return np.add.reduceat(parts, begins)


def _stop_numbers(stop: Iterable[str]) -> Numbers:
    """Give the numbers of the stop words, in order; there is one at least, and it is no word."""
    global _stop
    if _stop[0] is not stop:
        text = "\n".join([*[word for word in stop if len(word.split()) == 1], ""])
        codes = codes_of(text or "\n")
        spaces = (bits_of(codes) & SPACE) != 0
        begins = _begins(spaces)
        _stop = (stop, np.sort(np.append(_numbers(codes, spaces, begins) if len(begins) else [], 0).astype(np.int64)))
    return _stop[1]
