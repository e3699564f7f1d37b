"""Filters of other packages: by entry point, or by ``package.module:Class`` where the user says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsclean.errors import ConfigError
from newsclean.filters import Filter, unknown

GROUP = "newsclean.filters"


def entry_point_names() -> tuple[str, ...]:
    """List the filters that installed packages offer."""
    from importlib.metadata import entry_points

    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def load_entry_point(name: str, options: Mapping[str, Any] | None = None) -> Filter:
    """Load a filter that an installed package offers; raises ConfigError."""
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP, name=name):
        try:
            return _made(point.load(), name, options or {})
        except ConfigError:
            raise
        except Exception as error:
            raise ConfigError(f"filter {name} ({point.value}) cannot be loaded: {error}") from error
    raise unknown("filter", name, entry_point_names())


def load_class(path: str, options: Mapping[str, Any] | None = None) -> Filter:
    """Load a filter named as ``package.module:Class``; raises ConfigError."""
    from importlib import import_module

    module, _, kind = path.partition(":")
    try:
        found = getattr(import_module(module), kind)
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigError(f"filter {path} cannot be loaded: {error}") from error
    return _made(found, path, options or {})


def _made(found: Any, name: str, options: Mapping[str, Any]) -> Filter:
    try:
        made = found(**options) if isinstance(found, type) or options else found
    except TypeError as error:
        raise ConfigError(f"filter {name} cannot be made: {error}") from None
    if not callable(made) or not isinstance(getattr(made, "name", None), str):
        raise ConfigError(f"{name} is no filter: it needs a name and must be callable with a document")
    return made  # type: ignore[no-any-return]
