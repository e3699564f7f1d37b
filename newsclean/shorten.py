"""What is left of a block when spans of the source are taken out of it."""

from __future__ import annotations

from newsclean.document import Block, Document, PageBlock, Piece


def standing_of(block: Block) -> list[tuple[int, int]]:
    """List the spans of the source a block's text stands for."""
    if block.pieces:
        return [(piece.start, piece.start + piece.length) for piece in block.pieces]
    return [(block.start, block.end)]


def without_span(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Leave a span out of others."""
    rest = []
    for s, e in spans:
        if e <= start or s >= end:
            rest.append((s, e))
            continue
        if s < start:
            rest.append((s, start))
        if e > end:
            rest.append((end, e))
    return rest


def shorten(doc: Document, block: Block, spans: list[tuple[int, int]]) -> Block | None:
    """Make the block of what the spans leave of it; None when that is nothing."""
    if len(spans) == 1 and spans[0][0] <= block.start and spans[0][1] >= block.end:
        return None
    text = doc.text
    pieces = standing_of(block)
    for start, end in spans:
        pieces = without_span(pieces, start, end)
    stripped = [piece for start, end in pieces if (piece := _strip(text, start, end))]
    if not stripped:
        return None
    if len(stripped) == 1:
        start, end = stripped[0]
        rest = text[start:end]
        facts = doc.table.facts(rest)
        return PageBlock(block.index, start, end, rest, block.gap, facts, block.kind, block.links, block.path)
    return _joined(doc, block, stripped)


def _joined(doc: Document, block: Block, spans: list[tuple[int, int]]) -> Block:
    """Join what is left on both sides of a cut, with the space that stood there."""
    text = doc.text
    parts: list[str] = []
    pieces: list[Piece] = []
    offset = 0
    for number, (start, end) in enumerate(spans):
        if number and any(c.isspace() for c in text[spans[number - 1][1] : start]):
            parts.append(" ")
            offset += 1
        pieces.append(Piece(offset, start, end - start))
        parts.append(text[start:end])
        offset += end - start
    first, last = spans[0][0], spans[-1][1]
    rest = "".join(parts)
    facts = doc.table.facts(rest)
    return PageBlock(
        block.index, first, last, rest, block.gap, facts, block.kind, block.links, block.path, tuple(pieces)
    )


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
