"""What newsclean says to a person: always on standard error, never with a control character in it."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from typing import TextIO

from newsclean.lazy import pattern

MAX_SHOWN = 2000
# Controls, bidirectional overrides, line and paragraph separators: shown, never sent to a terminal.
_HOSTILE = pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def show(text: str, limit: int = MAX_SHOWN) -> str:
    """Make text from outside fit for a terminal: controls become visible, long text is cut."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return _HOSTILE.sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    char = found.group()
    if char == "\t":
        return "    "
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"<U+{code:04X}>"


def say(text: str, *, bare: bool = False) -> None:
    """Write a line to standard error; a closed or full one is no reason to fail."""
    stream = sys.stderr
    if stream is None:  # print() would take standard output instead
        return
    try:
        stream.write(f"{text if bare else f'newsclean: {text}'}\n")
        stream.flush()
    except (OSError, ValueError):
        drop(stream)


def drop(stream: TextIO | None) -> None:
    """Let what waits in a stream go nowhere: the interpreter would fail on it at its end."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def because(error: Exception) -> str:
    """Say in few words why the system refused something."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    words = getattr(error, "strerror", None)
    return str(words).lower() if words else str(error)


def wants_color(choice: str, stream: TextIO | None) -> bool:
    """Decide on colour: the option, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if os.environ.get(name, "0") not in ("", "0"):
            return True
    return os.environ.get("CLICOLOR") != "0" and stream is not None and stream.isatty()
