"""Compile the rule and locale files into the parts that rulebook reads: plain data, without the examples.

One part holds what every document needs, one the words of dates, and one for each language the cues that act in
it, so that cleaning a document reads no more than its own language.
"""

from __future__ import annotations

import json
import sys
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from newsclean.cue_table import foreign_lines
from newsclean.cues import Index, Rule, file_cues

PACKAGE = Path(__file__).parent
LOCALE = "locale.toml"
# Parts beside those of languages; "any" is for texts whose language is unknown.
CORE, DATES, RULES, FOREIGN, SUMS, ANY = "core", "dates", "rules", "foreign", "sums", "any"


def rule_files(root: Path = PACKAGE / "lang") -> list[tuple[str, Path]]:
    """List (language, file) of all rule files, in order."""
    return [
        (path.parent.name, path)
        for path in sorted(root.glob("*/*.toml"))
        if path.name != LOCALE and not path.parent.name.startswith(".")
    ]


def compile_rules() -> dict[str, Any]:
    """Read all rule and locale files into parts, by name; raises ConfigError."""
    import hashlib

    from newsclean.language import by_word
    from newsclean.locales import index_words, load_locales, merge
    from newsclean.notation import read_rules, read_text, read_toml

    rules = [
        text.rule for language, path in rule_files() for text in read_rules(path, language=language, name=path.stem)
    ]
    locales = load_locales()
    dates = index_words(merge(locales))
    core: dict[str, Any] = {
        "stop_words": by_word({code: words.get("stop_words", []) for code, words in locales.items()}),
        "alphabets": {code: words["letters"] for code, words in locales.items() if "letters" in words},
        "presets": {
            path.stem: read_toml(read_text(path), str(path)) for path in sorted(PACKAGE.glob("presets/*.toml"))
        },
    }
    numbered = list(enumerate(rules))
    languages = sorted({rule.language for rule in rules})
    parts = {code: _index([(n, rule) for n, rule in numbered if rule.language in (code, "mul")]) for code in languages}
    parts[ANY] = {**_index(numbered), "rules": ["", []]}
    everything = json.dumps([rules, dates, core], sort_keys=True)
    core["fingerprint"] = hashlib.sha256(everything.encode()).hexdigest()[:16]
    core["languages"] = languages
    core["rules"] = len(rules)
    lines = foreign_lines(numbered)
    foreign = ["\n".join(cue for cue, _ in lines), " ".join(str(number) for _, number in lines)]
    sums = write_sums(cue for cue, _ in lines)
    return {CORE: core, DATES: dates, RULES: _rows(numbered), FOREIGN: foreign, SUMS: sums, **parts}


def write_parts(parts: dict[str, Any], folder: Path) -> None:
    """Write each part as a file of a folder."""
    for name, data in parts.items():
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def read_index(data: dict[str, Any]) -> Index:
    """Turn a part of a language into the index it was."""
    start, end = (
        {stem: (tuple(cues), numbers) for stem, (cues, numbers) in data[key].items()} for key in ("start", "end")
    )
    inside = zip(data["inside"][0].split("\n"), data["inside"][1], strict=True) if data["inside"][1] else ()
    return Index(read_joined(data["whole"]), start, end, list(inside), data["patterned"])


def write_sums(lines: Iterable[str]) -> str:
    """Write the checksums of lines, in order."""
    return b2a_base64(
        b"".join(number.to_bytes(4, "little") for number in sorted(set(map(sum_of, lines)))), newline=False
    ).decode()


def read_sums(data: str) -> Sequence[int]:
    """Turn checksums into the numbers they were."""
    packed = a2b_base64(data)
    if sys.byteorder == "little":
        return memoryview(packed).cast("I")
    return [int.from_bytes(packed[n : n + 4], "little") for n in range(0, len(packed), 4)]


def sum_of(line: str) -> int:
    """Give the checksum of a line."""
    return crc32(line.encode("utf-8", "surrogatepass"))


def read_joined(data: list[Any]) -> dict[str, list[int]]:
    """Turn cues on lines, those of the same rules together, into the mapping they were."""
    found: dict[str, list[int]] = {}
    for numbers, cues in data:
        found.update(dict.fromkeys(cues.split("\n"), numbers))
    return found


def read_rows(data: list[Any]) -> Iterable[tuple[int, str]]:
    """Turn rows of rules on lines into the pairs of number and row they were."""
    return zip(data[1], data[0].split("\n"), strict=True)


def _rows(rules: list[tuple[int, Rule]]) -> list[Any]:
    """Write each rule as a line of JSON, to be read only when a cue of it is found."""
    rows = [json.dumps(rule._replace(cues=()), ensure_ascii=False) for _, rule in rules]
    return ["\n".join(rows), [number for number, _ in rules]]


def _index(rules: list[tuple[int, Rule]]) -> dict[str, Any]:
    index = file_cues(rules)
    inside = ["\n".join(cue for cue, _ in index.inside), [number for _, number in index.inside]]
    return {"rules": _rows(rules), **index._asdict(), "whole": _joined(index.whole), "inside": inside}


def _joined(cues: dict[str, list[int]]) -> list[Any]:
    """Write cues as one text for all those of the same rules, which is read many times faster than a table of them."""
    together: dict[tuple[int, ...], list[str]] = {}
    for cue, numbers in cues.items():
        together.setdefault(tuple(numbers), []).append(cue)
    return [[list(numbers), "\n".join(same)] for numbers, same in together.items()]
