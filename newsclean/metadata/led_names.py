"""The names behind a lead word: "By Joan Carver", within a line, run into the name, or above it on a line alone."""

from __future__ import annotations

import re

from newsclean.document import Block
from newsclean.features import Facts
from newsclean.lazy import pattern
from newsclean.metadata.leads import TRIM, behind_lead
from newsclean.metadata.name_list import OTHERS, names_in
from newsclean.metadata.name_surroundings import SEPARATOR, date_beside, segments_of, without_label
from newsclean.metadata.scene import Scene
from newsclean.names import is_plain_name, is_role

REACH = 4  # lines below a lone "By" that may go on with the names
MOST_ROLE_WORDS = 6  # behind a lead word that names staff and nobody

_GLUED_LEAD = pattern(r"^(?:[Bb]y|Von|Por|Par|Di|Door|Av|AUTHOR|Author|Autor)(?=[A-ZÀ-Þ])")
_GLUED_WITHIN = pattern(r"(?<=[a-z\d])(?=Written by )")
_LEAD_ALONE = pattern(r"^(\w+)[ \u00a0]{2,}")
_ANY_BY = pattern(r"^[A-Z]\w+ (?:\w+ )?[Bb]y (?=[A-Z])")
_LONG_LEAD = pattern(r"^\w+ ?[:：/|]|^\w+ (?:by|von|por|par|da|door|av|przez|bởi|tarafından)\b", re.IGNORECASE)
_STUCK = ("Von", "Por", "Par", "Di", "Door", "Av", "Au", "AU")
_MAY_LEAD = pattern(r"(?:^|\W|\d)(?:[Bb]y|BY)(?=[A-Z\u00a0 ])|^(?:Von|Por|Par|Di|Door|Av|Autor|Author|AUTHOR)[A-ZÀ-Þ]")


def may_lead(facts: Facts) -> bool:
    """Say whether a lead word may stand within a line, or run into the name."""
    return ("by" in facts.left or facts.text.startswith(_STUCK)) and _MAY_LEAD.search(facts.text) is not None


def with_lead(scene: Scene, position: int) -> list[str] | None:
    """Read the names behind a lead word; an empty list where only staff is named, None without a lead word."""
    block = scene.blocks[position]
    if OTHERS.match(block.text):
        return None
    text = without_label(_apart(block.text))
    hits = block.facts.hits if text == block.text else None
    whole = behind_lead(scene.table, text, hits)
    if whole == "":
        return _names_below(scene, position)
    parts = [whole] if whole is not None else []
    if not parts and (position in scene.whens or hits is None or SEPARATOR.search(text)):
        segments = segments_of(scene, position, text)
        parts = [rest for part in segments if part != text and (rest := behind_lead(scene.table, part))]
    if not parts:
        return None
    sure = position in scene.whens or date_beside(scene, position) or _LONG_LEAD.match(text) is not None
    for part in parts:
        if is_plain_name(part):
            return [part]
        segments = segments_of(scene, position, part)
        names = names_in(segments[0] if segments else part, loose=sure) or _in_lower_case(scene, position, part)
        if names:
            return names
        if is_role(part) and len(part.split()) <= MOST_ROLE_WORDS:
            return []
    return None


def _apart(text: str) -> str:
    """Set a lead word apart from the name it runs into, and take what stands before a "by" off it."""
    if (glued := _GLUED_LEAD.match(text)) is not None:
        text = f"{glued[0]} {text[glued.end() :]}"
    if "Written by " in text:
        text = _GLUED_WITHIN.sub(" ", text)
    if (wide := _LEAD_ALONE.match(text)) is not None:
        text = f"{wide[1]} {text[wide.end() :]}"
    by = _ANY_BY.match(text)
    return text if by is None else f"by {text[by.end() :]}"


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
        segments = segments_of(scene, position, text)
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
    return [text] if words[0] not in scene.doc.table.stop_words and date_beside(scene, position) else []


def _is_furniture(block: Block) -> bool:
    return any(hit.rule.filter not in ("byline", "author_bio", "source_credit") for hit in block.facts.hits)
