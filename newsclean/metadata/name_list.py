"""Names in a piece of a byline: several split, roles, outlets, addresses and what else stands behind them left out."""

from __future__ import annotations

from newsclean.dates import is_date_word
from newsclean.lazy import pattern
from newsclean.metadata.leads import TRIM
from newsclean.names import (
    is_agency,
    is_caseless_name,
    is_degree,
    is_office,
    is_outlet,
    is_person,
    is_role,
    split_names,
    without_role,
)

MOST_NAMES = 6
_ADDRESS = pattern(r"\s+(?:\S*@|https?:|www\.).*$")
_CAPITALS_FIRST = pattern(r"^((?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]+\.? ){2,4})(?=[A-ZÀ-Þ][a-zß-ÿ])")
_SHORT_BEHIND = pattern(r"(?<=[a-zß-ÿ]) [A-Z]{2,5}$")
_BEHIND_NAME = pattern(r"(?i)\s(?:in|on|for|at|from|im|bei|aus|with|pour|para|per|voor|dla)(?:\s.*)?$|\s\d.*$")
RUN_TOGETHER = pattern(r"[^\W\d_A-Z]{4}[A-Z]|[^\W\d_A-Z][A-Z]{2}")
OTHERS = pattern(
    r"(?i)\b(?:edited|reviewed|fact[ -]?checked|photo(?:s|graphs?|graphy)?|foto(?:s|grafie)?|illustrations?|images?"
    r"|bild|picture|translated|medically|researched|verified|sponsored|updated|übersetz\w+|redigerad|traduit"
    r"|traducción|medical)\b"
)


def names_in(text: str, *, loose: bool = True) -> list[str]:
    """List the names a text is made of, roles left out; none when it says anything else.

    One word is a name only where ``loose``: "By Friday".
    """
    names: list[str] = []
    for part in split_names(_tidy(text)):
        part = part.strip(TRIM)
        if not part or is_office(part) or (is_role(part) and not without_role(part)):
            continue
        name = without_role(part)
        if not name or is_degree(name) or (names and (is_outlet(name) or is_role(name))):
            continue
        if names and " " in names[0] and " " not in name and not is_agency(name) and not name[0] > "\u2e80":
            break  # "Joan Carver, Lisbon"
        if RUN_TOGETHER.search(name) and " " in name:
            break
        if is_person(name) or is_caseless_name(name) or is_agency(name) or (loose and _is_handle(name)):
            names.append(name)
        elif is_role(part):
            continue  # "editor of the Coast pages"
        else:
            break  # what follows the names is no name
    return names[:MOST_NAMES]


def people_in(text: str) -> list[str]:
    """List the persons a text names and nothing else."""
    text = _tidy(text)
    if RUN_TOGETHER.search(without_role(text)):
        return []
    names: list[str] = []
    for part in split_names(text):
        name = without_role(part.strip(TRIM))
        if not name or is_office(name) or is_role(name) or is_degree(name) or (names and is_outlet(name)):
            continue
        if not (is_person(name) or is_agency(name)):
            return []
        names.append(name)
    return names[:MOST_NAMES] if any(map(is_person, names)) and not is_outlet(names[0]) else []


def _tidy(text: str) -> str:
    """Take off a byline what stands behind its names: an address, a place, another's work, a paper in lower case."""
    text = _ADDRESS.sub("", text.strip(TRIM))
    others = OTHERS.search(text)
    if others is not None and others.start():
        text = text[: others.start()]
    text = _BEHIND_NAME.sub("", text).strip(TRIM)
    capitals = _CAPITALS_FIRST.match(text)
    return capitals[1].strip() if capitals is not None else _SHORT_BEHIND.sub("", text)


def _is_handle(text: str) -> bool:
    """Say whether a text is one word such as a pen name."""
    if " " in text or not 2 <= len(text) <= 24 or not text[0].isalpha() or any(char in "/@.:" for char in text):
        return False
    return not is_date_word(text)
