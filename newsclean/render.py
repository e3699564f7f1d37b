"""Labelled documents as text: the clean article, and marked text that shows what went and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsclean.document import GOES_ON, Block, Document, Verdict, gap_between
from newsclean.native import native
from newsclean.pipeline import Labelled


def text(labelled: Labelled, *, title: bool = True) -> str:
    """Write the kept lines in order, paragraphs as in the source; one final newline, or nothing."""
    body = join(labelled.doc, labelled.kept if title else labelled.body, labelled.headline)
    return body + "\n" if body else ""


def join(doc: Document, blocks: Sequence[Block], headline: Block | None = None) -> str:
    """Join blocks with the line breaks that stood between them; the headline has a line of its own."""
    if native is not None:
        return native.join_lines(doc.text, doc.blocks, doc.repaired, list(blocks), headline)
    return join_in_python(doc, blocks, headline)


def join_in_python(doc: Document, blocks: Sequence[Block], headline: Block | None) -> str:
    """Join blocks where there is no compiled core."""
    parts: list[str] = []
    source, before = doc.text, None
    for block in blocks:
        if before is not None:
            gap = gap_between(doc, before, block)
            if gap == GOES_ON:
                parts.append("\n\n" if headline in (before, block) else source[before.end : block.start])
            else:
                parts.append("\n" * (1 + gap))
            if source[block.start - 1] in " \t":
                parts.append(_indent(source, block.start))
        parts.append(block.text)
        before = block
    return "".join(parts)


def _indent(source: str, start: int) -> str:
    """Give the white space a line begins with: verse and code keep their shape."""
    begin = source.rfind("\n", 0, start) + 1
    space = source[begin:start]
    return space if not space.strip(" \t") else ""


class Row(NamedTuple):
    """A source line of marked text, or a piece of one."""

    verdict: Verdict | None  # what removed it
    separator: str  # "|", or "+|" where it goes on in the same source line
    text: str


def marked(labelled: Labelled) -> list[Row]:
    """Give the source line by line with the verdict on each, lines with several in pieces."""
    rows: list[Row] = []
    for start, line in _source_lines(labelled.doc):
        pieces = _pieces(labelled, start, start + len(line))
        if not pieces:
            rows.append(Row(None, "|", line))
        for number, (begin, end, verdict) in enumerate(pieces):
            rows.append(Row(verdict, "+|" if number else "|", labelled.doc.text[begin:end]))
    return rows


def marked_text(labelled: Labelled) -> str:
    """Write marked text as pages and golden files hold it: the gutter names the filter."""
    rows = [(row.verdict.filter if row.verdict else "", row.separator, row.text) for row in marked(labelled)]
    width = max([12, *(2 + len(label) for label, _, _ in rows)])
    return "".join(
        f"{label + ' ' * (sep == '|'):>{width + 1 - len(sep)}}{sep} {line}".rstrip() + "\n" for label, sep, line in rows
    )


def unmarked(page: str) -> str:
    """Cut the gutter off marked text, which gives the source back."""
    source: list[str] = []
    for row in page.splitlines():
        gutter, _, line = row.partition("|")
        line = line[1:] if line.startswith(" ") else line
        if gutter.endswith("+") and source:
            source[-1] += line
        else:
            source.append(line)
    return "\n".join(source) + "\n"


def _source_lines(doc: Document) -> list[tuple[int, str]]:
    rows = []
    position = 0
    for line in doc.text.splitlines(keepends=True):
        rows.append((position, line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")))
        position += len(line)
    return rows


def _pieces(labelled: Labelled, start: int, end: int) -> list[tuple[int, int, Verdict | None]]:
    """Cut a source line at the borders of its verdicts; white space goes with what stands before it."""
    touching = [v for v in labelled.verdicts if v.start < end and start < v.end]
    if not touching:
        return []
    pieces: list[tuple[int, int, Verdict | None]] = []
    position = start
    for verdict in touching:
        begin = max(start, verdict.start)
        if labelled.doc.text[position:begin].strip():
            pieces.append((position, begin, None))
        elif pieces:
            pieces[-1] = (pieces[-1][0], begin, pieces[-1][2])
        else:
            begin = position
        position = min(end, verdict.end)
        pieces.append((begin, position, verdict))
    if labelled.doc.text[position:end].strip():
        pieces.append((position, end, None))
    else:
        pieces[-1] = (pieces[-1][0], end, pieces[-1][2])
    return pieces
