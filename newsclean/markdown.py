"""Markdown as scrapers write it to plain text: the markup goes, words, lines and list marks stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.front_matter import read_front


class Plain(NamedTuple):
    """The text without its markup, simple fields of the front matter (keys lower-case), links, levels of headings."""

    text: str
    front: dict[str, str]
    links: list[tuple[str, str]]
    headings: dict[str, int]


def plain(source: str) -> Plain:
    """Take the Markdown markup off a text; lines stay lines."""
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    front, start = read_front(lines)
    lines = lines[start:]
    inline = _Inline(lines)
    parts: list[str] = []
    headings: dict[str, int] = {}
    for piece in _pieces(lines):
        parts.append(piece.mark + (piece.text if piece.literal else inline.plain(piece.text)))
        if piece.level:
            headings.setdefault(parts[-1].strip(), piece.level)
    return Plain("\n".join(parts), front, inline.links, headings)


# lines

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*$")
_HEADING = re.compile(r" {0,3}#{1,6}(?![^ \t])")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_MARK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_REFERENCE = re.compile(
    r"""[ ]{0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*<?((?:[a-z][a-z0-9+.-]*:|/|\#|\.{1,2}/|www\.)[^\s<>]*)>?"""
    r"""(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^)]*\)))?[ \t]*$""",
    re.IGNORECASE,
)


class _Piece(NamedTuple):
    """Lines whose inline markup is read together, and the list mark before them."""

    mark: str
    text: str
    literal: bool = False
    level: int = 0  # of a heading


def _pieces(lines: list[str]) -> Iterator[_Piece]:
    """Take off the markup of whole lines; lines of one paragraph stay together, as emphasis may span them."""
    fences = _fences(lines)
    paragraph: list[str] = []
    mark = ""
    for number, line in enumerate(lines):
        code = number in fences
        content = line if code else _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
        kind = "code" if code else _kind(content, bool(paragraph), number > 0 and "|" in lines[number - 1])
        if kind == "text":
            paragraph.append(content)
            continue
        if paragraph:
            yield _Piece(mark, "\n".join(paragraph))
        paragraph, mark = [], ""
        if kind == "item":
            found = _MARK.match(content)
            mark = found[0] if found else ""
            paragraph = [content[len(mark) :]]
        elif kind == "code" and not fences[number]:
            yield _Piece("", line, literal=True)
        elif kind in {"heading", "blank"}:
            yield _Piece("", _heading(content), level=_level(content) if kind == "heading" else 0)
    if paragraph:
        yield _Piece(mark, "\n".join(paragraph))


def _kind(line: str, in_paragraph: bool, after_row: bool) -> str:
    """Name what a line outside of code is: blank, dropped, heading, item or text."""
    bare = "".join(line.split())
    if not bare:
        return "blank"
    if _HEADING.match(line):
        return "heading"
    rule = len(bare) > 2 and bare[0] in "-*_" and not bare.strip(bare[0])
    underline = in_paragraph and not bare.strip("=")
    table_rule = after_row and "|" in bare and "-" in bare and not bare.strip("|:-")
    if rule or underline or table_rule or _REFERENCE.match(line):
        return "dropped"
    return "item" if _MARK.match(line) else "text"


def _level(line: str) -> int:
    bare = line.lstrip()
    return len(bare) - len(bare.lstrip("#"))


def _heading(line: str) -> str:
    """Take off the marks of a heading, also those that close it."""
    text = _HEADING.sub("", line, count=1).strip()
    open_end = text.rstrip("#")
    return open_end.rstrip() if open_end != text and (not open_end or open_end[-1].isspace()) else text


def _fences(lines: list[str]) -> dict[int, bool]:
    """Return the lines of fenced code, True for the fences; a fence that nothing closes is none."""
    found: dict[int, bool] = {}
    first, opening = -1, ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if not fence:
            continue
        if not opening:
            first, opening = number, fence[1]
        elif fence[1].startswith(opening) and line.strip() == fence[1]:
            found |= dict.fromkeys(range(first, number + 1), False) | {first: True, number: True}
            opening = ""
    return found


# inside of lines

_TEXT = r"((?:[^\[\]\\]++|\\.|\[(?:[^\[\]\\]++|\\.)*+\])*+)"
_TARGET = (
    r"\([ \t]*+\n?[ \t]*+(?:<([^<>\n]*)>|([^\s()<>]*+(?:\([^\s()]*\)[^\s()<>]*+)*+))"
    r"""(?:(?=[ \t\n])[ \t]*+\n?[ \t]*+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*+\n?[ \t]*+\)"""
)
_TOKEN = re.compile(
    r"\\([!-/:-@\[-`{-~])"  # 1: escaped character
    r"|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)"  # 3: code
    rf"|(!?)\[{_TEXT}\](?:{_TARGET}|\[([^\[\]]*)\])?"  # 4: "!" of images, 5: text, 6, 7: target, 8: label
    r"|<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>"  # 9: address
    r"|(https?://[^\s<>()\[\]*\\]+(?<![_~]))"  # 10: bare address
    r"|\\(?=\n)",  # hard line break
    re.DOTALL | re.IGNORECASE,
)
_RUN = re.compile(r"\*{1,4}(?!\*)|_{1,4}(?!_)|~~(?!~)")


_MASK = str.maketrans("*_~", "\0\0\0")


class _Run(NamedTuple):
    """Emphasis marks in a row, or what is left of them."""

    start: int
    end: int
    opens: bool
    closes: bool


class _Inline:
    """Takes off the markup inside of lines, and keeps the links."""

    def __init__(self, lines: list[str]) -> None:
        self.links: list[tuple[str, str]] = []
        self._targets: dict[str, str] = {}
        for line in lines:
            found = _REFERENCE.match(line)
            if found:
                self._targets.setdefault(_label(found[1]), found[2])

    def plain(self, text: str) -> str:
        """Return a text without its inline markup, line for line."""
        parts: list[str] = []
        masked: list[str] = []  # the same, without the marks that are characters
        position = 0
        while found := _TOKEN.search(text, position):
            before = text[position : found.start()]
            content, is_literal, position = self._token(text, found)
            parts += (before, content)
            masked += (before, content.translate(_MASK) if is_literal else content)
        rest = text[position:]
        return _without_emphasis("".join([*parts, rest]), "".join([*masked, rest]))

    def _token(self, text: str, found: re.Match[str]) -> tuple[str, bool, int]:
        """Return what stands for a token, whether it is to be left alone, and where to go on."""
        escaped, _, code, image, label, angle, bare, reference, address, url = found.groups()
        if label is None:
            if address is not None:
                self.links.append((address, address))
            content = escaped or code or address or url or ""
            return content, True, found.end()
        target = angle if angle is not None else bare
        if target is None:
            target = self._targets.get(_label(reference or label))
        if target is None:
            bracket = found.start() + len(image) + 1
            return text[found.start() : bracket], False, bracket
        content = "" if image else self.plain(label)
        if content.strip():
            self.links.append((" ".join(content.split()), target))
        return content + "\n" * (found[0].count("\n") - content.count("\n")), True, found.end()


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _without_emphasis(text: str, masked: str) -> str:
    """Take off the marks of emphasis that come in pairs."""
    opened: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
    gone: list[tuple[int, int]] = []
    for found in _RUN.finditer(masked):
        run = _run(masked, *found.span())
        stack = opened[found[0][0]]
        while run.closes and run.start < run.end and stack and (size := _pair(stack[-1], run)):
            opener = stack.pop()
            gone += [(opener.end - size, opener.end), (run.start, run.start + size)]
            if opener.end - size > opener.start:
                stack.append(opener._replace(end=opener.end - size))
            run = run._replace(start=run.start + size)
        if run.opens and run.start < run.end:
            stack.append(run)
    parts: list[str] = []
    done = 0
    for start, end in sorted(gone):
        parts.append(text[done:start])
        done = end
    return "".join([*parts, text[done:]])


def _run(text: str, start: int, end: int) -> _Run:
    before, after = text[start - 1 : start], text[end : end + 1]
    word_before, word_after = _is_word(before), _is_word(after)
    opens = bool(after.strip()) and (after.isalnum() or not word_before)
    closes = bool(before.strip())
    if before == text[start]:  # the end of more than four marks
        opens = closes = False
    elif text[start] == "_" or end - start == 1:  # snake_case, 2*3*4
        opens, closes = opens and not word_before, closes and not word_after
    elif word_before and word_after and not after.isupper():  # f**k; but **Title**Text
        opens = closes = False
    return _Run(start, end, opens, closes)


def _is_word(char: str) -> bool:
    """Say whether a character belongs to a word that spaces bound, as it does not in Chinese."""
    return char.isalnum() and char < "\u2e80"


def _pair(opener: _Run, closer: _Run) -> int:
    """Return how many marks the two take off each other, 0 when they are no pair."""
    sizes = opener.end - opener.start, closer.end - closer.start
    return 0 if sizes[0] != sizes[1] and max(sizes) < 3 else min(2, *sizes)
