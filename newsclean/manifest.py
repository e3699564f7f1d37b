"""What newsclean wrote into an output folder, so that it overwrites only its own."""

from __future__ import annotations

import hashlib
import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from newsclean.errors import OutputError
from newsclean.inputs import STATE_FOLDER
from newsclean.messages import because

NAME = "manifest.jsonl"
_ONE = 1 << 64


class Entry(NamedTuple):
    """One output: its name in the folder, what it was made from and with, and what it is."""

    output: str
    source: str  # size and time of the input
    made_with: str  # fingerprint of rules and of options
    digest: str  # of the output's bytes, "" where nothing was written


class Manifest:
    """The outputs a folder holds of ours; names are kept as hashes, 16 bytes each."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / STATE_FOLDER / NAME
        self._known: list[int] | None = None
        self._log: BinaryIO | None = None

    def made(self, output: str) -> bool:
        """Say whether an output is one newsclean wrote, or was about to write when it was killed."""
        last = self._last(output)
        return last is not None and bool(last % _ONE)

    def holds(self, output: str, source: str, made_with: str, path: Path) -> bool:
        """Say whether an output was made from this input with these rules, and is what it was."""
        last = self._last(output)
        if last is None or not source or last // _ONE % _ONE != _hash(f"{source}\0{made_with}"):
            return False
        digest = last % _ONE
        if not digest:
            return not os.path.lexists(path)
        try:
            return _hash(digest_of(path)) == digest
        except OSError:
            return False

    @property
    def known(self) -> list[int]:
        """Give what is known, a number for each line, in the order of outputs and, for one output, of lines."""
        if self._known is None:
            self._known = sorted(_numbers(self.path))
        return self._known

    def _last(self, output: str) -> int | None:
        key = _hash(output)
        at = bisect_left(self.known, (key + 1) * _ONE**3) - 1
        return self.known[at] if at >= 0 and self.known[at] // _ONE**3 == key else None

    def begin(self, outputs: Iterable[str]) -> None:
        """Note outputs that are about to be written: they are ours if we are killed."""
        if names := [name for name in outputs if not self.made(name)]:
            self._put([names])

    def add(self, entry: Entry) -> None:
        """Note an output that is in its place; the line is on its way to the disk before this returns."""
        self._put(list(entry))

    def _put(self, line: list[Any]) -> None:
        if self._log is None:
            self._log = self._open()
        try:
            self._log.write(json.dumps(line).encode() + b"\n")
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


def read_entries(path: Path) -> Iterator[Entry | list[str]]:
    """Read a manifest's lines: entries, and lists of outputs that were begun; others are passed over."""
    try:
        with open(path, "rb") as stream:
            for line in stream:
                try:
                    values = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if _strings(values) and len(values) == 4:
                    yield Entry(*values)
                elif isinstance(values, list) and len(values) == 1 and _strings(values[0]):
                    yield values[0]
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"{path}: {because(error)}") from None


def _strings(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _numbers(path: Path) -> Iterator[int]:
    """Give one number of 256 bits for each line: of the output, of the line, of what it was made of, of what it is."""
    for number, entry in enumerate(read_entries(path)):
        if isinstance(entry, Entry):
            made = _hash(f"{entry.source}\0{entry.made_with}")
            yield _number(entry.output, number, made, _hash(entry.digest) if entry.digest else 0)
        else:
            yield from (_number(name, number, 0, 1) for name in entry)


def _number(output: str, line: int, made: int, digest: int) -> int:
    return ((_hash(output) * _ONE + line) * _ONE + made) * _ONE + digest


def digest_of(path: Path) -> str:
    """Hash a file as its entry has it; raises OSError."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:32]


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
