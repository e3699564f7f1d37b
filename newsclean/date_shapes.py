"""Shapes of dates: a line becomes a string of one character per token, and patterns run over that string.

Every distinct set of kinds a token may have (the word "mar" is a month and a weekday, the number 7 a day, an
hour, a count) has its own character, so one bounded pattern decides by position what a token means, in any
language. Dates, spans and times of day are each replaced by one token before the line as a whole is judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any, NamedTuple

from .lazy import pattern
from .locales import Entry, Lexicon, Value, fold, words

_TOKEN = pattern(
    r"""
  (?P<other>(?:https?://|www\.)\S+)
| (?P<zone>(?:gmt|utc)\s?[+-]\s?\d{1,2}(?::?\d\d)?)(?!\d)
| (?P<word>[^\W\d_]+)
| (?<![a-zà-ʯ\u0370-\u052f$€£¥₹#+/_@\\])(?:
    (?P<iso>(?:19|20)\d\d-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:z|[+-]\d\d:?\d\d)?)(?![\w:])
  | (?P<full>(?:19|20)\d\d(?P<s>[-/.])\d{1,2}(?P=s)\d{1,2}
      |\d{1,2}\x7f?(?P<t>[-/.])\d{1,2}\x7f?(?P=t)(?:(?:19|20)\d\d|\d\d))
    (?!\d|[-/.:]\d|/|%)
  | (?P<clock>(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:\s?[+-]\d{4}|\s?\+\d\d:\d\d)?)
    (?![\d%]|[-:.,/–]\d)
  | (?P<dotclock>(?:[01]?\d|2[0-3])\.[0-5]\d)(?![\d%]|[-:.,/–]\d)
  | (?P<slashed>\d{1,2}/\d{1,2})(?=\s?[(])
  | (?<![a-z][-–])(?P<number>\d{1,3})(?!\d|[-–:/.,]\d|%)
  | (?P<year>(?:19|20)\d\d)(?!\d|[-–:/.,]\d|%)
  )
| (?P<junk>\d[\w.,:/%–-]*)
| (?P<sign>[^\s\x7f])
""",
    re.VERBOSE,
)
SIGNS = {
    **dict.fromkeys(",،、", "comma"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    **dict.fromkeys("|•·∙●‧・", "bar"),
    **dict.fromkeys("-–—−", "dash"),
    ".": "dot",
    ":": "colon",
    "/": "slash",
}
_MOST_TOKENS = 40  # of a line that is all date
_MOST_KNOWN = 1000  # sequences of kinds that are remembered
_MOST_AMONG = 12  # tokens of a line with other words whose kinds are remembered: few longer lines are alike
NESTED = ("date", "span", "loner", "time", "baretime")
# Marks of the direction of writing stand inside Arabic dates; U+007F is a sign that text does not have.
PLAIN_SIGNS = str.maketrans("’ʼ：（）［］，．／｜〜\xa0\u202f\u3000\ufeff", "'':()[],./|-    ")
PLAIN_SIGNS.update(dict.fromkeys((0x200E, 0x200F, 0x061C), 0x7F))
_WIDE_DIGIT = pattern(r"(?![0-9])\d")


class Tokens(NamedTuple):
    """A line's tokens: one character of kinds each, where they stand, what they say."""

    kinds: str
    starts: list[int]
    ends: list[int]
    values: list[Entry]


class Found(NamedTuple):
    """A stretch of tokens, and which token says each of its parts."""

    first: int
    after: int
    parts: dict[str, int]

    def values(self, tokens: Tokens) -> Entry:
        """Read what the parts say."""
        return {name: _value(name, tokens.values[at]) for name, at in self.parts.items()}


class Joined(NamedTuple):
    """Kinds of tokens of which some were joined: the stretch of tokens that each stands for, and its parts."""

    kinds: str
    stretches: list[Found]


class Shape:
    """A pattern over kinds, and the name of each group it reads."""

    def __init__(self, spelt: str, needs: str = "") -> None:
        """Take in the pattern, spelt over characters, and the characters of which a line needs one."""
        self._spelt = spelt
        self._needs = frozenset(needs)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compile the pattern when a line needs it."""
        return re.compile(self._spelt, re.VERBOSE)

    @cached_property
    def groups(self) -> list[str]:
        """Name the parts, group for group: all have names."""
        return [name.split("_")[0] for name in self.pattern.groupindex]

    def matches(self, joined: Joined) -> list[Found]:
        """List the matches in order, by their places among the joined; of a match with a core, the core's stretch."""
        kinds, stretches = joined
        found: list[Found] = []
        if self._needs and self._needs.isdisjoint(kinds):
            return found
        for match in self.pattern.finditer(kinds):
            first, after = match.span()
            parts: dict[str, int] = {}
            for name, (start, end) in zip(self.groups, match.regs[1:], strict=True):
                if start < 0:
                    continue
                if name == "core":
                    first, after = start, end
                elif name in NESTED:
                    parts |= stretches[start].parts
                elif name not in parts:
                    parts[name] = stretches[start].first
            found.append(Found(first, after, parts))
        return found


class Shapes:
    """The lexicon and the patterns, ready to read lines."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Take in the indexed words and the patterns spelt over them."""
        self.lexicon = Lexicon(table)
        spelt = table["shapes"]
        self._codes: dict[str, str] = spelt["codes"]
        self._numbers: list[str] = spelt["numbers"]
        self._joins = [(Shape(part, needs), kind) for kind, part, needs in spelt["joins"]]
        self._find, self._whole, self._stamp = (Shape(part) for part in spelt["lines"])
        self._known: dict[str, list[Found]] = {}

    def read(self, line: str, *, whole: bool) -> Tokens | None:
        """Split a line into tokens.

        With `whole` the line must be all date: None at the first token that has no part in one.
        """
        text, position, other = fold_signs(line), 0, self._codes["other"]
        kinds: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        values: list[Entry] = []
        search, classify = _TOKEN.search, self._token
        while (match := search(text, position)) is not None:
            position, code, entry = classify(match, line, whole)
            if whole and (code == other or len(kinds) > _MOST_TOKENS):
                return None
            kinds.append(code)
            starts.append(match.start())
            ends.append(position)
            values.append(entry)
        return Tokens("".join(kinds), starts, ends, values)

    def search(self, tokens: Tokens) -> list[Found]:
        """Find the dates among other tokens."""
        if len(tokens.kinds) > _MOST_AMONG:
            return self._searched(self._joined(tokens))
        return self._remembered("?", tokens, self._searched)

    def stamps(self, tokens: Tokens) -> list[Found]:
        """Find the dates of a line that is all date; none where it is not."""
        return self._remembered("!", tokens, self._stamped)

    def _searched(self, joined: Joined) -> list[Found]:
        return _over(joined, self._find.matches(joined))

    def _stamped(self, joined: Joined) -> list[Found]:
        whole = self._whole.pattern.fullmatch(joined.kinds) is not None
        return _over(joined, self._stamp.matches(joined)) if whole else []

    def _remembered(self, way: str, tokens: Tokens, find: Callable[[Joined], list[Found]]) -> list[Found]:
        """Find dates once for each sequence of kinds.

        All hangs on the kinds, and on whether a time is written with five characters; few sequences make up nearly all
        the lines with a date.
        """
        kinds, clock = tokens.kinds, self._codes["clock"]
        key = way + kinds
        if clock in kinds:
            key += "".join("-+"[_is_long(at)] for kind, at in zip(kinds, tokens.values, strict=True) if kind == clock)
        found = self._known.get(key)
        if found is None:
            found = find(self._joined(tokens))
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = found
        return found

    def _joined(self, tokens: Tokens) -> Joined:
        """Join the tokens of dates, spans and times."""
        joined = Joined(tokens.kinds, [Found(at, at + 1, {}) for at in range(len(tokens.kinds))])
        for shape, kind in self._joins:
            joined = self._join(shape, kind, joined, tokens)
        return joined

    def _token(self, match: re.Match[str], line: str, whole: bool) -> tuple[int, str, Entry]:
        """Classify one token: where it ends, its character, what it says."""
        name, found, end = match.lastgroup or "other", match[0], match.end()
        if name == "number":
            number = int(found)
            return end, self._numbers[min(number, 60)], {"number": number}
        if name == "year":
            return end, self._codes["year"], {"number": int(found)}
        if name in ("word", "sign"):
            start = match.start()
            phrase = self.lexicon.longest(found, match.string, start)
            if phrase is None:
                return end, self._codes[SIGNS.get(found, "other")], {}
            end = start + len(phrase.text)
            return end, phrase.code(line[start:end], whole), phrase.entry
        if name == "zone":
            return end, self._codes["zone"], {"zone": _offset(found[3:])}
        if name == "full" and not whole and _is_loose(found):
            name = "other"
        text = found.replace("\x7f", "")
        return end, self._codes["other" if name == "junk" else name], {"text": text}

    def _join(self, shape: Shape, kind: str, joined: Joined, tokens: Tokens) -> Joined:
        """Replace every match of a shape by one token."""
        kinds, stretches = joined
        matches = shape.matches(joined)
        for found, stretch in zip(reversed(matches), reversed(_over(joined, matches)), strict=True):
            code = self._codes[_joined_kind(kind, found.parts, tokens.values)]
            kinds = kinds[: found.first] + code + kinds[found.after :]
            stretches[found.first : found.after] = [stretch]
        return Joined(kinds, stretches)


@cache
def shapes() -> Shapes:
    """Give the shapes over the words of all languages."""
    return Shapes(words())


def fold_signs(line: str) -> str:
    """Fold a line character by character: lower case, ASCII digits, one form of each sign."""
    text = fold(line)
    if text.isascii():
        return text
    return _WIDE_DIGIT.sub(lambda match: str(int(match.group())), text.translate(PLAIN_SIGNS))


def _value(name: str, entry: Entry) -> Value:
    """Return what a token says in its part: a word's value, a number, or its text."""
    for key in (name, "number", "text", "daysign"):
        if key in entry:
            return entry[key]
    return 0


def _over(joined: Joined, matches: list[Found]) -> list[Found]:
    """Give the matches by the tokens that the joined ones stand for."""
    of = joined.stretches
    return [Found(of[first].first, of[after - 1].after, parts) for first, after, parts in matches]


def _joined_kind(kind: str, parts: dict[str, int], values: list[Entry]) -> str:
    """Tell a time that may be a whole line (5:50 PM, 14:05) from one that may not (9:05, 10.30, noon)."""
    if kind == "span" and "alone" in parts:
        return "loner"
    if kind != "time" or "noon" in parts:
        return kind
    if "hour" in parts:
        return "baretime" if "half" in parts or "minute" in parts else kind
    if not parts.keys().isdisjoint(("half", "mark", "zone")):
        return "baretime"
    return "baretime" if "clock" in parts and _is_long(values[parts["clock"]]) else kind


def _is_long(clock: Entry) -> bool:
    return len(str(clock["text"])) >= 5


def _offset(text: str) -> str:
    """Turn "+7", "-0330", "+05:30" into an ISO offset, "Z" for none."""
    sign, digits = text.strip()[0], text.strip()[1:].replace(":", "").strip()
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return "Z" if int(hours) == int(minutes) == 0 else f"{sign}{int(hours):02}:{minutes}"


def _is_loose(text: str) -> bool:
    """Tell a shape that versions share too (2024.1.1, 10.04.22) from one that only dates have."""
    first, _, last = re.split("[-/.]", text)
    return (len(text) < 10 and "." in text and len(first) == 4) or (len(first) < 4 and len(last) == 2)
