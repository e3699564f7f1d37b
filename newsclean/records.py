"""Teaser records: a grammar over line shapes that finds the cards of other stories in a dump.

A record is a headline with its summary, a byline, a date and debris in any usual order. Evidence that a
line opens one is the seam where headline and summary were run together (``slumpsNatural``, ``2025As``), or
the summary standing again close by. Two records in a row count, or one whose summary is repeated.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from newsclean.columns import MIN_SUMMARY, TAIL_KEY
from newsclean.features import UNKNOWN, is_unspaced
from newsclean.native import native
from newsclean.record_fields import FIELD_REACH, is_junk, share_fields
from newsclean.seams import find_seam, is_title, is_title_case, joins

if TYPE_CHECKING:
    from newsclean.date_facts import When
    from newsclean.document import Document
    from newsclean.features import Facts

REACH = 6  # blocks between a glued line and its repeated summary
HEAD_KEY = 24  # first characters by which a summary that was cut elsewhere is found
NEAR_FIELD = 3  # blocks between a glued line and a byline or date
ELLIPSIS = "….[] "
WORD_ENDS = ".,;:!?’'s"
_ANCHOR = attrgetter("anchor")


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
    if not doc.columns.fields and len(doc.columns.alike) < 2:
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

    def add(record: Record | None) -> None:
        if record is not None and taken.isdisjoint(record.roles):
            found.append(record)
            taken.update(record.roles)

    columns = doc.columns
    facts, alike = columns.facts, columns.alike
    if len(alike) > 1:
        for pair in (native.same_ends if native is not None else ends_in_python)(facts, alike, REACH, TAIL_KEY):
            add(_repeated(doc, *pair))
    near: list[int] = []
    if columns.fields:
        beside = native.long_beside if native is not None else beside_in_python
        near = beside(facts, columns.fields, NEAR_FIELD, 2 * MIN_SUMMARY)
        for position, other, at in (native.cut_elsewhere if native is not None else cut_in_python)(
            facts, near, REACH, HEAD_KEY
        ):
            if position not in taken:
                add(_glued(doc, position, other, at))
    if seams := _by_seam(doc, [n for n in near if n not in taken]):
        for record in _without_names(doc, seams):
            add(record)
    return sorted(found, key=_ANCHOR)


def ends_in_python(facts: list[Facts], alike: list[int], reach: int, size: int) -> list[tuple[int, int]]:
    """Pair lines close together that end in the same characters, where there is no compiled core."""
    pairs: list[tuple[int, int]] = []
    last: dict[str, int] = {}
    for position in alike:
        key = facts[position].text[-size:]
        before = last.get(key)
        if before is not None and position - before <= reach:
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


def beside_in_python(facts: list[Facts], fields: list[int], reach: int, least: int) -> list[int]:
    """List the lines of a least length beside a byline or date line, where there is no compiled core."""
    positions: set[int] = set()
    for position in fields:
        positions.update(range(max(0, position - reach), min(len(facts), position + reach + 1)))
    return sorted(n for n in positions if len(facts[n].text) >= least)


def cut_in_python(facts: list[Facts], near: list[int], reach: int, size: int) -> list[tuple[int, int, int]]:
    """Find glued lines whose summary stands close by, one of the two being cut shorter, without a compiled core.

    Gives the line, the first such summary, and where in the line it begins.
    """
    cut = [n for n in near if not facts[n].ends or facts[n].text[-1] in ELLIPSIS]
    found, known = [], set(cut)
    for position in near if cut else ():
        text, others = facts[position].text, near if position in known else cut
        for other in others[bisect_left(others, position - reach) : bisect_right(others, position + reach)]:
            plain = facts[other].text
            at = text.find(plain[:size], 1) if other != position else 0
            if at > 0 and _same_beginning(text[at:], plain):
                found.append((position, other, at))
                break
    return found


def _same_beginning(one: str, two: str) -> bool:
    one, two = one.rstrip(ELLIPSIS), two.rstrip(ELLIPSIS)
    return one.startswith(two) or two.startswith(one)


def _by_seam(doc: Document, positions: list[int]) -> list[Record]:
    """Read the lines with a seam as records."""
    found = []
    lines = doc.columns.facts
    for position in positions:
        facts = lines[position]
        seam = facts.seam
        if seam is UNKNOWN:
            seam = facts.seam = find_seam(facts.text, doc.table.stop_words)
        if seam is not None:
            title, summary = facts.text[: seam.at], facts.text[seam.at :]
            found.append(Record(position, title, summary, "seam" if seam.sure else "maybe", {position: "headline"}))
    return found


def _without_names(doc: Document, records: list[Record]) -> list[Record]:
    """Leave out the records whose seam is in a word that stands elsewhere too: a name such as OpenRoad."""
    return [record for record in records if record.evidence != "maybe" or _stands_once(doc, _seam_word(record))]


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


if native is not None:
    native.prepare_cut(ELLIPSIS)
