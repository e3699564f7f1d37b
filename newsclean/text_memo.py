"""What was seen before: facts of short texts are remembered; this is the Python for where there is no compiled core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.features import Facts


def part_in_python(texts: Sequence[str], memo: dict[str, Facts], most: int) -> tuple[list[str], list[str]]:
    """Part the texts that are not known yet, each once: short ones, long ones."""
    new = [text for text in dict.fromkeys(texts) if text not in memo]
    return [text for text in new if len(text) <= most], [text for text in new if len(text) > most]


def look_up_in_python(texts: Sequence[str], memo: dict[str, Facts], others: dict[str, Facts]) -> list[Facts]:
    """Look texts up in a dict, or in another."""
    return [memo.get(text) or others[text] for text in texts]
