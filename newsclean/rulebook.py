"""The rules of the package as tables: from the compiled parts of a wheel, a cache, or the TOML itself.

Reading hundreds of TOML files takes longer than starting Python, so what runs is a few JSON files. A wheel brings
them along; a checkout caches them by the names, sizes and times of their sources.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, overload

from newsclean.cue_table import CueTable, Foreign
from newsclean.cues import Index, Rule
from newsclean.rule_compiler import (
    ANY,
    CORE,
    DATES,
    FOREIGN,
    PACKAGE,
    RULES,
    SUMS,
    compile_rules,
    read_index,
    read_rows,
    read_sums,
    sum_of,
    write_parts,
)

SHIPPED = PACKAGE / "_compiled"
CODE = (
    "notation.py",
    "cues.py",
    "cue_table.py",
    "rule_compiler.py",
    "locales.py",
    "date_shapes.py",
    "date_patterns.py",
    "language.py",
)  # what compiles
FEW_LINES = 2000  # of a run that does not read the lines of other languages, unless it holds one
KEPT_CACHES = 4  # of other checkouts and versions, the newest
UNCACHED: dict[str, Any] = {}  # the parts, where there is no place to write them


class RuleRows(Sequence[Rule]):
    """The compiled rules, read one by one as they are asked for: a document needs a few of them."""

    def __init__(self, count: int) -> None:
        """Know how many there are."""
        self._count = count
        self._rows: dict[int, str] = {}
        self._known: dict[int, Rule] = {}

    def add(self, rows: list[Any]) -> None:
        """Take in the rows of a language."""
        self._rows.update(read_rows(rows))

    def __len__(self) -> int:
        """Count the rules."""
        return self._count

    @overload
    def __getitem__(self, number: int) -> Rule: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Rule]: ...
    def __getitem__(self, number: int | slice) -> Rule | Sequence[Rule]:
        """Give a rule by its number."""
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        rule = self._known.get(number)
        if rule is None:
            rule = self._known[number] = Rule(*json.loads(self._row(number)))
        return rule

    def _row(self, number: int) -> str:
        if number not in self._rows and len(self._rows) < self._count:
            self.add(_part(RULES))
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._rows[number]


class PackTable(CueTable):
    """The table of all rules the package brings; the part of a language is read when a text is in it."""

    def __init__(self) -> None:
        """Read what every document needs."""
        core = _part(CORE)
        self.packed = RuleRows(core["rules"])
        super().__init__(self.packed, core["stop_words"])
        self.alphabets = {code: frozenset(letters) for code, letters in core["alphabets"].items()}

    @cached_property
    def index(self) -> Index:
        """Read the cues of all languages."""
        return read_index(_part(ANY))

    @cached_property
    def lines_of_others(self) -> Foreign:
        """Read the whole lines that act in texts of other languages too."""
        return _PackedForeign()

    def _narrowed(self, language: str) -> CueTable:
        part = _part(language if language in languages() else "mul")
        self.packed.add(part["rules"])
        return CueTable(self.packed, self.stop_words, index=read_index(part), foreign=self.lines_of_others)


class _PackedForeign(Foreign):
    """The lines of all languages. They are many, and few texts hold one: a short run asks their checksums first."""

    def __init__(self) -> None:
        self._asked = 0

    @cached_property
    def cues(self) -> frozenset[str]:  # type: ignore[override]
        return frozenset(_part(FOREIGN)[0].split("\n"))

    @cached_property
    def pairs(self) -> list[tuple[str, int]]:  # type: ignore[override]
        cues, numbers = _part(FOREIGN)
        return list(zip(cues.split("\n"), map(int, numbers.split()), strict=True))

    @cached_property
    def _sums(self) -> Sequence[int]:
        return read_sums(_part(SUMS))

    def among(self, keys: Sequence[str]) -> frozenset[str]:
        if "cues" not in vars(self):
            self._asked += len(keys)
            if self._asked <= FEW_LINES and not any(map(self._may_be, keys)):
                return frozenset()
        return self.cues

    def _may_be(self, key: str) -> bool:
        number = sum_of(key)
        at = bisect_left(self._sums, number)
        return at < len(self._sums) and self._sums[at] == number


@lru_cache(maxsize=1)
def standard_table() -> CueTable:
    """Give the table of all rules the package brings."""
    return PackTable()


def languages() -> list[str]:
    """List the languages there are rules of, and mul."""
    found: list[str] = _part(CORE)["languages"]
    return found


def date_words() -> dict[str, Any]:
    """Give the words of dates in all languages, indexed."""
    words: dict[str, Any] = _part(DATES)
    return words


def preset_tables() -> dict[str, Any]:
    """Give the presets, parsed."""
    tables: dict[str, Any] = _part(CORE)["presets"]
    return tables


def fingerprint() -> str:
    """Give a short name for the rules: equal rules, equal name."""
    name: str = _part(CORE)["fingerprint"]
    return name


@lru_cache(maxsize=32)
def _part(name: str) -> Any:
    for folder in (_shipped, _cache_folder):
        try:
            return json.loads((folder() / f"{name}.json").read_bytes())
        except (OSError, ValueError):
            continue
    if not UNCACHED:
        UNCACHED.update(json.loads(json.dumps(compile_rules())))
        _write(_cache_folder(), UNCACHED)
    return UNCACHED[name]


def _shipped() -> Path:
    return SHIPPED


@lru_cache(maxsize=1)
def _cache_folder() -> Path:
    import zlib

    stamp = 0
    for path in (*_entries("lang"), *_entries("presets"), *(str(PACKAGE / name) for name in CODE)):
        found = os.stat(path)
        stamp = zlib.crc32(f"{path}{found.st_size}{found.st_mtime_ns}".encode("utf-8", "replace"), stamp)
    root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(root) / "newsclean" / f"rules-{stamp:08x}"


def _entries(folder: str) -> list[str]:
    """List the TOML files below a folder of the package, quickly."""
    found = []
    for entry in os.scandir(PACKAGE / folder):
        if entry.is_dir():
            found += _entries(f"{folder}/{entry.name}")
        elif entry.name.endswith(".toml"):
            found.append(entry.path)
    return sorted(found)


def _write(folder: Path, parts: dict[str, Any]) -> None:
    """Write the cache, whole or not at all; without a place for it newsclean is only slower."""
    import shutil
    import tempfile

    temporary = ""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.parent.glob("rules-*"), key=_age)[KEPT_CACHES:]:
            shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
        temporary = tempfile.mkdtemp(prefix="tmp-", dir=folder.parent)
        write_parts(parts, Path(temporary))
        os.rename(temporary, folder)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0
