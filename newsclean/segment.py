"""Texts and pages into documents: a line or a block element is a block."""

from __future__ import annotations

from newsclean.cues import CueTable
from newsclean.document import Block, Document, PageBlock


def text_document(text: str, table: CueTable, shape: str = "lines") -> Document:
    """Make a document of a plain text; stray markup and control characters are repaired and counted."""
    from newsclean.encoding import clean_controls
    from newsclean.remnants import repair
    from newsclean.repair_lines import repaired

    warnings = []
    text, controls = clean_controls(text)
    if controls:
        warnings.append(f"control_characters: {controls}")
    if "<" in text or "&" in text:
        text, counts = repair(text)
        warnings += [f"repaired_{what}: {count}" for what, count in counts.items() if count]
    found = lines(text, table)
    blocks = repaired(text, found, table, shape)
    return Document(text, blocks, table, warnings=warnings, repaired=blocks is not found)


def html_document(page: str, table: CueTable) -> Document:
    """Make a document of a page's HTML: the texts of its blocks, joined by blank lines."""
    from newsclean.encoding import clean_controls
    from newsclean.html import html_blocks

    parts: list[str] = []
    blocks: list[Block] = []
    places: list[tuple[int, int]] = []
    offset = 0
    read = html_blocks(page)
    for element in read.blocks:
        text = clean_controls(element.text)[0].strip()
        places.append((offset, offset + len(text)))
        if not text:
            continue
        gap = 1 if blocks else 0
        blocks.append(
            PageBlock(
                len(blocks),
                offset,
                offset + len(text),
                text,
                gap,
                table.facts(text),
                element.kind,
                element.links,
                element.path,
            )
        )
        parts.append(text)
        offset += len(text) + 2
    doc = Document("\n\n".join(parts), blocks, table)
    if read.tags is not None:
        from newsclean.metadata.page import page_statements

        doc.stated = page_statements(read.tags, places)
    return doc


def lines(text: str, table: CueTable) -> list[Block]:
    """Cut a text into its lines that are not blank; white space around a line is layout."""
    blocks: list[Block] = []
    add, known, look_up = blocks.append, table.memo.get, table.facts
    position = gap = index = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = position if line[0] == stripped[0] else position + line.index(stripped[0])
            facts = known(stripped) or look_up(stripped)
            add(Block(index, start, start + len(stripped), stripped, gap, facts))
            index += 1
            gap = 0
        else:
            gap += 1
        position += len(line)
    return blocks
