"""Ways to find cues in folded lines: most lines are ruled out by their ends, what stands inside finds one automaton."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from newsclean.cues import STEMS, Filed, ends_word, starts_word
from newsclean.native import native

GATE = 4  # characters by which most lines are ruled out
# An automaton of another kind is three times as fast, but takes five times as long to make, and more memory.
MANY_SEARCHES = 40
FEW_CUES = 1000

Numbered = list[tuple[str, int]]  # cues with the numbers of their rules


def whole_in_python(
    keys: list[str], whole: dict[str, list[int]], others: frozenset[str], numbers_of: Callable[[str], list[int]]
) -> dict[int, Numbered]:
    """Find the keys that are whole cues, of the language itself or of another, where there is no compiled core."""
    return {
        n: [(key, number) for number in (whole.get(key) or numbers_of(key))]
        for n, key in enumerate(keys)
        if key in whole or key in others
    }


class Starts:
    """Cues that lines begin with."""

    def __init__(self, filed: Filed) -> None:
        """Take in cues filed by their first characters."""
        self.filed = filed
        self.longer = frozenset([stem[:GATE] for stem in filed if len(stem) >= GATE])
        self.pairs = frozenset([stem for stem in filed if len(stem) == 2])
        self.single = frozenset([stem for stem in filed if len(stem) == 1])

    def find(self, lines: Sequence[str], found: dict[int, Numbered]) -> None:
        """Add the cues of folded lines, by the number of the line."""
        longer, pairs, single, filed = self.longer, self.pairs, self.single, self.filed
        for n, line in enumerate(lines):
            if not (line[:GATE] in longer or line[:2] in pairs or line[:1] in single):
                continue
            for size in STEMS:
                stem = line[:size]
                if stem in filed:
                    cues, numbers = filed[stem]
                    if line.startswith(cues):
                        hits = [
                            (cue, number)
                            for cue, number in zip(cues, numbers, strict=True)
                            if line.startswith(cue) and ends_word(line, len(cue))
                        ]
                        if n in found:
                            found[n] += hits
                        elif hits:
                            found[n] = hits


class Ends:
    """Cues that lines end with."""

    def __init__(self, filed: Filed) -> None:
        """Take in cues filed by their last characters."""
        self.filed = filed
        self.longer = frozenset([stem[-GATE:] for stem in filed if len(stem) >= GATE])
        self.pairs = frozenset([stem for stem in filed if len(stem) == 2])
        self.single = frozenset([stem for stem in filed if len(stem) == 1])

    def find(self, keys: Sequence[str], found: dict[int, Numbered]) -> None:
        """Add the cues of keys, by the number of the line."""
        longer, pairs, single = self.longer, self.pairs, self.single
        if pairs or single:
            may = [n for n, key in enumerate(keys) if key[-GATE:] in longer or key[-2:] in pairs or key[-1:] in single]
        else:
            may = [n for n, key in enumerate(keys) if key[-GATE:] in longer]
        for n in may:
            key = keys[n]
            for size in STEMS:
                part = self.filed.get(key[-size:])
                if part is not None and key.endswith(part[0]):
                    hits = [
                        (cue, number)
                        for cue, number in zip(*part, strict=True)
                        if key.endswith(cue) and starts_word(key, len(key) - len(cue))
                    ]
                    if hits:
                        found.setdefault(n, []).extend(hits)


class Inside:
    """Cues that stand anywhere in a line."""

    def __init__(self, cues: Numbered) -> None:
        """Take in cues with the numbers of their rules."""
        self.cues = cues
        self.searches = 0
        self.automaton: Any = None

    def find(self, lines: Sequence[str], found: dict[int, Numbered]) -> None:
        """Add the cues of folded lines, by the number of the line."""
        text = "\n".join(lines)
        matches, text = self._matches(text)
        if not matches:
            return
        ends = list(accumulate([len(line) + 1 for line in lines]))
        for which, begin, end in matches:
            if starts_word(text, begin) and ends_word(text, end):
                found.setdefault(bisect_right(ends, begin), []).append(self.cues[which])

    def _matches(self, text: str) -> tuple[Any, str]:
        self.searches += 1
        if self.searches == 1 or (self.searches == MANY_SEARCHES and len(self.cues) <= FEW_CUES):
            from ahocorasick_rs import AhoCorasick, Implementation

            kind = Implementation.DFA if self.searches > 1 else None
            self.automaton = AhoCorasick([cue for cue, _ in self.cues], implementation=kind)
        try:
            return self.automaton.find_matches_as_indexes(text, overlapping=True), text
        except UnicodeEncodeError:  # a lone surrogate is no text to the automaton
            text = text.encode("utf-8", "replace").decode()
            return self.automaton.find_matches_as_indexes(text, overlapping=True), text


class AtEnds:
    """Cues that lines begin with, or end with, found by the compiled core."""

    def __init__(self, filed: Filed, *, from_end: bool = False) -> None:
        """Take in cues filed by their first characters, or their last."""
        self.filed = filed
        pairs = [pair for cues, numbers in filed.values() for pair in zip(cues, numbers, strict=True)]
        self.find = native.Cues(pairs, from_end).at_ends


class Within:
    """Cues that stand anywhere in a line, found by the compiled core: by where they end, as the automaton does."""

    def __init__(self, cues: Numbered) -> None:
        """Take in cues with the numbers of their rules."""
        self.cues = cues
        self.find = native.Cues(cues).within
