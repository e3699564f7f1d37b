"""Rules as data: load ``lang/*/*.toml``, compile them once, find all cues of a block in one pass.

How a cue is found depends on its ``match``. Whole cues are one look-up of the block's key; start and
end cues are filed under their first or last characters; inside cues go through one automaton. So the
cost hardly depends on how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from newsclean.features import DECORATION, Facts, fold, folded_line, is_unspaced
from newsclean.zones import weight

STEMS = (6, 3, 1)  # start and end cues are filed under so many characters, as many as they have
UNSPACED = ("zh", "ja", "ko")  # languages whose rules count characters for words
MEMO_SIZE = 8_000  # texts; it is most of what a long run adds to the memory of a short one
MEMO_LENGTH = 160  # longer lines hardly ever repeat
INSIDE_LENGTH = 700  # longer paragraphs are not searched for inside cues
SHORT_LENGTH = 160  # up to this length a line is folded whole
HEAD_LENGTH = 64
COMPARED = 32  # characters of a cue that are compared before all of them are
# Above these many words a block is running text, and a cue alone does not remove it.
DEFAULT_MAX_WORDS = {"whole": 1000, "start": 60, "end": 45, "inside": 30}


class Rule(NamedTuple):
    """One table of a rule file, as the engine needs it."""

    id: str  # "promo.academy"
    filter: str
    language: str
    match: str = "whole"
    where: str = "anywhere"
    span: str = "block"
    company: bool = False
    max_words: int = 1000
    unless: Sequence[str] = ()
    patterns: Sequence[str] = ()
    cues: Sequence[str] = ()  # compiled rules have theirs in the index

    def allows(self, facts: Facts) -> bool:
        """Test what depends on the block's text alone."""
        if facts.words > self.max_words:
            return False
        if self.unless and any(phrase in facts.left for phrase in self.unless):
            return False
        return not self.patterns or any(_compiled(p).search(facts.left) for p in self.patterns)


class Hit(NamedTuple):
    """A cue found in a block."""

    rule: Rule
    cue: str


class Index(NamedTuple):
    """Cues filed by how they are found, each with the number of its rule; plain data, compiled with the rules."""

    whole: dict[str, list[int]]
    start: dict[str, tuple[list[str], list[int]]]  # by the first characters: cues, numbers
    end: dict[str, tuple[list[str], list[int]]]  # by the last characters
    inside: list[tuple[str, int]]
    patterned: list[int]  # rules without cues


def file_cues(rules: Iterable[Rule], index: Index | None = None, first: int = 0) -> Index:
    """File the cues of rules, numbered from ``first``, into an index."""
    index = index or Index({}, {}, {}, [], [])
    for number, rule in enumerate(rules, first):
        if not rule.cues:
            index.patterned.append(number)
        for cue in rule.cues:
            if rule.match == "whole" or not cue:
                index.whole.setdefault(cue, []).append(number)
            elif rule.match == "start":
                _add(index.start, cue[: _stem_size(cue)], cue, number)
            elif rule.match == "end":
                _add(index.end, cue[-_stem_size(cue) :], cue, number)
            else:
                index.inside.append((cue, number))
    return index


def _stem_size(cue: str) -> int:
    return next((size for size in STEMS if len(cue) >= size), 1)


def _add(filed: dict[str, tuple[list[str], list[int]]], stem: str, cue: str, number: int) -> None:
    cues, numbers = filed.setdefault(stem, ([], []))
    cues.append(cue)
    numbers.append(number)


