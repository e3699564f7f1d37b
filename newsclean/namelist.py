"""Lists of input names: lines, or names that end with NUL."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from newsclean.errors import ConfigError
from newsclean.messages import because

MAX_NAME = 1 << 16  # bytes; no system takes a longer path


def names_from(source: str, *, null: bool) -> Iterator[str]:
    """Read input names from a file, or standard input for "-"; raises ConfigError when there is no such list."""
    try:
        if source == "-":
            if sys.stdin is None:
                raise ConfigError("standard input is closed; --files-from - reads names there")
            yield from _split(sys.stdin.buffer, "standard input", null)
            return
        with open(source, "rb") as stream:
            yield from _split(stream, source, null)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{source}: {because(error)}") from None


def _split(stream: BinaryIO, source: str, null: bool) -> Iterator[str]:
    end = b"\0" if null else b"\n"
    rest = b""
    while chunk := stream.read(MAX_NAME):
        *names, rest = (rest + chunk).split(end)
        yield from (_name(name, null) for name in names if name and (null or name != b"\r"))
        if len(rest) > MAX_NAME:
            raise ConfigError(f"{source}: is no list of names ended by {'NUL' if null else 'line breaks'}")
    if rest and (null or rest != b"\r"):
        yield _name(rest, null)


def _name(raw: bytes, null: bool) -> str:
    """Decode a name; every one of a list is a file, "-" too."""
    name = os.fsdecode(raw if null else raw.rstrip(b"\r"))
    return os.path.join(os.curdir, name) if name == "-" else name
