"""Dates as news sites write them: find one in a line, tell a date line, name what a label says of the next."""

from __future__ import annotations

from functools import cache

from newsclean.date_facts import When, fact_of
from newsclean.date_gates import DIGIT, LONGEST, LONGEST_WORDS, date_letters, may_be_stamp, may_hold_date
from newsclean.date_shapes import PLAIN_SIGNS, SIGNS, Found, Tokens, shapes
from newsclean.locales import fold, head_of, words
from newsclean.native import native

_LONGEST_HOLDER = 200  # of a line with a byline, a date and a reading time


def find_date(line: str, *, max_length: int = LONGEST, lang: str | None = None) -> When | None:
    """Return the first date in a line, None when there is none or the line is longer than `max_length`."""
    if len(line) > max_length:
        return None
    digits = DIGIT.search(line) is not None
    found = _stamps(line, lang) if digits or len(line) <= LONGEST_WORDS else []
    if not found and may_hold_date(line, digits):
        found = _search(line, lang)
    return found[0] if found else None


def is_date_line(line: str, *, lang: str | None = None) -> When | None:
    """Return the first date of a line that is nothing but a date stamp, else None."""
    found = _stamps(line, lang)
    return found[0] if found else None


def dates_in_line(line: str, *, lang: str | None = None) -> list[When]:
    """Return every date of a line of at most 120 characters, in order."""
    found = _stamps(line, lang)
    if found or len(line) > LONGEST or not may_hold_date(line, DIGIT.search(line) is not None):
        return found
    return _search(line, lang)


def dates_inside(line: str, *, lang: str | None = None) -> list[When]:
    """Return every date of a line that is known to be more than a date stamp."""
    if len(line) > _LONGEST_HOLDER or not may_hold_date(line, DIGIT.search(line) is not None):
        return []
    return _search(line, lang)


def label_of(line: str) -> str:
    """Say what the date below a line is when the line is a label and no more: "Posted on", "Updated:"; else ""."""
    text = fold(line).strip(" \t\u00a0:：|•·-–—")
    if not text or len(text) > LONGEST_WORDS:
        return ""
    phrase = shapes().lexicon.longest(head_of(text), text, 0)
    return str(phrase.entry.get("label", "")) if phrase is not None and phrase.text == text else ""


def is_date_word(word: str) -> bool:
    """Say whether a word alone names a month, a day of the week or another part of a date in some language."""
    return fold(word) in shapes().lexicon


def _search(line: str, lang: str | None) -> list[When]:
    """List the dates of any line."""
    tokens = date_tokens(line)
    return [when for when in _whens(shapes().search(tokens), tokens, line, lang) if when] if tokens else []


def _stamps(line: str, lang: str | None) -> list[When]:
    """List the dates of a line that is all date; none when a single one is not in the calendar."""
    tokens = stamp_tokens(line)
    if tokens is None:
        return []
    found = shapes().stamps(tokens)
    if not found:
        return []
    whens = _whens(found, tokens, line, lang)
    known = [when for when in whens if when]
    return known if len(known) == len(whens) else []


def date_tokens(line: str) -> Tokens | None:
    """Split any line into tokens."""
    if native is not None:
        _prepare()
        found = native.date_tokens(line)
        if found is not None:
            return Tokens(*found)
    return shapes().read(line, whole=False)


def stamp_tokens(line: str) -> Tokens | None:
    """Split a line that may be nothing but a date stamp into tokens; None where it cannot be one."""
    if native is not None:
        _prepare()
        found = native.stamp_tokens(line)
        if found is not None:
            return Tokens(*found) if found else None
    return tokens_in_python(line)


def tokens_in_python(line: str) -> Tokens | None:
    """Split a line where there is no compiled core, or where it leaves the line to the pattern."""
    return shapes().read(line, whole=True) if may_be_stamp(line) else None


@cache
def _prepare() -> None:
    """Hand the words of dates to the compiled core, with the first line."""
    table = words()
    lexicon, codes = shapes().lexicon, table["shapes"]["codes"]
    kinds = "".join(codes[kind] for kind in ("year", "full", "clock", "dotclock", "other"))
    signs = "".join(SIGNS), "".join(codes[kind] for kind in SIGNS.values())
    plain = "".join(map(chr, PLAIN_SIGNS)), "".join(chr(int(sign)) for sign in PLAIN_SIGNS.values())
    gate = date_letters(), lexicon.last_words, lexicon.words
    lengths = (LONGEST, LONGEST_WORDS)
    if native is not None:
        native.prepare_dates(
            table["phrases"], table["entries"], gate, "".join(table["shapes"]["numbers"]), kinds, signs, plain, *lengths
        )


def _whens(founds: list[Found], tokens: Tokens, line: str, lang: str | None) -> list[When | None]:
    order = shapes().lexicon.order(lang)
    whens: list[When | None] = []
    for found in founds:
        start, end = tokens.starts[found.first], tokens.ends[found.after - 1]
        parts = found.values(tokens)
        fact = fact_of(parts, order)
        whens.append(fact and fact.at(line, start, end, str(parts.get("label", ""))))
    return whens
