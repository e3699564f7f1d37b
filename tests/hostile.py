"""Make hostile inputs: each case is files, a call, and what must come of it.

A case that is refused says so in one line that names the file; nothing may crash, hang or get lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

Make = Callable[[Path], object]


class Case(NamedTuple):
    """One hostile input; the call runs in the folder that ``make`` fills."""

    name: str
    make: Make
    args: tuple[str, ...]
    code: int = 0
    says: str = ""  # one message holds it; with code 0 there may be none
    has: tuple[str, ...] = ()  # stands in the output
    lacks: tuple[str, ...] = ()
    messages: int | None = None  # how many; None: one for a failure, any number else
    stdin: bytes = b""
    again: bool = False  # the output is text, and cleaning it changes nothing
    files: tuple[str, ...] = ()  # in the folder "out", and no others


def content(name: str, data: bytes | str) -> Make:
    """Make one file."""
    raw = data.encode() if isinstance(data, str) else data
    return lambda folder: (folder / name).write_bytes(raw)


def text(name: str, data: bytes | str, *has: str, file: str = "a.txt", **more: Any) -> Case:
    """Make the case of one file that is cleaned to standard output, twice."""
    case = Case(name, content(file, data), ("clean", file), has=has, again=True)
    return case._replace(**more)


def refused(name: str, data: bytes | str, says: str, *, file: str = "a.txt", **more: Any) -> Case:
    """Make the case of one file that is no news text."""
    case = Case(name, content(file, data), ("clean", file), code=1, says=f"{file}: {says}")
    return case._replace(**more)


def cases() -> Iterator[Case]:
    """Give all cases."""
    from tests import hostile_files, hostile_records, hostile_text

    yield from hostile_text.cases()
    yield from hostile_files.cases()
    yield from hostile_records.cases()
