"""Words of dates in every language, merged from lang/*/locale.toml and indexed by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

Value = int | str
Entry = dict[str, Value]


class Words(TypedDict):
    """All that date shapes need, as plain data: what a compiled table has to hold."""

    entries: dict[str, Entry]  # folded phrase -> {kind: value}
    orders: dict[str, str]  # "en-us" -> "mdy"


# Top-level lists and the kind of word each holds.
_LETTERS = re.compile("[A-Za-z]+")
_LISTS = {
    "joints": "joint",
    "ordinals": "ordinal",
    "reading": "read",
    "year_marks": "yearmark",
    "month_marks": "monthmark",
    "day_marks": "daymark",
}
_ENDINGS = {"after", "unit", "near", "now"}
_HEAD = re.compile(r"[^\W\d_]+|\S")


def fold(text: str) -> str:
    """Lower-case text without changing its length."""
    return text.replace("\u0130", "i").lower()


def is_unspaced(text: str) -> bool:
    """Tell whether text begins in a script that is written without spaces, or with few."""
    return "\u2e80" <= text[0] <= "\ud7ff"


def load_locales() -> dict[str, dict[str, Any]]:
    """Read every lang/<code>/locale.toml, by language code in order; raises ConfigError."""
    from newsclean.notation import read_text, read_toml

    folder = Path(__file__).parent / "lang"
    paths = sorted(folder.glob("*/locale.toml"))
    return {path.parent.name: read_toml(read_text(path), str(path)) for path in paths}


def merge(locales: dict[str, dict[str, Any]]) -> Words:
    """Put the words of all languages into one table; the first language to name a word's value wins."""
    entries: dict[str, Entry] = {}
    weak = {word for data in locales.values() for word in data.get("weak_months", ())}
    for data in locales.values():
        for phrase, kind, value in _facts(data, weak):
            entries.setdefault(fold(phrase), {}).setdefault(kind, value)
    return {"entries": entries, "orders": _orders(locales)}


@cache
def words() -> dict[str, Any]:
    """Return the indexed words of the compiled rules."""
    from newsclean.rulebook import date_words

    return date_words()


def _orders(locales: dict[str, dict[str, Any]]) -> dict[str, str]:
    orders = {}
    for code, data in locales.items():
        orders[code] = data.get("order", "")
        for region, order in data.get("regions", {}).items():
            orders[f"{code}-{region}"] = order
    return orders


def _facts(data: dict[str, Any], weak: set[str]) -> Iterator[tuple[str, str, Value]]:
    yield from _months(data, weak)
    yield from _weekdays(data)
    for key, kind in _LISTS.items():
        yield from ((phrase, kind, 1) for phrase in data.get(key, ()))
    for phrase, distance in data.get("days", {}).items():
        yield phrase, "near", distance
    for kind, phrases in data.get("relative", {}).items():
        yield from ((phrase, kind, 1) for phrase in phrases)
    for unit, phrases in data.get("units", {}).items():
        yield from ((phrase, "unit", unit) for phrase in phrases)
        if " " in unit:
            yield from ((phrase, "single", 1) for phrase in phrases)
    for role, phrases in data.get("labels", {}).items():
        yield from ((phrase, "label", role) for phrase in phrases)
    yield from _clock(data)


def _months(data: dict[str, Any], weak: set[str]) -> Iterator[tuple[str, str, Value]]:
    capital = set(data.get("capital", ()))
    month_first = data.get("month_first", False)
    for name, number in data.get("months", {}).items():
        yield name, "month", number
        if month_first:
            yield name, "first", 1
        if month_first or name not in weak:
            yield name, "strong", 1
        if name in capital:
            yield name, "capital", 1


def _weekdays(data: dict[str, Any]) -> Iterator[tuple[str, str, Value]]:
    for name, number in data.get("weekdays", {}).items():
        yield name, "weekday", number
        yield name, "sure", number
    for number, sign in enumerate(data.get("day_signs", ())):
        yield sign, "daysign", number


def _clock(data: dict[str, Any]) -> Iterator[tuple[str, str, Value]]:
    clock = data.get("clock", {})
    for half in ("am", "pm"):
        yield from ((phrase, "half", half) for phrase in clock.get(half, ()))
    for kind, hour in (("noon", 12), ("midnight", 0)):
        yield from ((phrase, "noon", hour) for phrase in clock.get(kind, ()))
    for kind in ("hour", "minute"):
        yield from ((phrase, f"{kind}mark", 1) for phrase in clock.get(kind, ()))
    for phrase, offset in data.get("zones", {}).items():
        yield phrase, "zone", offset
        if phrase.isupper():
            yield phrase, "upper", 1


# -- the index that reads a line ---------------------------------------------------------------------------


