"""Remove phrases that the user lists, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from newsclean.document import Block, Document, Verdict
from newsclean.drops import check_phrase
from newsclean.features import CLOSERS, END_MARKS, is_unspaced
from newsclean.filters import BuiltIn
from newsclean.folding import DECORATION, fold


class OwnPhrases(BuiltIn):
    """Remove lines that are one of ``phrases``, and cut the phrases out of lines that hold more."""

    name = "own_phrases"
    phrases: tuple[str, ...] = ()

    def __init__(self, **options: Any) -> None:
        """Refuse phrases that would match in every text; raises ConfigError."""
        super().__init__(**options)
        for phrase in self.phrases:
            check_phrase(phrase, "own_phrases")

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose a verdict for each place a phrase stands at."""
        if not self.phrases:
            return
        for block in doc.blocks:
            folded, places = _squeezed(block.text)
            found = list(self._find(folded))
            if found:
                yield from self._verdicts(block, folded, places, found)

    def _verdicts(
        self, block: Block, folded: str, places: list[int] | None, found: list[tuple[int, int, int]]
    ) -> Iterator[Verdict]:
        if not _without(folded, found).strip(DECORATION):
            if f"{self.name}.line" not in self.off:
                yield block.remove(f"{self.name}.line", f'the phrase "{self.phrases[found[0][2]]}"')
        elif f"{self.name}.within" not in self.off:
            for begin, end, number in found:
                span = (places[begin], places[end - 1] + 1) if places else (begin, end)
                yield block.cut(*span, f"{self.name}.within", f'holds the phrase "{self.phrases[number]}"')

    def _find(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """Find phrases that begin and end with a word, the longest first where they overlap."""
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        done = 0
        for begin, end, number in sorted(((b, e, n) for n, b, e in hits), key=lambda hit: (hit[0], -hit[1])):
            if begin >= done and _is_edge(folded, begin) and _is_edge(folded, end):
                done = end = _with_stop(folded, begin, end)
                yield begin, end, number

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick([" ".join(fold(phrase).split()) for phrase in self.phrases])


def _squeezed(text: str) -> tuple[str, list[int] | None]:
    """Fold a text with single spaces; where some were doubled, with the place of each character."""
    folded = fold(text)
    if "  " not in folded and "\t" not in folded:
        return folded, None
    places = [n for n, char in enumerate(folded) if not (char.isspace() and n and folded[n - 1].isspace())]
    return "".join(" " if folded[n].isspace() else folded[n] for n in places), places


def _without(folded: str, found: list[tuple[int, int, int]]) -> str:
    rest, done = "", 0
    for begin, end, _ in found:
        rest += folded[done:begin]
        done = end
    return rest + folded[done:]


def _with_stop(text: str, begin: int, end: int) -> int:
    """Take the stop along with a phrase that is a whole sentence."""
    before = text[:begin].rstrip(CLOSERS + " ")
    alone = not before or before[-1] in END_MARKS
    return end + 1 if alone and text[end : end + 1] and text[end] in END_MARKS else end


def _is_edge(text: str, at: int) -> bool:
    """Say whether a word ends or begins at an offset."""
    if not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
        return True
    return is_unspaced(text[at - 1]) or is_unspaced(text[at])
