"""Who wrote an article: bylines in any form, and names that stand alone between headline and date."""

from __future__ import annotations

from newsclean.lazy import pattern
from newsclean.metadata.bare_names import BARE_REACH, may_name, pen_name, without_lead
from newsclean.metadata.led_names import REACH, may_lead, with_lead
from newsclean.metadata.model import Stated
from newsclean.metadata.name_surroundings import BARE, BESIDE_ROLE, LEAD, Named
from newsclean.metadata.scene import Scene
from newsclean.names import split_names

FARTHER, ELSEWHERE = 0.15, 1.8  # what a line of distance, and to stand below the prose, takes from that
MOST_FAR = 3  # names in bylines far from the headline
BESIDE = 120  # characters between two bylines of one article
MOST_WORDS = 28  # of a line that names authors

_KOREAN = pattern("([가-힣]{2,4}) ?(?:기자|특파원|논설위원|선임기자|인턴기자|앵커|PD)")
_CHINESE = pattern("[（(](?:本报|本報)?(?:记者|記者)[:： ]?((?:[\u4e00-\u9fff]{2,4}[、 ,，]?){1,4})[)）]")
_JAPANESE = pattern("^【[^】=＝]{1,12}[=＝]([\u3040-\u30ff\u4e00-\u9fff ]{2,12})】")


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


def _named(scene: Scene, position: int, *, head: bool) -> Named | None:
    """Read the names a line states; None when it states none."""
    block = scene.blocks[position]
    facts = block.facts
    if facts.prose or facts.stamp is not None or position == scene.anchor or facts.words > MOST_WORDS:
        return None
    dated = position in scene.whens
    leads = any(hit.rule.filter == "byline" for hit in facts.hits)
    if leads or dated or may_lead(facts):
        lead = with_lead(scene, position)
        if lead is not None or (leads and not dated):
            return Named(LEAD, lead, block.start, block.end, "byline") if lead else None
    if not block.text.isascii() and (korean := _KOREAN.match(block.text)) is not None:
        return Named(BESIDE_ROLE, [korean[1]], block.start, block.end, "name and role")
    if facts.hits and not facts.says:
        return None
    if dated or may_name(scene, position, head=head):
        return without_lead(scene, position, head=head)
    return pen_name(scene, position) if head else None


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
