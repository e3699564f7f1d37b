"""Rules hold together: examples that differ, phrases filed once, everything folded, everything explained."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, permutations

import pytest

from newsclean.cues import Rule
from newsclean.errors import ConfigError
from newsclean.evidence import GUARDED
from newsclean.filters import is_structural, make, options_of
from newsclean.filters.byline import Byline
from newsclean.folding import fold_cue
from newsclean.notation import RuleText, read_rules
from newsclean.rule_compiler import rule_files

RULES = [text for language, path in rule_files() for text in read_rules(path, language=language, name=path.stem)]
LANGUAGES = sorted({text.rule.language for text in RULES})
_NAMES = re.compile(r"\b[^\W\d_][\w'’-]*")

_ZONES = {"anywhere": {"head", "body", "tail"}, "edge": {"head", "tail"}}
# Pairs of rules that share phrases though the first holds wherever the second does, with the reason.
SHARED: dict[tuple[str, str, str], str] = {}


def skeleton(text: str, cues: tuple[str, ...]) -> str:
    """Give an example without the cue it holds and without names: what is left must be its own."""
    folded = fold_cue(text)
    for cue in sorted(cues, key=len, reverse=True):
        if cue and cue in folded:
            folded = folded.replace(cue, "◻", 1)
            break
    names = {fold_cue(name) for name in _NAMES.findall(text)[1:] if name[:1].isupper()}
    return " ".join("◻" if word.strip(".,;:!?\"'") in names else word for word in folded.split())


def rules_of(language: str) -> list[RuleText]:
    return [text for text in RULES if text.rule.language == language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_is_explained_and_shown(language: str) -> None:
    for text in rules_of(language):
        assert text.why.endswith("."), f"`why` of {text.rule.id} is a sentence"
        assert len(text.remove) >= 1, text.rule.id
        assert len(text.keep) >= 3, text.rule.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_near_misses_differ_only_in_the_cue_or_a_name(language: str) -> None:
    for text in rules_of(language):
        cues = tuple(text.rule.cues)
        bare = [(skeleton(example.text, cues), example) for example in text.keep]
        for (one, first), (other, second) in combinations(bare, 2):
            assert one != other or first.at != second.at, f"{first.text!r} and {second.text!r} are one near miss"


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_are_folded_and_stand_once(language: str) -> None:
    for text in rules_of(language):
        for cue in (*text.rule.cues, *text.rule.unless):
            assert cue == fold_cue(cue)
        assert len(set(text.rule.cues)) == len(text.rule.cues)


def test_no_phrase_stands_twice_in_a_language() -> None:
    """A phrase may stand in two rules that count under other conditions; not where one holds whenever both do."""
    found: dict[tuple[str, str, str], list[Rule]] = defaultdict(list)
    for text in RULES:
        for cue in text.rule.cues:
            found[(text.rule.language, text.rule.match, cue)].append(text.rule)
    twice = {
        (language, one.id, other.id): cue
        for (language, _, cue), rules in found.items()
        for one, other in permutations(rules, 2)
        if covers(one, other)
    }
    assert {key: cue for key, cue in twice.items() if key not in SHARED} == {}
    assert set(SHARED) <= set(twice), "exceptions that are none any more"


def covers(one: Rule, other: Rule) -> bool:
    """Say whether a rule holds wherever another with the same phrase does."""
    if is_structural(one.filter) or is_structural(other.filter) or one.span != other.span:
        return False  # words for code, which has its own conditions
    if one.filter in GUARDED and other.filter not in GUARDED:
        return False
    zones, within = (_ZONES.get(rule.where, {rule.where}) for rule in (one, other))
    return (
        zones >= within
        and (other.company or not one.company)
        and one.max_words >= other.max_words
        and set(one.unless) <= set(other.unless)
        and tuple(one.patterns) in ((), tuple(other.patterns))
    )


def test_rule_ids_are_unique_in_a_language() -> None:
    ids = [(text.rule.language, text.rule.id) for text in RULES]
    assert len(set(ids)) == len(ids)


def test_the_options_of_a_filter_are_what_its_class_annotates() -> None:
    assert options_of(Byline) == {"max_words": 16, "max_staff_words": 6}
    assert Byline(max_words=3).max_words == 3
    assert Byline().max_words == 16
    with pytest.raises(TypeError, match="Byline has no option 'max_word'"):
        Byline(max_word=3)
    with pytest.raises(ConfigError, match="unknown option of byline 'name'"):
        make("byline", {"name": "x"})
