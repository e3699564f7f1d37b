"""Run the examples of a configuration's own rules, for ``newsclean config --test``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.config import PipelineSpec
from newsclean.config_file import section
from newsclean.config_keys import line_of, own_rule_texts
from newsclean.errors import ConfigError
from newsclean.messages import show
from newsclean.notation import RuleText, Where, read_text, read_toml
from newsclean.outputs import open_output

if TYPE_CHECKING:
    from newsclean.cue_table import CueTable


def test_examples(spec: PipelineSpec) -> int:
    """Print the examples that own rules do not bear out, each with file and line; give the exit code."""
    failed = 0
    rules = list(_own_rules(spec))
    with open_output(None) as output:
        for text, where, table in rules:
            messages = list(_messages(text, where, table))
            failed += bool(messages)
            output.write("".join(f"{show(message)}\n" for message in messages).encode("utf-8", "replace"))
        output.write(f"{_count(len(rules), 'rule')} tested, {failed} with examples that fail\n".encode())
    return 1 if failed else 0


def _messages(text: RuleText, where: Where, table: CueTable) -> Iterator[str]:
    from newsclean.rulecheck import problems

    for fault in problems(text, table, near=False):
        start = where.line(fault.key)
        below = "\n".join(where.source.splitlines()[start - 1 :])
        yield f"{where.path}:{start - 1 + (line_of(below, fault.text, fault.key) or 1)}: {fault.message}"


def _own_rules(spec: PipelineSpec) -> Iterator[tuple[RuleText, Where, CueTable]]:
    """Read the rules of the file a specification came from, those of sites too, each with the table it works in."""
    path = Path(spec.origin)
    if not path.is_file():
        raise ConfigError("there is no configuration file to test; --config names one")
    source = read_text(path)
    table: Any = read_toml(source, str(path))
    if path.name == "pyproject.toml":
        table = section(table, str(path))
    for text, where in own_rule_texts(table.get("rules", {}), str(path), source):
        yield text, where, spec.table
    for number, site in enumerate(spec.sites):
        there = spec.at([number]).table
        rules = table.get("sites", {}).get(site.name, {}).get("rules", {})
        for text, where in own_rule_texts(rules, str(path), source, ("sites", site.name)):
            yield text, where, there


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
