"""What the learned filter sees of a line by itself: its length, ends, capitals, digits, words and cues.

Small whole numbers packed into bytes and remembered by text; ``line_columns`` works them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
from newsclean.line_words import BUCKETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from newsclean.cue_table import CueTable
    from newsclean.document import Block

    Floats = npt.NDArray[np.float32]
    Ids = npt.NDArray[np.uint16]

__all__ = ["BUCKETS", "FIRST_KIND", "IDS", "KIND_COLUMNS", "OWN", "SHORT_COLUMN", "Bags", "own_matrix", "own_rows"]

MEMO_SIZE = 8_000  # lines; of 40,000 the memory of a long run grew by a third
MEMO_LENGTH = 160


class Bags(NamedTuple):
    """The words of each line without stop words: their numbers, one line after the other, and how many each has."""

    words: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]


def own_rows(blocks: Sequence[Block], table: CueTable) -> tuple[bytes, Bags]:
    """Give the own features of all lines, packed one after the other, and the words of each."""
    memo = table.rows
    new = {block.text: block.facts for block in blocks if block.text not in memo}
    made = dict(zip(new, make_rows(list(new), list(new.values()), table.stop_words), strict=True)) if new else {}
    rows = [made.get(block.text) or memo[block.text] for block in blocks]
    if len(memo) + len(made) > MEMO_SIZE:
        memo.clear()
    memo.update({text: row for text, row in made.items() if len(text) <= MEMO_LENGTH})
    words = [row[1] for row in rows]
    sizes = np.array(list(map(len, words)), dtype=np.int64) // 8
    return b"".join([row[0] for row in rows]), Bags(np.frombuffer(b"".join(words), dtype=np.int64), sizes)


def own_matrix(packed: bytes) -> tuple[Floats, Ids]:
    """Unpack the own features of a document into a matrix and the hashed words."""
    rows = np.frombuffer(packed, dtype=np.uint8).reshape(-1, ROW_BYTES)
    ids = np.ascontiguousarray(rows[:, OWN:]).view("<u2")
    return rows[:, :OWN].astype(np.float32) / np.float32(255), ids
