"""What newsclean wrote into an output folder, so that it overwrites only its own."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from newsclean.errors import OutputError
from newsclean.inputs import STATE_FOLDER
from newsclean.messages import because
from newsclean.outputs import atomic
from newsclean.spill import Sorted, Table

NAME = "manifest.jsonl"
WORTH = 2  # notes of an output that one is worth being written for; a run with nothing before makes two


class Entry(NamedTuple):
    """One output: its name in the folder, what it was made from and with, and what it is."""

    output: str
    source: str  # size and time of the input
    made_with: str  # fingerprint of rules and of options
    digest: str  # of the output's bytes, "" where nothing was written


class Manifest:
    """The outputs a folder holds of ours; what is known of each is looked up by a hash of its name."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / STATE_FOLDER / NAME
        self._table: Table | None = None
        self._log: BinaryIO | None = None
        self._notes = 0  # of outputs, some of which were noted several times

    def made(self, output: str) -> bool:
        """Say whether an output is one newsclean wrote, or was about to write when it was killed."""
        last = self.known.get(_hash(output))
        return last is not None and bool(last[2])

    def holds(self, output: str, source: str, made_with: str, path: Path) -> bool:
        """Say whether an output was made from this input with these rules, and is what it was."""
        last = self.known.get(_hash(output))
        if last is None or not source or last[1] != _hash(f"{source}\0{made_with}"):
            return False
        digest = last[2]
        if not digest:
            return not os.path.lexists(path)
        try:
            return _hash(digest_of(path)) == digest
        except OSError:
            return False

    @property
    def known(self) -> Table:
        """Give what the last line about each output says: number of the line, what it was made of, what it is."""
        if self._table is None:
            notes = Sorted()
            for note in _notes(self.path):
                notes.add(note)
                self._notes += 1
            self._table = Table(_last_of_each(notes))
        return self._table

    def compact(self) -> None:
        """Leave out lines that later ones made worthless, where most are; raises OutputError.

        The old file stands until the new one is whole. Nobody else may be writing there.
        """
        if WORTH * len(self.known) >= self._notes:
            return
        with atomic(self.path, sync=True) as stream:
            for number, entry in enumerate(read_entries(self.path)):
                if isinstance(entry, Entry):
                    if self._is_last(entry.output, number) and (entry.source or entry.digest):
                        stream.write(_line(list(entry)))
                elif names := [name for name in entry if self._is_last(name, number)]:
                    stream.write(_line([names]))

    def _is_last(self, output: str, line: int) -> bool:
        last = self.known.get(_hash(output))
        return last is not None and last[0] == line

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
            self._log.write(_line(line))
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


def _line(values: list[Any]) -> bytes:
    return json.dumps(values).encode() + b"\n"


def _notes(path: Path) -> Iterator[bytes]:
    """Give, of each output a line is about, hashes in order: its name, the line, what it was made of, what it is."""
    for number, entry in enumerate(read_entries(path)):
        if isinstance(entry, Entry):
            made = _hash(f"{entry.source}\0{entry.made_with}")
            yield _note(entry.output, number, made, _hash(entry.digest) if entry.digest else 0)
        else:
            yield from (_note(name, number, 0, 1) for name in entry)


def _note(output: str, line: int, made: int, digest: int) -> bytes:
    return b"%016x%016x%016x%016x" % (_hash(output), line, made, digest)


def _last_of_each(notes: Iterable[bytes]) -> Iterator[tuple[int, int, int, int]]:
    last = b""
    for note in notes:
        if last and note[:16] != last[:16]:
            yield _numbers(last)
        last = note
    if last:
        yield _numbers(last)


def _numbers(note: bytes) -> tuple[int, int, int, int]:
    return int(note[:16], 16), int(note[16:32], 16), int(note[32:48], 16), int(note[48:], 16)


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
