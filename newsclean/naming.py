"""Where each output of a tree goes, and whether two would go to the same place."""

from __future__ import annotations

import hashlib
import os
from array import array
from bisect import bisect_left
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from newsclean.errors import ConfigError
from newsclean.inputs import PACKED, TEXT_SUFFIXES, Found

KINDS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
SUFFIX_OF = {"text": ".txt", "json": ".json", "jsonl": ".jsonl", "markdown": ".md", "csv": ".csv"}
MAX_NAME = 240  # bytes of a file name that every file system takes


def output_format(name: str, to: str | None) -> str:
    """Name the format of an input's output: as asked, else records for records and text for text."""
    return to or KINDS.get(_suffix(_unpacked(name)), "text")


def output_name(found: Found, to: str | None, *, full: bool) -> str:
    """Name the output of an input, relative to the output folder."""
    folder, slash, name = found.relative.rpartition("/")
    bare = _unpacked(name)
    end = SUFFIX_OF[output_format(name, to)]
    stem = name if full else bare[: len(bare) - len(_suffix(bare))]
    if full and bare == name and name.lower().endswith(end):
        stem = name[: -len(end)]
    return folder + slash + _short(stem, end)


def _short(stem: str, end: str) -> str:
    """Cut a name no file system would take; a hash keeps cut names apart."""
    raw = os.fsencode(stem)
    if len(raw) + len(end) <= MAX_NAME:
        return stem + end
    mark = hashlib.sha256(raw).hexdigest()[:12]
    return raw[: MAX_NAME - len(end) - 13].decode("utf-8", "ignore") + "-" + mark + end


class _Claim(NamedTuple):
    source: str  # the input
    spelling: str  # of a folder; "" for a file


class Met(Exception):  # noqa: N818 - not an error yet: whoever walks can name the two
    """Two outputs have the same name."""

    def __init__(self, key: int) -> None:
        super().__init__(key)
        self.key = key


class Names:
    """The names outputs have claimed, as the least discerning file system sees them.

    Files are held as hashes, eight bytes each, so that a folder of a million costs little; of one folder's
    walk only the names of the folders above the present one are held.
    """

    def __init__(self, *, one_root: bool) -> None:
        self._one_root = one_root
        self._folders: dict[str, dict[int, _Claim]] = {"": {}}
        self._files: dict[str, array[int]] = {"": array("Q")}
        self._folder = ""

    def claim(self, name: str, source: str) -> None:
        """Claim a name for the output of an input; raises ConfigError when it meets that of a folder."""
        folder = name.rpartition("/")[0]
        if folder != self._folder:
            self._enter(folder, source)
        key = name_key(name)
        if key in self._folders[folder]:
            raise ConfigError(meeting(self._folders[folder][key].source, source, name))
        self._files[folder].append(key)

    def settle(self) -> None:
        """Look for two of a name among those held; raises Met."""
        for folder in list(self._files):
            self._leave(folder)

    def _enter(self, folder: str, source: str) -> None:
        if self._one_root:
            for old in [old for old in self._folders if old and old != folder and not folder.startswith(old + "/")]:
                self._leave(old)
                del self._folders[old]
        above = ""
        for part in folder.split("/") if folder else ():
            path = f"{above}/{part}" if above else part
            known = self._folders[above].setdefault(name_key(path), _Claim(source, path))
            if known.spelling != path:
                raise ConfigError(meeting(known.source, source, path))
            self._folders.setdefault(path, {})
            self._files.setdefault(path, array("Q"))
            above = path
        self._folder = folder

    def _leave(self, folder: str) -> None:
        keys = sorted(self._files.pop(folder))
        for one, other in pairwise(keys):
            if one == other:
                raise Met(one)
        for key in self._folders[folder]:
            at = bisect_left(keys, key)
            if at < len(keys) and keys[at] == key:
                raise Met(key)


def name_key(name: str) -> int:
    """Hash a name as a file system sees it that knows neither case nor composition."""
    return hash(normalize("NFC", name).casefold()) & 0xFFFF_FFFF_FFFF_FFFF


def meeting(one: str, other: str, name: str) -> str:
    """Say that the outputs of two inputs would meet."""
    alike = name_key(Path(one).name) == name_key(Path(other).name)
    return f"{one} and {other} would both be written as {name}" + ("" if alike else "; --full-names keeps them apart")


def _unpacked(name: str) -> str:
    for packed in PACKED:
        if name.lower().endswith(packed):
            return name[: -len(packed)]
    return name


def _suffix(name: str) -> str:
    end = os.path.splitext(name)[1].lower()
    return end if end in TEXT_SUFFIXES else ""
