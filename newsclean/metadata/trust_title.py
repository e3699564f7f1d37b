"""Settle the title: the places of a page vote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsclean.document import Document
from newsclean.metadata.model import Metadata, Stated
from newsclean.metadata.site_name import Site, key, parts_of, without_site

VOTES = {"heading": 6.0, "json-ld": 2.0, "opengraph": 2.0, "meta": 1.0, "microdata": 2.0, "text": 1.0}
H2_VOTE = 0.5
PART = 0.5  # of a vote, for a title that another holds as a part
ON_PAGE = 1.0
MIN_LENGTH = 4
MIN_PART = 12  # letters of a title that may stand in another without a mark between
MAX_HEADINGS = 12  # of a page; what stands further down is no headline


class _Candidate:
    def __init__(self, stated: Stated, text: str) -> None:
        self.stated = [stated]
        self.text = text
        self.key = key(text)
        self.parts = {key(part) for part in parts_of(text)}
        self.votes: dict[str, float] = {}


def settle_title(found: Metadata, stated: Sequence[Stated], site: Site, doc: Document) -> Stated | None:
    """Choose the title and note its evidence; give the statement that places it on the page, if one does."""
    own = [Stated("title", found.title, "text", "headline")] if found.title else []
    candidates = _candidates([*stated, *own], site)
    if not candidates:
        return None
    longest = 2 * max(len(one.text) for one in candidates)
    whole = {key(block.text) for block in doc.blocks if MIN_LENGTH <= len(block.text) <= longest}
    best = max(candidates, key=lambda one: _score(one, candidates, whole))
    found.title = best.text
    found.evidence["title"] = best.stated
    placed = [each for each in best.stated if each.start is not None]
    return (placed or best.stated)[0]._replace(value=best.text)


def _candidates(stated: Iterable[Stated], site: Site) -> list[_Candidate]:
    found: dict[str, _Candidate] = {}
    headings = 0
    for each in stated:
        headings += each.origin == "heading"
        if each.origin == "heading" and headings > MAX_HEADINGS:
            continue
        text = without_site(each.value, site)
        if len(text) < MIN_LENGTH or site.is_named(text):
            continue
        one = found.get(key(text))
        if one is None:
            one = found[key(text)] = _Candidate(each, text)
        else:
            one.stated.append(each)
            one.text = _better(one.text, text)
        vote = H2_VOTE if each.detail == "h2" else VOTES.get(each.origin, 1.0)
        place = "h2" if each.detail == "h2" else each.detail if each.origin == "meta" else each.origin
        one.votes[place] = max(one.votes.get(place, 0.0), vote)
    return [one for one in found.values() if one.key]


def _better(one: str, other: str) -> str:
    """Prefer the spelling that is not in capitals throughout."""
    return other if one.isupper() and not other.isupper() else one


def _score(one: _Candidate, others: Iterable[_Candidate], whole: set[str]) -> float:
    score = sum(one.votes.values())
    for other in others:
        if other is not one and _holds(other, one):
            score += PART * sum(vote for place, vote in other.votes.items() if place != "heading")
    return score + (ON_PAGE if one.key in whole else 0.0)


def _holds(one: _Candidate, part: _Candidate) -> bool:
    """Say whether a title stands in another as a part: cut off by a bar or dash, at its beginning or end."""
    if part.key in one.parts:
        return True
    return len(part.key) >= MIN_PART and (one.key.startswith(part.key) or one.key.endswith(part.key))
