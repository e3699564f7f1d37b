"""How much a line looks like a headline: by its own shape, and by what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from newsclean.lazy import pattern

if TYPE_CHECKING:
    from newsclean.document import Document
    from newsclean.features import Facts

REACH = 400  # lines above the prose in which a headline is looked for
BELOW = 4  # lines of the prose that may be one: a notice above the headline reads as prose
MIN_WORDS, MAX_WORDS, MANY_WORDS = 2, 40, 24
FIELD_REACH = 4  # lines below a headline in which a byline or date speaks for it
LIKE_REACH = 3  # lines on both sides of one among which its like are counted
MIN_LENGTH, MAX_LENGTH, LONG = 8, 220, 120
MAX_NUMBERS, ROW_NUMBERS = 3, 6  # a row of a table has more
LEAST, MOST = 4, 24  # words of lines that look like headlines, and stand among their like in lists of teasers
MORE_WORDS = 4  # of the line below a headline than of itself
MUCH_PROSE = 2  # paragraphs above, and more
LEADS = frozenset(("byline", "source_credit"))  # filters whose first words also begin headlines: "By the river, …"
LEAD_WORDS = 5  # of a line that is a byline or credit rather than a headline

# Points by the distance to the prose in lines, and by words.
_PLACES = {
    **dict.fromkeys(range(1 - BELOW, 1), -2.2),
    **dict.fromkeys((1, *range(13, 25)), 0.0),
    **dict.fromkeys(range(2, 7), 0.9),
    **dict.fromkeys(range(7, 13), 0.4),
    **dict.fromkeys(range(25, 51), -0.6),
    **dict.fromkeys(range(51, REACH + 1), -1.3),
}
_WORDS = {2: -4.1, 3: -3.1, 4: -1.3, 5: -1.3}
# Points for what the line says, none of them above zero, and for the lines beside it.
_ENDS = {".": -3.3, "。": -3.3, **dict.fromkeys(",:;…：", -1.9)}
_HIT, _PROSE, _TOO_LONG, _CAPITALS, _BAR, _NUMBERS, _LOWER = -1.8, -1.2, -1.6, -1.3, -2.6, -1.7, -1.4
_FIRST, _FIELD_NEXT, _FIELD_NEAR, _FIELD_BEFORE, _SHORTER, _CRUMB = 0.7, 1.7, 1.9, 0.8, 1.3, 1.3
_PROSE_BEFORE, _PROSE_ABOVE, _MUCH_PROSE_ABOVE, _AMONG_LIKE = -0.9, -1.0, -1.8, -0.53

_OPENERS = frozenset("\"'“‘„«¿¡「『【[(《<‹‚（〈…#$€£")
_CRUMBS = frozenset(("/", ">", "›", "»", "|"))
_BARS = pattern(r"[|·]| [›>/] ")
_KICKER = pattern(r"[^|·›>/a-z]{2,24} \| [^|·›>/]+")  # "BUDGET | Tax office hires an army": one bar, capitals before it
_DATELINE = pattern(r"[^\W\d_][^()]{2,40} \([A-Z][\w /.]{1,20}\) ?[—–-]")  # "PORT ELSA (AP) — " opens a story
_BRACKETS = {"[": "]", "(": ")", "【": "】"}


class Lines:
    """The lines from the top of a document to its prose, and what stands around each."""

    def __init__(self, doc: Document, first: int) -> None:
        """Take in a document and where its prose begins."""
        self.doc, self.first = doc, first
        self.begin = begin = max(0, first - REACH)
        self.count = min(len(doc.blocks), first + BELOW) - begin
        self.lines = lines = doc.columns.facts[begin : begin + self.count + FIELD_REACH]
        self.words = [facts.words for facts in lines]
        self.prose = _within(doc.columns.prose, begin, len(lines))
        self.fields = fields = _within(doc.columns.fields, begin, len(lines))
        self.dates = [n for n in fields if lines[n].stamp is not None]
        self.above_field = {n - 1 for n in fields}
        self.near = {n - distance for n in fields for distance in range(2, FIELD_REACH + 1)}
        self.like = like = [LEAST <= words <= MOST for words in self.words]
        for n in (*self.prose, *self.dates):
            like[n] = False
        sums = list(accumulate(like, initial=0))
        self.likes = [0] * LIKE_REACH + sums + sums[-1:] * LIKE_REACH  # by line, those more than so many above it

    def hopes(self) -> list[tuple[float, int]]:
        """List the lines that may be a headline, each with no less than its points: by what is soon seen.

        To rate one takes longer, and few have so much hope that it is worth while.
        """
        begin, lines, words, dates, like, likes = self.begin, self.lines, self.words, self.dates, self.like, self.likes
        last, distance, beside = len(words) - 1, self.first - begin, self._beside()
        first_prose = self.prose[0] if self.prose else last
        few = MIN_WORDS if self.doc.url else LEAST
        found: list[tuple[float, int]] = []
        for n, count in enumerate(words[: self.count]):
            if count < MIN_WORDS or count > MAX_WORDS or (count < few and not self._stands_by_field(n)):
                continue
            facts = lines[n]
            if n in dates or not MIN_LENGTH <= len(facts.text) <= MAX_LENGTH:
                continue
            hope = _PLACES[distance - n] + _WORDS.get(count, 0.0) + beside.get(n, 0.0)
            hope += _AMONG_LIKE * (likes[n + 2 * LIKE_REACH + 1] - likes[n] - like[n])
            if n < last and words[n + 1] > count + MORE_WORDS:
                hope += _SHORTER
            if n > first_prose:
                hope += _PROSE_ABOVE
            if n and lines[n - 1].text in _CRUMBS:
                hope += _CRUMB
            found.append((hope, begin + n))
        return found

    def _stands_by_field(self, n: int) -> bool:
        return n in self.above_field or n in self.near

    def _beside(self) -> dict[int, float]:
        """Give the points of lines for bylines and dates around them, and for being the first."""
        found = dict.fromkeys(self.above_field, _FIELD_NEXT)
        for n in self.near:
            found[n] = found.get(n, 0.0) + _FIELD_NEAR
        for n in {field + distance for field in self.fields for distance in (1, 2)}:
            found[n] = found.get(n, 0.0) + _FIELD_BEFORE
        found[0] = found.get(0, 0.0) + _FIRST
        return found

    def points(self, position: int) -> float | None:
        """Rate a line by its shape and its neighbours'; None for what is surely no headline."""
        n, lines, words = position - self.begin, self.lines, self.words
        facts, likes = lines[n], self.likes
        if _is_none(facts) or (facts.prose and _stands_again(self.doc, position)):
            return None
        points = _PLACES[self.first - position] + _by_shape(facts)
        points += _AMONG_LIKE * (likes[n + 2 * LIKE_REACH + 1] - likes[n] - self.like[n])
        if n in self.above_field:
            points += _FIELD_NEXT
        if n in self.near:
            points += _FIELD_NEAR
        if n + 1 < len(words) and words[n + 1] > words[n] + MORE_WORDS:
            points += _SHORTER
        if facts.hits and is_known(facts):
            points += _HIT
        above = bisect_left(self.prose, n)
        if above:
            points += _PROSE_ABOVE + (_MUCH_PROSE_ABOVE if above > MUCH_PROSE else 0)
        return points + (_by_line_before(lines, n) if n else _FIRST if not self.begin else 0.0)


