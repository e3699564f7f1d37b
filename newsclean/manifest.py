"""What newsclean wrote into an output folder, so that it overwrites only its own."""

from __future__ import annotations

import hashlib
import json
import os
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from newsclean.errors import OutputError
from newsclean.inputs import STATE_FOLDER
from newsclean.messages import because

NAME = "manifest.jsonl"
_ONE = 1 << 64


class Entry(NamedTuple):
    """One output: its name in the folder, what it was made from and with, and what it is."""

    output: str
    source: str  # size and time of the input
    made_with: str  # fingerprint of rules and options, and the format
    digest: str  # of the output's bytes, "" where nothing was written


class Manifest:
    """The outputs a folder holds of ours; names are kept as hashes, 16 bytes each."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / STATE_FOLDER / NAME
        self._known: list[int] | None = None
        self._log: BinaryIO | None = None

    def made(self, output: str) -> bool:
        """Say whether an output is one newsclean wrote."""
        key = _hash(output) * _ONE
        known = self.known
        at = bisect_left(known, key)
        return at < len(known) and known[at] // _ONE == key // _ONE

    def holds(self, entry: Entry) -> bool:
        """Say whether exactly this output was made, from this input, with these rules."""
        key = _hash(entry.output) * _ONE + _hash("\0".join(entry[1:3]))
        at = bisect_left(self.known, key)
        return at < len(self.known) and self.known[at] == key

    @property
    def known(self) -> list[int]:
        """Give the sorted hashes of what is known."""
        if self._known is None:
            self._known = sorted(
                _hash(entry.output) * _ONE + _hash("\0".join(entry[1:3])) for entry in read_entries(self.path)
            )
        return self._known

    def add(self, entry: Entry) -> None:
        """Note an output that is in its place; the line is on its way to the disk before this returns."""
        if self._log is None:
            self._log = self._open()
        try:
            self._log.write(json.dumps(list(entry)).encode() + b"\n")
            self._log.flush()
        except OSError as error:
            raise OutputError(f"{self.path}: {because(error)}") from None

    def close(self) -> None:
        """Close the log."""
        if self._log is not None:
            with suppress(OSError):  # what could not be written was told by add
                self._log.close()
            self._log = None

    def _open(self) -> BinaryIO:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            stream = open(self.path, "ab")  # noqa: SIM115 - closed by close
            if stream.tell() and not _ends_line(self.path):
                stream.write(b"\n")  # a line that was cut when we were killed
            return stream
        except OSError as error:
            raise OutputError(f"{self.path}: {because(error)}") from None


def read_entries(path: Path) -> Iterator[Entry]:
    """Read a manifest's entries, the last of each output winning; cut or foreign lines are passed over."""
    latest: dict[str, Entry] = {}
    try:
        with open(path, "rb") as stream:
            for line in stream:
                if (entry := _entry(line)) is not None:
                    latest[entry.output] = entry
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"{path}: {because(error)}") from None
    yield from latest.values()


def _entry(line: bytes) -> Entry | None:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    good = isinstance(values, list) and len(values) == 4 and all(isinstance(value, str) for value in values)
    return Entry(*values) if good else None


def source_of(path: str) -> str:
    """Identify an input by its size and time."""
    try:
        found = os.stat(path)
    except OSError:  # gone since it was read
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(os.fsencode(text), digest_size=8).digest(), "big")


def _ends_line(path: Path) -> bool:
    with open(path, "rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
