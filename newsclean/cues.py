"""Rules as data, and their cues filed by how they are found.

Whole cues are one look-up of a line's key; start and end cues are filed under their first or last characters;
inside cues go through one automaton. So the cost hardly depends on how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.features import is_unspaced
from newsclean.folding import fold

if TYPE_CHECKING:
    from newsclean.features import Facts

STEMS = (8, 4, 2, 1)  # characters that start and end cues are filed under, as many as they have
FOREIGN_LENGTH = 12  # a whole line of another language must be this long, or of two words, to be unmistakable
# Above these many words a block is running text, and a cue alone does not remove it.
DEFAULT_MAX_WORDS = {"whole": 1000, "start": 60, "end": 45, "inside": 30}


Search = Callable[[str], Any]


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
        if not self.unless and not self.patterns:
            return True
        left = facts.left
        for phrase in self.unless:
            if phrase in left:
                return False
        if not self.patterns:
            return True
        for search in self.searches():  # noqa: SIM110 - a generator takes as long as the patterns
            if search(left):
                return True
        return False

    def searches(self) -> tuple[Search, ...]:
        """Give what looks for its patterns."""
        return tuple([_compiled(pattern).search for pattern in self.patterns])


class Hit(NamedTuple):
    """A cue found in a block."""

    rule: Rule
    cue: str
    reason: str = ""  # what its rule says of a line it removes

    @classmethod
    def of(cls, rule: Rule, cue: str) -> Hit:
        """Make a hit, with the reason it gives."""
        reason = f'{rule.match} "{cue}"' if cue else "the rule's pattern"
        if rule.where != "anywhere":
            reason += f" in the {rule.where}" if rule.where != "edge" else " outside the prose"
        return cls(rule, cue, reason)


Filed = dict[str, tuple[tuple[str, ...], list[int]]]  # by stem: cues, and the number of the rule of each


class Index(NamedTuple):
    """Cues filed by how they are found, each with the number of its rule."""

    whole: dict[str, list[int]]
    start: Filed  # by the first characters
    end: Filed  # by the last characters
    inside: list[tuple[str, int]]
    patterned: list[int]  # rules without cues


def file_cues(rules: Iterable[tuple[int, Rule]]) -> Index:
    """File the cues of numbered rules."""
    index = Index({}, {}, {}, [], [])
    for number, rule in rules:
        if not rule.cues:
            index.patterned.append(number)
        for cue in rule.cues:
            if rule.match == "whole" or not cue:
                index.whole.setdefault(cue, []).append(number)
            elif rule.match == "start":
                _add(index.start, cue[: stem_size(cue)], cue, number)
            elif rule.match == "end":
                _add(index.end, cue[-stem_size(cue) :], cue, number)
            else:
                index.inside.append((cue, number))
    return index


def merge(one: Index, two: Index) -> Index:
    """Put two indexes together; neither changes."""
    whole = dict(one.whole)
    for cue, numbers in two.whole.items():
        whole[cue] = [*whole.get(cue, ()), *numbers]
    start, end = dict(one.start), dict(one.end)
    for filed, more in ((start, two.start), (end, two.end)):
        for stem, (cues, numbers) in more.items():
            old_cues, old_numbers = filed.get(stem, ((), []))
            filed[stem] = ((*old_cues, *cues), [*old_numbers, *numbers])
    return Index(whole, start, end, one.inside + two.inside, one.patterned + two.patterned)


def stem_size(cue: str) -> int:
    """Say how many characters a cue is filed under."""
    return next(size for size in STEMS if len(cue) >= size)


def is_unmistakable(rule: Rule, cue: str) -> bool:
    """Say whether a cue may act in a text of another language: a whole line of two words, or a long one."""
    return rule.match == "whole" and (" " in cue or len(cue) >= FOREIGN_LENGTH)


def _add(filed: Filed, stem: str, cue: str, number: int) -> None:
    cues, numbers = filed.get(stem, ((), []))
    filed[stem] = ((*cues, cue), [*numbers, number])


def cue_span(text: str, cue: str) -> tuple[int, int] | None:
    """Find a cue in a block's own text: half-open offsets, or None."""
    if cue.isalpha():
        at = fold(text).find(cue)
        return (at, at + len(cue)) if at >= 0 else None
    words = [re.escape(word).replace(r"\#", r"\d[\d.,]*").replace("#", r"\d[\d.,]*") for word in cue.split()]
    found = re.search(r"\s+".join(words), fold(text))
    return found.span() if found else None


def begins(left: str, cue: str) -> bool:
    """Say whether a folded line begins with a cue and not within a longer word."""
    return left.startswith(cue) and ends_word(left, len(cue))


def closes(key: str, cue: str) -> bool:
    """Say whether a key ends with a cue and not within a longer word."""
    return key.endswith(cue) and starts_word(key, len(key) - len(cue))


def ends_word(text: str, at: int) -> bool:
    """Say whether no word goes on at an offset."""
    if at >= len(text) or not text[at].isalnum():
        return True
    return not text[at - 1].isalnum() or is_unspaced(text[at - 1])


def starts_word(text: str, at: int) -> bool:
    """Say whether no word began before an offset."""
    if at <= 0 or not text[at - 1].isalnum():
        return True
    return not text[at].isalnum() or is_unspaced(text[at])


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
