"""The short lines of a teaser record: author, date, debris; and which record of a run each belongs to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsclean.date_facts import When
from newsclean.dates import dates_inside, find_date
from newsclean.lazy import pattern
from newsclean.names import begins_with_person, is_person

if TYPE_CHECKING:
    from newsclean.document import Block, Document
    from newsclean.features import Facts
    from newsclean.records import Record

BYLINE = "byline"
PLAIN = frozenset({"date", "author", "name"})  # fields that say something
FIELD_REACH = 5  # field lines one record has on one side
FIELD_LENGTH = 80  # no longer line is a field
DEBRIS_WORDS = 3
NAME_WORDS = 4
AUTHOR_WORDS = 10
_OWN_LINES = ("source_credit",)  # filters whose lines are no debris: they say something of the article
_SEPARATORS = " \t\u00a0:|·•–—-,("
_CUT = pattern(r"\s*[|·•(]|\s[–—-]\s|\s{2,}|\u00a0\u00a0")


def line_kind(facts: Facts) -> str | None:
    """Name what a short line may be in a record: author, date, name, debris; None for anything else."""
    text = facts.text
    if facts.stamp is not None:
        return "date"
    for hit in facts.hits:
        if hit.rule.filter in _OWN_LINES:
            return None
        if hit.rule.filter == BYLINE and _may_be_name(_behind(text, hit.cue)):
            return "author"
    if facts.words <= NAME_WORDS and is_person(text):
        return "name"
    if facts.words <= DEBRIS_WORDS:
        return None if facts.ends else "debris"
    return "author" if is_name_and_date(facts) else None


def _behind(text: str, cue: str) -> str:
    """Give what follows the lead word of a line."""
    from newsclean.cues import cue_span

    span = cue_span(text, cue)
    return text[span[1] :].strip(_SEPARATORS) if span else ""


def _may_be_name(text: str) -> bool:
    """Tell "By Joan Carver" and "by admin" from "By the light of a lamp"."""
    return text != "" and (not text[0].islower() or text.count(" ") < 2)


def is_name_and_date(facts: Facts) -> bool:
    """Say whether a line that is no date stamp is a person's name and a date."""
    text = facts.text
    if not DEBRIS_WORDS < facts.words <= AUTHOR_WORDS or not text[0].isupper() or "#" not in facts.left:
        return False
    if not begins_with_person(text):
        return False
    when = next(iter(dates_inside(text)), None)
    return when is not None and when.start > 0 and is_person(text[: when.start].rstrip(_SEPARATORS))


def has_byline(facts: Facts) -> bool:
    """Say whether one of the cues found in a line is of a byline."""
    for hit in facts.hits:  # noqa: SIM110 - a generator takes longer
        if hit.rule.filter == BYLINE:
            return True
    return False


def is_author_line(facts: Facts) -> bool:
    """Say whether a line that is no date stamp is a byline, without going into what else it may be."""
    if has_byline(facts):
        return facts.field == "author"
    return is_name_and_date(facts) and facts.field == "author"


def is_identifier(text: str) -> bool:
    """Say whether a line is one word no reader was meant to see: goTop, img_holder, back-to-top."""
    if " " in text or not text.isascii() or not text[0].isalpha() or not text[0].islower():
        return False
    return "_" in text or "-" in text or text.lower() != text or text.isalpha()


def is_junk(block: Block) -> bool:
    """Say whether a short line is surely debris: an identifier, or words some rule knows."""
    return is_identifier(block.text) or bool(block.facts.hits)


# -- to which record a line belongs --------------------------------------------------------------------------


def share_fields(doc: Document, run: list[Record]) -> None:
    """Give each record of a run the field lines around it."""
    for record in run:
        for position in range(record.first + 1, record.last):
            add_field(doc, record, position)
    lead = _leading_kinds(doc, run)
    debris: set[str] = set()
    for left, right in pairwise(run):
        gap = range(left.last + 1, right.first)
        own = _own_lead(doc, gap, lead)
        debris.update(doc.blocks[n].text for n in own)
        for position in gap:
            add_field(doc, right if position in own else left, position)
    _lead(doc, run, lead, debris)
    _trail(doc, run)
    for record in run:
        _name_author(doc, record)


def _leading_kinds(doc: Document, run: list[Record]) -> set[str]:
    """Learn from both ends of a run which fields stand before a headline."""
    before = set(_kinds_before(doc, run[0]))
    after = {*_kinds_after(doc, run[-1]), *run[-1].roles.values()}
    if len(run) == 1:
        return before - after
    between = {doc.blocks[n].facts.field or "" for a, b in pairwise(run) for n in range(a.last + 1, b.first)}
    inside = {role for record in run for role in record.roles.values()}
    lead = {kind for kind in PLAIN & before if kind not in after and (kind in between or kind not in inside)}
    # A field that the first and the last record lack goes with the others, else behind a summary that closes a card.
    closed = all(r.roles[r.last] == "summary" for r in run) and any(r.last > r.anchor + 1 for r in run)
    return lead | ((PLAIN & between) - before - after) if lead or closed else lead


