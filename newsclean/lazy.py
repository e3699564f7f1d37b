"""What is made at its first use: patterns, which take longer to compile at start than a text to clean, and facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, Generic, TypeVar, cast, overload

T = TypeVar("T")


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


class later(Generic[T]):  # noqa: N801 - reads as the property it is
    """A property that is worked out once; functools has one with a lock, which costs more than most of ours."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> later[T]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> T: ...

    def __get__(self, owner: object | None, kind: type) -> later[T] | T:
        """Work it out, and put it where the property is not asked again."""
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.make(owner)
        return value
