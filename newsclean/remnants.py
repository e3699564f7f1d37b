"""Remnants of HTML in plain text: what is surely markup is repaired, all else stays.

Decisions use one line at a time, so they hold when other lines are removed later. Rounds go on until
nothing changes, so repairing the result again changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.entities import without_entities
from newsclean.lazy import pattern

_ROUNDS = 20  # each further round needs a tag that only appeared by taking out another one


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BREAKING = _words(
    "p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th caption blockquote "
    "section article aside header footer figure figcaption nav main center pre form address"
)
_INLINE = _words(
    "a span b i u s em strong small big font img sup sub abbr acronym cite code kbd samp mark del ins strike "
    "tt q time label button picture source iframe input meta link noscript wbr video audio embed object "
    "param o:p"
)
# Without attributes and without a partner only these count as markup: the others are words, too.
_COMMON = _words(
    "p br hr div span h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tr td th blockquote strong em b i u a "
    "font center pre figure figcaption o:p"
)
_VOID = _words("br hr img input meta link wbr source embed param")

_GAP = r"(?=[ \t\r\n])[ \t\r]*+(?:\n[ \t]*+)?"
_QUOTED = r"""[A-Za-z_:@][\w:.-]*+[ \t]*+=[ \t]*+(?:\\?"[^"<\n]*+"|\\?'[^'<\n]*+'|“[^”<\n]*+”)"""
_UNQUOTED = (
    r"(?:href|src|class|id|name|style|title|alt|width|height|align|valign|border|color|face|size|target|rel|type"
    r"""|value|lang|dir|bgcolor|content|data-[\w-]++|aria-[\w-]++|on[a-z]++)=[^\s"'<>`]++"""
)
_FLAG = r"(?:hidden|disabled|async|defer|checked|controls|autoplay|loop|muted|allowfullscreen|nowrap)(?![\w=-])"
_TAG = pattern(
    rf"<(/?)({'|'.join(sorted(_BREAKING | _INLINE, reverse=True))})"
    rf"((?:{_GAP}(?:{_QUOTED}|{_UNQUOTED}|{_FLAG}))*+)[ \t\r]*+(?:\n[ \t]*+)?/?>",
    re.IGNORECASE,
)
_OPENING_QUOTES = "\"'`“‘„‚«‹»(["
_CLOSING_QUOTES = "\"'`”’“‘»›«)]"
_SENTENCE_END = '.!?…:;。！？"”»)'
_CONNECTOR = pattern(r"\s+[^\W\d_A-Z]{1,5}\s+|\s*(?:\.\.\.|…)\s*")  # "wrap it in <b> and </b>"
_QUOTED_CONNECTOR = pattern(
    rf"[{re.escape(_CLOSING_QUOTES)}]\W*\w{{0,5}}\W*[{re.escape(_OPENING_QUOTES)}]"  # “<b>” and “</b>”
)


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    closing: bool
    attributes: bool
    common: bool


def repair(text: str) -> tuple[str, dict[str, int]]:
    """Take stray markup out of a plain text; return the text and how many tags, comments … it was."""
    if "<" not in text and "&" not in text:
        return text, {}
    counts: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        before = text
        if "<" in text:
            text = _without_elements(text, counts)
            text = _TAG.sub(lambda tag: re.sub(r"\s*\n\s*", " ", tag[0]) if "\n" in tag[0] else tag[0], text)
            text = "\n".join([_line(line, counts) if "<" in line else line for line in text.split("\n")])
        if "&" in text:
            text, entities = without_entities(text)
            counts["entities"] += entities
        if text == before:
            break
    return text, {what: count for what, count in counts.items() if count}


# comments, scripts, styles: markup and content go

_EDGE = pattern(r"<!--|-->|<(/?)(script|style)\b[^<>]{0,500}>", re.IGNORECASE)
_MAX_COMMENT = 5000
_MAX_SCRIPT = 100_000
_BLANK_LINE = pattern(r"\n[ \t\r]*\n")


def _without_elements(text: str, counts: Counter[str]) -> str:
    """Take out comments, scripts and style sheets that are closed."""
    parts: list[str] = []
    done = 0
    for start, end, what in _elements(text):
        if start >= done:
            counts[what] += 1
            parts.append(text[done:start])
            done = end
    return "".join([*parts, text[done:]])