def _own_lead(doc: Document, gap: range, lead: set[str]) -> set[int]:
    """List the lines of a gap that open the next record: of each kind one, and debris."""
    own: set[int] = set()
    wanted = set(lead)
    for position in reversed(gap):
        kind = doc.blocks[position].facts.field or ""
        if kind != "debris" and kind not in wanted:
            break
        wanted.discard(kind)
        own.add(position)
    return own


def _lead(doc: Document, run: list[Record], lead: set[str], debris: set[str]) -> None:
    """Give the first record the fields above it, as the others have them."""
    wanted = lead & PLAIN
    known = {role for record in run[1:] for role in record.roles.values()}
    own = []
    for position in range(run[0].first - 1, max(-1, run[0].first - 1 - FIELD_REACH), -1):
        block = doc.blocks[position]
        kind = block.facts.field
        if kind == "debris":
            fits = is_junk(block) or block.text in debris
        else:
            # A line no other record of the run has may be the article's own; then it stands apart.
            fits = kind in wanted and (kind in known or (kind != "name" and doc.gap_before(position + 1) == 0))
        if not fits:
            break
        wanted.discard(kind or "")
        own.append(position)
    for position in reversed(own):
        add_field(doc, run[0], position)


def _kinds_before(doc: Document, record: Record) -> list[str]:
    kinds: list[str] = []
    for position in range(record.first - 1, max(-1, record.first - 1 - FIELD_REACH), -1):
        kind = doc.blocks[position].facts.field
        if kind is None:
            break
        kinds.append(kind)
    return kinds


def _kinds_after(doc: Document, record: Record) -> list[str]:
    kinds = []
    for block in doc.blocks[record.last + 1 : record.last + 1 + FIELD_REACH]:
        kind = block.facts.field
        if kind is None:
            break
        kinds.append(kind)
    return kinds


def _trail(doc: Document, run: list[Record]) -> None:
    """Give the last record the field lines below it, and what debris ends the document."""
    record = run[-1]
    known = {doc.blocks[n].text for r in run for n in r.roles}
    named = any("name" in r.roles.values() for r in run[:-1])
    for position in range(record.last + 1, min(len(doc.blocks), record.last + 1 + FIELD_REACH)):
        block = doc.blocks[position]
        kind = block.facts.field
        have = record.roles.values()
        if kind in ("date", "author"):
            wanted = kind not in have
        elif kind == "name":
            wanted = (named and "name" not in have) or block.text in known
        else:
            wanted = kind == "debris" and (is_junk(block) or block.text in known)
        if not wanted:
            break
        add_field(doc, record, position)
    rest = range(record.last + 1, len(doc.blocks))
    if len(rest) <= FIELD_REACH and all(doc.blocks[n].facts.field in ("debris", "name") for n in rest):
        record.roles.update(dict.fromkeys(rest, "debris"))


def add_field(doc: Document, record: Record, position: int) -> None:
    """Add a field line to a record and read what it says."""
    block = doc.blocks[position]
    kind = block.facts.field
    if kind is None or position in record.roles:
        return
    if kind == "author" and record.author is None:
        record.author = author_of(block)
    if record.date is None:
        record.date = block.facts.stamp if kind == "date" else _date_beside(block) if kind == "author" else None
    record.roles[position] = kind


def _date_beside(block: Block) -> When | None:
    return find_date(block.text)


def author_of(block: Block) -> str | None:
    """Take the lead word and a date off a byline: "Author  Coast Ledger" gives "Coast Ledger"."""
    text = block.text
    for hit in block.facts.hits:
        if hit.rule.filter == BYLINE:
            text = _behind(text, hit.cue)
            break
    when = _date_beside(block)
    if when is not None and (at := text.find(when.words)) > 0:
        text = text[:at].rstrip(_SEPARATORS)
    return _CUT.split(text, maxsplit=1)[0].strip(_SEPARATORS) or None


def _name_author(doc: Document, record: Record) -> None:
    """Take a line that is only a name for the author where no byline says who it is."""
    if record.author is None:
        names = [n for n, role in sorted(record.roles.items()) if role == "name" and not doc.blocks[n].facts.hits]
        behind = [n for n in names if n > record.anchor]
        if names:
            record.author = doc.blocks[(behind or names)[0]].text
    for position, role in record.roles.items():
        if role == "name":
            record.roles[position] = "author" if doc.blocks[position].text == record.author else "debris"
