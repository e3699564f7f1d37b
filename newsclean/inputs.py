"""Which files to read: named ones, folders walked in sorted order, lists of names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from newsclean.messages import because
from newsclean.spill import Seen, Sorted, Spool, name_of, raw_name

TEXT_SUFFIXES = (".txt", ".text", ".html", ".htm", ".xhtml", ".md", ".markdown", ".json", ".jsonl", ".ndjson")
PACKED = (".gz", ".bz2", ".xz", ".zst")
STATE_FOLDER = ".newsclean"  # what newsclean keeps in an output folder
TEMPORARY = ".newsclean-tmp"  # the end of the names of files that are being written


class Found(NamedTuple):
    """A file to read."""

    path: str
    relative: str  # to the folder it was found in; for a named file its name
    root: str = ""  # the folder named by the user, "" for a named file


class Lost(NamedTuple):
    """A name under which nothing can be read."""

    path: str
    reason: str


class Selection(NamedTuple):
    """Which files of a folder count."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    hidden: bool = False
    follow: bool = False
    everything: bool = False

    def wants(self, relative: str) -> bool:
        """Say whether a file of a folder is to be read, by its path in it."""
        name = relative.rpartition("/")[2]
        if any(_matches(relative, name, pattern) for pattern in self.exclude):
            return False
        if self.include:
            return any(_matches(relative, name, pattern) for pattern in self.include)
        return self.everything or has_known_suffix(name)


class _Folder(NamedTuple):
    """A folder whose entries are being gone through."""

    path: str
    prefix: str  # of the relative names in it
    identity: tuple[int, int]
    entries: Iterator[bytes]  # name, NUL, kind


class Walk:
    """Go through inputs in order, counting what a walk passes over; can be done again.

    ``listed`` are names from a list, which keep their folders. ``own`` is what newsclean writes in this run:
    a walk passes it over.
    """

    def __init__(
        self, names: Iterable[str], selection: Selection, *, listed: Iterable[str] = (), own: Iterable[Path] = ()
    ) -> None:
        self.names, self.listed = list(names), Spool(listed)
        self.selection = selection
        self.own = {os.path.basename(os.path.realpath(path)): os.path.realpath(path) for path in own}
        self.skipped = 0
        self._seen: Seen | None = None  # where a file can be named twice

    def __iter__(self) -> Iterator[Found | Lost]:
        self.skipped = 0
        self._seen = Seen() if self.listed or _may_meet(self.names) else None
        for name in self.names:
            if name == "-":
                yield Found("-", "stdin")
            elif os.path.isdir(name):
                yield from self._files(name, "")
            elif self._is_new(name):
                yield Found(name, os.path.basename(name)) if name else Lost('""', "is no name of a file")
        for name in self.listed:
            relative = _inner(name)
            if STATE_FOLDER in relative.split("/"):
                yield Lost(name, f"is newsclean's own; nothing in {STATE_FOLDER} is an input")
            elif os.path.isdir(name):
                yield from self._files(name, relative + "/" if relative else "")
            elif self._is_new(name):
                yield Found(name, relative) if not _is_pipe(name) else Lost(name, "is a pipe, and lists name files")

    @property
    def several(self) -> bool:
        """Say whether there may be more than one file."""
        return len(self.names) > 1 or bool(self.listed) or bool(self.folders())

    def folders(self) -> list[str]:
        """List the inputs that are folders."""
        return [name for name in chain(self.names, self.listed) if name != "-" and os.path.isdir(name)]

    def _is_new(self, name: str) -> bool:
        """Say whether a file is met for the first time."""
        if self._seen is None:
            return True
        return self._seen.add(hash(name if ".." in name else os.path.normpath(name)))

    def _files(self, top: str, prefix: str) -> Iterator[Found | Lost]:
        """Walk a folder; not recursive, for folders can be nested deeper than Python calls can."""
        above: list[_Folder] = []
        yield from self._enter(top, prefix, above)
        while above:
            folder = above[-1]
            entry = next(folder.entries, None)
            if entry is None:
                above.pop()
                continue
            name, _, kind = name_of(entry).partition("\0")
            path, relative = os.path.join(folder.path, name), folder.prefix + name
            if name == STATE_FOLDER or (name.startswith(".") and not self.selection.hidden):
                self.skipped += kind == "f" and not name.endswith(TEMPORARY)
            elif kind == "d" or (kind == "l" and self.selection.follow and os.path.isdir(path)):
                yield from self._enter(path, relative + "/", above)
            elif kind == "l" and self.selection.wants(relative) and not os.path.exists(path):
                if self._is_new(path):
                    yield Lost(path, "is a link to nothing")
            elif self._is_wanted(path, relative, kind):
                if self._is_new(path):
                    yield Found(path, relative, top)
            else:
                self.skipped += 1

    def _enter(self, path: str, prefix: str, above: list[_Folder]) -> Iterator[Lost]:
        try:
            identity = _identity(os.stat(path))
            entries = self._entries(path)
        except OSError as error:
            yield Lost(path, because(error))
            return
        if self._is_own(os.path.basename(os.path.realpath(path)), path):
            return
        if any(identity == folder.identity for folder in above):
            yield Lost(path, "is a loop of links")
            return
        above.append(_Folder(path, prefix, identity, iter(entries)))

    @staticmethod
    def _entries(path: str) -> Sorted:
        """List a folder, sorted; what comes and goes meanwhile does not matter."""
        entries = Sorted()
        with os.scandir(path) as listing:
            for entry in listing:
                entries.add(raw_name(f"{entry.name}\0{_kind(entry)}"))
        return entries

    def _is_wanted(self, path: str, relative: str, kind: str) -> bool:
        name = relative.rpartition("/")[2]
        if name.endswith(TEMPORARY) or not self.selection.wants(relative) or self._is_own(name, path):
            return False
        return kind == "f" or (kind == "l" and self.selection.follow and os.path.isfile(path))

    def _is_own(self, name: str, path: str) -> bool:
        own = self.own.get(name)
        return own is not None and os.path.exists(own) and os.path.samefile(own, path)


