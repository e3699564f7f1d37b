"""What can go wrong, in one family."""

from __future__ import annotations


class NewscleanError(Exception):
    """Base of every error newsclean raises on purpose; its text is one line for the user."""


class ConfigError(NewscleanError):
    """A preset, project file, rule file or option that cannot be used."""


class InputError(NewscleanError):
    """An input that cannot be read as news text."""


class OutputError(NewscleanError):
    """An output that cannot be written."""
