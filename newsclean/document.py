"""The data every stage shares: a document that is never edited, its blocks, and verdicts on spans of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import compress, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from newsclean.columns import Columns
from newsclean.evidence import count_evidence, hard_lines, in_company
from newsclean.lazy import later
from newsclean.native import native
from newsclean.zones import find_zones

if TYPE_CHECKING:
    from newsclean.cue_table import CueTable
    from newsclean.cues import Hit
    from newsclean.features import Facts
    from newsclean.metadata.model import Stated
    from newsclean.records import Record
    from newsclean.zones import Zones

GOES_ON = -1  # gap of a block that goes on in the line of the one before it
NO_FACTS: Mapping[str, Any] = {}
_INDEX = attrgetter("index")
_new = tuple.__new__  # a named tuple's own takes twice as long


class Verdict(NamedTuple):
    """What a filter says of a span of the document."""

    start: int  # half-open offsets into Document.text
    end: int
    rule: str  # "disclaimer.past-performance": filter name, dot, rule name
    reason: str  # the evidence: the cue found, the measured value
    action: str = "remove"  # "keep" protects a span from other filters, "note" makes its reason a warning
    facts: Mapping[str, Any] = NO_FACTS  # metadata the span states: {"source": "Reuters"}

    @property
    def filter(self) -> str:
        """Name the filter that proposed it."""
        return self.rule.partition(".")[0]


class Piece(NamedTuple):
    """A run of a shortened block's text that stands unbroken in the source."""

    offset: int  # in Block.text
    start: int  # in Document.text
    length: int


class Block:
    """The smallest unit of classification: a line of text, a block element of HTML."""

    __slots__ = ("end", "facts", "gap", "index", "start", "text")

    # Of a line of plain text these are always so; a PageBlock has its own. Attributes cost time once a line.
    kind: str = "p"  # p, h2, li, td, figcaption, …
    links: int = 0  # characters inside links
    path: str = ""  # class and id words of the element and its parents
    pieces: tuple[Piece, ...] | None = None  # set when text was taken out of the middle

    def __init__(self, index: int, start: int, end: int, text: str, gap: int, facts: Facts) -> None:
        self.index = index  # in the source document; survivors keep theirs
        self.start = start
        self.end = end
        self.text = text
        self.gap = gap  # blank lines before it, or GOES_ON
        self.facts = facts  # what its text alone says

    def locate(self, begin: int, end: int) -> tuple[int, int]:
        """Turn offsets into the block's text into offsets into the document."""
        if self.pieces is None:
            return self.start + begin, self.start + end
        first = max((p for p in self.pieces if p.offset <= begin), key=lambda p: p.offset)
        last = max((p for p in self.pieces if p.offset < max(end, 1)), key=lambda p: p.offset)
        return first.start + begin - first.offset, last.start + min(end - last.offset, last.length)

    def read_as(self, facts: Facts) -> Block:
        """Make the same block with what its text says by other rules."""
        return Block(self.index, self.start, self.end, self.text, self.gap, facts)

    def remove(self, rule: str, reason: str, facts: Mapping[str, Any] = NO_FACTS) -> Verdict:
        """Propose to remove the whole block."""
        return _new(Verdict, (self.start, self.end, rule, reason, "remove", facts))

    def cut(self, begin: int, end: int, rule: str, reason: str, facts: Mapping[str, Any] = NO_FACTS) -> Verdict:
        """Propose to remove a part of the block, by offsets into its text."""
        return Verdict(*self.locate(begin, end), rule, reason, "remove", facts)


Line = tuple[int, str, str]  # a block that a filter proposes to remove: its position, the rule, the reason


def verdicts_of(doc: Document, proposals: Iterable[Line | Verdict]) -> list[Verdict]:
    """Write what a filter proposes as verdicts."""
    return [each if isinstance(each, Verdict) else doc.blocks[each[0]].remove(*each[1:]) for each in proposals]


def line_blocks(starts: list[int], texts: list[str], gaps: list[int], known: list[Facts]) -> list[Block]:
    """Make the blocks of all lines of a text."""
    return (native.make_blocks if native is not None else blocks_in_python)(starts, texts, gaps, known)


def blocks_in_python(starts: list[int], texts: list[str], gaps: list[int], known: list[Facts]) -> list[Block]:
    """Make the blocks of all lines where there is no compiled core, in two thirds of the time they take one by one."""
    blocks = list(map(object.__new__, repeat(Block, len(texts))))
    rows = zip(blocks, range(len(blocks)), starts, texts, gaps, known, strict=True)
    for block, index, start, text, gap, facts in rows:
        block.index = index
        block.start = start
        block.end = start + len(text)
        block.text = text
        block.gap = gap
        block.facts = facts
    return blocks


if native is not None:
    native.prepare_blocks(Block)
    native.prepare_take(Verdict, "remove", NO_FACTS)


class PageBlock(Block):
    """A block with more to say of itself: an element of a page, or one that was shortened."""

    __slots__ = ("kind", "links", "path", "pieces")

    def __init__(
        self,
        index: int,
        start: int,
        end: int,
        text: str,
        gap: int,
        facts: Facts,
        kind: str = "p",
        links: int = 0,
        path: str = "",
        pieces: tuple[Piece, ...] | None = None,
    ) -> None:
        super().__init__(index, start, end, text, gap, facts)
        self.kind = kind
        self.links = links
        self.path = path
        self.pieces = pieces

    def read_as(self, facts: Facts) -> Block:
        """Make the same block with what its text says by other rules."""
        return PageBlock(
            self.index, self.start, self.end, self.text, self.gap, facts, self.kind, self.links, self.path, self.pieces
        )


