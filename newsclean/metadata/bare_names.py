"""Names without a lead word, which a date, a role or the place between headline and prose speaks for."""

from __future__ import annotations

from newsclean.document import Block
from newsclean.lazy import pattern
from newsclean.metadata.leads import TRIM
from newsclean.metadata.name_list import OTHERS, people_in
from newsclean.metadata.name_surroundings import (
    BARE,
    BEFORE_DATE,
    BESIDE_DATE,
    BESIDE_ROLE,
    READING,
    Named,
    date_beside,
    role_below,
    segments_of,
    without_label,
)
from newsclean.metadata.scene import Scene
from newsclean.names import begins_with_person, is_person, is_plain_name, is_role, without_role

BARE_REACH = 6  # lines below the headline in which a name may stand without either
FEW_WORDS = 12  # of a line that names them without a date
MENUS = frozenset(("navigation", "ui_debris", "share_bar", "related_list", "read_more", "tag_list"))

_PLACE = pattern(r"^[^\d,|]{2,40}, ")


def may_name(scene: Scene, position: int, *, head: bool) -> bool:
    """Say whether a line begins like a name, and something near may speak for it."""
    block = scene.blocks[position]
    text = block.text.lstrip(TRIM)
    if text[:1].islower() or block.facts.words > FEW_WORDS or not begins_with_person(text):
        return False
    if (0 < position - scene.anchor <= BARE_REACH) if head else abs(position - scene.last) <= 1:
        return True
    return date_beside(scene, position) or is_role(text) or role_below(scene, position)


def without_lead(scene: Scene, position: int, *, head: bool) -> Named | None:
    """Read the names that a line states without a lead word; None where nothing speaks for them."""
    block = scene.blocks[position]
    plain = is_plain_name(block.text)
    if not plain and OTHERS.search(block.text):
        return None
    if position and _is_of_others(scene.blocks[position - 1]):
        return None
    segments = [block.text] if plain else segments_of(scene, position, without_label(block.text))
    if not segments or len(segments) > 4:
        return None
    has_date = block.facts.says or bool(scene.whens.get(position)) or any(map(READING.match, segments))
    names: list[str] = [block.text] if plain else []
    for part in () if plain else segments:
        more = people_in(part)
        if not more and (names or not has_date):
            break
        names += more
    if not names:
        return pen_name(scene, position) if head and len(segments) == 1 and not has_date else None
    if has_date and len(names) < len(segments):
        segments = segments[: len(names)]
    has_role = not plain and (without_role(segments[0]) != segments[0] or any(is_role(part) for part in segments[1:]))
    if len(segments) > len(names) and not has_role and not has_date:
        return None
    if has_date and _PLACE.match(block.text):
        sure = BEFORE_DATE  # or it is the place of a dateline: "Port Elsa, March 3"
    elif has_date or date_beside(scene, position):
        sure = BESIDE_DATE
    elif has_role or role_below(scene, position):
        sure = BESIDE_ROLE
    elif _stands_free(scene, position, names, head=head):
        sure = BARE
    else:
        return None
    if any(_is_wording(scene, name) for name in names):
        return None
    return Named(sure, names, block.start, block.end, "name beside the date" if sure > BESIDE_ROLE else "name")


def pen_name(scene: Scene, position: int) -> Named | None:
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
    common = [word for word in words if _stands_in(text, word.lower())]
    if common and (common[-1] == words[-1] or 2 * len(common) > len(words)):
        return True
    table = scene.table
    numbers = [number for word in words for number in table.index.whole.get(word.lower(), ())]
    return any(table.rules[number].filter in MENUS for number in numbers)


def _stands_in(text: str, word: str) -> bool:
    """Say whether a text has a word between spaces, or its plural; it is searched once where it has not."""
    return f" {word}" in text and (f" {word} " in text or f" {word}s " in text)


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
