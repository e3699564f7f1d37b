"""How near the headline things stand on a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from newsclean.document import Block, Document
from newsclean.metadata.model import Stated
from newsclean.metadata.site_name import key

ABOVE, BELOW = 4, 10  # blocks around a headline where its byline and date stand
MAX_PLACES = 6


class Whereabouts:
    """Where the headline stands, in its place and in copies of it, and distances from it in blocks."""

    def __init__(self, doc: Document, title: Stated | None, headline: int | None) -> None:
        self.doc = doc
        self.starts = [block.start for block in doc.blocks]
        self.places = self._find(title, headline)

    def _find(self, title: Stated | None, headline: int | None) -> list[int]:
        starts = [start for start in (title.start if title else None, headline) if start is not None]
        places = [self._position(start) for start in starts]
        wanted = key(title.value) if title is not None else ""
        if title is not None and wanted:
            longest = 2 * len(title.value)
            places += [n for n, b in enumerate(self.doc.blocks) if len(b.text) < longest and key(b.text) == wanted]
        return list(dict.fromkeys(places))[:MAX_PLACES]

    def _position(self, start: int) -> int:
        return max(0, bisect_right(self.starts, start) - 1)

    def block(self, start: int) -> Block:
        """Give the block an offset stands in."""
        return self.doc.blocks[self._position(start)]

    def distance(self, start: int | None) -> int | None:
        """Say how many blocks below the nearest headline an offset is, negative above; None where one is unknown."""
        if start is None or not self.places:
            return None
        position = self._position(start)
        return min((position - place for place in self.places), key=abs)

    def is_near(self, start: int | None) -> bool:
        """Say whether an offset is where bylines and dates stand."""
        away = self.distance(start)
        return away is not None and -ABOVE <= away <= BELOW

    def positions(self) -> Iterator[int]:
        """Give the positions of the blocks around the headline, the nearest first."""
        away = {
            place + step: (abs(step), step < 0)
            for place in self.places
            for step in range(-ABOVE, BELOW + 1)
            if 0 <= place + step < len(self.starts)
        }
        yield from (position for position in sorted(away, key=lambda n: away[n]) if position not in self.places)

    def beside(self) -> Iterator[Block]:
        """Give the blocks around the headline, the nearest first."""
        return (self.doc.blocks[position] for position in self.positions())
