"""Remove what the user's regular expressions match, within a limit of time for each document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from newsclean.document import Document, Verdict
from newsclean.errors import ConfigError
from newsclean.filters import BuiltIn
from newsclean.patterns import compile_pattern, shorten

MOST_SECONDS = 3600
LEAST = 0.02  # seconds; with less left a pattern is not tried


class _Budget:
    """What is left of a document's time, over all rounds of the pipeline."""

    def __init__(self, left: float) -> None:
        self.left = left
        self.slow: set[int] = set()  # patterns given up


_BUDGETS: WeakKeyDictionary[Document, _Budget] = WeakKeyDictionary()


class OwnPatterns(BuiltIn):
    """Remove what one of ``patterns`` matches; ``seconds`` is the time for all of them in a document."""

    name = "own_patterns"
    patterns: tuple[str, ...] = ()
    seconds: float = 1.0

    def __init__(self, **options: Any) -> None:
        """Refuse what cannot or must not be compiled, and times without end; raises ConfigError."""
        super().__init__(**options)
        if not 0 < self.seconds <= MOST_SECONDS:
            raise ConfigError(
                f"option seconds of own_patterns is above 0 and at most {MOST_SECONDS}, not {self.seconds}"
            )
        for pattern in self.patterns:
            compile_pattern(pattern)

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each match, line by line; a pattern that takes too long is noted."""
        if not self.patterns or not doc.blocks:
            return
        budget = _BUDGETS.setdefault(doc.whole, _Budget(self.seconds))
        text = "\n".join(block.text for block in doc.blocks)
        for number, pattern in enumerate(self._compiled):
            if f"{self.name}.{number + 1}" in self.off:
                continue
            spans = None if number in budget.slow else _spans(pattern, text, budget)
            if spans is not None:
                yield from self._verdicts(doc, spans, number)
                continue
            budget.slow.add(number)
            note = f"own_patterns.{number + 1} took too long and was left out: {shorten(self.patterns[number])}"
            block = doc.blocks[0]
            yield Verdict(block.start, block.end, f"{self.name}.{number + 1}", note, "note")

    def _verdicts(self, doc: Document, spans: list[tuple[int, int]], number: int) -> Iterator[Verdict]:
        """Lay the spans of the joined text on the blocks."""
        reason = f"matches {shorten(self.patterns[number])}"
        rest = iter(spans)
        span = next(rest, None)
        offset = 0
        for block in doc.blocks:
            size = len(block.text)
            while span is not None and span[0] < offset + size:
                begin, end = max(0, span[0] - offset), min(size, span[1] - offset)
                if begin < end and block.text[begin:end].strip():
                    yield block.cut(begin, end, f"{self.name}.{number + 1}", reason)
                if span[1] > offset + size:
                    break
                span = next(rest, None)
            offset += size + 1
            if span is None:
                return

    @cached_property
    def _compiled(self) -> list[Any]:
        return [compile_pattern(pattern) for pattern in self.patterns]


def _spans(pattern: Any, text: str, budget: _Budget) -> list[tuple[int, int]] | None:
    """Find the matches of a pattern; None when that takes more than half of the time left."""
    if budget.left < LEAST:
        return None
    allowed, started = budget.left / 2, monotonic()
    try:
        return [found.span() for found in pattern.finditer(text, timeout=allowed) if found.group()]
    except TimeoutError:
        return None
    finally:  # on a busy machine the limit is overrun, which is no fault of the patterns to come
        budget.left -= min(allowed, monotonic() - started)
