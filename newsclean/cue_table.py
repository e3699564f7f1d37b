"""Find the cues of many lines in one pass, with the rules that may speak in the language of their document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from newsclean.cue_search import AtEnds, Ends, Inside, Numbered, Starts, Within, whole_in_python
from newsclean.cues import (
    STEMS,
    Hit,
    Index,
    Rule,
    Search,
    begins,
    closes,
    file_cues,
    is_unmistakable,
    merge,
)
from newsclean.features import Facts, find_stamps, fold_all, make_facts
from newsclean.folding import DECORATION, folded_lines
from newsclean.language import code_of
from newsclean.native import native
from newsclean.text_memo import look_up_in_python, part_in_python
from newsclean.zones import FURNITURE, is_furniture

UNSPACED = ("zh", "ja", "ko")  # languages whose rules count characters for words
MEMO_SIZE = 8_000  # texts; it is most of what a long run adds to the memory of a short one
MEMO_LENGTH = 160  # longer lines hardly ever repeat
INSIDE_LENGTH = 700  # longer paragraphs are not searched for inside cues
HEAD_LENGTH = 64  # characters at both ends by which a longer paragraph is looked up
COMPARED = 32  # characters of a cue that are compared with those
CUT = 3  # characters that may fold otherwise where a paragraph is cut


class _KnownHit(NamedTuple):
    """A cue that was found before, and what its rule asks of a text."""

    hit: Hit
    max_words: int
    unless: tuple[str, ...]
    searches: tuple[Search, ...]  # of its patterns
    furniture: bool  # speaks against the whole line


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

    def among(self, keys: Sequence[str]) -> frozenset[str]:
        """Give a set that holds those of the keys that are such lines."""
        return self.cues

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
        self._known_hits: dict[tuple[str, int], _KnownHit] = {}
        self._of: dict[str | None, CueTable] = {None: self}
        if index is not None:
            self.index = index

    @cached_property
    def index(self) -> Index:
        """File the cues of the rules."""
        return file_cues(enumerate(self.rules))

    def of(self, language: str | None) -> CueTable:
        """Give the table of what may speak in a language; of all rules where it is not known."""
        code = code_of(language)
        table = self._of.get(code)
        if table is None:
            table = self._of[code] = self._of[None]._narrowed(code or "")  # a narrowed table knows no other language
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
        if len(memo) + len(texts) > MEMO_SIZE:
            memo.clear()
        short, long = (native.part_new if native is not None else part_in_python)(texts, memo, MEMO_LENGTH)
        others: dict[str, Facts] = {}
        if short or long:
            made = make_facts(short)
            memo.update(zip(short, made, strict=True))
            others = self._learn_all(short, made, long)
        return (native.look_up if native is not None else look_up_in_python)(texts, memo, others)

    def _learn_all(self, short: list[str], made: list[Facts], long: list[str]) -> dict[str, Facts]:
        """Find the cues of new texts; give the facts of long ones, which are not remembered."""
        others = dict(zip(long, make_facts(long), strict=True))
        spaced, unspaced = self._reaches
        passed = []
        for text, facts in others.items():
            if facts.words <= (unspaced if facts.unspaced else spaced) and len(text) <= INSIDE_LENGTH:
                short.append(text)
                made.append(facts)
            else:
                passed.append(facts)
        if passed:
            (self._search_ends if native is not None else self._look_at_ends)(passed)
        self._learn(short, made)
        return others

    def _learn(self, texts: list[str], new: list[Facts]) -> None:
        """Find the cues of new texts, and which of them are dates."""
        lefts, keys = fold_all(texts, new)
        found = self._find(lefts, keys)
        if native is not None:
            native.settle(new, found, self._known_hits, self._hit_of, FURNITURE)
        else:
            for n, pairs in found.items():
                self._settle(new[n], pairs)
        find_stamps(new, lefts)

    def _find(self, lefts: list[str], keys: list[str]) -> dict[int, Numbered]:
        """Find the cues of folded lines, by the number of the line: whole, at the beginning, at the end, inside."""
        whole_cues = native.whole_cues if native is not None else whole_in_python
        found = whole_cues(keys, self.index.whole, self.foreign.among(keys), self.foreign.numbers)
        starts, ends, inside = self._search
        starts.find(lefts, found)
        if ends.filed:
            ends.find(keys, found)
        if inside.cues:
            inside.find(lefts, found)
        if self.index.patterned:
            for n in range(len(lefts)):
                found.setdefault(n, []).extend(self._patterned)
        return found

    def _settle(self, facts: Facts, found: Numbered) -> None:
        """Note the cues found whose rules allow the text."""
        known, words = self._known_hits, facts.words
        allowed = []
        against = False
        for pair in dict.fromkeys(found) if len(found) > 1 else found:
            hit, most, unless, searches, furniture = known.get(pair) or self._hit_of(pair)
            if words <= most and (not (unless or searches) or hit.rule.allows(facts)):
                allowed.append(hit)
                against |= furniture
        if allowed:
            facts.hits = tuple(allowed)
            if against:
                facts.weight = FURNITURE

    def _hit_of(self, pair: tuple[str, int]) -> _KnownHit:
        """Make a hit, and say what is asked of it each time."""
        hit = Hit.of(rule := self.rules[pair[1]], pair[0])
        asked = (rule.max_words, tuple(rule.unless), rule.searches())
        known = self._known_hits[pair] = _KnownHit(hit, *asked, is_furniture(rule))
        return known

    def _search_ends(self, long: list[Facts]) -> None:
        """Find the cues at both ends of paragraphs that no inside cue reaches."""
        lefts, keys = fold_all([facts.text for facts in long], long)
        starts, ends, _ = self._search
        found: dict[int, Numbered] = {}
        if self._patterned:
            found = {n: [*self._patterned] for n in range(len(long))}
        starts.find(lefts, found)
        ends.find(keys, found)
        native.settle(long, found, self._known_hits, self._hit_of, FURNITURE)

    def _look_at_ends(self, long: list[Facts]) -> None:
        """Do the same without a compiled core, by looks at the ends alone: folding a whole paragraph is dear then."""
        heads = folded_lines([facts.text[:HEAD_LENGTH] for facts in long])
        tails = folded_lines([facts.text[-HEAD_LENGTH:] for facts in long])
        start, end = self.index.start, self.index.end
        for facts, head, tail in zip(long, heads, tails, strict=True):
            found: Numbered = [*self._patterned]
            for size in STEMS:
                for hit in zip(*start.get(head[:size], ()), strict=True):
                    if head.startswith(hit[0][:COMPARED]):
                        # What is cut off changes no more than the last letters.
                        enough = len(head) >= len(hit[0]) + CUT
                        found += [hit] if begins(head if enough else facts.left, hit[0]) else []
            key = tail.rstrip(DECORATION)
            for size in STEMS:
                for hit in zip(*end.get(key[-size:], ()), strict=True):
                    if key.endswith(hit[0][-COMPARED:]):
                        enough = len(key) >= len(hit[0]) + CUT
                        found += [hit] if closes(key if enough else facts.key, hit[0]) else []
            if found:
                self._settle(facts, found)

    @cached_property
    def _patterned(self) -> Numbered:
        return [("", number) for number in self.index.patterned]

    @cached_property
    def _search(self) -> tuple[Starts | AtEnds, Ends | AtEnds, Inside | Within]:
        """Make ready what finds start cues, end cues and inside cues."""
        start, end, inside = self.index.start, self.index.end, self.index.inside
        if native is None:
            return Starts(start), Ends(end), Inside(inside)
        return AtEnds(start), AtEnds(end, from_end=True), Within(inside)

    @cached_property
    def _reaches(self) -> tuple[int, int]:
        """Give the most words of a text that inside cues reach: with spaces between words, and without."""
        reaching = [self.rules[number] for number in {number for _, number in self.index.inside}]
        spaced = max((rule.max_words for rule in reaching if rule.language not in UNSPACED), default=0)
        return spaced, max((rule.max_words for rule in reaching), default=0)


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
