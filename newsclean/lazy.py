"""Patterns that are compiled when they are first used: compiling all of them at start takes longer than cleaning."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """Stand in for a compiled pattern until somebody asks for one of its methods."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)
        return value


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give a pattern that is compiled at its first use; what is wrong with it shows then."""
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))
