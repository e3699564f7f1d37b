"""Show what cleaning would change, as a unified diff made of the verdicts: in linear time, and exact."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

from newsclean.log import Log
from newsclean.look import Look
from newsclean.messages import show, wants_color
from newsclean.outputs import open_output
from newsclean.pipeline import Labelled
from newsclean.plan import Plan
from newsclean.render import marked

LINE_LIMIT = 100_000
CONTEXT = 3
_COLORS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}


class Line(NamedTuple):
    """A line of a diff."""

    sign: str  # " ", "-" or "+"
    text: str


def run_diff(plan: Plan) -> int:
    """Print the diff of every document; exit code 1 when one failed, or with ``--check`` would change."""
    look = Look(
        plan.walk(), plan.spec, plan.reading, Log(plan.loudness, as_json=plan.json_log), fail_fast=plan.fail_fast
    )
    painted = wants_color(plan.color, sys.stdout)
    changes = 0
    with open_output(None) as output:
        for name, labelled in look:
            rows = unified(labelled, name, title=plan.title)
            changes += bool(rows)
            output.write("".join(_paint(row) if painted else row for row in rows).encode("utf-8", "replace"))
    return 1 if look.failures or (plan.check and changes) else 0


def unified(labelled: Labelled, name: str, *, title: bool = True) -> list[str]:
    """Write what cleaning takes out of a document, fit for a terminal; white space is no difference."""
    lines = _without_end(list(diff_lines(labelled, title=title)))
    hunks = list(_hunks(lines))
    if not hunks:
        return []
    rows = [f"--- {show(name)}\n", f"+++ {show(name)} (cleaned)\n"]
    for hunk, old, new in hunks:
        counts = [sum(line.sign != other for line in hunk) for other in "+-"]
        rows.append(f"@@ -{_range(old, counts[0])} +{_range(new, counts[1])} @@\n")
        rows += [f"{line.sign}{show(line.text, LINE_LIMIT)}\n" for line in hunk]
    return rows


def diff_lines(labelled: Labelled, *, title: bool = True) -> Iterator[Line]:
    """Give the source line by line with what becomes of it; of blank lines around a gap one stays."""
    dropped = None if title or labelled.headline is None else labelled.headline.text
    blank, cut = True, False  # the last line kept is blank; something was removed since
    for text, rest in _source_lines(labelled):
        if dropped is not None and (text if rest is None else rest).strip() == dropped:
            dropped = None
            yield Line("-", text)
            cut = True
        elif rest is None and (text.strip() or not (cut and blank)):
            blank, cut = not text.strip(), cut and not text.strip()
            yield Line(" ", text)
        else:
            yield Line("-", text)
            cut = True
            if rest and rest.strip():
                blank, cut = False, False
                yield Line("+", rest)


def _without_end(lines: list[Line]) -> list[Line]:
    """Take out the blank lines that a cut at the end has left there."""
    at = len(lines)
    while at and (lines[at - 1].sign == "-" or not lines[at - 1].text.strip()):
        at -= 1
    cut = any(line.sign == "-" for line in lines[at:])
    return lines[:at] + [Line("-", line.text) if cut else line for line in lines[at:]]


def _source_lines(labelled: Labelled) -> Iterator[tuple[str, str | None]]:
    """Give each source line and what is left of it, None for all."""
    text, rest, touched = "", "", False
    begun = False
    for row in marked(labelled):
        if row.separator == "|":
            if begun:
                yield text.rstrip(), rest.strip() if touched else None
            text, rest, touched, begun = "", "", False, True
        text += row.text
        touched = touched or row.verdict is not None
        rest += "" if row.verdict is not None else row.text
    if begun:
        yield text.rstrip(), rest.strip() if touched else None


def _hunks(lines: list[Line]) -> Iterator[tuple[list[Line], int, int]]:
    """Group changes with their context; yield each group with the lines before it in the old and the new text."""
    changed = [n for n, line in enumerate(lines) if line.sign != " "]
    old = new = done = 0
    at = 0
    while at < len(changed):
        last = at
        while last + 1 < len(changed) and changed[last + 1] - changed[last] <= 2 * CONTEXT:
            last += 1
        start, end = max(0, changed[at] - CONTEXT), min(len(lines), changed[last] + CONTEXT + 1)
        for line in lines[done:start]:
            old += line.sign != "+"
            new += line.sign != "-"
        done = start
        yield lines[start:end], old, new
        at = last + 1


def _range(before: int, count: int) -> str:
    start = before + 1 if count else before
    return f"{start}" if count == 1 else f"{start},{count}"


def _paint(row: str) -> str:
    color = _COLORS.get(row[0])
    return f"{color}{row[:-1]}\x1b[0m\n" if color else row
