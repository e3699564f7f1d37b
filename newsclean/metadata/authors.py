"""Who wrote an article: bylines in any form, and names that stand alone between headline and date."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsclean.document import Block
from newsclean.features import Facts
from newsclean.lazy import pattern
from newsclean.metadata.leads import TRIM, behind_lead
from newsclean.metadata.model import Stated
from newsclean.metadata.name_list import OTHERS, names_in, people_in
from newsclean.metadata.scene import Scene
from newsclean.names import begins_with_person, is_person, is_role, split_names, without_role

LEAD, BESIDE_DATE, BEFORE_DATE, BESIDE_ROLE, BARE = 4.0, 3.0, 2.5, 2.0, 1.0  # how sure a name is
FARTHER, ELSEWHERE = 0.15, 1.8  # what a line of distance, and to stand below the prose, takes from that
MOST_SEGMENTS = 6  # of a line
REACH = 4  # lines below a lone "By" that may go on with the names
NEAR = 2  # lines between a name and the date or role that speaks for it
BARE_REACH = 6  # lines below the headline in which a name may stand without either
MENUS = frozenset(("navigation", "ui_debris", "share_bar", "related_list", "read_more", "tag_list"))
MOST_FAR = 3  # names in bylines far from the headline
BESIDE = 120  # characters between two bylines of one article
MOST_NAMES, MOST_WORDS, FEW_WORDS = 6, 28, 12

_SEPARATOR = pattern(r"\s*[|•·⋅∙]\s*|\s[–—-]\s|[ \u00a0]{2,}|\t|\s/\s|[()（）\[\]【】]")
_GLUED_LEAD = pattern(r"^(?:[Bb]y|Von|Por|Par|Di|Door|Av|AUTHOR|Author|Autor)(?=[A-ZÀ-Þ])|(?<=[a-z\d])(?=Written by )")
_LEAD_ALONE = pattern(r"^(\w+)[ \u00a0]{2,}")
_LABEL = pattern(
    r"(?<=\w)\s*(?:PUBLISHED|(?:LAST )?UPDATED|POSTED|Published|(?:Last )?[Uu]pdated|Posted)(?=[ A-Z\d:]|$).*$"
)
_ANY_BY = pattern(r"^[A-Z]\w+ (?:\w+ )?[Bb]y (?=[A-Z])")
_PLACE = pattern(r"^[^\d,|]{2,40}, ")
_READING = pattern(r"^\W{0,2}\d{1,3} ?min")
_LONG_LEAD = pattern(r"^\w+ ?[:：/|]|^\w+ (?:by|von|por|par|da|door|av|przez|bởi|tarafından)\b", re.IGNORECASE)
_WORDY_DATE = pattern(r"(?i)\b(?:on|at|am|le|el|il|op|den|em|vom)$")
_STUCK = ("Von", "Por", "Par", "Di", "Door", "Av", "Au", "AU")
_MAY_LEAD = pattern(r"(?:^|\W|\d)(?:[Bb]y|BY)(?=[A-Z\u00a0 ])|^(?:Von|Por|Par|Di|Door|Av|Autor|Author|AUTHOR)[A-ZÀ-Þ]")
_KOREAN = pattern("([가-힣]{2,4}) ?(?:기자|특파원|논설위원|선임기자|인턴기자|앵커|PD)")
_CHINESE = pattern("[（(](?:本报|本報)?(?:记者|記者)[:： ]?((?:[\u4e00-\u9fff]{2,4}[、 ,，]?){1,4})[)）]")
_JAPANESE = pattern("^【[^】=＝]{1,12}[=＝]([\u3040-\u30ff\u4e00-\u9fff ]{2,12})】")


class Named(NamedTuple):
    """Names found in one place."""

    sure: float
    names: list[str]
    start: int
    end: int
    detail: str


def authors_of(scene: Scene) -> list[Named]:
    """List where authors are named, the surest and nearest to the headline first.

    The dates around the headline must have been looked for: names stand beside them.
    """
    found: list[tuple[float, Named]] = []
    end = len(scene.blocks)
    for position in scene.head:
        if position > end:
            continue
        named = _named(scene, position, head=True)
        if named is None:
            continue
        distance = abs(position - scene.anchor)
        found.append((distance * FARTHER - named.sure, named))
        if named.sure == LEAD and 0 < position - scene.anchor <= BARE_REACH:
            end = min(end, position + REACH)  # nothing farther off is surer
    if not found or min(found)[1].sure == BARE:
        below = [_named(scene, position, head=False) for position in scene.tail]
        elsewhere = [named for named in below if named is not None] + _far_off(scene) + _in_prose(scene)
        found += [(ELSEWHERE - named.sure, named) for named in elsewhere]
    found.sort(key=lambda each: each[0])
    return [named for _, named in found]


def state_authors(found: list[Named]) -> list[Stated]:
    """Choose the names of the surest place, and of other bylines right beside it."""
    if not found:
        return []
    best = found[0]
    sure = [best]
    if best.sure == LEAD:
        sure += [named for named in found[1:] if named.sure == LEAD and abs(named.start - best.start) <= BESIDE]
    return [Stated("authors", named.names, "text", named.detail, named.start, named.end) for named in sure]


# -- one line ------------------------------------------------------------------------------------------------------


def _named(scene: Scene, position: int, *, head: bool) -> Named | None:
    """Read the names a line states; None when it states none."""
    block = scene.blocks[position]
    facts = block.facts
    if facts.prose or facts.stamp is not None or position == scene.anchor or facts.words > MOST_WORDS:
        return None
    dated = position in scene.whens
    leads = any(hit.rule.filter == "byline" for hit in facts.hits)
    if leads or dated or _may_lead(facts):
        lead = _with_lead(scene, position)
        if lead is not None or (leads and not dated):
            return Named(LEAD, lead, block.start, block.end, "byline") if lead else None
    if not block.text.isascii() and (korean := _KOREAN.match(block.text)) is not None:
        return Named(BESIDE_ROLE, [korean[1]], block.start, block.end, "name and role")
    if facts.hits and not facts.says:
        return None
    if dated or _may_name(scene, position, head=head):
        return _without_lead(scene, position, head=head)
    return _pen_name(scene, position) if head else None


def _may_name(scene: Scene, position: int, *, head: bool) -> bool:
    """Say whether a line begins like a name, and something near may speak for it."""
    block = scene.blocks[position]
    text = block.text.lstrip(TRIM)
    if text[:1].islower() or block.facts.words > FEW_WORDS or not begins_with_person(text):
        return False
    if (0 < position - scene.anchor <= BARE_REACH) if head else abs(position - scene.last) <= 1:
        return True
    return _date_beside(scene, position) or is_role(text) or _role_below(scene, position)


def _may_lead(facts: Facts) -> bool:
    """Say whether a lead word may stand within a line, or run into the name."""
    return ("by" in facts.left or facts.text.startswith(_STUCK)) and _MAY_LEAD.search(facts.text) is not None


def _without_label(text: str) -> str:
    """Take off a line the label of its date and what follows: "Joan CarverPublished …"."""
    low = text.lower()
    return _LABEL.sub("", text) if "pdated" in low or "ublished" in low or "osted" in low else text


def _with_lead(scene: Scene, position: int) -> list[str] | None:
    """Read the names behind a lead word; an empty list where only staff is named, None without a lead word."""
    block = scene.blocks[position]
    if OTHERS.match(block.text):
        return None
    text = _without_label(_GLUED_LEAD.sub(lambda match: match.group() + " ", block.text))
    text = _ANY_BY.sub("by ", _LEAD_ALONE.sub(r"\1 ", text))
    hits = block.facts.hits if text == block.text else None
    whole = behind_lead(scene.table, text, hits)
    if whole == "":
        return _names_below(scene, position)
    parts = [whole] if whole is not None else []
    if not parts and (position in scene.whens or hits is None or _SEPARATOR.search(text)):
        segments = _segments(scene, position, text)
        parts = [rest for part in segments if part != text and (rest := behind_lead(scene.table, part))]
    sure = _date_beside(scene, position) or position in scene.whens or _LONG_LEAD.match(text) is not None
    for part in parts:
        segments = _segments(scene, position, part)
        names = names_in(segments[0] if segments else part, loose=sure) or _in_lower_case(scene, position, part)
        if names:
            return names
        if is_role(part) and len(part.split()) <= MOST_NAMES:
            return []
    return None


def _segments(scene: Scene, position: int, text: str) -> list[str]:
    """Cut a line, or a part of it, at its separators and dates."""
    for when in scene.whens.get(position, ()):
        if when.words:
            text = text.replace(when.words, "|", 1)
    found = []
    for part in _SEPARATOR.split(text):
        part = _WORDY_DATE.sub("", part.strip(TRIM)).strip(TRIM)
        if part:
            found.append(part)
    return found[:MOST_SEGMENTS]


def _names_below(scene: Scene, position: int) -> list[str] | None:
    """Read the names that stand on lines of their own below a lone lead word."""
    names: list[str] = []
    joined = True
    for block in scene.blocks[position + 1 : position + 1 + REACH]:
        text = block.text.strip(TRIM + "&")
        if not text or text.lower() in ("and", "und", "et", "y", "e", "och", "en", "i", "ve"):
            joined = True
            continue
        if not joined and not block.text.startswith((",", "&")):
            break
        segments = _segments(scene, position, text)
        found = names_in(segments[0]) if segments and not _is_furniture(block) else []
        if not found:
            break
        names += [name for name in found if name not in names]
        joined = block.text.rstrip().endswith((",", "&", " and"))
    return names or None


def _in_lower_case(scene: Scene, position: int, text: str) -> list[str]:
    """Read a name in lower case beside a date: no everyday word may be in it."""
    words = text.split()
    if not 2 <= len(words) <= 3 or not text.islower() or not text.replace(" ", "").isalpha():
        return []
    if any(word in scene.doc.table.stop_words or f" {word} " in scene.doc.text for word in words[1:]):
        return []
    return [text] if words[0] not in scene.doc.table.stop_words and _date_beside(scene, position) else []


# -- names without a lead word -------------------------------------------------------------------------------------


def _without_lead(scene: Scene, position: int, *, head: bool) -> Named | None:
    block = scene.blocks[position]
    if OTHERS.search(block.text) or (position and _is_of_others(scene.blocks[position - 1])):
        return None
    segments = _segments(scene, position, _without_label(block.text))
    if not segments or len(segments) > 4:
        return None
    has_date = block.facts.says or bool(scene.whens.get(position)) or any(map(_READING.match, segments))
    names: list[str] = []
    for part in segments:
        more = people_in(part)
        if not more and (names or not has_date):
            break
        names += more
    if not names:
        return _pen_name(scene, position) if head and len(segments) == 1 and not has_date else None
    if has_date and len(names) < len(segments):
        segments = segments[: len(names)]
    has_role = without_role(segments[0]) != segments[0] or any(is_role(part) for part in segments[1:])
    if (len(segments) > len(names) and not has_role and not has_date) or any(
        _is_wording(scene, name) for name in names
    ):
        return None
    if has_date and _PLACE.match(block.text):
        sure = BEFORE_DATE  # or it is the place of a dateline: "Port Elsa, March 3"
    elif has_date or _date_beside(scene, position):
        sure = BESIDE_DATE
    elif has_role or _role_below(scene, position):
        sure = BESIDE_ROLE
    elif _stands_free(scene, position, names, head=head):
        sure = BARE
    else:
        return None
    return Named(sure, names, block.start, block.end, "name beside the date" if sure > BESIDE_ROLE else "name")


def _pen_name(scene: Scene, position: int) -> Named | None:
    """Read a line between headline and date that no menu has too as the name an author goes by."""
    block = scene.blocks[position]
    if (
        not 0 < position - scene.anchor <= BARE_REACH
        or scene.headline is None
        or block.facts.words > 3
        or block.facts.hits
    ):
        return None
    below = scene.blocks[position + 1 : position + 2]
    if not below or below[0].facts.stamp is None or not block.text[0].isalpha() or not _has_letters(block.text):
        return None
    if is_role(block.text) or any(other.text == block.text for other in scene.blocks if other is not block):
        return None
    if _is_wording(scene, block.text):
        return None
    return Named(BESIDE_DATE, [block.text], block.start, block.end, "pen name beside the date")


def _has_letters(text: str) -> bool:
    return all(char.isalpha() or char in " .'’-_" for char in text)


def _is_wording(scene: Scene, name: str) -> bool:
    """Say whether a capitalised phrase is made of everyday words: the document has them in lower case too."""
    words = [word for word in name.split() if len(word) > 2 and word[0].isupper()]
    text = scene.doc.text
    common = [word for word in words if f" {word.lower()} " in text or f" {word.lower()}s " in text]
    if common and (common[-1] == words[-1] or 2 * len(common) > len(words)):
        return True
    table = scene.table
    numbers = [number for word in words for number in table.index.whole.get(word.lower(), ())]
    return any(table.rules[number].filter in MENUS for number in numbers)


def _date_beside(scene: Scene, position: int) -> bool:
    near = (*range(position + 1, position + 1 + NEAR), position - 1)
    if any(scene.whens.get(n) for n in near):
        return True
    return any(_READING.match(block.text) for block in scene.blocks[position + 1 : position + 1 + NEAR])


def _role_below(scene: Scene, position: int) -> bool:
    below = scene.blocks[position + 1 : position + 2]
    return bool(below) and below[0].facts.words <= 6 and is_role(below[0].text)


def _is_of_others(block: Block) -> bool:
    return len(block.text) <= 40 and OTHERS.search(block.text) is not None


def _stands_free(scene: Scene, position: int, names: list[str], *, head: bool) -> bool:
    """Say whether a lone name is right below the headline or the prose, and not of somebody the article is about."""
    if not 0 < position - scene.anchor <= BARE_REACH if head else abs(position - scene.last) > 1:
        return False
    around = scene.blocks[position - 1 : position] + scene.blocks[position + 1 : position + 2]
    if position != scene.anchor + 1 and any(is_person(block.text) for block in around if block is not scene.headline):
        return False
    title = scene.headline.text if scene.headline is not None else ""
    body = " ".join(block.text for block in scene.core[:4])
    return not any(name in title or name.split()[-1] in body for name in names)


def _is_furniture(block: Block) -> bool:
    return any(hit.rule.filter not in ("byline", "author_bio", "source_credit") for hit in block.facts.hits)


# -- elsewhere -----------------------------------------------------------------------------------------------------


def _far_off(scene: Scene) -> list[Named]:
    """List the bylines that stand far from the headline, unless there are so many that they are of other stories."""
    seen = {*scene.head, *scene.tail}
    found = []
    for position, block in enumerate(scene.blocks):
        hits = block.facts.hits
        if not hits or position in seen or not any(hit.rule.filter == "byline" for hit in hits):
            continue
        if scene.is_own(position) and (named := _named(scene, position, head=False)) is not None and named.sure == LEAD:
            found.append(named)
    names = {name for named in found for name in named.names}
    return found[:1] if len(names) <= MOST_FAR else []


def _in_prose(scene: Scene) -> list[Named]:
    """Read the names within the first sentence of East Asian reports: （记者张三）, 【北京=山田太郎】."""
    core = scene.core
    if not core or core[0].text.isascii():
        return []
    block = core[0]
    for form in (_CHINESE, _JAPANESE, _KOREAN):
        match = form.search(block.text, 0, 60)
        if match is not None:
            return [Named(BESIDE_ROLE, split_names(match[1]), *block.locate(*match.span(1)), "dateline")]
    return []
