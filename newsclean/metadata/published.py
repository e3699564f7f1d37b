"""When an article appeared and when it was changed, among all the dates that stand around it."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.date_facts import When
from newsclean.dates import dates_in_line, dates_inside, label_of
from newsclean.document import Block
from newsclean.features import Facts
from newsclean.lazy import pattern
from newsclean.metadata.model import Stated
from newsclean.metadata.scene import Scene

FULL = 10  # characters of an ISO date with its day
MOST_LINES = 8  # around the headline that are searched for dates within them
DATELINE = 90  # characters of the first sentence in which its dateline ends
SENTENCE = 7  # words of one
LABEL = 14  # characters before a date on its line that are a label and hold no other date
NEAR = 2  # lines between a date and a byline that belongs to it

# Points by place. A date below the headline is nearest to the article's own; the clock of a page stands far above.
_BELOW, _FAR_BELOW, _ABOVE, _FAR_ABOVE, _TAIL, _ELSEWHERE, _DATELINE, _ADDRESS = 3.0, 2.0, 1.8, 0.8, 1.2, 0.2, 0.6, 1.0
_PUBLISHED, _MODIFIED, _BESIDE_BYLINE, _ALONE, _PARTIAL, _LIKE_ADDRESS = 1.2, -1.5, 1.0, 0.6, -2.5, 3.0
_CAPTION = -1.5

_NUMERIC = pattern(r"\d[-./]\d")
_DIGIT = pattern(r"\d")
_GLUED = pattern(
    r"(?<=[^\W\d_])(?=\d{1,2}[. /-]|\d{4}[-/.年])|(?<=[^\W\dA-Z_])(?=[A-ZÄÖÜ][a-zäéû]{2,8}\.? \d{1,2},? \d{4})"
    r"|(?<=\b[12]\d\d\d)(?=[A-Za-z]|\d{1,2} ?(?:min|mins|minutes?)\b)"
    r"|(?<=[^\W\d_])(?=(?:PUBLISHED|UPDATED|LAST UPDATED|Published|Updated|Last [Uu]pdated|Posted)\b)"
)
# What all of these have in common, found by a look at two characters.
_SEAM = pattern(
    r"[^\W\d_](?:\d|PUBL|UPDA|LAST|Publ|Upda|Last|Post)|\d(?:[A-Za-z]|\d{4})|[^\W\dA-Z_][A-ZÄÖÜ][a-zäéû]{2}"
)
_DATELINE_END = pattern(r"\s[-–—―]\s?|\)\s?[-–—―:]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?|september|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_IN_ADDRESS = pattern(
    r"/((?:19|20)\d\d)"
    rf"(?:[/-]?(0[1-9]|1[0-2])[/-]?|[/-]((?i:{_MONTH}))[/-])(0[1-9]|[12]\d|3[01])(?!\d)"
)


class Dated(NamedTuple):
    """A date of the document, and how likely it is the article's."""

    points: float
    iso: str
    role: str  # published, modified or ""
    start: int | None
    end: int | None
    detail: str
    words: str


def dates_of(scene: Scene) -> tuple[list[Dated], str | None]:
    """List the dates that may be the article's, the likeliest first; and the words of one without a year."""
    address = date_of_address(scene.doc.url)
    found: list[Dated] = []
    words: str | None = None
    open_points = 0.0  # of the likeliest date nobody can resolve: "3 hours ago", "17:50"
    for position, when, role, span in _whens(scene):
        iso = scene.resolve(when)
        points = _points(scene, position, iso or "", role, address)
        if iso is None:
            words = words or (when.words if when.month else None)
            if when.month or when.ago is not None:
                open_points = max(open_points, points)
            continue
        detail = f"{_place(scene, position)}{' ' + role if role else ''}"
        found.append(Dated(points, iso, role, *span, detail, when.words))
    found += _dateline(scene)
    if address is not None:
        found.append(Dated(_ADDRESS, address, "", None, None, "address", address))
    if open_points >= _BELOW:
        # The article's own date cannot be resolved: one that stands far from the headline is another's.
        found = [each for each in found if each.points > _FAR_BELOW or each.detail == "address"]
    found.sort(key=lambda each: -each.points)
    return found, words


def state_dates(found: list[Dated]) -> list[Stated]:
    """Choose when the article appeared, and when it was changed last.

    A page that only says when it was changed dates the article by that.
    """
    chosen = []
    if found:
        chosen.append(_stated("date", found[0]))
    changed = [each for each in found if each.role == "modified" and each.points > _ELSEWHERE + _MODIFIED + _ALONE]
    if changed:
        chosen.append(_stated("date_modified", changed[0]))
    return chosen


def date_of_address(url: str | None) -> str | None:
    """Read the day in an address that has one: /2024/05/17/, /2024/may/17/ or /20240517/."""
    match = _IN_ADDRESS.search(url) if url else None
    if match is None:
        return None
    month = match[2] or f"{_MONTHS.index(match[3][:3].lower()) + 1:02}"
    return f"{match[1]}-{month}-{match[4]}"


