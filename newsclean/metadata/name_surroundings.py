"""One line among its neighbours: its parts between separators and dates, and what beside it makes a name sure."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.lazy import pattern
from newsclean.metadata.leads import TRIM
from newsclean.metadata.scene import Scene
from newsclean.names import is_role

LEAD, BESIDE_DATE, BEFORE_DATE, BESIDE_ROLE, BARE = 4.0, 3.0, 2.5, 2.0, 1.0  # how sure a name is
MOST_SEGMENTS = 6  # of a line
NEAR = 2  # lines between a name and the date or role that speaks for it; dates stand one line above it, too
READING_LENGTH = 9  # characters in which the words of a reading time begin

SEPARATOR = pattern(r"\s*[|•·⋅∙]\s*|\s[–—-]\s|[ \u00a0]{2,}|\t|\s/\s|[()（）\[\]【】]")
_LABEL = pattern(
    r"(?<=\w)\s*(?:PUBLISHED|(?:LAST )?UPDATED|POSTED|Published|(?:Last )?[Uu]pdated|Posted)(?=[ A-Z\d:]|$).*$"
)
READING = pattern(r"^\W{0,2}\d{1,3} ?min")
_WORDY_DATE = pattern(r"(?i)\b(?:on|at|am|le|el|il|op|den|em|vom)$")


class Named(NamedTuple):
    """Names found in one place."""

    sure: float
    names: list[str]
    start: int
    end: int
    detail: str


def without_label(text: str) -> str:
    """Take off a line the label of its date and what follows: "Joan CarverPublished …"."""
    low = text.lower()
    return _LABEL.sub("", text) if "pdated" in low or "ublished" in low or "osted" in low else text


def segments_of(scene: Scene, position: int, text: str) -> list[str]:
    """Cut a line, or a part of it, at its separators and dates."""
    for when in scene.whens.get(position, ()):
        if when.words:
            text = text.replace(when.words, "|", 1)
    found = []
    for part in SEPARATOR.split(text):
        part = _WORDY_DATE.sub("", part.strip(TRIM)).strip(TRIM)
        if part:
            found.append(part)
    return found[:MOST_SEGMENTS]


def date_beside(scene: Scene, position: int) -> bool:
    """Say whether a date or a reading time stands close to a line."""
    if position in scene.beside_dates:
        return True
    for block in scene.blocks[position + 1 : position + 1 + NEAR]:
        if "min" in block.text[:READING_LENGTH] and READING.match(block.text):
            return True
    return False


def role_below(scene: Scene, position: int) -> bool:
    """Say whether the line below names a role: Senior Reporter."""
    below = scene.blocks[position + 1 : position + 2]
    return bool(below) and below[0].facts.words <= 6 and is_role(below[0].text)