class Codes:
    """One character for every distinct set of kinds."""

    def __init__(self) -> None:
        """Begin with none."""
        self.known: dict[tuple[str, ...], str] = {}

    def of(self, kinds: Iterable[str]) -> str:
        """Return the character of a set of kinds, a new one the first time."""
        key = tuple(sorted(kinds)) or ("other",)
        # Below U+0100 the classes of a pattern compile ten times faster.
        return self.known.setdefault(key, chr(0x80 + len(self.known)))

    def having(self, *kinds: str) -> str:
        """Return the characters of all sets with one of the kinds."""
        found = [code for key, code in self.known.items() if not set(kinds).isdisjoint(key)]
        return "".join(found) or "\uf8ff"  # a character that no token has


class Phrase(NamedTuple):
    """A phrase and its characters: lower case, capital, capitals, and the same in a line that is all date."""

    text: str
    codes: str
    entry: Entry

    def code(self, found: str, whole: bool) -> str:
        """Choose the character by how the phrase is written and where."""
        form = 0 if not found[0].isupper() else 2 if found.isupper() else 1
        return self.codes[form + 3 * whole]


def index_words(table: Words) -> dict[str, Any]:
    """Index a table by first word, every phrase with its characters; plain data, compiled with the rules."""
    from newsclean.date_patterns import spell

    codes = Codes()
    phrases: dict[str, list[tuple[str, str, int]]] = {}
    entries: list[Entry] = []  # each once: to read thousands of them takes long
    months, endings, letters = set(), set(), set()
    for text, entry in table["entries"].items():
        head = head_of(text)
        if entry not in entries:
            entries.append(entry)
        phrases.setdefault(head, []).append((text, _forms(text, entry, codes), entries.index(entry)))
        letters |= set(_LETTERS.findall(text))
        if "month" in entry:
            months.add(head)
        if not _ENDINGS.isdisjoint(entry):
            endings.add(text.rsplit(" ", 1)[-1])
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    return {
        "phrases": phrases,
        "entries": entries,
        "shapes": spell(codes),
        "months": sorted(months),
        "endings": sorted(endings),
        # Each Latin word that may stand in a date, as dates write it: jul, Jul, JUL.
        "words": sorted({form for word in letters for form in (word, word.capitalize(), word.upper())}),
        "orders": table["orders"],
    }


class Lexicon:
    """The phrases by first word, longest first."""

    def __init__(self, index: dict[str, Any]) -> None:
        """Take in an index."""
        self._orders: dict[str, str] = index["orders"]
        self._phrases: dict[str, list[tuple[str, str, int]]] = index["phrases"]
        self._entries: list[Entry] = index["entries"]
        self.months, self.endings = frozenset(index["months"]), frozenset(index["endings"])
        self.heads, self.words = self._phrases.keys(), frozenset(index["words"])
        # Of lines without a number, only those with one of these are dates: now, an hour ago, yesterday.
        self.last_words = frozenset(_LETTERS.findall(" ".join(self.endings)))

    def __contains__(self, head: str) -> bool:
        """Tell whether a phrase begins with this folded word."""
        return head in self._phrases

    def order(self, lang: str | None) -> str:
        """Return the order of day, month and year in a language ("en-US", "de"), "" when it does not say."""
        code = (lang or "").replace("_", "-").lower()
        return self._orders.get(code, self._orders.get(code.split("-")[0], ""))

    def longest(self, head: str, text: str, start: int) -> Phrase | None:
        """Return the longest phrase with this head that stands at `start` of folded text."""
        for phrase, codes, entry in self._phrases.get(head[0] if is_unspaced(head) else head, ()):
            if text.startswith(phrase, start) and _stops(phrase, text, start):
                return Phrase(phrase, codes, self._entries[entry])
        return None


def head_of(phrase: str) -> str:
    """Return the key of a phrase: its first word, or its first sign where words are not spaced."""
    match = _HEAD.match(phrase)
    head = match.group() if match else phrase
    return head[0] if is_unspaced(head) else head


def _forms(text: str, entry: Entry, codes: Codes) -> str:
    """Give a phrase its characters: what it can be depends on its case, and on whether the line is prose."""
    kinds = entry.keys() - {"capital", "upper"}
    common = {"zone"} if "upper" in entry else set()
    low = set()
    if "capital" in entry:
        low |= {"strong", "first"}
    if "weekday" in entry and len(text) <= 2:
        low.add("sure")
    more = ({"strong"} if "month" in entry else set()) | ({"sure"} if "weekday" in entry else set())
    small = {"bare"} & kinds  # 5h, not 3D
    if not (common or low or small or more - kinds):
        return codes.of(kinds) * 6
    prose = [kinds - common - low, kinds - common - small, kinds - small]
    return "".join(codes.of(form) for form in (*prose, *((form | more) for form in prose)))


def _stops(phrase: str, text: str, start: int) -> bool:
    """Tell whether the phrase at `start` does not end inside a word or a number."""
    after = text[start + len(phrase) : start + len(phrase) + 1]
    if not after or is_unspaced(phrase[-1]) or is_unspaced(after):
        return True
    return not ((phrase[-1].isalpha() and after.isalpha()) or (phrase[-1].isdigit() and after.isdigit()))
