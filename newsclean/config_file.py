"""Which file configures newsclean here, and which part of a project's file is ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsclean.errors import ConfigError

FILE_NAMES = ("newsclean.toml", ".newsclean.toml")


def discover(start: Path | None = None) -> Path | None:
    """Find the configuration that holds here: $NEWSCLEAN_CONFIG, the nearest project file, the user's own.

    Raises ConfigError when $NEWSCLEAN_CONFIG names no file.
    """
    named = os.environ.get("NEWSCLEAN_CONFIG")
    if named:
        if not Path(named).is_file():
            raise ConfigError(f"{named}: no such file (named by NEWSCLEAN_CONFIG)")
        return Path(named)
    folder = (start or Path.cwd()).absolute()
    for each in (folder, *folder.parents):
        for name in FILE_NAMES:
            if (each / name).is_file():
                return each / name
        if _has_section(each / "pyproject.toml"):
            return each / "pyproject.toml"
    root = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    user = Path(root) / "newsclean" / "newsclean.toml"
    return user if user.is_file() else None


def _has_section(path: Path) -> bool:
    try:
        return b"[tool.newsclean" in path.read_bytes()
    except OSError:
        return False


def section(table: Mapping[str, Any], origin: str) -> Mapping[str, Any]:
    """Give the part of a pyproject.toml that is ours; raises ConfigError."""
    tools = table.get("tool", {})
    section = tools.get("newsclean", {}) if isinstance(tools, dict) else None
    if not isinstance(section, dict):
        raise ConfigError(f"{origin}: tool.newsclean is a table")
    return section
