"""Names of authors out of what tags hold: no lead word, no role, no address, several split."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsclean.cue_table import CueTable
from newsclean.dates import find_date
from newsclean.names import is_caseless_name, is_person

MAX_WORDS = 6  # of a name that has not the shape of a person's
MAX_NAMES = 12
_ADDRESS = re.compile(r"\(?\S+@\S+\.\S+\)?|(?:https?://|www\.)\S+|(?<!\S)@\w+", re.IGNORECASE)
_JOINT = re.compile(
    r"\s*(?:,|;|/|&|\||\+|•|·|\s(?:and|And|AND|und|et|ve|och|og|dan|with|та|и)\s|、|，|と|和)\s*(?:(?:and|und|et)\s)?"
)
_WEAK_JOINT = re.compile(r"\s(?:y|e|i|a|en)\s")  # which names have inside of them, too
_BREAK = re.compile(r"\s+(?:[-–—|•·⋅‧∙]\s|\|)|\s*[|•·⋅‧∙(\[]|,?\s+(?:for|in|at)\s+(?=[A-Z])")
_LAST = re.compile(r"\s+(?:on|am|le|el|il|op|den|dne|em|at)$")  # what stood before a date
_ROLE = re.compile(
    r"\b(?:staff|newsroom|desk|team|editors?|editorial|reporters?|correspondents?|writers?|columnists?|contributors?|bureau"
    r"|chief|senior|journalists?|experts?|specialist|manager|director|founder|ceo|producer|photographer|author|blogger"
    r"|redaktion|redakteur(?:in)?|redaktor(?:in)?|redazione|redacción|rédaction|redactie|admin(?:istrator)?|webmaster|guest"
    r"|analyst|professor|consultant|strategist|president|officer|educator)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:none|null|unknown|n/?a|anonymous|undefined|author|view all|posts?|user|root|test)", re.IGNORECASE
)
_TRIM = " \t\u00a0:：|–—-,.;·•⋅/()\"“”„'"


def clean_names(text: str, leads: re.Pattern[str], *, seen: bool = False) -> list[str]:
    """List the names a text holds, [] for none; ``seen`` texts stand on the page and may hold more than names."""
    text = _ADDRESS.sub(" ", " ".join(text.split())).strip(_TRIM)
    led = False
    while found := leads.match(text):
        text, led = text[found.end() :].strip(_TRIM), True
    if seen:
        text = _before_date(text)
        text = _BREAK.split(text, maxsplit=1)[0].strip(_TRIM)
        text = _LAST.sub("", text)
    parts = [part.strip(_TRIM) for whole in _JOINT.split(text) for part in _weakly_joined(whole)]
    people = [part for part in parts if _is_name(part)]
    if people:
        return list(dict.fromkeys(people))[:MAX_NAMES]
    if (seen and not led) or not text or len(text.split()) > MAX_WORDS or _ROLE.search(text) or _NOBODY.fullmatch(text):
        return []
    return [text] if any(c.isalpha() for c in text) and not text.startswith(("/", "#")) else []


def is_lead(text: str, leads: re.Pattern[str]) -> bool:
    """Say whether a line is nothing but the words that lead to names."""
    found = leads.match(text)
    return found is not None and not text[found.end() :].strip(_TRIM)


def has_lead(text: str, leads: re.Pattern[str]) -> bool:
    """Say whether a line begins with the words that lead to names."""
    return leads.match(text) is not None


def is_list_of_people(text: str) -> bool:
    """Say whether a line is names of persons and nothing else."""
    parts = [part for part in _JOINT.split(text.strip(_TRIM)) if part]
    return bool(parts) and all(map(_is_name, parts))


def _weakly_joined(text: str) -> list[str]:
    parts = _WEAK_JOINT.split(text)
    return parts if len(parts) > 1 and all(map(is_person, parts)) else [text]


def _is_name(part: str) -> bool:
    if _ROLE.search(part):
        return False
    return is_person(part) or (len(part) > 1 and is_caseless_name(part))


def _before_date(text: str) -> str:
    when = find_date(text)
    return text[: when.start].strip(_TRIM) if when is not None and when.start else "" if when is not None else text


@lru_cache(maxsize=4)
def lead_pattern(table: CueTable) -> re.Pattern[str]:
    """Make the pattern of the words that lead to names, in all languages."""
    cues = {
        cue
        for each in (table, table.of("en"))  # what content systems write when nobody told them the language
        for filed in each.index.start.values()
        for cue, number in zip(*filed, strict=True)
        if each.rules[number].filter == "byline"
    }
    return _pattern(cues)


def _pattern(cues: Iterable[str]) -> re.Pattern[str]:
    words: Sequence[str] = sorted(map(re.escape, cues), key=len, reverse=True) or [r"(?!)"]
    # Behind a lead word comes space, a colon, the end, or a name that its markup ran into it: "ByJane Doe".
    end = r"(?:(?<=[:：/|=])|(?=[\s:：]|$|(?-i:(?<=[a-z])[A-Z][a-z])))"
    return re.compile(rf"(?:{'|'.join(words)}){end}[\s:：]*", re.IGNORECASE)
