"""Find the cues of many lines in one pass, with the rules that may speak in the language of their document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

from newsclean.cues import (
    STEMS,
    Filed,
    Hit,
    Index,
    Rule,
    begins,
    closes,
    ends_word,
    file_cues,
    is_unmistakable,
    merge,
    starts_word,
)
from newsclean.features import DECORATION, Facts, find_stamps, folded_lines
from newsclean.zones import weight

UNSPACED = ("zh", "ja", "ko")  # languages whose rules count characters for words
MEMO_SIZE = 8_000  # texts; it is most of what a long run adds to the memory of a short one
MEMO_LENGTH = 160  # longer lines hardly ever repeat
INSIDE_LENGTH = 700  # longer paragraphs are not searched for inside cues
HEAD_LENGTH = 64  # characters at both ends by which a longer paragraph is looked up
COMPARED = 32  # characters of a cue that are compared with those

Numbered = list[tuple[str, int]]  # cues with the numbers of their rules


class Foreign:
    """Whole lines that act in texts of other languages: a set to look into, and the rules of what is found."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        """Take in cues, each with the number of its rule."""
        self.pairs = list(pairs)
        self.cues = frozenset([cue for cue, _ in self.pairs])

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for cue, number in self.pairs:
            found.setdefault(cue, []).append(number)
        return found

    def numbers(self, cue: str) -> list[int]:
        """Give the numbers of the rules of a cue."""
        return self._numbers[cue]

    def with_pairs(self, pairs: Numbered) -> Foreign:
        """Make a set with more lines."""
        return Foreign([*self.pairs, *pairs]) if pairs else self


class CueTable:
    """Rules, filed so that the cues of many lines are found in one pass."""

    def __init__(
        self,
        rules: Sequence[Rule],
        stop_words: Mapping[str, Sequence[str]] | None = None,
        *,
        index: Index | None = None,
        foreign: Foreign | None = None,
    ) -> None:
        """Take in rules; ``index`` where their cues are filed already, ``foreign`` whole lines of other languages."""
        self.rules = rules
        self.stop_words = stop_words or {}  # by word, the languages it belongs to
        self.foreign = foreign or Foreign(())
        self.memo: dict[str, Facts] = {}  # short texts seen
        self.rows: dict[str, tuple[bytes, bytes]] = {}  # features of short texts, for the learned filter
        self.alphabets: Mapping[str, frozenset[str]] = {}  # by language, its letters beyond a to z
        self.languages_known: dict[str, str | None] = {}  # by sample
        self._of: dict[str | None, CueTable] = {None: self}
        if index is not None:
            self.index = index

    @cached_property
    def index(self) -> Index:
        """File the cues of the rules."""
        return file_cues(enumerate(self.rules))

    def of(self, language: str | None) -> CueTable:
        """Give the table of what may speak in a language; of all rules where it is not known."""
        table = self._of.get(language)
        if table is None:
            table = self._of[language] = self._narrowed(language or "")
            table._of, table.languages_known, table.alphabets = self._of, self.languages_known, self.alphabets
        return table

    def _narrowed(self, language: str) -> CueTable:
        """Make the table of a language: its rules, those of no language, and unmistakable lines of the others."""
        own = [(n, rule) for n, rule in enumerate(self.rules) if rule.language in (language, "mul")]
        if len(own) == len(self.rules):
            return self
        return CueTable(
            self.rules, self.stop_words, index=file_cues(own), foreign=Foreign(foreign_lines(enumerate(self.rules)))
        )

    def with_rules(self, rules: Sequence[Rule]) -> CueTable:
        """Make a table of these rules and more."""
        return _Extended(self, rules) if rules else self

    def forget(self) -> None:
        """Empty the memory of texts seen."""
        for table in self._of.values():
            table.memo.clear()
            table.rows.clear()
        self.languages_known.clear()

    def facts(self, text: str) -> Facts:
        """Work out what a block's text says, remembering short texts."""
        return self.memo.get(text) or self.facts_of([text])[0]

    def facts_of(self, texts: Sequence[str]) -> list[Facts]:
        """Work out what each text says, all in one pass, remembering short texts."""
        memo = self.memo
        new = {text: Facts(text) for text in dict.fromkeys([text for text in texts if text not in memo])}
        if not new:
            return [memo[text] for text in texts]
        self._learn([*new.values()])
        known = memo.get
        found = [known(text) or new[text] for text in texts]
        if len(memo) + len(new) > MEMO_SIZE:
            memo.clear()
        memo.update({text: facts for text, facts in new.items() if len(text) <= MEMO_LENGTH})
        return found

    def _learn(self, new: list[Facts]) -> None:
        """Find the cues of new texts, and which of them are dates."""
        folded = [f for f in new if len(f.text) <= MEMO_LENGTH or self._is_searched(f)]
        if len(folded) < len(new):
            self._look_at_ends([f for f in new if not (len(f.text) <= MEMO_LENGTH or self._is_searched(f))])
        lefts = folded_lines([facts.text for facts in folded])
        keys = [left.rstrip(DECORATION) for left in lefts]
        for facts, left, key in zip(folded, lefts, keys, strict=True):
            facts.left = left
            facts.key = key
        for n, found in self._find(lefts, keys).items():
            self._settle(folded[n], found)
        find_stamps(folded)

    def _find(self, lefts: list[str], keys: list[str]) -> dict[int, Numbered]:
        """Find the cues of folded lines, by the number of the line: whole, at the beginning, at the end, inside."""
        found: dict[int, Numbered] = {}
        whole, foreign = self.index.whole, self.foreign.cues
        for n in [n for n, key in enumerate(keys) if key in whole or key in foreign]:
            key = keys[n]
            found[n] = [(key, number) for number in (whole.get(key) or self.foreign.numbers(key))]
        start, end = self._by_stem
        for size, filed in start:
            for n in [n for n, left in enumerate(lefts) if left[:size] in filed]:
                left, part = lefts[n], filed[lefts[n][:size]]
                if left.startswith(part[0]):
                    found.setdefault(n, []).extend([hit for hit in zip(*part, strict=True) if begins(left, hit[0])])
        for size, filed in end:
            for n in [n for n, key in enumerate(keys) if key[-size:] in filed]:
                key, part = keys[n], filed[keys[n][-size:]]
                if key.endswith(part[0]):
                    found.setdefault(n, []).extend([hit for hit in zip(*part, strict=True) if closes(key, hit[0])])
        self._find_inside(lefts, found)
        if self.index.patterned:
            for n in range(len(lefts)):
                found.setdefault(n, []).extend(self._patterned)
        return found

    def _find_inside(self, lefts: list[str], found: dict[int, Numbered]) -> None:
        if not self.index.inside:
            return
        text = "\n".join(lefts)
        if not text.isascii():  # a lone surrogate is no text to the automaton
            text = text.encode("utf-8", "replace").decode()
        ends = list(accumulate([len(left) + 1 for left in lefts]))
        for number, begin, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if starts_word(text, begin) and ends_word(text, end):
                found.setdefault(bisect_right(ends, begin), []).append(self.index.inside[number])

    def _settle(self, facts: Facts, found: Numbered) -> None:
        hits = [Hit(self.rules[number], cue) for cue, number in dict.fromkeys(found)]
        allowed = tuple([hit for hit in hits if hit.rule.allows(facts)])
        if allowed:
            facts.hits = allowed
            facts.weight = weight(facts, allowed)

    def _is_searched(self, facts: Facts) -> bool:
        """Say whether inside cues reach a long text."""
        reach = self._reaches[facts.unspaced]
        return facts.words <= reach and len(facts.text) <= INSIDE_LENGTH

    def _look_at_ends(self, long: list[Facts]) -> None:
        """Look up paragraphs that no inside cue reaches by their ends alone."""
        heads = folded_lines([facts.text[:HEAD_LENGTH] for facts in long])
        tails = folded_lines([facts.text[-HEAD_LENGTH:] for facts in long])
        start, end = self._by_stem
        for facts, head, tail in zip(long, heads, tails, strict=True):
            found: Numbered = [*self._patterned]
            for size, filed in start:
                part = filed.get(head[:size])
                if part and head.startswith(tuple([cue[:COMPARED] for cue in part[0]])):
                    found += [hit for hit in zip(*part, strict=True) if begins(facts.left, hit[0])]
            key = tail.rstrip(DECORATION)
            for size, filed in end:
                part = filed.get(key[-size:])
                if part and key.endswith(tuple([cue[-COMPARED:] for cue in part[0]])):
                    found += [hit for hit in zip(*part, strict=True) if closes(facts.key, hit[0])]
            if found:
                self._settle(facts, found)

    @cached_property
    def _patterned(self) -> Numbered:
        return [("", number) for number in self.index.patterned]

    @cached_property
    def _by_stem(self) -> tuple[list[tuple[int, Filed]], list[tuple[int, Filed]]]:
        """Give the start cues and the end cues by the size of their stems."""
        return _sorted_by_stem(self.index.start), _sorted_by_stem(self.index.end)

    @cached_property
    def _reaches(self) -> tuple[int, int]:
        """Give the most words of a text that inside cues reach: with spaces between words, and without."""
        reaching = [self.rules[number] for number in {number for _, number in self.index.inside}]
        spaced = max((rule.max_words for rule in reaching if rule.language not in UNSPACED), default=0)
        return spaced, max((rule.max_words for rule in reaching), default=0)

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick([cue for cue, _ in self.index.inside])


