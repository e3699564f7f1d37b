"""Where each output of a tree goes, and whether two would go to the same place."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from unicodedata import normalize

from newsclean.inputs import PACKED, TEXT_SUFFIXES, Found
from newsclean.spill import MASK, Sorted

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


class Met(Exception):  # noqa: N818 - not an error yet: whoever walks can name the two
    """Two outputs have the same name."""

    def __init__(self, key: int) -> None:
        super().__init__(key)
        self.key = key


class Names:
    """The names outputs have claimed, as the least discerning file system sees them; held as hashes."""

    def __init__(self) -> None:
        self._keys = Sorted()
        self._folder = ""

    def claim(self, name: str) -> None:
        """Claim a name for an output, and its folders' names for folders."""
        folder = name.rpartition("/")[0]
        if folder != self._folder:
            self._folder = folder
            for path in paths_to(folder):
                self._keys.add(b"%016x %016x" % (name_key(path), hash(path) & MASK))
        self._keys.add(b"%016x" % name_key(name))

    def settle(self) -> None:
        """Look for two that meet, folders of one spelling excepted; raises Met."""
        last = b""
        for key in self._keys:
            if key[:16] == last[:16] and (key != last or len(key) == 16):
                raise Met(int(key[:16], 16))
            last = key


def paths_to(name: str) -> list[str]:
    """List a name with the folders above it, the topmost first."""
    parts = name.split("/") if name else []
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def name_key(name: str) -> int:
    """Hash a name as a file system sees it that knows neither case nor composition."""
    return hash(normalize("NFC", name).casefold()) & MASK


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
