"""Settle who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsclean.metadata.model import Metadata, Stated
from newsclean.metadata.people import clean_names, has_lead, is_lead, is_list_of_people, lead_pattern
from newsclean.metadata.site_name import Site
from newsclean.metadata.whereabouts import Whereabouts
from newsclean.names import is_caseless_name, is_person

MAX_LINE = 120
_TAGS = ("json-ld", "opengraph", "meta")
_SEEN = ("microdata", "byline")
_KINDS = frozenset(("h1", "h2", "h3", "li", "figcaption"))


class _Voice(NamedTuple):
    """The names one place states."""

    origin: str
    names: list[str]
    stated: list[Stated]
    people: bool
    away: int | None  # blocks from the headline, of what stands beside it


def settle_authors(found: Metadata, stated: Sequence[Stated], site: Site, near: Whereabouts) -> None:
    """Choose the authors and note their evidence."""
    voices = _voices(found, stated, site, near)
    best = _best(voices, site)
    if best is None:
        return
    found.authors = best.names
    found.evidence["authors"] = best.stated


def _best(voices: Sequence[_Voice], site: Site) -> _Voice | None:
    persons = [voice for voice in voices if voice.people and voice.origin != "own"]
    tagged = next((voice for voice in persons if voice.origin in _TAGS), None)
    beside = min((voice for voice in persons if voice.away is not None), key=_distance, default=None)
    if tagged and beside:
        fewer = len(tagged.names) < len(beside.names)
        return tagged if _agree(tagged.names, beside.names) and not fewer else beside
    if tagged or beside:
        return tagged or beside
    # A name of one word, such as bloggers have, is still somebody; the site is not.
    others = [voice for voice in voices if voice.origin != "own" and not all(map(site.is_part, voice.names))]
    own = [voice for voice in voices if voice.origin == "own" and voice.people]
    return next(iter([*others, *own, *voices]), None)


def _distance(voice: _Voice) -> tuple[bool, int]:
    """Rank a byline by how near the headline it stands; what stands above may belong to another story."""
    away = voice.away or 0
    return away < 0, abs(away)


def _agree(one: Iterable[str], other: Iterable[str]) -> bool:
    words = [{word for name in names for word in name.lower().split() if len(word) > 2} for names in (one, other)]
    return bool(words[0] & words[1])


def _voices(found: Metadata, stated: Sequence[Stated], site: Site, near: Whereabouts) -> list[_Voice]:
    """Gather names by the place that states them, the most trusted place first."""
    leads = lead_pattern(near.doc.table)
    places: dict[str, _Voice] = {}
    for origin in (*_TAGS, *_SEEN):
        for each in stated:
            if each.origin == origin and (origin in _TAGS or near.is_near(each.start)):
                away = near.distance(each.start) if origin in _SEEN else None
                place = f"{origin} {each.detail} {away}"
                _add(places, place, clean_names(each.value, leads, seen=origin in _SEEN), each, site, away)
    if not any(voice.people for voice in places.values()):
        _add_only_byline(places, stated, site, near, leads)
    for each in shown_bylines(near, leads):
        away = near.distance(each.start)
        _add(places, f"text {away}", clean_names(each.value, leads, seen=True), each, site, away)
    if found.authors:
        said = found.evidence.get("authors") or [Stated("authors", list(found.authors), "text", "byline")]
        places["own"] = _Voice("own", list(found.authors), said, _has_people(found.authors, site), None)
    return list(places.values())


def _add_only_byline(
    places: dict[str, _Voice], stated: Sequence[Stated], site: Site, near: Whereabouts, leads: re.Pattern[str]
) -> None:
    """Take a byline from anywhere on the page where all bylines of the page name the same people."""
    bylines = [(each, clean_names(each.value, leads, seen=True)) for each in stated if each.origin in _SEEN]
    named = [(each, names) for each, names in bylines if names]
    if named and all(_agree(names, named[0][1]) for _, names in named):
        _add(places, "only byline", named[0][1], named[0][0], site, None)


def shown_bylines(near: Whereabouts, leads: re.Pattern[str]) -> Iterator[Stated]:
    """Give the lines around the headline that name people: behind a lead word, or below a line that is one."""
    blocks = near.doc.blocks
    for position in near.positions():
        block = blocks[position]
        if len(block.text) > MAX_LINE or block.facts.prose or block.kind in _KINDS:
            continue
        above = blocks[position - 1].text if position else ""
        if has_lead(block.text, leads):
            if not is_lead(block.text, leads):
                yield Stated("authors", block.text, "text", "byline.lead", block.start, block.end)
        elif above and is_lead(above, leads) and is_list_of_people(block.text):
            yield Stated("authors", block.text, "text", "byline.lead-above", block.start, block.end)


def _add(
    places: dict[str, _Voice], place: str, names: Sequence[str], each: Stated, site: Site, away: int | None
) -> None:
    names = [site.without(name) for name in names]
    if not names:
        return
    held = places.get(place)
    merged = _shortest([*(held.names if held else []), *names])
    persons = [name for name in merged if not site.is_named(name)]
    merged = persons if _has_people(persons, site) else merged
    places[place] = _Voice(each.origin, merged, [*(held.stated if held else []), each], _has_people(merged, site), away)


def _shortest(names: Sequence[str]) -> list[str]:
    """Leave out doubles, and names that are another with something behind it: "Jane Doe", "Jane Doe Research"."""
    found = list(dict.fromkeys(names))
    return [name for name in found if not any(name.startswith(f"{other} ") for other in found)]


def _has_people(names: Iterable[str], site: Site) -> bool:
    return any((is_person(name) or is_caseless_name(name)) and not site.is_part(name) for name in names)
