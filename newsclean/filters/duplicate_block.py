"""Remove text that stands in the document a second time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsclean.columns import MIN_SUMMARY
from newsclean.document import Document, Verdict
from newsclean.evidence import ENOUGH
from newsclean.filters import BuiltIn
from newsclean.native import native

if TYPE_CHECKING:
    from newsclean.features import Facts

_ITEMS = "-–—•*·◦▪"
MOST_COPIES = 2  # within the prose; what stands there oftener is structure
RUN_REACH = 3  # lines between two repeats that belong to one copy


class DuplicateBlock(BuiltIn):
    """Remove repeats of long blocks and of the headline.

    ``min_length`` is in characters. Shorter lines such as "Pros" repeat in honest articles and stay.
    """

    name = "duplicate_block"
    min_length: int = 60
    headline_words: int = 4

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose to remove all but one of the blocks with the same words."""
        yield from self._headline(doc)
        all_lines = self.min_length < MIN_SUMMARY
        lines = range(len(doc.blocks)) if all_lines else doc.columns.alike
        long = [(n, text) for n in lines if len(text := doc.blocks[n].text) >= self.min_length]
        if len({text for _, text in long}) == len(long):
            return
        places: dict[str, list[int]] = {}
        for position, text in long:
            places.setdefault(text, []).append(position)
        repeated = [positions for positions in places.values() if len(positions) > 1]
        pairs = {(positions[0], n) for positions in repeated for n in positions[1:]}
        for positions in repeated:
            if self._is_built_so(doc, positions) or self._is_quoted(doc, positions, pairs):
                continue
            # The copy within the prose is the article's; a copy outside is a standfirst or teaser.
            kept = next((n for n in positions if doc.zones.of(n) == "body"), positions[0])
            line = doc.line_of(doc.blocks[kept].start)
            for position in positions:
                if position != kept and not self._is_item(doc, position, kept):
                    yield doc.blocks[position].remove(f"{self.name}.repeat", f"stands at line {line} too")

    def _is_built_so(self, doc: Document, positions: Sequence[int]) -> bool:
        """Say whether lines repeat because the article is built that way: questions of an interview, rows, items."""
        if sum(doc.zones.of(n) == "body" for n in positions) > MOST_COPIES:
            return True
        if doc.evidence >= ENOUGH:
            return False
        text, ends = doc.blocks[positions[0]].text, doc.blocks[positions[0]].facts.ends
        return len(positions) > MOST_COPIES or not ends or text[0] in _ITEMS or "\t" in text

    def _is_quoted(self, doc: Document, positions: Sequence[int], pairs: set[tuple[int, int]]) -> bool:
        """Say whether a paragraph within the prose is taken up again further down, alone.

        A standfirst or a pull quote repeats the first or the last paragraph, a second copy of an article many in a row.
        """
        first, last = positions[0], positions[-1]
        if len(positions) > 2 or not (doc.zones.first < first and last < doc.zones.last - 1):
            return False
        return not any(step and (first + step, last + step) in pairs for step in range(-RUN_REACH, RUN_REACH + 1))

    def _is_item(self, doc: Document, position: int, kept: int) -> bool:
        """Say whether both copies are lines of lists within the prose: parallel sections repeat those."""
        block = doc.blocks[position]
        return not block.facts.ends and doc.zones.of(position) == doc.zones.of(kept) == "body"

    def _headline(self, doc: Document) -> Iterator[Verdict]:
        if doc.title is None:
            return
        title = _facts_of(doc, " ".join(doc.title.split()))
        if title.words < self.headline_words:
            return
        key, limit = title.key, self.min_length + len(title.text)
        found = (native.lines_of_key if native is not None else lines_in_python)(doc.columns.facts, key, limit)
        if not found or sum(doc.zones.of(n) == "body" for n in found) > MOST_COPIES:
            return  # in the body oftener: the head of a table, taken for the headline
        for position in found:
            block = doc.blocks[position]
            if doc.zones.of(position) != "body":
                yield block.remove(f"{self.name}.headline", "repeats the headline")


def lines_in_python(facts: Sequence[Facts], key: str, limit: int) -> list[int]:
    """Give the positions of shorter lines than a limit that have a key, where there is no compiled core."""
    least = len(key)  # a line is no shorter than its key
    return [n for n, each in enumerate(facts) if least <= len(each.text) < limit and each.key == key]


def _facts_of(doc: Document, title: str) -> Facts:
    """Look up what a title says: mostly it is a line of the document."""
    headline = doc.headline
    return headline.facts if headline is not None and headline.text == title else doc.table.facts(title)
