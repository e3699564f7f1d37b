"""Which line is the headline.

Every line that could be one, from the top of a document to its prose, is given points: for its own shape, for
what stands around it, for how much of it the article below and the address repeat. The points were fitted to the
pages that ``newsclean.tuning`` names and rounded; a line must come near enough to "no headline at all".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from newsclean.lazy import pattern
from newsclean.slug import slug_words, words_of

if TYPE_CHECKING:
    from newsclean.document import Document
    from newsclean.features import Facts

NO_HEADLINE = 1.7  # points of a document without one
SURE = NO_HEADLINE - 0.6  # from here a line is set apart as the headline
LIKELY = NO_HEADLINE - 3  # from here it is the title for want of a better one
MEMO, SHARES = "headline", "headline and body"
REACH = 400  # lines above the prose in which a headline is looked for
BELOW = 4  # lines of the prose that may be one: a notice above the headline reads as prose
MIN_WORDS, MAX_WORDS, MANY_WORDS = 2, 40, 24
FIELD_REACH = 4  # lines below a headline in which a byline or date speaks for it
MIN_LENGTH, MAX_LENGTH, LONG = 8, 220, 120
MAX_NUMBERS, ROW_NUMBERS = 3, 6  # a row of a table has more
LEAST, MOST = 4, 24  # words of lines that look like headlines, and stand among their like in lists of teasers
SAMPLE = 12  # paragraphs a headline is compared with
LEADS = frozenset(("byline", "source_credit"))  # filters whose first words also begin headlines: "By the river, …"
LEAD_WORDS = 5  # of a line that is a byline or credit rather than a headline
SHORT_WORD = 3  # letters of words that are in every paragraph

# Points by the distance to the prose in lines, and by words.
_BELOW, _FAR, _FARTHEST = -2.2, (50, -1.3), (24, -0.6)
_NEAR = {**dict.fromkeys(range(2, 7), 0.9), **dict.fromkeys(range(7, 13), 0.4)}
_WORDS = {2: -4.1, 3: -3.1, 4: -1.3, 5: -1.3}
# Points for what the line says, and the lines beside it.
_ENDS = {".": -3.3, "。": -3.3, **dict.fromkeys(",:;…：", -1.9)}
_HIT, _PROSE, _TOO_LONG, _CAPITALS, _BAR, _NUMBERS, _LOWER = -1.8, -1.2, -1.6, -1.3, -2.6, -1.7, -1.4
_FIRST, _FIELD_NEXT, _FIELD_NEAR, _FIELD_BEFORE, _SHORTER, _CRUMB = 0.7, 1.7, 1.9, 0.8, 1.3, 1.3
_PROSE_BEFORE, _PROSE_ABOVE, _MUCH_PROSE_ABOVE, _AMONG_LIKE, _GAP = -0.9, -1.0, -1.8, -0.53, -1.5
# Points for what the article repeats of it, and the address.
_IN_BODY, _OF_SLUG, _IN_SLUG, _ALL_OF_SLUG = 2.9, 1.7, 0.7, 0.6

_OPENERS = frozenset("\"'“‘„«¿¡「『【[(《<‹‚（〈…#$€£")
_CRUMBS = frozenset(("/", ">", "›", "»", "|"))
_BARS = pattern(r"[|·]| [›>/] ")
_KICKER = pattern(r"[^|·›>/a-z]{2,24} \| [^|·›>/]+")  # "BUDGET | Tax office hires an army": one bar, capitals before it
_DATELINE = pattern(r"[^\W\d_][^()]{2,40} \([A-Z][\w /.]{1,20}\) ?[—–-]")  # "PORT ELSA (AP) — " opens a story
_BRACKETS = {"[": "]", "(": ")", "【": "】"}
_LETTERS = pattern(r"\w+")


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
    if len(doc.blocks) < len(whole.blocks) and found.facts.hits and _is_known(found.facts):
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
    blocks = doc.blocks
    first, last = doc.columns.core
    if first == last:
        return None
    rated = _rated(doc, first)
    if not rated:
        return None
    rated.sort(reverse=True)
    slug = slug_words(doc.url)
    most = _IN_BODY + (_OF_SLUG + _IN_SLUG + _ALL_OF_SLUG if slug else 0)
    shares = _shares_in(doc, [block.text for block in blocks[first : min(last, first + SAMPLE)]])
    best, at = float("-inf"), -1
    for points, position in rated:
        if points + most < best:
            break  # all the rest have less
        block = blocks[position]
        points += _IN_BODY * shares.of(block.facts)
        if position and doc.gap_before(position) > 0:
            points += _GAP
        if slug:
            points += _by_address(block.text, slug)
        if points > best or (points == best and position < at):
            best, at = points, position
    return Candidate(best, at)


# -- what the lines say ------------------------------------------------------------------------------------------


def _rated(doc: Document, first: int) -> list[tuple[float, int]]:
    """Rate the lines that may be a headline by their shape and their neighbours'."""
    begin, end = max(0, first - REACH), min(len(doc.blocks), first + BELOW)
    lines = doc.columns.facts[begin : end + FIELD_REACH]
    words = [facts.words for facts in lines]
    fields = _within(doc.columns.fields, begin, len(lines))
    prose = _within(doc.columns.prose, begin, len(lines))
    dates = [n for n in fields if lines[n].stamp is not None]
    above_field = {n - 1 for n in fields}
    near = {n - distance for n in fields for distance in range(2, FIELD_REACH + 1)}
    like = [LEAST <= count <= MOST for count in words]
    for n in (*prose, *dates):
        like[n] = False
    likes = list(accumulate(like, initial=0))
    few = MIN_WORDS if doc.url else LEAST
    found: list[tuple[float, int]] = []
    for n, count in enumerate(words[: end - begin]):
        if count < MIN_WORDS or count > MAX_WORDS or (count < few and n not in above_field and n not in near):
            continue
        facts = lines[n]
        if n in dates or not MIN_LENGTH <= len(facts.text) <= MAX_LENGTH or (facts.unspaced and count < LEAST):
            continue
        if _is_none(facts) or (facts.prose and _stands_again(doc, begin + n)):
            continue
        points = _by_place(first - begin - n) + _by_shape(facts)
        points += _AMONG_LIKE * (likes[min(n + 4, len(like))] - likes[max(0, n - 3)] - like[n])
        if n in above_field:
            points += _FIELD_NEXT
        if n in near:
            points += _FIELD_NEAR
        if n + 1 < len(words) and words[n + 1] > count + 4:
            points += _SHORTER
        if facts.hits and _is_known(facts):
            points += _HIT
        above = bisect_left(prose, n)
        if above:
            points += _PROSE_ABOVE + (_MUCH_PROSE_ABOVE if above > 2 else 0)
        points += _by_line_before(lines, n) if n else _FIRST if not begin else 0.0
        found.append((points, begin + n))
    return found