def _elements(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each closed element; of nested ones the inner."""
    opened: dict[str, re.Match[str]] = {}
    for edge in _EDGE.finditer(text):
        kind = (edge[2] or "").lower()
        if edge[0] == "<!--" or (kind and not edge[1]):
            opened[kind] = edge
            continue
        opening = opened.pop(kind, None)
        if opening is None:
            continue
        if kind and edge.start() - opening.end() <= _MAX_SCRIPT and _is_code(text[opening.end() : edge.start()]):
            yield opening.start(), edge.end(), "scripts"
        if not kind and edge.start() - opening.end() <= _MAX_COMMENT and _is_comment(text, opening, edge):
            yield opening.start(), edge.end(), "comments"


def _is_code(content: str) -> bool:
    return not content.strip() or not {"{", ";", "="}.isdisjoint(content)


def _is_comment(text: str, opening: re.Match[str], end: re.Match[str]) -> bool:
    """Say no to a paragraph break inside and to a sentence that speaks of <!-- and --> as such."""
    content = text[opening.end() : end.start()]
    if _BLANK_LINE.search(content):
        return False
    around = text[max(opening.start() - 1, 0) : opening.start()] + text[end.end() : end.end() + 1]
    return around not in {"  ", " ,", " ."} or not _CONNECTOR.fullmatch(content)


# tags


def _line(line: str, counts: Counter[str]) -> str:
    """Take the markup out of a line; a tag that breaks the line in a browser leaves a line break."""
    tags = [_tag(found) for found in _TAG.finditer(line)]
    parts: list[str] = []
    done = 0
    for tag in _markup(line, tags):
        counts["tags"] += 1
        parts += [line[done : tag.start], "\n" if tag.name in _BREAKING else ""]
        done = tag.end
    if not done:
        return line
    ending = "\r" if line.endswith("\r") else ""
    return "".join([*parts, line[done:]]).removesuffix(ending).strip("\n") + ending


def _tag(found: re.Match[str]) -> _Tag:
    name = found[2].lower()
    common = name in _COMMON and (found[2].islower() or found[2].isupper())
    return _Tag(found.start(), found.end(), name, bool(found[1]), bool(found[3]), common)


def _markup(line: str, tags: list[_Tag]) -> Iterator[_Tag]:
    """Yield the tags of a line that are markup."""
    partners = _partners(tags)
    verdicts: dict[int, bool] = {}
    for run in _runs(line, tags):
        first, last = tags[run[0]].start, tags[run[-1]].end
        for place in run:
            tag, partner = tags[place], partners.get(place)
            if partner is not None and partner < place:
                verdicts[place] = verdicts[partner]
            elif tag.attributes:
                verdicts[place] = not _in_quotes(line, tag.start, tag.end)
            elif partner is not None:
                verdicts[place] = not _pair_is_mentioned(line, tag, tags[partner])
            else:
                verdicts[place] = tag.common and _lone_is_markup(line, tag, first, last)
    return (tag for place, tag in enumerate(tags) if verdicts[place])


def _partners(tags: list[_Tag]) -> dict[int, int]:
    """Pair each closing tag with the nearest open one of its name, both ways."""
    partners: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for place, tag in enumerate(tags):
        if not tag.closing:
            if tag.name not in _VOID:
                opened.setdefault(tag.name, []).append(place)
        elif opened.get(tag.name):
            partner = opened[tag.name].pop()
            partners[place], partners[partner] = partner, place
    return partners


def _runs(line: str, tags: list[_Tag]) -> Iterator[list[int]]:
    """Group the places of tags with nothing but white space between them."""
    run: list[int] = []
    for place, tag in enumerate(tags):
        if run and line[tags[place - 1].end : tag.start].strip():
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _in_quotes(line: str, start: int, end: int) -> bool:
    if start == 0 or end == len(line):
        return False
    return line[start - 1] in _OPENING_QUOTES and line[end] in _CLOSING_QUOTES


def _pair_is_mentioned(line: str, opening: _Tag, closing: _Tag) -> bool:
    """Say whether a sentence speaks of the two tags instead of using them."""
    inner = line[opening.end : closing.start]
    if not inner.strip():
        return not _lone_is_markup(line, opening, opening.start, closing.end)
    if opening.start and line[opening.start - 1] in _OPENING_QUOTES and _QUOTED_CONNECTOR.fullmatch(inner):
        return True
    return bool(_CONNECTOR.fullmatch(inner))


def _lone_is_markup(line: str, tag: _Tag, start: int, end: int) -> bool:
    """Say whether a tag without partner is markup; `start` and `end` are those of its run."""
    before, after = line[:start].rstrip(), line[end:].lstrip()
    if not before and not after:
        return True
    if _in_quotes(line, start, end):
        return False
    glued_before = before != "" and not line[start - 1].isspace() and line[start - 1] not in "([{-/“„«‘"
    glued_after = after != "" and (line[end].isalnum() or line[end] in "“„«") and not re.match(r"s\b", after)
    breaking = tag.name in _BREAKING
    if (start, end) != (tag.start, tag.end) and breaking:
        return glued_before or glued_after or not before or not after
    if tag.closing:
        return glued_before or not before or (breaking and before[-1] in _SENTENCE_END and not after)
    if not before:
        return glued_after
    if not breaking:
        return False
    if not after:
        return glued_before or tag.name in {"br", "hr"} or before[-1] in _SENTENCE_END
    return glued_before or glued_after or (before[-1] in _SENTENCE_END and not after[0].islower())
