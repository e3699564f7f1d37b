"""What the learned filter sees of a line by itself: its length, ends, capitals, digits, words and cues.

Small whole numbers packed into bytes and remembered by text; ``line_columns`` works them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from newsclean.line_columns import (
    FIRST_KIND,
    IDS,
    KIND_COLUMNS,
    OWN,
    ROW_BYTES,
    SHORT_COLUMN,
    make_rows,
)
from newsclean.line_words import BUCKETS, stop_numbers
from newsclean.native import native

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from newsclean.cue_table import CueTable
    from newsclean.document import Block

    Floats = npt.NDArray[np.float32]
    Ids = npt.NDArray[np.uint16]
    Rows = dict[str, tuple[bytes, bytes]]

__all__ = ["BUCKETS", "FIRST_KIND", "IDS", "KIND_COLUMNS", "OWN", "SHORT_COLUMN", "Bags", "own_matrix", "own_rows"]

MEMO_SIZE = 8_000  # lines; of 40,000 the memory of a long run grew by a third
MEMO_LENGTH = 160


class Bags(NamedTuple):
    """The words of each line without stop words: their numbers, one line after the other, and how many each has."""

    words: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]


def own_rows(blocks: Sequence[Block], table: CueTable, long: Rows | None = None) -> tuple[bytes, Bags]:
    """Give the own features of all lines, packed one after the other, and the words of each.

    Those of short lines are remembered by the table, those of others in ``long``, where it is given.
    """
    if native is None:
        return rows_in_python(blocks, table, long)
    memo, long = table.rows, {} if long is None else long
    if len(memo) + len(blocks) > MEMO_SIZE:
        memo.clear()
    texts, facts = [block.text for block in blocks], [block.facts for block in blocks]
    packed, words, sizes = native.own_rows(texts, facts, stop_numbers(table.stop_words), memo, long, MEMO_LENGTH)
    return packed, Bags(np.frombuffer(words, dtype=np.int64), np.frombuffer(sizes, dtype=np.int64))


def rows_in_python(blocks: Sequence[Block], table: CueTable, long: Rows | None = None) -> tuple[bytes, Bags]:
    """Give the own features of all lines where there is no compiled core."""
    memo, long = table.rows, {} if long is None else long
    texts = [block.text for block in blocks]
    rows = [memo.get(text) or long.get(text) for text in texts] if long else list(map(memo.get, texts))
    new = {texts[n]: blocks[n].facts for n, row in enumerate(rows) if row is None}
    if new:
        made = dict(zip(new, make_rows(list(new), list(new.values()), table.stop_words), strict=True))
        rows = [row or made[text] for row, text in zip(rows, texts, strict=True)]
        if len(memo) + len(made) > MEMO_SIZE:
            memo.clear()
        for text, row in made.items():
            (memo if len(text) <= MEMO_LENGTH else long)[text] = row
    packed, words = zip(*cast("list[tuple[bytes, bytes]]", rows), strict=True)
    sizes = np.array(list(map(len, words)), dtype=np.int64) // 8
    return b"".join(packed), Bags(np.frombuffer(b"".join(words), dtype=np.int64), sizes)


def own_matrix(packed: bytes) -> tuple[Floats, Ids]:
    """Unpack the own features of a document into a matrix and the hashed words."""
    rows = np.frombuffer(packed, dtype=np.uint8).reshape(-1, ROW_BYTES)
    ids = np.ascontiguousarray(rows[:, OWN:]).view("<u2")
    columns = np.ascontiguousarray(rows[:, :OWN].T)  # a column is in one piece: context is worked out by columns
    return np.divide(columns, 255, dtype=np.float32).T, ids
