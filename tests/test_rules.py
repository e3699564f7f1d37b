"""Every rule file, held to its own examples and to the notation."""

from __future__ import annotations

import pytest

from newsclean.notation import RuleText, read_rules
from newsclean.rule_compiler import rule_files
from newsclean.rulebook import standard_table
from newsclean.rulecheck import problems

RULES = [
    pytest.param(text, id=f"{language}/{text.rule.id}")
    for language, path in rule_files()
    for text in read_rules(path, language=language, name=path.stem)
]


@pytest.mark.parametrize("text", RULES)
def test_the_rule_removes_and_keeps_what_its_examples_say(text: RuleText) -> None:
    assert list(problems(text, standard_table())) == []
