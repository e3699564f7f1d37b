"""Remove polls of readers: a question, and below it answers with shares that make a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsclean import Document, Verdict

_ANSWER = re.compile(r"(?P<answer>[^\d%]{2,60}?)[:\s]+(?P<share>\d{1,3})(?:[.,]\d)?\s?%")


@dataclass(frozen=True)
class ReaderPoll:
    """Remove a question and the ``min_answers`` or more answers below it."""

    min_answers: int = 2
    name: str = "reader_poll"

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each line of each poll."""
        position = 0
        while position < len(doc.blocks):
            answers = self._answers(doc, position + 1) if doc.blocks[position].text.endswith("?") else 0
            for block in doc.blocks[position : position + 1 + answers] if answers else ():
                yield block.remove(f"{self.name}.answers", f"a question with {answers} answers that make 100 %")
            position += 1 + answers

    def _answers(self, doc: Document, position: int) -> int:
        """Count the answers from a position on; none unless their shares make about a hundred."""
        shares = []
        for block in doc.blocks[position:]:
            found = _ANSWER.fullmatch(block.text)
            if found is None:
                break
            shares.append(int(found["share"]))
        return len(shares) if len(shares) >= self.min_answers and 97 <= sum(shares) <= 103 else 0
