"""Which line is the headline.

Every line that could be one, from the top of a document to its prose, is given points: for its own shape, for
what stands around it, for how much of it the article below and the address repeat. The points were fitted to the
pages that ``newsclean.tuning`` names and rounded; a line must come near enough to "no headline at all".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsclean import headline_lines
from newsclean.headline_lines import Lines, is_known
from newsclean.lazy import pattern
from newsclean.native import native
from newsclean.slug import slug_words, words_of

if TYPE_CHECKING:
    from newsclean.document import Document
    from newsclean.features import Facts

NO_HEADLINE = 1.7  # points of a document without one
SURE = NO_HEADLINE - 0.6  # from here a line is set apart as the headline
LIKELY = NO_HEADLINE - 3  # from here it is the title for want of a better one
MEMO, SHARES = "headline", "headline and body"
ROUNDING = 1e-9  # sums in another order differ in their last digits
SAMPLE = 12  # paragraphs a headline is compared with

# Points for what the article repeats of it, and the address.
_IN_BODY, _OF_SLUG, _IN_SLUG, _ALL_OF_SLUG = 2.9, 1.7, 0.7, 0.6
_GAP = -1.5  # points for blank lines above it

_MARKS = "’‘“”–—…\u00a0"
_LETTERS = pattern(r"\w+")
_LONG_WORDS = pattern(r"\w{4,}")  # shorter ones are in every paragraph


class Candidate(NamedTuple):
    """A line that may be the headline."""

    points: float
    position: int


def find_headline(doc: Document) -> int | None:
    """Find the position of the headline among the blocks, or None.

    Without prose below nothing is a headline. What spoke for a line, a byline below it, may have been removed since:
    it still counts, unless what is left shows another as clearly. So the output has the same headline as the input.
    """
    whole = doc.whole
    if len(doc.blocks) < len(whole.blocks):
        best = likeliest(doc)
        if best is not None and best.points >= SURE:
            return best.position
    first = first_look(whole)
    if first is None or first.points < SURE or _may_be_standfirst(whole, first.position):
        return None
    found = whole.blocks[first.position]
    if len(doc.blocks) < len(whole.blocks) and found.facts.hits and is_known(found.facts):
        return None
    if len(doc.blocks) == len(whole.blocks) and doc.blocks[first.position] is found:
        return first.position
    return next((n for n, block in enumerate(doc.blocks) if block is found), None)


def _may_be_standfirst(doc: Document, position: int) -> bool:
    """Say whether the line above may be the headline and this one its standfirst: a clean article may begin so."""
    if position != 1 or doc.evidence:
        return False
    above, below = doc.blocks[0].facts, doc.blocks[2].facts if len(doc.blocks) > 2 else None
    return not above.says and not above.hits and below is not None and below.prose


def first_look(doc: Document) -> Candidate | None:
    """Find the likeliest line of a document of which nothing was removed yet, and remember it."""
    if MEMO not in doc.memo:
        doc.memo[MEMO] = likeliest(doc)
    found: Candidate | None = doc.memo[MEMO]
    return found


def likeliest(doc: Document) -> Candidate | None:
    """Find the line that has most points; None where no line could be a headline."""
    first, last = doc.columns.core
    if first == last:
        return None
    slug, blocks = slug_words(doc.url), doc.blocks
    shares = _shares_in(doc, [block.text for block in blocks[first : min(last, first + SAMPLE)]])
    if native is None:
        return likeliest_in_python(doc, slug, shares)
    by_address = (lambda position: _by_address(blocks[position].text, slug)) if slug else None
    facts, has_address = doc.columns.facts, bool(doc.url)
    found = native.likeliest_line(facts, first, has_address, shares.low, shares.grams, doc.gap_before, by_address)
    return found and Candidate(*found)


def likeliest_in_python(doc: Document, slug: frozenset[str], shares: Shares) -> Candidate | None:
    """Find the line that has most points where there is no compiled core."""
    blocks, lines = doc.blocks, Lines(doc, doc.columns.core[0])
    of_address = _OF_SLUG + _IN_SLUG + _ALL_OF_SLUG if slug else 0.0
    most = _IN_BODY + of_address
    best, at = float("-inf"), -1
    for hope, position in sorted(lines.hopes(), reverse=True):
        if hope + most < best - ROUNDING:
            break  # all the rest have less
        points = lines.points(position)
        if points is None or points + most < best:
            continue
        block = blocks[position]
        share = shares.of(block.facts, (best - points - most) / _IN_BODY + 1 - ROUNDING)
        if share is None:
            continue
        points += _IN_BODY * share
        if points + of_address < best - ROUNDING:
            continue
        if position and doc.gap_before(position) > 0:
            points += _GAP
        if slug:
            points += _by_address(block.text, slug)
        if points > best or (points == best and position < at):
            best, at = points, position
    return Candidate(best, at) if at >= 0 else None


# -- what repeats it ---------------------------------------------------------------------------------------------


class Shares:
    """How much of the words of lines an article uses, as far as somebody asked."""

    def __init__(self, body: list[str]) -> None:
        self.body = body
        self.low, self.grams = (native.lower_body if native is not None else lower_in_python)(body)
        self.most: dict[str, tuple[float, bool]] = {}  # by line, and whether it is no less

    def of(self, facts: Facts, least: float) -> float | None:
        """Say it of a line; None as soon as it is surely less than ``least``."""
        share, sure = self.most.get(facts.text, (1.0, False))
        if not sure and share >= least:
            share, sure = self.most[facts.text] = _share_in(facts, self.low, least)
        return share if sure else None


def _shares_in(doc: Document, body: list[str]) -> Shares:
    """Give what is known of an article; the last round mostly finds the one of the first."""
    shares: Shares | None = doc.whole.memo.get(SHARES)
    if shares is None or shares.body != body:
        shares = doc.whole.memo[SHARES] = Shares(body)
    return shares


def lower_in_python(body: list[str]) -> tuple[str, bytes]:
    """Write an article in lower case, without the marks that keep it from being ASCII, which is soon done.

    The compiled core tells as well what runs of characters it has.
    """
    text = " ".join(body)
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    return text.lower() if text.isascii() else " ".join([part.lower() for part in body]), b""


def _share_in(facts: Facts, body: str, least: float) -> tuple[float, bool]:
    """Give the share of a line's words that a text has, and True; one that is no less where it is below ``least``."""
    low = facts.text.lower()
    if facts.unspaced:
        low = "".join(_LETTERS.findall(low))
        units = {low[n : n + 2] for n in range(len(low) - 1)}
    else:
        units = set(_LONG_WORDS.findall(low))
    if not units:
        return 0.0, True
    found, enough = len(units), least * len(units)
    for unit in units:
        if unit not in body:  # to find out that it is not there takes longest
            found -= 1
            if found < enough:
                return found / len(units), False
    return found / len(units), True


def _by_address(text: str, slug: frozenset[str]) -> float:
    words = words_of(text)
    if not words:
        return 0.0
    common = len(words & slug)
    return (
        _OF_SLUG * common / len(slug) + _IN_SLUG * common / len(words) + (_ALL_OF_SLUG if common == len(slug) else 0.0)
    )


if native is not None:
    native.prepare_headline({**vars(headline_lines), **globals()})
