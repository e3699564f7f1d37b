"""Show a labelled document: marked text with the rule and reason of each line, and a table of filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from newsclean import render
from newsclean.messages import show
from newsclean.pipeline import Labelled

_Paint = Callable[[str, str], str]

LINE_LIMIT = 300
MAX_LABEL = 34

_DIM, _RED, _CYAN, _BOLD, _OFF = "\x1b[2m", "\x1b[31m", "\x1b[36m", "\x1b[1m", "\x1b[0m"


def explanation(labelled: Labelled, *, color: bool = False) -> str:
    """Write marked text, each removed line with its rule and reason, then counts per filter."""
    paint = _paint if color else _plain
    rows = render.marked(labelled)
    width = min(MAX_LABEL, max((len(row.verdict.rule) for row in rows if row.verdict), default=0))
    lines = [_line(row, width, paint) for row in rows]
    return "\n".join([*lines, "", *_table(labelled, paint)]) + "\n"


def _line(row: render.Row, width: int, paint: _Paint) -> str:
    label, style, reason = "", "", ""
    if row.verdict is not None:
        label, style = row.verdict.rule, _RED
        reason = "  " + paint(f"← {show(row.verdict.reason)}", _DIM)
    gutter = f"{label:>{width + 2 - len(row.separator)}} {row.separator}"
    return f"{paint(gutter, _CYAN)} {paint(show(row.text, LINE_LIMIT), style)}{reason}".rstrip()


def _table(labelled: Labelled, paint: _Paint) -> list[str]:
    text = labelled.doc.text
    removed: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for verdict in labelled.verdicts:
        removed[verdict.filter] += 1
        characters[verdict.filter] += characters_of(text[verdict.start : verdict.end])
    total = characters_of(text)
    kept = total - sum(characters.values())
    width = max([6, *(len(name) for name in removed)])
    rows = [paint(f"{'filter':<{width}}  removed  characters", _BOLD)]
    rows += [f"{name:<{width}}  {n:>7,}  {characters[name]:>10,}" for name, n in removed.most_common()]
    share = 100 * kept / total if total else 100
    rows.append(f"{'kept':<{width}}  {len(labelled.kept):>7,}  {kept:>10,}  {share:.0f} % of the text")
    if labelled.headline is not None:
        rows.append(f"headline: {show(labelled.headline.text, LINE_LIMIT)}")
    if labelled.language:
        rows.append(f"language: {labelled.language}")
    rows += [f"warning: {show(warning)}" for warning in labelled.warnings]
    return rows


def characters_of(text: str) -> int:
    """Count the characters of a text; white space is layout."""
    return sum(map(len, text.split()))


def _paint(text: str, style: str) -> str:
    return f"{style}{text}{_OFF}" if style and text.strip() else text


def _plain(text: str, style: str) -> str:
    return text