def _within(positions: Sequence[int], begin: int, count: int) -> list[int]:
    """Give the positions within so many lines, counted from the first of these."""
    return [n - begin for n in positions[bisect_left(positions, begin) : bisect_left(positions, begin + count)]]


def is_known(facts: Facts) -> bool:
    """Say whether a rule knows the line for something else."""
    return facts.words <= LEAD_WORDS or not LEADS.issuperset([hit.rule.filter for hit in facts.hits])


def _stands_again(doc: Document, position: int) -> bool:
    """Say whether a line that reads as a paragraph is one: it stands in the document a second time."""
    facts, alike = doc.columns.facts, doc.columns.alike
    return position in alike and any(facts[n].text == facts[position].text for n in alike if n != position)


def _is_none(facts: Facts) -> bool:
    """Say whether a line is surely no headline: an aside, the opening of a story, an address, a row of a table."""
    text, left = facts.text, facts.left
    return _is_aside(text) or ("(" in text and _is_dateline(text)) or "www." in left or left.count("#") > ROW_NUMBERS


def _is_dateline(text: str) -> bool:
    """Say whether a line begins as a story from elsewhere does."""
    return _DATELINE.match(text) is not None


def _is_kicker(text: str) -> bool:
    """Say whether what stands before a bar is a kicker, and the rest the headline."""
    return _KICKER.fullmatch(text) is not None


def _is_aside(text: str) -> bool:
    """Say whether a line stands in brackets from end to end: an aside or a standfirst, no headline."""
    closer = _BRACKETS.get(text[0])
    return closer is not None and text.find(closer) == len(text) - 1


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
        points += 0.0 if _is_kicker(text) else _BAR
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
