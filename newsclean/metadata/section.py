"""Which section of a site an article stands in, and the topics it is filed under."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsclean.cues import cue_span
from newsclean.document import Block
from newsclean.lazy import pattern
from newsclean.metadata.model import Stated
from newsclean.metadata.scene import Scene
from newsclean.slug import plain

KICKER_WORDS, KICKER_LENGTH = 4, 40
TAG_LENGTH, TAG_WORDS, MOST_TAGS = 50, 5, 20
ABOVE = 5  # lines above the headline in which a path of sections stands
_CRUMB = pattern(r"\s*[>›»/|→]\s*")
_SIGNS = frozenset("›>»→")
_CRUMBS = frozenset((">", "›", "»", "/", "|", "→"))
_FILED = ("filed", "posted in", "categor", "section", "kategorie", "rubri", "ressort", "sección", "secção", "sezione")
_TAG_JOINT = pattern(r"\s*[,;|•·、，/#]\s*|\s{2,}")
_TRIM = " \t\u00a0:：.,;#|–—-"


def state_section(scene: Scene) -> list[Stated]:
    """Say which section an article stands in: from a path of sections, a line above the headline, "Filed under"."""
    if scene.headline is None:
        return []
    for position in range(scene.anchor - 1, max(-1, scene.anchor - 1 - ABOVE), -1):
        found = _crumbs(scene, position)
        if found:
            return [found]
    kicker = _kicker(scene)
    return [kicker] if kicker else _filed(scene)


def state_tags(scene: Scene) -> list[Stated]:
    """List the topics of the lines that tag_list took out, and of those it knows right below the prose."""
    stated: list[Stated] = []
    for rule, start, end in _tag_lines(scene):
        text = scene.doc.text[start:end]
        cue = _cue(scene, text)
        rest = text[cue:].strip(_TRIM) if cue else ""
        tags = _topics(rest) if rest and not _is_filed(text) else []
        if tags:
            stated.append(Stated("tags", tags, "text", rule, start, end))
    return stated


def _tag_lines(scene: Scene) -> list[tuple[str, int, int]]:
    """Give the lines that list topics: their rules and where they stand."""
    found = [(v.rule, v.start, v.end) for v in scene.telling if v.rule.startswith("tag_list.")]
    for position in scene.tail:
        block = scene.blocks[position]
        for hit in block.facts.hits:
            if hit.rule.filter == "tag_list" and not _is_told(scene, block):
                found.append((hit.rule.id, block.start, block.end))
                break
    return found


def _is_told(scene: Scene, block: Block) -> bool:
    """Say whether tag_list itself took a line out, or a filter that knew better what it is."""
    verdict = scene.removed.get(block.start)
    return verdict is not None and verdict.filter != "non_article"


def _cue(scene: Scene, text: str) -> int:
    """Give where the lead word of a list of topics ends; 0 when the line has none."""
    for hit in scene.table.facts(text).hits:
        if hit.rule.filter == "tag_list":
            span = cue_span(text, hit.cue)
            return span[1] if span else 0
    return 0


def _topics(text: str) -> list[str]:
    parts = [part.strip(_TRIM) for part in _TAG_JOINT.split(text)]
    tags = [part for part in parts if part and len(part) <= TAG_LENGTH and part.count(" ") < TAG_WORDS]
    return list(dict.fromkeys(tags))[:MOST_TAGS] if len(tags) == len([part for part in parts if part]) else []


def _crumbs(scene: Scene, position: int) -> Stated | None:
    """Read the last section of a path: "Home › News › Politics", on one line or on several."""
    block = scene.blocks[position]
    title = scene.headline.text if scene.headline else ""
    if block.text in _CRUMBS:
        before = scene.blocks[position - 1] if position else None
        if position == scene.anchor - 1 and before is not None and _is_short(before.text):
            return Stated("section", before.text, "text", "breadcrumb", before.start, before.end)
        return None
    if len(block.text) > 160 or _SIGNS.isdisjoint(block.text):
        return None
    parts = [part for part in _CRUMB.split(block.text) if part]
    if parts and (title.startswith(parts[-1].rstrip("….")) or parts[-1].startswith(title)):
        parts.pop()
    if len(parts) >= 2 and _is_short(parts[-1]):
        start = block.text.rfind(parts[-1])
        return Stated("section", parts[-1], "text", "breadcrumb", *block.locate(start, start + len(parts[-1])))
    return None


def _kicker(scene: Scene) -> Stated | None:
    """Read the line above the headline, where a menu of the page or its address names the same section."""
    if scene.anchor == 0:
        return None
    block = scene.blocks[scene.anchor - 1]
    if not _is_short(block.text) or block.facts.stamp is not None or block.facts.ends:
        return None
    if not _is_in_address(block.text, scene.doc.url):
        apart = scene.doc.gap_before(scene.anchor - 1)
        if not apart or not any(other.text == block.text for other in scene.blocks[: scene.anchor - 1]):
            return None
    return Stated("section", block.text, "text", "kicker", block.start, block.end)


def _is_in_address(text: str, url: str | None) -> bool:
    if not url:
        return False
    path = {plain(part) for part in urlsplit(url).path.split("/")[:-1]}
    return "-".join(plain(text).split()) in path


def _is_short(text: str) -> bool:
    return 2 <= len(text) <= KICKER_LENGTH and text.count(" ") < KICKER_WORDS and text[0].isalnum()


def _is_filed(text: str) -> bool:
    return text.lower().startswith(_FILED)


def _filed(scene: Scene) -> list[Stated]:
    for rule, start, end in _tag_lines(scene):
        text = scene.doc.text[start:end]
        cue = _cue(scene, text) if _is_filed(text) else 0
        topics = _topics(text[cue:].strip(_TRIM)) if cue else []
        if topics:
            return [Stated("section", topics[0], "text", rule, start, end)]
    return []