def _stated(field: str, dated: Dated) -> Stated:
    origin = "text" if dated.start is not None else "url"
    return Stated(field, dated.iso, origin, dated.detail, dated.start, dated.end)


# -- where dates are looked for ------------------------------------------------------------------------------------

_Found = tuple[int, When, str, tuple[int, int]]


def _whens(scene: Scene) -> list[_Found]:
    """List the dates of the lines around the headline and below the prose, and of date lines above all that."""
    found: list[_Found] = []
    seen: set[int] = set()
    searched = 0
    for position in (*scene.head, *scene.tail):
        if position in seen:
            continue
        seen.add(position)
        block = scene.blocks[position]
        if block.facts.stamp is not None:
            found += _in_line(scene, position)
        elif searched < MOST_LINES and "#" in block.facts.left and not _is_sentence(block.facts):
            searched += 1
            found += _in_line(scene, position)
    for position in range(min(scene.first, len(scene.blocks))):
        if scene.blocks[position].facts.stamp is not None and position not in seen and scene.is_own(position):
            found += _in_line(scene, position)
    return found


def _is_sentence(facts: Facts) -> bool:
    """Say whether a line tells something, be it with a date: "He was arrested for the call of March 21."."""
    return facts.prose or (facts.ends and facts.words >= SENTENCE and not facts.hits)


def _in_line(scene: Scene, position: int) -> list[_Found]:
    block = scene.blocks[position]
    text = block.text
    whens = _dates(block, scene.labelled.language)
    shifted = False
    if block.facts.stamp is None and not any(when.iso for when in whens):
        loose = _GLUED.sub(" ", text) if _SEAM.search(text) else text
        if loose != text:
            again = dates_inside(loose, lang=scene.labelled.language)
            whens, shifted = (again, True) if again else (whens, False)
    if whens:
        scene.whens[position] = [] if shifted else whens
    above = label_of(scene.blocks[position - 1].text) if position and len(whens) == 1 and not whens[0].role else ""
    found = []
    for when in whens:
        span = (0, len(text)) if shifted else (when.start, when.end)
        found.append((position, when, when.role or above, block.locate(*span)))
    return found


def _dates(block: Block, language: str | None) -> list[When]:
    """List the dates of a line, taking over what is known of one that is nothing but a date."""
    stamp, text = block.facts.stamp, block.text
    if stamp is None:
        return dates_inside(text, lang=language)
    known = stamp.iso or stamp.month or stamp.ago is not None or (stamp.clock and not _NUMERIC.search(text))
    if known and stamp.start <= LABEL and len(text) - stamp.end <= 1:
        return [stamp]
    return dates_in_line(text, lang=language)


def _dateline(scene: Scene) -> list[Dated]:
    """Read the date in the dateline of the first sentence: "LISBON, March 3, 2024 (AP) - …"."""
    if scene.first >= scene.last:
        return []
    block = scene.blocks[scene.first]
    end = _DATELINE_END.search(block.text, 0, DATELINE)
    if end is None or not _DIGIT.search(block.text, 0, end.start()):
        return []
    found = []
    for when in dates_in_line(block.text[: end.end()], lang=scene.labelled.language):
        if when.iso is not None and len(when.iso) >= FULL:
            found.append(Dated(_DATELINE, when.iso, "", *block.locate(when.start, when.end), "dateline", when.words))
    return found


# -- how likely each is --------------------------------------------------------------------------------------------


def _place(scene: Scene, position: int) -> str:
    distance = position - scene.anchor
    if 0 < distance <= 7:
        return "below the headline"
    if position in scene.tail:
        return "below the prose"
    return "around the headline" if position in scene.head else "above the prose"


def _points(scene: Scene, position: int, iso: str, role: str, address: str | None) -> float:
    distance = position - scene.anchor
    if 0 <= distance <= 7:
        points = _BELOW
    elif position >= scene.last - 1:
        points = _TAIL
    elif position in scene.head:
        points = _FAR_BELOW if distance > 0 else _ABOVE if distance >= -2 else _FAR_ABOVE
    else:
        points = _ELSEWHERE
    points += {"published": _PUBLISHED, "modified": _MODIFIED}.get(role, 0.0)
    facts = scene.blocks[position].facts
    if facts.stamp is not None:
        points += _ALONE
    elif any(hit.rule.filter == "caption_credit" for hit in facts.hits):
        points += _CAPTION
    if 0 < len(iso) < FULL:
        points += _PARTIAL
    if address is not None and iso.startswith(address):
        points += _LIKE_ADDRESS
    if _has_byline(scene.blocks[max(0, position - NEAR) : position + NEAR + 1]):
        points += _BESIDE_BYLINE
    return points - 0.01 * abs(distance)


def _has_byline(blocks: list[Block]) -> bool:
    return any(block.facts.says and block.facts.stamp is None for block in blocks)
