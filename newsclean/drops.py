"""Lists of the user's phrases and patterns: checked when they are read, from a file or a configuration."""

from __future__ import annotations

from pathlib import Path

from newsclean.errors import ConfigError


def read_phrases(path: Path) -> tuple[str, ...]:
    """Read a file with a phrase on each line; raises ConfigError naming the line that is none."""
    return tuple(check_phrase(line.strip(), str(path), number) for number, line in _lines(path))


def read_patterns(path: Path) -> tuple[str, ...]:
    """Read a file with a pattern on each line; raises ConfigError naming the line that is none."""
    return tuple(check_pattern(line, str(path), number) for number, line in _lines(path))


def check_phrase(phrase: str, origin: str, line: int = 0) -> str:
    """Give the phrase back, or raise ConfigError: one without letters would match in every text."""
    if not any(char.isalnum() for char in phrase):
        raise ConfigError(f"{_place(origin, line)}: phrase {phrase!r} has neither letters nor digits")
    return phrase


def check_pattern(pattern: str, origin: str, line: int = 0) -> str:
    """Give the pattern back, or raise ConfigError where it cannot or must not be compiled."""
    from newsclean.patterns import compile_pattern

    try:
        compile_pattern(pattern)
    except ConfigError as error:
        raise ConfigError(f"{_place(origin, line)}: {error}") from None
    return pattern


def _lines(path: Path) -> list[tuple[int, str]]:
    from newsclean.notation import read_text

    lines = read_text(path).removeprefix("\ufeff").split("\n")
    return [(number, line.rstrip("\r")) for number, line in enumerate(lines, 1) if line.strip()]


def _place(origin: str, line: int) -> str:
    return f"{origin}:{line}" if line else origin
