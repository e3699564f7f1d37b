"""Where output goes: standard output or a file that is the old one or the whole new one."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from newsclean.errors import InputError, OutputError
from newsclean.inputs import TEMPORARY
from newsclean.messages import because, drop

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
}
COMPRESSED = (".gz", ".bz2", ".xz", ".zst")


class Writable(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int:
        """Write bytes."""
        ...


def format_of(path: Path) -> str | None:
    """Name the output format a file's suffix asks for, compression set aside."""
    name = path.with_suffix("") if path.suffix.lower() in COMPRESSED else path
    return SUFFIXES.get(name.suffix.lower())


class Documents:
    """Write documents one after the other in a format: text apart, JSON as an array, JSONL and CSV by line.

    Raises InputError for many documents in Markdown, whose front matter is that of one.
    """

    def __init__(self, stream: Writable | None, to: str, *, many: bool) -> None:
        if to == "markdown" and many:
            raise InputError("is one of many documents, and a Markdown file holds one; name a folder with -o")
        self.stream, self.to, self.many = stream, to, many
        self.count = 0
        self._begun = False  # text stands in the output

    def write(self, output: str, header: str = "") -> None:
        """Write one document's output, on a terminal under a header."""
        if self.to == "jsonl":
            self._put(output + "\n")
        elif self.to == "json":
            self._put(("[\n" if self.count == 0 else ",\n") + output if self.many else output + "\n")
        elif self.to == "csv":
            self._put((self._header() if self.count == 0 else "") + output)
        elif output or header:
            self._put(("\n" if self._begun else "") + header + output)
            self._begun = True
        self.count += 1

    def close(self) -> None:
        """Write what ends the format."""
        if self.to == "csv" and self.count == 0:
            self._put(self._header())
        if self.to == "json" and self.many:
            self._put("[]\n" if self.count == 0 else "\n]\n")

    @staticmethod
    def _header() -> str:
        from newsclean.table_rows import header

        return header()

    def _put(self, text: str) -> None:
        if self.stream is not None:
            self.stream.write(text.encode("utf-8", "replace"))


class _Checked:
    """Pass bytes on; what the system says against them is an OutputError, a closed pipe stays one."""

    def __init__(self, stream: Writable, name: str) -> None:
        self.stream, self.name = stream, name

    def write(self, data: bytes, /) -> int:
        try:
            return self.stream.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"{self.name}: {because(error)}") from None


@contextmanager
def open_output(path: Path | None) -> Iterator[Writable]:
    """Open standard output, or a file that appears under its name only when all is written.

    Devices and pipes are written to as they are. Raises OutputError; a closed pipe passes as BrokenPipeError.
    """
    if path is None:
        yield from _standard_output()
        return
    where = _direct(path) if _is_special(path) else atomic(_place(path))
    with where as raw, pack(raw, path) as stream:
        yield stream


@contextmanager
def pack(raw: Writable, path: Path) -> Iterator[Writable]:
    """Compress what is written as the path's suffix asks for; writing raises OutputError."""
    suffix = path.suffix.lower()
    if suffix not in COMPRESSED:
        yield _Checked(raw, str(path))
        return
    from newsclean.compression import create_stream

    with create_stream(cast("BinaryIO", raw), suffix) as stream:
        yield _Checked(stream, str(path))


def _standard_output() -> Iterator[Writable]:
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    stream = sys.stdout.buffer
    try:
        yield _Checked(stream, "standard output")
        stream.flush()
    except BrokenPipeError:
        raise
    except OutputError:
        drop(sys.stdout)
        raise
    except OSError as error:
        drop(sys.stdout)
        raise OutputError(f"standard output: {because(error)}") from None


def _place(path: Path) -> Path:
    """Give where a path leads; raises OutputError where there is no folder for it."""
    place = Path(os.path.realpath(path))
    if not place.parent.exists():
        raise OutputError(f"{path}: the folder it would stand in is not there")
    return place


def _is_special(path: Path) -> bool:
    """Say whether a path is a device, a pipe or the like, which nothing may take the place of."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or str(path).startswith("/dev/")


@contextmanager
def _direct(path: Path) -> Iterator[BinaryIO]:
    try:
        with open(path, "wb") as raw:
            yield raw
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: {because(error)}") from None


@contextmanager
def atomic(path: Path, *, sync: bool = False) -> Iterator[BinaryIO]:
    """Write a file under a temporary name beside it and rename it when all went well.

    A file that is replaced leaves its mode and owner to the new one; ``sync`` waits for the disk. Raises OutputError.
    """
    # A short name of our own: the file's may be as long as names can be, and nobody can have laid a link there.
    temporary = path.with_name(f".{os.getpid()}-{os.urandom(4).hex()}{TEMPORARY}")
    try:
        with open(temporary, "xb") as raw:
            _take_over(path, temporary)
            yield raw
            if sync:
                raw.flush()
                os.fsync(raw.fileno())
        os.replace(temporary, path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise OutputError(f"{path}: {because(error)}") from None
        raise


def _take_over(path: Path, temporary: Path) -> None:
    """Give the new file the mode and, where we may, the owner of the old one."""
    try:
        old = path.lstat()
    except OSError:
        return
    if not stat.S_ISREG(old.st_mode):
        return
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))