class Document:
    """A text with its blocks; filters read it and never write.

    ``blocks`` are those still standing when a filter looks: the pipeline hands each filter the
    survivors of the ones before it, as a new Document over the same text.
    """

    def __init__(
        self,
        text: str,
        blocks: list[Block],
        table: CueTable,
        *,
        title: str | None = None,
        title_given: bool = False,
        url: str | None = None,
        now: str | None = None,
        language: str | None = None,
        source: Document | None = None,
        warnings: list[str] | None = None,
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.table = table
        self.title = title  # known from the record or found: the headline, not among `blocks`
        self.title_given = title_given
        self.url = url
        self.now = now  # ISO date or time that relative dates count from
        self.language = language
        self.source = source  # the whole document this one holds the survivors of
        self.warnings: list[str] = [] if warnings is None else warnings
        self.repaired = False  # its lines were joined or cut: paragraphs are set apart by blank lines
        self.headline: Block | None = None  # set apart from ``blocks`` for this look
        self.stated: list[Stated] = []  # what tags of a page or keys of a record say of it
        self.links: list[tuple[str, str]] = []  # texts that were links, and where they lead
        self.memo: dict[str, Any] = {}  # what filters worked out of the whole document

    @property
    def whole(self) -> Document:
        """Give the document before anything was removed."""
        return self.source or self

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def facts(self, block: Block) -> Facts:
        """Look up what is known of a block by its text alone."""
        return block.facts

    @later
    def columns(self) -> Columns:
        """Read what the blocks say into columns."""
        return Columns.of(self.blocks)

    @later
    def starts(self) -> list[int]:
        """List the offsets the blocks begin at."""
        return [block.start for block in self.blocks]

    @later
    def hits(self) -> dict[str, list[tuple[int, Hit]]]:
        """Group the cues found by filter: positions in ``blocks`` with the hit."""
        columns = self.columns
        return (native.hits_of if native is not None else hits_in_python)(columns.facts, columns.cued)

    @property
    def fields(self) -> list[int]:
        """List the positions of short lines that are a byline or a date."""
        return self.columns.fields

    @later
    def stamps(self) -> list[int]:
        """List the positions of lines that are nothing but a date."""
        facts = self.columns.facts
        return [n for n in self.columns.fields if facts[n].stamp is not None]

    @later
    def zones(self) -> Zones:
        """Find where the running prose of the article begins and ends."""
        return find_zones(self)

    @later
    def prose_edges(self) -> tuple[int, int]:
        """Give the positions of the first and the last paragraph no cue was found in; (length, -1) without any."""
        facts = self.columns.facts
        prose = [n for n in self.columns.prose if not facts[n].hits]
        return (prose[0], prose[-1]) if prose else (len(self.blocks), -1)

    @later
    def evidence(self) -> int:
        """Weigh the lines that are surely furniture."""
        return count_evidence(self.hard_lines)

    @later
    def hard_lines(self) -> dict[int, str]:
        """Find the lines that are surely furniture: positions with the filter that knows them."""
        return hard_lines(self)

    @later
    def in_company(self) -> set[int]:
        """Find the lines with cues that have company: their positions."""
        return in_company(self)

    @later
    def records(self) -> list[Record]:
        """Find the teaser records among the blocks."""
        from newsclean.records import find_records

        return find_records(self)

    def gap_before(self, position: int) -> int:
        """Count the blank lines between a block and the one that now stands before it."""
        block = self.blocks[position]
        if position == 0:
            return block.gap
        return gap_between(self.whole, self.blocks[position - 1], block)

    def line_of(self, offset: int) -> int:
        """Give the 1-based line of an offset."""
        return self.text.count("\n", 0, offset) + 1

    def surviving(self, blocks: list[Block]) -> Document:
        """Make the document of the blocks that are left."""
        return Document(
            self.text,
            blocks,
            self.table,
            title=self.title,
            title_given=self.title_given,
            url=self.url,
            now=self.now,
            language=self.language,
            source=self.whole,
            warnings=self.warnings,
        )

    def without(self, gone: Collection[int]) -> Document:
        """Make the document of the blocks that are left when those at some positions go."""
        columns, left = self.columns.without(gone)
        rest = self.surviving(list(compress(self.blocks, left)))
        rest.columns = columns
        return rest

    def without_line(self, at: int) -> Document:
        """Make the document that has one block less."""
        blocks = self.blocks.copy()
        del blocks[at]
        rest = self.surviving(blocks)
        rest.columns = self.columns.without_line(at)
        return rest

    def with_line(self, block: Block, looked: Document) -> Document:
        """Make the document that has one block of ``looked`` more, in its place."""
        blocks = self.blocks.copy()
        at = bisect_left(blocks, block.index, key=_INDEX)
        blocks.insert(at, block)
        more = self.surviving(blocks)
        more.columns = self.columns.with_line(at, block.facts, looked.columns)
        return more


def hits_in_python(facts: list[Facts], cued: list[int]) -> dict[str, list[tuple[int, Hit]]]:
    """Group the cues of lines by filter, where there is no compiled core."""
    found: dict[str, list[tuple[int, Hit]]] = {}
    for position in cued:
        for hit in facts[position].hits:
            found.setdefault(hit.rule.filter, []).append((position, hit))
    return found


def gap_between(whole: Document, before: Block, after: Block) -> int:
    """Count the blank lines to leave between two blocks, what stood between them being gone; or say GOES_ON."""
    if whole.repaired:
        return GOES_ON if after.gap == GOES_ON and after.index == before.index + 1 else max(1, after.gap)
    if after.index == before.index + 1:
        return after.gap
    for between in range(before.index + 1, after.index + 1):
        if whole.blocks[between].gap:
            return 1
    return 0
