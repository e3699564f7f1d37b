"""Teaser records: a grammar over line shapes that finds the cards of other stories in a dump.

A record is a headline with its summary, a byline, a date and debris in any usual order. Evidence that a
line opens one is the seam where headline and summary were run together (``slumpsNatural``, ``2025As``), or
the summary standing again close by. Two records in a row count, or one whose summary is repeated.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsclean.columns import MIN_SUMMARY, TAIL_KEY
from newsclean.features import UNKNOWN, is_unspaced
from newsclean.record_fields import FIELD_REACH, is_junk, share_fields
from newsclean.seams import find_seam, is_title, is_title_case, joins

if TYPE_CHECKING:
    from newsclean.date_facts import When
    from newsclean.document import Block, Document

REACH = 6  # blocks between a glued line and its repeated summary
HEAD_KEY = 24  # first characters by which a summary that was cut elsewhere is found
NEAR_FIELD = 3  # blocks between a glued line and a byline or date
ELLIPSIS = "….[] "
WORD_ENDS = ".,;:!?’'s"


class Record:
    """One teaser: positions of its lines with their roles, and what they say."""

    def __init__(self, anchor: int, title: str, summary: str, evidence: str, roles: dict[int, str]) -> None:
        self.anchor = anchor  # the line with the headline
        self.title = title
        self.summary = summary
        self.evidence = evidence  # repeat, lines (headline and summary apart, the summary repeated), seam, maybe
        self.roles = roles
        self.author: str | None = None
        self.date: When | None = None

    @property
    def first(self) -> int:
        """Give the position of its first line."""
        return min(self.roles)

    @property
    def last(self) -> int:
        """Give the position of its last line."""
        return max(self.roles)


def record_positions(doc: Document) -> frozenset[int]:
    """Give the positions of all blocks that belong to teaser records."""
    return frozenset(position for record in doc.records for position in record.roles)


def find_records(doc: Document) -> list[Record]:
    """Find the teaser records of a document, in order."""
    accepted: list[Record] = []
    if not doc.columns.fields and not doc.columns.alike:
        return accepted  # nothing to begin with, as in most documents that were cleaned
    for run in _runs(doc, _anchors(doc)):
        share_fields(doc, run)
        if _convinces(doc, run):
            accepted += run
    return accepted


# -- lines that may open a record ----------------------------------------------------------------------------


def _anchors(doc: Document) -> list[Record]:
    found: list[Record] = []
    taken: set[int] = set()

    def add(records: Iterable[Record | None]) -> None:
        for record in records:
            if record is not None and taken.isdisjoint(record.roles):
                found.append(record)
                taken.update(record.roles)

    add(_repeated(doc, *pair) for pair in _same_ends(doc))
    near = _near_fields(doc)
    add(_cut_elsewhere(doc, position, near) for position in near if position not in taken)
    add(_without_names(doc, [_by_seam(doc, position) for position in near if position not in taken]))
    return sorted(found, key=lambda record: record.anchor)


def _same_ends(doc: Document) -> list[tuple[int, int]]:
    """Pair blocks close together that end in the same words."""
    pairs: list[tuple[int, int]] = []
    last: dict[str, int] = {}
    for position in doc.columns.alike:
        key = doc.blocks[position].text[-TAIL_KEY:]
        before = last.get(key)
        if before is not None and position - before <= REACH:
            pairs.append((before, position))
        last[key] = position
    return pairs


def _repeated(doc: Document, first: int, second: int) -> Record | None:
    """Read two blocks with the same end as a record: a glued line and its summary, or the summary twice."""
    one, two = doc.blocks[first].text, doc.blocks[second].text
    if one == two:
        return _on_two_lines(doc, first, second)
    glued, plain = (first, second) if len(one) > len(two) else (second, first)
    text, summary = doc.blocks[glued].text, doc.blocks[plain].text
    if not text.endswith(summary):
        return None
    return _glued(doc, glued, plain, len(text) - len(summary))


def _glued(doc: Document, glued: int, plain: int, at: int) -> Record | None:
    text = doc.blocks[glued].text
    title, summary = text[:at], text[at:]
    if not is_title(title) or not joins(title, summary):
        return None
    record = Record(glued, title, summary, "repeat", {glued: "headline", plain: "summary"})
    # Without spaces between words a pull quote looks like a summary that was run into a headline.
    if is_unspaced(title[-1]) and is_unspaced(summary[0]):
        record.evidence = "lines"
    return record


def _on_two_lines(doc: Document, first: int, second: int) -> Record | None:
    """Read a headline line above a summary that stands again below the fields."""
    between = range(first + 1, second)
    if first == 0 or not between or not all(doc.blocks[n].facts.field for n in between):
        return None
    title = doc.blocks[first - 1]
    if title.facts.prose or title.text[-1] in ".,;:" or not is_title(title.text) or title.facts.field == "date":
        return None
    roles = {first - 1: "headline", first: "summary", second: "summary"}
    return Record(first - 1, title.text, doc.blocks[first].text, "lines", roles)


def _near_fields(doc: Document) -> list[int]:
    """List the long lines that stand beside a byline or date line."""
    positions: set[int] = set()
    for position in doc.fields:
        positions.update(range(max(0, position - NEAR_FIELD), min(len(doc.blocks), position + NEAR_FIELD + 1)))
    return sorted(n for n in positions if len(doc.blocks[n].text) >= 2 * MIN_SUMMARY)


def _cut_elsewhere(doc: Document, position: int, near: list[int]) -> Record | None:
    """Find a glued line whose summary stands close by, one of the two being cut shorter."""
    text = doc.blocks[position].text
    for other in near[bisect_left(near, position - REACH) : bisect_right(near, position + REACH)]:
        if other == position:
            continue
        plain = doc.blocks[other].text
        at = text.find(plain[:HEAD_KEY], 1)
        if at > 0 and not _is_cut(doc.blocks[position]) and not _is_cut(doc.blocks[other]):
            continue
        if at > 0 and _same_beginning(text[at:], plain):
            return _glued(doc, position, other, at)
    return None


def _is_cut(block: Block) -> bool:
    return not block.facts.ends or block.text[-1] in ELLIPSIS


def _same_beginning(one: str, two: str) -> bool:
    one, two = one.rstrip(ELLIPSIS), two.rstrip(ELLIPSIS)
    return one.startswith(two) or two.startswith(one)


def _by_seam(doc: Document, position: int) -> Record | None:
    text, facts = doc.blocks[position].text, doc.blocks[position].facts
    if facts.seam is UNKNOWN:
        facts.seam = find_seam(text, doc.table.stop_words)
    seam = facts.seam
    if seam is None:
        return None
    roles = {position: "headline"}
    return Record(position, text[: seam.at], text[seam.at :], "seam" if seam.sure else "maybe", roles)


def _without_names(doc: Document, records: list[Record | None]) -> list[Record]:
    """Leave out the records whose seam is in a word that stands elsewhere too: a name such as OpenRoad."""
    found = [record for record in records if record is not None]
    return [record for record in found if record.evidence != "maybe" or _stands_once(doc, _seam_word(record))]


def _stands_once(doc: Document, word: str) -> bool:
    found = 0
    for block in doc.blocks:
        if word in block.text:
            found += block.text.count(word)
            if found > 1:
                return False
    return True


def _seam_word(record: Record) -> str:
    return (record.title.split()[-1] + record.summary.split(maxsplit=1)[0]).rstrip(WORD_ENDS)


# -- records in a row ----------------------------------------------------------------------------------------


def _runs(doc: Document, anchors: list[Record]) -> list[list[Record]]:
    runs: list[list[Record]] = []
    for record in anchors:
        if runs and _meet(doc, runs[-1][-1], record):
            runs[-1].append(record)
        else:
            runs.append([record])
    return runs


def _meet(doc: Document, left: Record, right: Record) -> bool:
    between = range(left.last + 1, right.first)
    return len(between) <= 2 * FIELD_REACH and all(doc.blocks[n].facts.field for n in between)


def _convinces(doc: Document, run: list[Record]) -> bool:
    """Say whether a run is evidence enough: two records with fields, or one whose summary is repeated."""
    kinds = {record.evidence for record in run}
    if len(run) == 1:
        record = run[0]
        # The first line of a document may be its own headline and standfirst, run together.
        return kinds == {"repeat"} and (record.anchor > 0 or len(doc.blocks) <= record.last + 1)
    if "repeat" in kinds:
        return True
    if not all(_has_fields(record) for record in run):
        return False
    # A name with a capital inside looks like a seam; the rest of the card must speak for it then.
    return kinds != {"maybe"} or all(_is_card(doc, record) for record in run)


def _has_fields(record: Record) -> bool:
    return not {"date", "author"}.isdisjoint(record.roles.values())


def _is_card(doc: Document, record: Record) -> bool:
    if is_title_case(record.title):
        return True
    kinds = {role for n, role in record.roles.items() if role != "debris" or is_junk(doc.blocks[n])}
    return len(kinds) > 2  # the headline and two fields
