"""All rules of the package as one table: from the compiled file of a wheel, a cache, or the TOML itself.

Reading hundreds of TOML files takes longer than starting Python, so what runs is one JSON file without
the examples. A wheel brings it along; a checkout caches it by the names, sizes and times of its sources.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsclean.cues import CueTable, Index, Rule, file_cues

PACKAGE = Path(__file__).parent
SHIPPED = PACKAGE / "_compiled.json"
LOCALE = "locale.toml"
CODE = ("notation.py", "cues.py", "rulebook.py", "locales.py", "language.py")  # what compiles
KEPT_CACHES = 8  # of other checkouts and versions, the newest


def rule_files(root: Path = PACKAGE / "lang") -> list[tuple[str, Path]]:
    """List (language, file) of all rule files, in order."""
    return [
        (path.parent.name, path)
        for path in sorted(root.glob("*/*.toml"))
        if path.name != LOCALE and not path.parent.name.startswith(".")
    ]


@lru_cache(maxsize=1)
def standard_table() -> CueTable:
    """Give the table of all rules the package brings."""
    data = _load()
    return CueTable([Rule(*row) for row in data["rules"]], data["stop_words"], Index(**data["index"]))


def date_words() -> dict[str, Any]:
    """Give the words of dates in all languages, indexed."""
    words: dict[str, Any] = _load()["dates"]
    return words


def preset_tables() -> dict[str, Any]:
    """Give the presets, parsed."""
    tables: dict[str, Any] = _load()["presets"]
    return tables


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Give a short name for the rules: equal rules, equal name."""
    name: str = _load()["fingerprint"]
    return name


def compile_rules() -> dict[str, Any]:
    """Read all rule and locale files into what the compiled file holds."""
    import hashlib

    from newsclean.language import by_word
    from newsclean.locales import index_words, load_locales, merge
    from newsclean.notation import read_rules, read_text, read_toml

    rules = [
        text.rule for language, path in rule_files() for text in read_rules(path, language=language, name=path.stem)
    ]
    locales = load_locales()
    data = {
        "rules": rules,
        "stop_words": by_word({code: words.get("stop_words", []) for code, words in locales.items()}),
        "dates": index_words(merge(locales)),
        "presets": {
            path.stem: read_toml(read_text(path), str(path)) for path in sorted(PACKAGE.glob("presets/*.toml"))
        },
    }
    name = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]
    bare = [rule._replace(cues=()) for rule in rules]
    return {"fingerprint": name, **data, "rules": bare, "index": file_cues(rules)._asdict()}


@lru_cache(maxsize=1)
def _load() -> dict[str, Any]:
    for path in (SHIPPED, cached := _cache_file()):
        try:
            loaded: dict[str, Any] = json.loads(path.read_bytes())
            return loaded
        except (OSError, ValueError):
            continue
    data = json.loads(json.dumps(compile_rules()))
    _write(cached, data)
    return data  # type: ignore[no-any-return]


def _cache_file() -> Path:
    import zlib

    stamp = 0
    for path in (*_entries("lang"), *_entries("presets"), *(str(PACKAGE / name) for name in CODE)):
        found = os.stat(path)
        stamp = zlib.crc32(f"{path}{found.st_size}{found.st_mtime_ns}".encode("utf-8", "replace"), stamp)
    root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(root) / "newsclean" / f"rules-{stamp:08x}.json"


def _entries(folder: str) -> list[str]:
    """List the TOML files below a folder of the package, quickly."""
    found = []
    for entry in os.scandir(PACKAGE / folder):
        if entry.is_dir():
            found += _entries(f"{folder}/{entry.name}")
        elif entry.name.endswith(".toml"):
            found.append(entry.path)
    return sorted(found)


def _write(path: Path, data: dict[str, Any]) -> None:
    """Write the cache, whole or not at all; without a place for it newsclean is only slower."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in sorted(path.parent.glob("rules-*.json"), key=_age)[KEPT_CACHES:]:
            old.unlink(missing_ok=True)
        temporary.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0
