"""Texts and pages into documents: a line or a block element is a block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsclean.cue_table import CueTable
from newsclean.document import Block, Document, PageBlock, line_blocks
from newsclean.language import MEMO, detect_of
from newsclean.native import native

_TAG, _ENTITY = re.compile("<[A-Za-z/!]"), re.compile("&[A-Za-z#]")  # what any stray markup begins with
_OTHER_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # what else ends a line for str.splitlines


def text_document(text: str, table: CueTable, shape: str = "lines", language: str | None = None) -> Document:
    """Make a document of a plain text; stray markup and control characters are repaired and counted."""
    from newsclean.encoding import clean_controls

    warnings = []
    text, controls = clean_controls(text)
    if controls:
        warnings.append(f"control_characters: {controls}")
    if (native.holds_markup if native is not None else markup_in_python)(text):
        from newsclean.remnants import repair

        text, counts = repair(text)
        warnings += [f"repaired_{what}: {count}" for what, count in counts.items() if count]
    doc = lines(text, table, language)
    doc.warnings = warnings
    if shape != "lines":
        from newsclean.repair_lines import repaired

        blocks = repaired(text, doc.blocks, doc.table, shape)
        doc.repaired = blocks is not doc.blocks
        doc.blocks = blocks
    if '"@context"' in text:
        from newsclean.filters.page_data import records_of
        from newsclean.metadata.page import data_statements

        doc.stated = data_statements([text[record.start : record.end] for record in records_of(doc) if record.linked])
    return doc


def markup_in_python(text: str) -> bool:
    """Say whether a text holds what stray markup begins with, where there is no compiled core."""
    return bool(("<" in text and _TAG.search(text)) or ("&" in text and _ENTITY.search(text)))


def html_document(page: str, table: CueTable, language: str | None = None) -> Document:
    """Make a document of a page's HTML: the texts of its blocks, joined by blank lines."""
    from newsclean.encoding import clean_controls
    from newsclean.html import html_blocks

    read = html_blocks(page)
    elements = [(clean_controls(element.text)[0].strip(), element) for element in read.blocks]
    places = _places([text for text, _ in elements])
    elements = [(text, element) for text, element in elements if text]
    texts = [text for text, _ in elements]
    seen = None if language else detect_of(texts, table)
    table = table.of(seen.language if seen else language)
    blocks: list[Block] = []
    offset = 0
    for (text, element), facts in zip(elements, table.facts_of(texts), strict=True):
        gap = 1 if blocks else 0
        place = (len(blocks), offset, offset + len(text))
        blocks.append(PageBlock(*place, text, gap, facts, element.kind, element.links, element.path))
        offset += len(text) + 2
    doc = Document("\n\n".join(texts), blocks, table)
    doc.memo[MEMO] = seen
    if read.tags is not None:
        from newsclean.metadata.page import page_statements

        doc.stated, doc.links = page_statements(read.tags, places), read.tags.links
    return doc


def _places(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Say where each text stands once the empty ones are left out and blank lines set between."""
    places = []
    offset = 0
    for text in texts:
        places.append((offset, offset + len(text)))
        offset += len(text) + 2 if text else 0
    return places


def lines(text: str, table: CueTable, language: str | None = None) -> Document:
    """Cut a text into its lines that are not blank: a block each."""
    texts, starts, gaps = (native.cut_lines if native is not None else cut_in_python)(text)
    seen = None if language else detect_of(texts, table)
    table = table.of(seen.language if seen else language)
    doc = Document(text, line_blocks(starts, texts, gaps, table.facts_of(texts)), table)
    doc.memo[MEMO] = seen
    return doc


def cut_in_python(text: str) -> tuple[list[str], list[int], list[int]]:
    """Give the lines that are not blank, their offsets, and how many blank ones stand before each.

    White space around a line is layout.
    """
    texts: list[str] = []
    starts: list[int] = []
    gaps: list[int] = []
    position = gap = 0
    rows, between = _rows(text)
    for row, line in zip(rows, map(str.strip, rows), strict=True):
        length = len(row)
        if line:
            texts.append(line)
            starts.append(position if row[0] == line[0] else position + row.index(line[0]))
            gaps.append(gap)
            gap = 0
        else:
            gap += 1
        position += length + between
    return texts, starts, gaps


def _rows(text: str) -> tuple[list[str], int]:
    """Cut a text into lines, and say how many characters stand between them: one where all end in a line feed."""
    for end in _OTHER_ENDS:
        if end in text:
            return text.splitlines(keepends=True), 0
    return text.split("\n"), 1
