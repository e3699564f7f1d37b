"""The keys of a configuration file: check them, read its own rules, write it back as TOML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from newsclean.cues import Rule
from newsclean.errors import ConfigError
from newsclean.filters import unknown
from newsclean.sites import Site

if TYPE_CHECKING:
    from newsclean.config import PipelineSpec
    from newsclean.notation import RuleText, Where

_LISTS = ("records", "lines", "document", "page", "filters", "enable", "disable")
_TEXTS = ("drop_phrases", "drop_patterns")
_TABLES = ("options", "rules", "sites")


def check_keys(table: Mapping[str, Any], origin: str) -> None:
    """Refuse unknown keys and wrong types; raises ConfigError."""
    from newsclean.config import KEYS

    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{origin}: {unknown('key', key, KEYS)}")
    check_types(table, origin)
    if "filters" in table and any(group in table for group in ("records", "lines", "document", "page")):
        raise ConfigError(f"{origin}: filters stands beside records, lines or document; use one way to name the chain")


def check_types(table: Mapping[str, Any], origin: str) -> None:
    """Refuse values of the wrong type; raises ConfigError."""
    for key, value in table.items():
        if key in _LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise ConfigError(f"{origin}: {key} takes a list of names, not {value!r}")
        if (key in _LISTS or key == "options") and any(":" in item for item in value):
            raise ConfigError(f"{origin}: {key} names a class; a configuration file may only name installed filters")
        if key in _TEXTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise ConfigError(f"{origin}: {key} takes a list of texts, not {value!r}")
        if key in _TABLES and not isinstance(value, dict):
            raise ConfigError(f"{origin}: {key} is a table")
        if key not in _LISTS + _TEXTS + _TABLES and not isinstance(value, str):
            raise ConfigError(f"{origin}: {key} takes a text, not {value!r}")


def read_own_rules(
    tables: Mapping[str, Any], origin: str, source: str, parents: tuple[str, ...] = ()
) -> tuple[Rule, ...]:
    """Read the user's rules, ``[rules.FILTER.NAME]`` tables; raises ConfigError."""
    return tuple(text.rule for text, _ in own_rule_texts(tables, origin, source, parents))


def own_rule_texts(
    tables: Mapping[str, Any], origin: str, source: str, parents: tuple[str, ...] = ()
) -> list[tuple[RuleText, Where]]:
    """Read the user's rules with their examples, and where each stands; raises ConfigError."""
    if not tables:
        return []
    from newsclean.notation import Where, check_rule

    rules = []
    for each, named in tables.items():
        if not isinstance(named, dict):
            raise ConfigError(f"{origin}: rules.{each} is a table of rules")
        for name, table in named.items():
            where = Where(origin, name, source, (*parents, "rules", each))
            rules.append((check_rule(table, f"{each}.{name}", "mul", where), where))
    return rules


def read_phrases_and_patterns(
    table: Mapping[str, Any], origin: str, source: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read ``drop_phrases`` and ``drop_patterns``; raises ConfigError."""
    phrases, patterns = tuple(table.get("drop_phrases", ())), tuple(table.get("drop_patterns", ()))
    if not phrases and not patterns:
        return (), ()
    from newsclean.drops import check_pattern, check_phrase

    for phrase in phrases:
        check_phrase(phrase, origin, line_of(source, phrase, "drop_phrases"))
    for pattern in patterns:
        check_pattern(pattern, origin, line_of(source, pattern, "drop_patterns"))
    return phrases, patterns


def line_of(source: str, text: str, key: str) -> int:
    """Find the line of a text in TOML, written as it is or escaped; else the line of the key it belongs to."""
    lines = source.splitlines()
    for wanted in (text, json.dumps(text, ensure_ascii=False)[1:-1], key):
        for number, line in enumerate(lines, 1):
            if wanted and wanted in line:
                return number
    return 0


def to_toml(spec: PipelineSpec) -> str:
    """Write a specification as a configuration file that gives it back."""
    rows = [f"preset = {_value(spec.preset)}", *_chain(spec)]
    off = sorted(rule for step in spec.steps for rule in step.off)
    if off:
        rows.append(f"disable = {_value(off)}")
    for key in ("language", "now", "shape"):
        if getattr(spec, key):
            rows.append(f"{key} = {_value(getattr(spec, key))}")
    for step in spec.steps:
        if step.options:
            rows += ["", f"[options.{_key(step.name)}]"]
            rows += [f"{key} = {_value(value)}" for key, value in step.options]
    rows += _rules(spec.rules, "rules")
    for site in spec.sites:
        rows += _site(site)
    return "\n".join(rows) + "\n"


def _rules(rules: Iterable[Rule], parent: str) -> list[str]:
    rows = []
    for rule in rules:
        name = rule.id.partition(".")[2]
        rows += ["", f"[{parent}.{_key(rule.filter)}.{_key(name)}]"]
        rows += [f"{key} = {_value(value)}" for key, value in _rule_keys(rule).items()]
    return rows


def _site(site: Site) -> list[str]:
    head, change = f"sites.{_key(site.name)}", site.change
    named = {
        "enable": change.enable,
        "disable": change.disable,
        "drop_phrases": change.phrases,
        "drop_patterns": change.patterns,
    }
    rows = ["", f"[{head}]", *(f"{key} = {_value(value)}" for key, value in named.items() if value)]
    for name, options in change.options:
        rows += ["", f"[{head}.options.{_key(name)}]", *(f"{_key(k)} = {_value(v)}" for k, v in options)]
    return rows + _rules(change.rules, f"{head}.rules")


def _chain(spec: PipelineSpec) -> list[str]:
    """Write the chain by groups where it has them in their order, else as one list."""
    from newsclean.config import GROUPS

    order = [step.group for step in spec.steps]
    if not order or not all(order) or order != sorted(order, key=GROUPS.index):
        return [f"filters = {_value([step.name for step in spec.steps])}"]
    named = {group: [step.name for step in spec.steps if step.group == group] for group in GROUPS}
    return [f"{group} = {_value(members)}" for group, members in named.items() if members]


def _rule_keys(rule: Rule) -> dict[str, Any]:
    keys: dict[str, Any] = {key: getattr(rule, key) for key in ("match", "where", "span", "company", "max_words")}
    for key in ("cues", "unless", "patterns"):
        if getattr(rule, key):
            keys[key] = list(getattr(rule, key))
    return keys


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else json.dumps(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)
