"""Patterns of users: what may be compiled, checked before it is, because compiling knows no time limit."""

from __future__ import annotations

from typing import Any

from newsclean.errors import ConfigError
from newsclean.lazy import pattern

MAX_LENGTH = 4096
MAX_NESTING = 100
LONG_REPEAT = 10
MAX_SIZE = 10_000  # with its counted repeats written out
_COUNT = pattern(r"\{(\d*)(?:,(\d*))?\}")
# Flags under which a pattern reads otherwise than it is measured here.
_FLAGS = pattern(r"\(\?[A-Za-z0-9-]*(?:x|V1)[A-Za-z0-9-]*[:)]")
_BRACED = frozenset("pPNxXgo")  # escapes that may go on in braces


def compile_pattern(pattern: str) -> Any:
    """Compile a user's pattern with the regex library, lines apart; raises ConfigError."""
    problem = misfit(pattern)
    if problem:
        raise ConfigError(f"pattern {shorten(pattern)!r} {problem}")
    import regex

    try:
        return regex.compile(pattern, regex.MULTILINE | regex.VERSION0)
    except (regex.error, RecursionError, OverflowError, MemoryError, ValueError) as error:
        raise ConfigError(f"pattern {shorten(pattern)!r} cannot be compiled ({error})") from None


def misfit(pattern: str) -> str | None:
    """Say why a pattern must not be compiled; None when it may."""
    if len(pattern) > MAX_LENGTH:
        return f"is longer than {MAX_LENGTH:,} characters"
    if _FLAGS.search(pattern):
        return "sets the flag x or V1; write it on one line, in the usual notation"
    depth, size = _measure(pattern)
    if depth > MAX_NESTING:
        return f"nests groups more than {MAX_NESTING} deep"
    if size > MAX_SIZE:
        return f"repeats too much: written out it has more than {MAX_SIZE:,} parts"
    return None


def shorten(pattern: str) -> str:
    """Cut a pattern for a message."""
    return pattern if len(pattern) <= 80 else pattern[:79] + "…"


def _measure(pattern: str) -> tuple[int, int]:
    """Give the depth of groups and the number of parts with all counted repeats written out."""
    deepest = at = 0
    open_groups = [0]  # parts so far, of each open group
    last = 1  # parts of what a repeat would repeat
    while at < len(pattern):
        char = pattern[at]
        if char == "(":
            if pattern.startswith("(?#", at):
                at = _after(pattern, ")", at)
                continue
            open_groups.append(0)
            deepest = max(deepest, len(open_groups) - 1)
        elif char == ")" and len(open_groups) > 1:
            last = max(1, open_groups.pop())
            open_groups[-1] += last
        elif char == "{" and (count := _COUNT.match(pattern, at)):
            times = max(int(number) for number in (*count.groups(""), "1") if number)
            open_groups[-1] += last * (times - 1)
            last *= times
            at = count.end()
            continue
        else:
            at = _atom_end(pattern, at)
            last = 1
            open_groups[-1] += 1
            continue
        at += 1
        if sum(open_groups) > MAX_SIZE:
            break
    return deepest, sum(open_groups)


def _atom_end(pattern: str, at: int) -> int:
    """Give the end of one escape, set or character."""
    if pattern[at] == "\\":
        braced = pattern[at + 1 : at + 2] in _BRACED and pattern[at + 2 : at + 3] == "{"
        return _after(pattern, "}", at) if braced else at + 2
    if pattern[at] != "[":
        return at + 1
    inside = at + 1 + pattern.startswith("^", at + 1)
    inside += pattern.startswith("]", inside)
    while inside < len(pattern) and pattern[inside] != "]":
        inside += 2 if pattern[inside] == "\\" else 1
    return inside + 1 if inside < len(pattern) else at + 1


def _after(pattern: str, mark: str, at: int) -> int:
    end = pattern.find(mark, at)
    return end + 1 if end >= 0 else at + 1


def may_not_end(pattern: str) -> bool:
    """Say whether a pattern repeats what can be read in several ways, which may take for ever without a time limit."""
    from re import _parser  # type: ignore[attr-defined]

    return _repeats_choice(_parser.parse(pattern), within=False)


def _repeats_choice(part: Any, *, within: bool) -> bool:
    """Look for a repeat or a choice within a long repeat, in a parsed pattern."""
    if isinstance(part, (list, tuple)) or hasattr(part, "data"):
        items = list(part)
        name = str(items[0]) if items else ""
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, body = items[1]
            varies = least != most and int(most) > 1
            return (within and varies) or _repeats_choice(body, within=within or int(most) > LONG_REPEAT)
        if name == "BRANCH" and within:
            return True
        return any(_repeats_choice(item, within=within) for item in items)
    return False
