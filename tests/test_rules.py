"""Every rule file, held to its own examples and to the notation."""

from __future__ import annotations

import pytest

from newsclean.notation import RuleText, read_rules
from newsclean.rule_compiler import rule_files
from newsclean.rulebook import standard_table
from newsclean.rulecheck import problems

WORDS_OF_A_SENTENCE = 5
RULES = [
    pytest.param(text, id=f"{language}/{text.rule.id}")
    for language, path in rule_files()
    for text in read_rules(path, language=language, name=path.stem)
]


@pytest.mark.parametrize("text", RULES)
def test_the_rule_removes_and_keeps_what_its_examples_say(text: RuleText) -> None:
    assert list(problems(text, standard_table())) == []


STRUCTURAL = ("byline", "source_credit")  # their code asks for a name behind the cue


@pytest.mark.parametrize("language", sorted({language for language, _ in rule_files()}))
def test_near_misses_hold_against_all_rules_of_the_language(language: str) -> None:
    """A sentence that one rule must keep is no other rule's either, wherever it stands."""
    table = standard_table().of(language)
    lost = [
        (hit.rule.id, hit.cue, line)
        for code, path in rule_files()
        if code == language
        for text in read_rules(path, language=language, name=path.stem)
        for example in text.keep
        for line in example.text.splitlines()
        if (facts := table.facts(line)).ends and facts.words >= WORDS_OF_A_SENTENCE
        for hit in facts.hits
        if hit.rule.span == "block" and hit.rule.where in ("anywhere", "body") and not hit.rule.company
        if hit.rule.filter not in STRUCTURAL
    ]
    assert lost == []
