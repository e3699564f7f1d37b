"""Where the fields of an article stand: around its headline, and right below its prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from newsclean.cue_table import CueTable
from newsclean.date_facts import When
from newsclean.date_resolve import resolve
from newsclean.dates import find_date
from newsclean.document import Block, Document, Verdict
from newsclean.headline import LIKELY, SURE, first_look
from newsclean.pipeline import Labelled
from newsclean.zones import core_of

ABOVE, BELOW, TAIL = 6, 14, 7  # lines around the headline, and below the prose, in which fields are looked for
TELLING = ("tag_list.", "correction_note.")
SHORT = 120  # characters of the lines whose dates tell the year of others
FULL_DATE = 10  # characters of an ISO date with its day
FIELD_LENGTH = 160  # no longer line is a field
# Filters whose lines speak of other stories, or of readers.
FOREIGN = frozenset(("teaser_list", "related_list", "comment_section", "read_more", "promo"))


@dataclass
class Scene:
    """A labelled document seen from its headline."""

    labelled: Labelled
    doc: Document = field(init=False)
    blocks: list[Block] = field(init=False)  # of the whole document, removed ones too
    first: int = field(init=False)  # half-open positions of the prose that was kept
    last: int = field(init=False)
    headline: Block | None = field(init=False)
    anchor: int = field(init=False)  # position of the headline, or where it should stand
    whens: dict[int, list[When]] = field(default_factory=dict)  # dates of the lines that were searched for them

    def __post_init__(self) -> None:
        self.doc = self.labelled.doc
        self.blocks = self.doc.blocks
        body = self.labelled.body
        first, last = core_of(body)
        self.first, self.last = (body[first].index, body[last - 1].index + 1) if first < last else (0, 0)
        self.headline = self._headline()
        self.anchor = self.headline.index if self.headline is not None else max(0, self.first - 1)

    @property
    def core(self) -> list[Block]:
        """List the blocks of the article's prose."""
        return self.blocks[self.first : self.last]

    @cached_property
    def table(self) -> CueTable:
        """Give the rules of the document's language."""
        return self.doc.table.of(self.labelled.language)

    @cached_property
    def removed(self) -> dict[int, Verdict]:
        """Give the verdict on each block that was removed from its start, by where it starts."""
        return {verdict.start: verdict for verdict in self.labelled.verdicts}

    @cached_property
    def telling(self) -> list[Verdict]:
        """List the verdicts on lines that say something of the article: its source, topics, corrections."""
        return [each for each in self.labelled.verdicts if each.facts or each.rule.startswith(TELLING)]

    @cached_property
    def head(self) -> list[int]:
        """List the positions around the headline that may hold fields, the nearest below it first."""
        anchor = self.anchor
        end = min(len(self.blocks), anchor + 3 * BELOW, max(anchor + BELOW, self.first + 2))
        if self.last > anchor:
            end = min(end, self.last)  # what stands below the prose is the tail
        below = range(anchor + 1, end)
        above = range(anchor - 1, max(-1, anchor - 1 - ABOVE), -1)
        return [n for n in (*below, *above) if self.is_own(n)]

    @cached_property
    def tail(self) -> list[int]:
        """List the positions right below the prose that may hold fields, up to the comments or other stories."""
        end = min(len(self.blocks), self.last + TAIL)
        found: list[int] = []
        for position in range(max(self.last - 1, 0), end):
            if any(hit.rule.filter in FOREIGN for hit in self.blocks[position].facts.hits):
                break
            if self.is_own(position):
                found.append(position)
        return found

    @property
    def title(self) -> Block | None:
        """Give the headline where it is sure enough to be the title.

        A line that stays in the text is the title only if the pipeline set it apart; else it would be said twice.
        """
        if self.labelled.headline is not None:
            return self.labelled.headline
        block = self.headline
        return block if block is not None and block.start in self.removed else None

    @cached_property
    def beside_dates(self) -> set[int]:
        """Give the positions that a date stands close to; the dates must have been looked for."""
        return {n + step for n, whens in self.whens.items() if whens for step in (1, -1, -2)}

    def resolve(self, when: When) -> str | None:
        """Give the ISO date that a date means in this document, None when nobody can tell."""
        asked = when.iso is None and when.weekday is not None
        return resolve(when, newest=self.newest if asked else None, now=self.doc.now)

    @cached_property
    def newest(self) -> str | None:
        """Find the newest full date that a short line of the document states."""
        full = []
        for block in self.blocks:
            if len(block.text) <= SHORT and "#" in block.facts.left:
                when = find_date(block.text)
                if when is not None and when.iso and len(when.iso) >= FULL_DATE:
                    full.append(when.iso[:FULL_DATE])
        return max(full, default=None)

    def is_own(self, position: int) -> bool:
        """Say whether a line is short enough for a field, and not known to be of another story."""
        block = self.blocks[position]
        if len(block.text) > FIELD_LENGTH:
            return False
        verdict = self.removed.get(block.start)
        return verdict is None or verdict.filter not in FOREIGN

    def _headline(self) -> Block | None:
        doc = self.doc
        if doc.title_given:
            return next((block for block in self.blocks if block.text == doc.title), None)
        best = first_look(doc)
        if best is not None and best.points >= SURE:
            return self.blocks[best.position]
        if self.labelled.headline is not None:
            return self.labelled.headline
        likely = best is not None and best.points >= LIKELY and self.is_own(best.position)
        return self.blocks[best.position] if best is not None and likely else None