class CueTable:
    """All rules of a pipeline, filed so that a block's cues are found in one pass."""

    def __init__(
        self,
        rules: Iterable[Rule],
        stop_words: Mapping[str, Sequence[str]] | None = None,
        index: Index | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.stop_words = stop_words or {}  # by word, the languages it belongs to
        self.index = index or file_cues(self.rules)
        # One comparison with all cues of a stem rules most lines out.
        self._starts = {stem: tuple(cue[:COMPARED] for cue in part[0]) for stem, part in self.index.start.items()}
        self._ends = {stem: tuple(cue[-COMPARED:] for cue in part[0]) for stem, part in self.index.end.items()}
        self.memo: dict[str, Facts] = {}  # short texts seen
        self.languages_known: dict[str, str | None] = {}  # by sample
        self.rows: dict[str, tuple[bytes, frozenset[str]]] = {}  # features of short texts, for the learned filter
        # Paragraphs longer than any rule reaches are looked up by their ends alone.
        reaching = [self.rules[number] for _, number in self.index.inside]
        self._reach_spaced = max((r.max_words for r in reaching if r.language not in UNSPACED), default=0)
        self._reach_unspaced = max((r.max_words for r in reaching), default=0)

    def with_rules(self, rules: Sequence[Rule]) -> CueTable:
        """Make a table of these rules and more."""
        if not rules:
            return self
        whole, start, end, inside, patterned = self.index
        copy = Index(
            {key: [*numbers] for key, numbers in whole.items()},
            {stem: ([*cues], [*numbers]) for stem, (cues, numbers) in start.items()},
            {stem: ([*cues], [*numbers]) for stem, (cues, numbers) in end.items()},
            [*inside],
            [*patterned],
        )
        return CueTable((*self.rules, *rules), self.stop_words, file_cues(rules, copy, len(self.rules)))

    def facts(self, text: str) -> Facts:
        """Work out what a block's text says, remembering short texts."""
        known = self.memo.get(text)
        if known is not None:
            return known
        facts = Facts(text)
        hits = self._find(facts)
        facts.settle(hits, weight(facts, hits))
        if len(text) <= MEMO_LENGTH:
            if len(self.memo) >= MEMO_SIZE:
                self.memo.clear()
            self.memo[text] = facts
        return facts

    def forget(self) -> None:
        """Empty the memory of texts seen."""
        self.memo.clear()
        self.languages_known.clear()
        self.rows.clear()

    def _find(self, facts: Facts) -> tuple[Hit, ...]:
        """Find the cues of a text: the whole line, its beginning, its end, then inside it."""
        found: list[tuple[str, int]] = []
        if len(facts.text) <= SHORT_LENGTH or self._ends_look_known(facts.text):
            left, key = facts.left, facts.key
            if key in self.index.whole:
                found += [(key, number) for number in self.index.whole[key]]
            for size in STEMS:
                stem = left[:size]
                if stem in self._starts and left.startswith(self._starts[stem]):
                    found += [hit for hit in _filed(self.index.start[stem]) if _begins(left, hit[0])]
                stem = key[-size:]
                if stem in self._ends and key.endswith(self._ends[stem]):
                    found += [hit for hit in _filed(self.index.end[stem]) if _closes(key, hit[0])]
        reach = self._reach_unspaced if facts.unspaced else self._reach_spaced
        if len(facts.text) <= SHORT_LENGTH or (facts.words <= reach and len(facts.text) <= INSIDE_LENGTH):
            self._search(facts.left, found)
        if self.index.patterned:
            found += [("", number) for number in self.index.patterned]
        return self._allowed(facts, list(dict.fromkeys(found))) if found else ()

    def _ends_look_known(self, text: str) -> bool:
        """Say whether a long text begins or ends as some cue does, without folding all of it."""
        left = folded_line(text[:HEAD_LENGTH])
        key = fold(text[-HEAD_LENGTH:]).rstrip(DECORATION)
        for size in STEMS:
            if left.startswith(self._starts.get(left[:size], ())) or key.endswith(self._ends.get(key[-size:], ())):
                return True
        return False

    def _allowed(self, facts: Facts, found: list[tuple[str, int]]) -> tuple[Hit, ...]:
        hits = (Hit(self.rules[number], cue) for cue, number in found)
        return tuple(hit for hit in hits if hit.rule.allows(facts))

    def _search(self, text: str, found: list[tuple[str, int]]) -> None:
        for number, begin, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if _starts_word(text, begin) and _ends_word(text, end):
                cue, rule = self.index.inside[number]
                found.append((cue, rule))

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick([cue for cue, _ in self.index.inside])


def cue_span(text: str, cue: str) -> tuple[int, int] | None:
    """Find a cue in a block's own text: half-open offsets, or None."""
    words = [re.escape(word).replace(r"\#", r"\d[\d.,]*").replace("#", r"\d[\d.,]*") for word in cue.split()]
    found = re.search(r"\s+".join(words), fold(text))
    return found.span() if found else None


def _filed(part: tuple[list[str], list[int]]) -> Iterable[tuple[str, int]]:
    return zip(*part, strict=True)


def _begins(left: str, cue: str) -> bool:
    return left.startswith(cue) and _ends_word(left, len(cue))


def _closes(key: str, cue: str) -> bool:
    return key.endswith(cue) and _starts_word(key, len(key) - len(cue))


def _ends_word(text: str, at: int) -> bool:
    if at >= len(text) or not text[at].isalnum():
        return True
    return not text[at - 1].isalnum() or is_unspaced(text[at - 1])


def _starts_word(text: str, at: int) -> bool:
    if at <= 0 or not text[at - 1].isalnum():
        return True
    return not text[at].isalnum() or is_unspaced(text[at])


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