def _sorted_by_stem(filed: Filed) -> list[tuple[int, Filed]]:
    parts: dict[int, Filed] = {size: {} for size in STEMS}
    for stem, cues in filed.items():
        parts[len(stem)][stem] = cues
    return [(size, part) for size, part in parts.items() if part]


class _Extended(CueTable):
    """A table with rules of the user's own behind its rules."""

    def __init__(self, base: CueTable, own: Sequence[Rule]) -> None:
        super().__init__((*base.rules, *own), base.stop_words)
        self.base = base.of(None)
        self.alphabets = base.alphabets
        self.own = [(n, rule) for n, rule in enumerate(own, len(base.rules))]

    @cached_property
    def index(self) -> Index:
        """File the cues of all rules."""
        return merge(self.base.index, file_cues(self.own))

    def _narrowed(self, language: str) -> CueTable:
        base = self.base.of(language)
        own = [(n, rule) for n, rule in self.own if rule.language in (language, "mul")]
        index, foreign = merge(base.index, file_cues(own)), base.foreign.with_pairs(foreign_lines(self.own))
        return CueTable(self.rules, self.stop_words, index=index, foreign=foreign)


def foreign_lines(rules: Iterable[tuple[int, Rule]]) -> Numbered:
    """List the whole lines that may act in texts of other languages."""
    return [
        (cue, number)
        for number, rule in rules
        if rule.language != "mul"
        for cue in rule.cues
        if is_unmistakable(rule, cue)
    ]
