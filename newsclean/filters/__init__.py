"""The folder is the registry: a filter is a page here, with a module beside it or rule files in ``lang/``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from newsclean.document import Document, Line, Verdict, verdicts_of
from newsclean.errors import ConfigError

FOLDER = Path(__file__).parent
FEW = 8  # names that a message lists


@runtime_checkable
class Filter(Protocol):
    """Anything with a name that proposes verdicts."""

    @property
    def name(self) -> str:
        """Complete "remove …": teaser_list, disclaimer, share_bar."""
        ...

    def __call__(self, doc: Document) -> Iterable[Verdict]:
        """Propose verdicts on the document; never change it."""
        ...


class BuiltIn:
    """A filter of newsclean's own: what it annotates are its options, each with its default."""

    name = ""
    off: frozenset[str] = frozenset()  # rules switched off, by id

    def __init__(self, *, off: frozenset[str] = frozenset(), **options: Any) -> None:
        """Set options; raises TypeError for one the filter has not."""
        self.off = off
        for key, value in options.items():
            if key not in options_of(type(self)):
                raise TypeError(f"{type(self).__name__} has no option {key!r}")
            setattr(self, key, value)


class LineFilter:
    """A filter of newsclean's own that mostly proposes whole lines; a line that several propose gets one verdict."""

    def lines(self, doc: Document) -> list[Line | Verdict]:
        """Propose lines, and verdicts on what is more or less than one."""
        raise NotImplementedError

    def __call__(self, doc: Document) -> list[Verdict]:
        """Propose a verdict for each."""
        return verdicts_of(doc, self.lines(doc))


def options_of(kind: Any) -> dict[str, Any]:
    """Give the options of a filter's class with their defaults."""
    return {key: getattr(kind, key) for key in kind.__annotations__ if key not in ("off", "name")}


@lru_cache(maxsize=1)
def _files() -> frozenset[str]:
    return frozenset(entry.name for entry in os.scandir(FOLDER))


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """List the filters that come with newsclean."""
    return tuple(sorted(name.removesuffix(".md") for name in _files() if name.endswith(".md")))


def is_structural(name: str) -> bool:
    """Say whether a built-in filter has code of its own."""
    return f"{name}.py" in _files()


def page(name: str) -> str:
    """Give the page of a built-in filter; raises ConfigError for an unknown name."""
    if name not in names():
        raise unknown("filter", name, names())
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def make(name: str, options: Mapping[str, Any] | None = None, off: frozenset[str] = frozenset()) -> Filter:
    """Make a filter by name with its options; ``off`` are rules switched off.

    Raises ConfigError for an unknown name or option, with a suggestion.
    """
    if not is_known(name):
        raise unknown("filter", name, names())
    options = dict(options or {})
    if not is_structural(name):
        if options:
            raise ConfigError(f"filter {name} has no option {next(iter(options))!r}")
        from newsclean.cue_filter import CueFilter

        return CueFilter(name, off)
    kind = getattr(import_module(f"newsclean.filters.{name}"), "".join(word.title() for word in name.split("_")))
    allowed = options_of(kind)
    for key, value in options.items():
        if key not in allowed:
            raise unknown(f"option of {name}", key, tuple(allowed))
        _check_type(name, key, value, allowed[key])
    made: Filter = kind(**options, off=off)
    return made


def is_known(name: str) -> bool:
    """Say whether a name is one of newsclean's own filters."""
    return f"{name}.md" in _files()


def unknown(what: str, name: str, known: Iterable[str]) -> ConfigError:
    """Make the error for a name nobody knows, with the nearest one there is, else with all where they are few."""
    from difflib import get_close_matches

    there = list(known)
    close = get_close_matches(name, there, 1)
    hint = ""
    if close:
        hint = f"; did you mean {close[0]!r}?"
    elif what == "filter":
        hint = "; newsclean filters lists them"
    elif 0 < len(there) <= FEW:
        hint = f"; it is one of {', '.join(there)}"
    return ConfigError(f"unknown {what} {name!r}{hint}")


def _check_type(name: str, key: str, value: Any, default: Any) -> None:
    if isinstance(default, tuple):
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"option {key} of {name} takes a list of texts, not {value!r}")
        return
    number = isinstance(default, (int, float)) and not isinstance(default, bool)
    fits = (
        isinstance(value, (int, float)) and not isinstance(value, bool) if number else isinstance(value, type(default))
    )
    if not fits:
        raise ConfigError(f"option {key} of {name} takes {type(default).__name__}, not {value!r}")