def _within(positions: Sequence[int], begin: int, count: int) -> list[int]:
    """Give the positions within so many lines, counted from the first of these."""
    return [n - begin for n in positions[bisect_left(positions, begin) : bisect_left(positions, begin + count)]]


def _is_known(facts: Facts) -> bool:
    """Say whether a rule knows the line for something else."""
    return facts.words <= LEAD_WORDS or not LEADS.issuperset([hit.rule.filter for hit in facts.hits])


def _stands_again(doc: Document, position: int) -> bool:
    """Say whether a line that reads as a paragraph is one: it stands in the document a second time."""
    facts, alike = doc.columns.facts, doc.columns.alike
    return position in alike and any(facts[n].text == facts[position].text for n in alike if n != position)


def _is_none(facts: Facts) -> bool:
    """Say whether a line is surely no headline: an aside, the opening of a story, an address, a row of a table."""
    text, left = facts.text, facts.left
    return (
        _is_aside(text)
        or ("(" in text and _DATELINE.match(text) is not None)
        or "www." in left
        or left.count("#") > ROW_NUMBERS
    )


def _is_aside(text: str) -> bool:
    """Say whether a line stands in brackets from end to end: an aside or a standfirst, no headline."""
    closer = _BRACKETS.get(text[0])
    return closer is not None and text.find(closer) == len(text) - 1


def _by_place(distance: int) -> float:
    if distance <= 0:
        return _BELOW
    if distance > _FAR[0]:
        return _FAR[1]
    return _FARTHEST[1] if distance > _FARTHEST[0] else _NEAR.get(distance, 0.0)


def _by_shape(facts: Facts) -> float:
    text = facts.text
    points = _WORDS.get(facts.words, 0.0) + _ENDS.get(text[-1], 0.0)
    if facts.prose:
        points += _PROSE
    if len(text) > LONG or facts.words > MANY_WORDS:
        points += _TOO_LONG
    head = text[0]
    if head.islower() or not (head.isalnum() or head in _OPENERS):
        points += _LOWER
    if text.isupper():
        points += _CAPITALS
    if ("|" in text or "·" in text or " / " in text or " > " in text or " › " in text) and _BARS.search(text):
        points += 0.0 if _KICKER.fullmatch(text) else _BAR
    if facts.left.count("#") > MAX_NUMBERS:
        points += _NUMBERS
    return points


def _by_line_before(lines: Sequence[Facts], n: int) -> float:
    before = lines[n - 1]
    points = _PROSE_BEFORE if before.prose else 0.0
    if before.text in _CRUMBS:
        points += _CRUMB
    if before.says or (n > 1 and lines[n - 2].says):
        points += _FIELD_BEFORE
    return points


# -- what repeats it ---------------------------------------------------------------------------------------------


class _Shares:
    """How much of the words of lines an article uses, as far as somebody asked."""

    def __init__(self, body: list[str]) -> None:
        self.body = body
        self.low = " ".join([text.lower() for text in body])  # faster than of all, when few have more than ASCII
        self.known: dict[str, float] = {}

    def of(self, facts: Facts) -> float:
        """Say it of a line."""
        text = facts.text
        if text not in self.known:
            self.known[text] = _share_in(facts, self.low)
        return self.known[text]


def _shares_in(doc: Document, body: list[str]) -> _Shares:
    """Give what is known of an article; the last round mostly finds the one of the first."""
    shares: _Shares | None = doc.whole.memo.get(SHARES)
    if shares is None or shares.body != body:
        shares = doc.whole.memo[SHARES] = _Shares(body)
    return shares


def _share_in(facts: Facts, body: str) -> float:
    low = facts.text.lower()
    if facts.unspaced:
        low = "".join(_LETTERS.findall(low))
        units = {low[n : n + 2] for n in range(len(low) - 1)}
    else:
        units = {word for word in _LETTERS.findall(low) if len(word) > SHORT_WORD}
    return sum(map(body.__contains__, units)) / len(units) if units else 0.0


def _by_address(text: str, slug: frozenset[str]) -> float:
    words = words_of(text)
    if not words:
        return 0.0
    common = len(words & slug)
    return (
        _OF_SLUG * common / len(slug) + _IN_SLUG * common / len(words) + (_ALL_OF_SLUG if common == len(slug) else 0.0)
    )