def _may_meet(names: list[str]) -> bool:
    """Say whether a file may be come upon twice: one name leads into another, or it is not seen whether it does."""
    if any(".." in name for name in names):
        return len(names) > 1
    paths = sorted(os.path.join(os.path.abspath(name), "") for name in names)
    return any(inner.startswith(outer) for outer, inner in pairwise(paths))


def _is_pipe(path: str) -> bool:
    """Say whether reading would wait for a writer; what find(1) lists has none."""
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "l"
    if entry.is_dir(follow_symlinks=False):
        return "d"
    return "f" if entry.is_file(follow_symlinks=False) else "o"


def _inner(name: str) -> str:
    """Give the path that a listed name keeps in an output folder: never out of it."""
    parts = name.replace(os.sep, "/").split("/")
    if os.name == "nt":
        parts = [part.replace(":", "") for part in parts]
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _matches(relative: str, name: str, pattern: str) -> bool:
    """Match a glob on the name, or on the path where the pattern has a slash."""
    if "/" not in pattern:
        return fnmatch(name, pattern)
    return fnmatch(relative, pattern.replace("**/", "*").lstrip("/")) or fnmatch(relative, pattern)


def has_known_suffix(name: str) -> bool:
    """Say whether a file's name is one newsclean reads in a walk."""
    lower = name.lower()
    for packed in PACKED:
        lower = lower.removesuffix(packed)
    return lower.endswith(TEXT_SUFFIXES)


def identity_of(path: Path) -> tuple[int, int] | None:
    """Give device and inode of a path, or None where there is nothing."""
    try:
        return _identity(path.stat())
    except (OSError, ValueError):
        return None


def _identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
