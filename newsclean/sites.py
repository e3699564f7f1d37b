"""Sections of a configuration that hold for some sites only: by host name, or by a glob on the input's path."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from newsclean.cues import Rule
from newsclean.errors import ConfigError
from newsclean.filters import unknown

SITE_KEYS = ("enable", "disable", "options", "rules", "drop_phrases", "drop_patterns")


class Change(NamedTuple):
    """What a configuration, or a section of it, changes about a pipeline; plain data."""

    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    options: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...] = ()
    rules: tuple[Rule, ...] = ()
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


class Site(NamedTuple):
    """A section: where it holds, and what it changes."""

    name: str  # a host name, or a glob with a slash or a star
    change: Change

    @property
    def is_glob(self) -> bool:
        """Say whether the name is a glob on paths."""
        return any(sign in self.name for sign in "/*?[")


def read_change(table: Mapping[str, Any], origin: str, source: str, parents: tuple[str, ...] = ()) -> Change:
    """Read what a configuration changes; raises ConfigError."""
    from newsclean.config_keys import read_own_rules, read_phrases_and_patterns

    phrases, patterns = read_phrases_and_patterns(table, origin, source)
    return Change(
        tuple(table.get("enable", ())),
        tuple(table.get("disable", ())),
        tuple((name, _frozen(name, options, origin)) for name, options in table.get("options", {}).items()),
        read_own_rules(table.get("rules", {}), origin, source, parents),
        phrases,
        patterns,
    )


def _frozen(name: str, options: Any, origin: str) -> tuple[tuple[str, Any], ...]:
    if not isinstance(options, dict):
        raise ConfigError(f"{origin}: options.{name} is a table of options")
    return tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in options.items())


def read_sites(tables: Mapping[str, Any], origin: str, source: str) -> tuple[Site, ...]:
    """Read the ``[sites."…"]`` sections; raises ConfigError."""
    from newsclean.config_keys import check_types

    sites = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{origin}: sites.{name} is a table")
        for key in table:
            if key not in SITE_KEYS:
                raise ConfigError(f"{origin}: sites.{name}: {unknown('key', key, SITE_KEYS)}")
        check_types(table, f"{origin}: sites.{name}")
        sites.append(Site(name, read_change(table, origin, source, ("sites", name))))
    return tuple(sites)


def matching(sites: Sequence[Site], url: str | None, path: str | None) -> tuple[int, ...]:
    """List the sections that hold for a document, the most general first: domains, subdomains, globs."""
    host = _host(url) if url else ""
    place = path.replace(os.sep, "/") if path else ""
    found = [n for n, site in enumerate(sites) if _holds(site, host, place)]
    return tuple(sorted(found, key=lambda n: (sites[n].is_glob, 0 if sites[n].is_glob else len(sites[n].name), n)))


def _holds(site: Site, host: str, path: str) -> bool:
    if site.is_glob:
        return bool(path) and (fnmatchcase(path, site.name) or fnmatchcase(path, f"*/{site.name}"))
    name = site.name.lower()
    return host == name or host.endswith(f".{name}")


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:
        return ""
