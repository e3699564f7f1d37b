"""The notation of rule files: read one, check every key, say file, rule and line of what is wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.cues import DEFAULT_MAX_WORDS, Rule
from newsclean.errors import ConfigError
from newsclean.folding import fold_cue
from newsclean.patterns import may_not_end, misfit

MATCHES = ("whole", "start", "end", "inside")
ZONES = ("head", "body", "tail", "edge", "anywhere")
SPANS = ("block", "sentence", "phrase", "section")
_LISTS = ("cues", "unless", "patterns", "remove", "keep")
_CHOICES = {"match": MATCHES, "where": ZONES, "span": SPANS}
KEYS = ("why", *_CHOICES, "company", "max_words", *_LISTS)
MAX_PATTERN = 400


class Example(NamedTuple):
    """A text a rule must remove, or its near miss that must stay; lines make adjacent blocks."""

    text: str
    at: str  # the zone it stands in: head, body or tail


class RuleText(NamedTuple):
    """A rule with what only its readers and tests need."""

    rule: Rule
    why: str
    remove: tuple[Example, ...]
    keep: tuple[Example, ...]


def read_rules(path: Path, *, language: str, name: str) -> list[RuleText]:
    """Read a rule file.

    Raises ConfigError naming the file, the rule and the line.
    """
    source = read_text(path)
    return [
        check_rule(table, f"{name}.{key}", language, Where(str(path), key, source))
        for key, table in read_toml(source, str(path)).items()
    ]


def read_text(path: Path) -> str:
    """Read a UTF-8 file; raises ConfigError."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({_reason(error)})") from None


def read_toml(source: str, name: str) -> dict[str, Any]:
    """Parse TOML; raises ConfigError with the file's name and the line."""
    import tomllib

    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: not valid TOML: {error}") from None
    except RecursionError:
        raise ConfigError(f"{name}: nested too deeply") from None


class Where(NamedTuple):
    """The place an error message names."""

    path: str
    rule: str
    source: str
    parents: tuple[str, ...] = ()  # tables the rule stands in

    def error(self, problem: str, key: str = "") -> ConfigError:
        """Make the error for a key of the rule, or for the rule itself."""
        return ConfigError(f"{self.path}:{self.line(key)}: rule {self.rule}: {problem}")

    def line(self, key: str) -> int:
        """Find the line of a key of the rule, or of its head."""
        lines = self.source.splitlines()
        above = r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in self.parents)
        head = re.compile(rf"\s*\[(?:.*\.)?{above}{'[.]' if above else ''}[\"']?{re.escape(self.rule)}[\"']?\s*\]")
        start = next((n for n, line in enumerate(lines, 1) if head.match(line)), 1)
        if not key:
            return start
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        for number in range(start, len(lines)):
            if lines[number].lstrip().startswith("[") and not lines[number].startswith(" "):
                break
            if wanted.match(lines[number]):
                return number + 1
        return start


def check_rule(table: Any, rule_id: str, language: str, where: Where) -> RuleText:
    """Turn one table of a rule file into a rule; raises ConfigError."""
    if not isinstance(table, dict):
        raise where.error("is not a table")
    for key, value in table.items():
        _check_key(key, value, where)
    if not table.get("cues") and not table.get("patterns"):
        raise where.error("needs cues or patterns")
    match = table.get("match", "whole")
    rule = Rule(
        id=rule_id,
        filter=rule_id.partition(".")[0],
        language=language,
        match=match,
        where=table.get("where", "anywhere"),
        span=table.get("span", "block"),
        company=table.get("company", False),
        max_words=table.get("max_words", DEFAULT_MAX_WORDS[match]),
        unless=tuple(table.get("unless", ())),
        patterns=tuple(table.get("patterns", ())),
        cues=tuple(table.get("cues", ())),
    )
    at = rule.where if rule.where in ("head", "body", "tail") else "body"
    at = "tail" if rule.where == "edge" else at
    return RuleText(
        rule, table.get("why", ""), _examples(table.get("remove", []), at), _examples(table.get("keep", []), at)
    )


def _check_key(key: str, value: Any, where: Where) -> None:
    if key not in KEYS:
        from difflib import get_close_matches

        close = get_close_matches(key, KEYS, 1)
        raise where.error(f"unknown key {key!r}" + (f"; did you mean {close[0]!r}?" if close else ""), key)
    if key in _CHOICES:
        if value not in _CHOICES[key]:
            raise where.error(f"{key} is {value!r}; it is one of {', '.join(_CHOICES[key])}", key)
    elif key in _LISTS:
        _check_list(key, value, where)
    elif key == "company" and not isinstance(value, bool):
        raise where.error("company is true or false", key)
    elif key == "max_words" and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise where.error("max_words is a whole number from 1", key)
    elif key == "why" and not isinstance(value, str):
        raise where.error("why is a sentence", key)


def _check_list(key: str, value: Any, where: Where) -> None:
    if not isinstance(value, list):
        raise where.error(f"{key} is a list", key)
    for item in value:
        if key in ("remove", "keep") and _is_example(item):
            continue
        # The empty cue is a line of nothing but decoration.
        if not isinstance(item, str) or not (item.strip() or key == "cues"):
            raise where.error(f"{key} holds {item!r}; it takes texts that are not empty", key)
        if key in ("cues", "unless") and item != fold_cue(item):
            raise where.error(f"{key} has {item!r}; write it folded: {fold_cue(item)!r}", key)
        if key == "patterns":
            _check_pattern(item, where)


def _check_pattern(pattern: str, where: Where) -> None:
    if len(pattern) > MAX_PATTERN:
        raise where.error(f"a pattern is longer than {MAX_PATTERN} characters", "patterns")
    if where.parents and (problem := misfit(pattern)):
        raise where.error(f"pattern {pattern!r} {problem}", "patterns")
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise where.error(f"pattern {pattern!r} is not a regular expression ({error})", "patterns") from None
    if where.parents and may_not_end(pattern):
        raise where.error(f"pattern {pattern!r} repeats a repeat or a choice, which may take for ever", "patterns")


def _is_example(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and set(item) == {"text", "at"}
        and isinstance(item["text"], str)
        and item["at"] in ("head", "body", "tail")
    )


def _examples(items: list[Any], at: str) -> tuple[Example, ...]:
    return tuple(Example(i["text"], i["at"]) if isinstance(i, dict) else Example(i, at) for i in items)


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return getattr(error, "strerror", None) or str(error)
