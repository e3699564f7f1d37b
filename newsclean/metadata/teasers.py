"""The other stories of a page as data: what teaser_list read of each, its date resolved, where it leads."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from newsclean.date_facts import When
from newsclean.document import Document, Verdict
from newsclean.lazy import pattern
from newsclean.metadata.scene import Scene
from newsclean.metadata.site_name import key

_ADDRESS = pattern(r"https?://\S+")
_LEADS_ON = pattern(r"(?i)(?:https?:)?//|[^:#]+(?:[/?#]|$)")  # no mailto:, no javascript:, no mark on the page itself
REACH = 6  # lines below a headline in which its address stands


def teasers_of(scene: Scene) -> list[dict[str, Any]]:
    """List the teasers of a document in their order."""
    told = [verdict for verdict in scene.telling if "teaser" in verdict.facts]
    if not told:
        return []
    shown = _shown_addresses(scene.doc, [verdict.start for verdict in told])
    links = _links(scene.doc) if scene.doc.links else {}
    return [_teaser(verdict, scene, shown.get(verdict.start), links) for verdict in told]


def _teaser(verdict: Verdict, scene: Scene, shown: str | None, links: dict[str, str]) -> dict[str, Any]:
    teaser = verdict.facts["teaser"]
    when: When | None = teaser["date"]
    entry = {**teaser, "date": None}
    if when is not None:
        entry["date"] = scene.resolve(when)
        if entry["date"] is None:
            entry["date_text"] = when.words
    address = shown or (_address_of(entry["title"], links) if links else None)
    return {**entry, "url": address} if address else entry


def _shown_addresses(doc: Document, anchors: list[int]) -> dict[int, str]:
    """Give the lines that are addresses to the headlines of teasers, by where these start.

    Addresses stand below their headlines, all of them, unless the first stands above its own.
    """
    if "://" not in doc.text:
        return {}
    wanted = set(anchors)
    positions = {block.start: n for n, block in enumerate(doc.blocks) if block.start in wanted}
    found: dict[int, str] = {}
    below = [positions[start] for start in anchors if start in positions]
    for here, following in zip(below, [*below[1:], len(doc.blocks)], strict=True):
        for block in doc.blocks[here + 1 : min(following, here + 1 + REACH)]:
            if _ADDRESS.fullmatch(block.text):
                found[doc.blocks[here].start] = block.text
                break
    first = doc.blocks[below[0] - 1] if below and below[0] else None
    if first is None or not _ADDRESS.fullmatch(first.text):
        return found
    above = [doc.blocks[n - 1] for n in below]
    return {doc.blocks[n].start: b.text for n, b in zip(below, above, strict=True) if _ADDRESS.fullmatch(b.text)}


def _links(doc: Document) -> dict[str, str]:
    """Give the address of each text that is a link, the first of those with the same text."""
    base = doc.url or next((each.value for each in doc.stated if each.field == "url"), "")
    found: dict[str, str] = {}
    for text, target in doc.links:
        name = key(text)
        if name and name not in found and _LEADS_ON.match(target):
            found[name] = _joined(base, target)
    return found


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:  # brackets that are no address
        return target


def _address_of(title: str, links: dict[str, str]) -> str | None:
    """Give where a headline leads: it is a link itself, or the beginning of a card that is one."""
    wanted = key(title)
    if not wanted:
        return None
    known = links.get(wanted)
    return known or next((address for name, address in links.items() if name.startswith(wanted)), None)
