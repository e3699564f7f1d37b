"""Patterns of dates over kinds of tokens, spelt out when the rules are compiled; date_shapes reads lines by them."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from newsclean.date_shapes import NESTED, SIGNS
from newsclean.locales import Codes

# Patterns over kinds: CAPITALS are a token of that kind, <kind> or <name:kind> one whose value is read.

_MACROS = {
    "GAP": "[COMMA DASH BAR SLASH DOT JOINT]{0,3}",
    "MONTHS": "<month> DOT? (?:SLASH MONTH)?",
    "NUMDAY": "<day> [ORDINAL DOT]?",
    "YEARS": "<year> (?: YEARMARK DOT? )?",
    "MONTHDAY": "(?: MONTHS JOINT? NUMDAY | NUMDAY DASH? JOINT? MONTHS )",
    "BEFOREDAY": "(?: <weekday> DOT? [COMMA JOINT DASH BAR]{0,3} )?",
    "AFTERDAY": "(?: [COMMA OPEN DASH]? <weekday:sure> DOT? CLOSE? | OPEN <weekday:daysign> CLOSE )?",
    "LABELLED": "(?: <label> [COLON COMMA JOINT DASH BAR DOT]{0,3} )",
    "LABELEND": "(?: COMMA? <label> (?=$|[BAR CLOSE DASH]) )?",
    "READING": "(?: [COUNT ONE] DASH? UNIT DOT? READ | READ COLON? ABOUT? COUNT UNIT DOT? )",
    "AMOUNT": "ABOUT? (?: (?: <count> | ONE ) <unit> | <unit:single> )",
    "DATETIME": "(?: <time> GAP )? <date> (?: GAP <time> )?",
    "NAMED": "<near> (?: GAP <time> )? | <time> COMMA? <near>",
    "STAMPED": "(?P<core> DATETIME | <span> | <now> | NAMED | <loner> | <baretime>"
    " | MONTHS [COMMA JOINT DASH]? YEARS | <year> YEARMARK <monthno> MONTHMARK )",
}
_DATE = (
    "BEFOREDAY (?: MONTHDAY [COMMA JOINT DASH]{0,2} YEARS | YEARS DASH? MONTHS DASH? NUMDAY"
    " | <year> YEARMARK <monthno> MONTHMARK <day> DAYMARK | <year> DOT <monthno> DOT <day> DOT?"
    " | <full> | <iso> ) AFTERDAY"
    " | <weekday:sure> DOT? COMMA? JOINT? MONTHDAY | MONTHDAY [COMMA OPEN]? <weekday:sure> CLOSE?"
    " | <slashed> OPEN <weekday:daysign> CLOSE"
    " | (?: <weekday:sure> COMMA? )? <monthno> MONTHMARK <day> DAYMARK AFTERDAY"
    " | (?: <month:first> DOT? NUMDAY | NUMDAY JOINT? <month:strong> ) (?! DASH COUNT | YEAR )"
)
_SPAN = (
    "BEFORE AMOUNT DOT? AFTER? | AMOUNT DOT? AFTER"
    " | (?: ^ | (?<=[BAR DASH]) ) <alone:count> <unit:bare> (?= $ | [BAR DASH] )"
)
_TIME = (
    "(?: <half>? <clock> (?: <half> | <mark:hourmark> )?"
    " | <half>? <hour> <mark:hourmark> (?: <minute> MINUTEMARK? )? | <hour> (?: <half> | <noon> ) | <noon>"
    " | <dotclock> (?: <half> | <mark:hourmark> | (?= ZONE | $ | [COMMA BAR] ) ) ) (?: OPEN? <zone> CLOSE? )?"
)
_FIND = (
    "LABELLED? (?P<core> DATETIME ) LABELEND"
    " | (?<=[BAR DASH]) LABELLED? (?P<core> <span> | <now> | NAMED ) (?= $ | [BAR DASH] )"
)
# One of these kinds must be there for a shape to be looked for at all.
_JOINS = (
    ("date", _DATE, "MONTH FULL ISO SLASHED MONTHMARK DOT"),
    ("span", _SPAN, "BEFORE AFTER BARE"),
    ("time", _TIME, "CLOCK DOTCLOCK HOURMARK HALF NOON"),
)
_STAMP = "LABELLED? STAMPED LABELEND"
_WHOLE = (
    "[OPEN BAR DASH JOINT]{0,2} (?: READING [BAR DASH COMMA]? )? LABELLED? STAMPED LABELEND"
    " (?: [CLOSE BAR OPEN]{1,2} JOINT? (?: DATETIME | SPAN | NOW ) LABELEND | DASH [SPAN NOW] )?"
    " (?: [DASH SLASH DOT OPEN CLOSE COMMA BAR COLON]{0,2} LABELLED STAMPED ){0,3}"
    " (?: [BAR DASH COMMA OPEN SLASH]{0,2} READING )? [DOT CLOSE BAR]{0,2}"
)
_NUMBERS = (("count", 1, 999), ("day", 1, 31), ("monthno", 1, 12), ("hour", 0, 23), ("minute", 0, 59))
_TEXTS = ("iso", "full", "clock", "dotclock", "slashed")


def spell(codes: Codes) -> dict[str, Any]:
    """Spell the patterns over the characters of the kinds: plain data, compiled with the rules."""
    alone = {*_TEXTS, *SIGNS.values(), *NESTED, "year", "zone", "other"}
    single = {kind: codes.of((kind,)) for kind in sorted(alone)}
    single["baretime"] = codes.of(("baretime", "time"))
    numbers = [codes.of(k for k, low, high in _NUMBERS if low <= n <= high) for n in range(61)]
    return {
        "codes": single,
        "numbers": numbers,
        "joins": [(kind, _spelt(part, codes), codes.having(*needs.lower().split())) for kind, part, needs in _JOINS],
        "lines": [_spelt(part, codes) for part in (_FIND, _WHOLE, _STAMP)],
    }


def _spelt(template: str, codes: Codes) -> str:
    """Spell a template out over the characters of the kinds."""
    number = count()
    for _ in range(4):
        template = re.sub(r"\b[A-Z]+\b", lambda m: _macro(m[0]), template)
    template = re.sub(r"\[([A-Z ]+)\]", lambda m: f"[{codes.having(*m[1].lower().split())}]", template)
    template = re.sub(r"\b(?!P\b)[A-Z]+\b", lambda m: f"[{codes.having(m[0].lower())}]", template)
    template = re.sub(r"(?<!P)<(\w+)>", r"<\1:\1>", template)
    read = re.compile(r"<(\w+):(\w+)>")
    template = read.sub(lambda m: f"(?P<{m[1]}_{next(number)}>[{codes.having(m[2])}])", template)
    return re.sub(r"P<core>", lambda _: f"P<core_{next(number)}>", template)


def _macro(name: str) -> str:
    return f"(?:{_MACROS[name]})" if name in _MACROS else name
