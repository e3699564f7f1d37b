"""Remove what no phrase names: the lines that do not look like the article, by what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from newsclean.confidence import USED
from newsclean.document import Block, Document, Verdict, gap_between
from newsclean.filters import BuiltIn
from newsclean.line_repeats import held_by_neighbour, stood_before

if TYPE_CHECKING:
    from newsclean.article_model import Judgement

MAX_LINES = 20_000  # of a longer text nothing is judged: no page is like this
SHORT = 8  # words of a line whose cue is hard evidence
SECTION_REACH = 15
SECTIONS = frozenset(
    (
        *("share_bar", "newsletter", "read_more", "related_list", "comment_section", "consent", "promo", "paywall"),
        *("navigation", "tag_list"),
    )
)
FIELDS = frozenset(("byline", "dateline_stamp", "source_credit", "caption_credit", "author_bio"))  # articles have them
FEW_ENDS = 0.3
HEADING_WORDS = 10
MIN_WORDS = 12  # an article has more of them
NEAR = 3  # lines beside the body in which a paragraph may belong to it
# Shares of the threshold that are enough for lines without a cue.
INSIDE = 0.5
HEADING = 0.075  # above a paragraph
PROSE_INSIDE = 0.05
PROSE_BESIDE = 0.075


class NonArticle(BuiltIn):
    """Remove the lines a small network takes for anything but the article.

    ``threshold`` is the probability below which a line goes; within the article, and for paragraphs just beside
    it, a part of that. Nothing goes unless at least ``evidence`` of the lines that would are furniture beyond
    doubt: a clean article loses nothing. ``weights`` names a file made by ``newsclean train``. ``keep`` names
    filters whose lines stay: those that are switched off, so that who disables disclaimers keeps them.
    """

    name = "non_article"
    threshold: float = 0.45
    evidence: int = 2
    weights: str = ""
    keep: tuple[str, ...] = ()

    def __call__(self, doc: Document) -> Iterator[Verdict]:
        """Propose to remove what the network condemns, first in the whole document, then in what is left."""
        if len(doc.whole.blocks) > MAX_LINES:
            return
        doc.whole.memo[USED] = self.weights
        if is_all_article(doc.blocks):
            return
        gone = self._first(doc.whole)
        yield from (block.remove(*gone[block.index]) for block in doc.blocks if block.index in gone)
        guessed = doc.headline
        if guessed is not None and guessed.index in gone and doc.whole.memo["judgement"].headline is not None:
            yield guessed.remove(*gone[guessed.index])  # another line is the headline
            guessed = None
        left = [block for block in doc.blocks if block.index not in gone]
        if len(left) != len(doc.whole.blocks) and left:
            rest = self._again(doc, left, guessed)
            yield from (block.remove(*rest[block.index]) for block in left if block.index in rest)

    def _first(self, whole: Document) -> dict[int, tuple[str, str]]:
        """Condemn lines of the whole document, once."""
        key = f"{self.name}:{self.weights}:{self.threshold}:{self.evidence}:{self.keep}"
        known: dict[int, tuple[str, str]] | None = whole.memo.get(key)
        if known is None:
            known = whole.memo[key] = self._condemned(whole, whole.blocks, None)
        return known

    def _again(self, doc: Document, left: list[Block], headline: Block | None) -> dict[int, tuple[str, str]]:
        """Condemn lines of what is left as if it were a document of its own, as it will be when cleaned again."""
        blocks = left
        if headline is not None:
            blocks = sorted([*left, headline], key=lambda block: block.index)
        memo, key = doc.whole.memo, (self, doc.table, tuple([(block.start, block.text) for block in blocks]))
        if memo.get("judged again", (None,))[0] != key:  # the last round looks at what the one before left
            gaps = [0, *(gap_between(doc.whole, a, b) for a, b in pairwise(blocks))]
            memo["judged again"] = key, self._condemned(doc, blocks, gaps)
        found: dict[int, tuple[str, str]] = memo["judged again"][1]
        return found

    def _condemned(
        self, doc: Document, blocks: Sequence[Block], gaps: Sequence[int] | None
    ) -> dict[int, tuple[str, str]]:
        hard = hard_lines(blocks)
        if not self._may_be_proven(blocks, hard):
            return {}
        from newsclean.article_model import judge

        found = judge(blocks, doc.table, self.weights, gaps=gaps)
        if gaps is None:
            doc.memo["judgement"] = found
        lines = [n for n, share in enumerate(found.body) if share < self.threshold]
        if not doc.title_given and found.headline is not None:
            lines = [n for n in lines if n != found.headline]
        if self.keep:
            lines = [n for n in lines if not any(hit.rule.filter in self.keep for hit in blocks[n].facts.hits)]
        kept = sorted(set(range(len(blocks))).difference(lines))
        own = [n for n in kept if n != found.headline]
        if sum(blocks[n].facts.words for n in own) < MIN_WORDS or not self._proven(blocks, lines, hard, own):
            return {}
        first, last = self._body(blocks, found, own)
        lines = [n for n in lines if n in hard or found.body[n] < self._needed(blocks, n, first, last)]
        return {blocks[n].index: verdict for n, verdict in self._verdicts(blocks, found, lines, first, last)}

    def _body(self, blocks: Sequence[Block], found: Judgement, own: Sequence[int]) -> tuple[int, int]:
        """Find the first and the last line of the body: a likely paragraph close by belongs to it."""
        enough = self.threshold * PROSE_BESIDE

        def reach(edge: int, step: int) -> int:
            """Move an edge of the body outward while a likely paragraph stands within reach."""
            away, n = 0, edge
            while 0 <= n + step < len(blocks) and away < NEAR:
                n += step
                away += not blocks[n].facts.hits
                if is_plain_prose(blocks[n]) and found.body[n] >= enough:
                    edge, away = n, 0
            return edge

        return reach(own[0], -1), reach(own[-1], 1)

    def _needed(self, blocks: Sequence[Block], n: int, first: int, last: int) -> float:
        """Give the probability a line needs to stay; little for paragraphs without a cue within the body."""
        if not first <= n <= last:
            return self.threshold
        if is_plain_prose(blocks[n]):
            return self.threshold * PROSE_INSIDE
        if blocks[n].facts.hits:
            return self.threshold
        return self.threshold * (HEADING if n < last and is_plain_prose(blocks[n + 1]) else INSIDE)

    def _may_be_proven(self, blocks: Sequence[Block], hard: frozenset[int]) -> bool:
        """Say whether there would be evidence enough if all that is furniture were condemned, outside the body."""
        if len(hard) < self.evidence:
            return False
        cues = {blocks[n].text for n in hard if has_cue(blocks[n])}
        return 2 * len(cues) >= self.evidence or len({blocks[n].text for n in hard}) > self.evidence

    def _proven(self, blocks: Sequence[Block], lines: Iterable[int], hard: frozenset[int], own: Sequence[int]) -> bool:
        """Say whether enough of the condemned lines are furniture beyond doubt.

        A cue counts once within the body and twice outside; repeats are found in honest lists too, so they count
        outside the body alone, and it takes more of them.
        """
        cues, repeats = set(), set()
        points = 0
        for n in lines:
            if n in hard:
                text, outside = blocks[n].text, not own[0] < n < own[-1]
                if text not in cues and has_cue(blocks[n]):
                    cues.add(text)
                    points += 1 + outside
                if outside and not blocks[n].facts.says:  # live blogs repeat their times
                    repeats.add(text)
        return points >= self.evidence or len(repeats) > self.evidence

    def _verdicts(
        self, blocks: Sequence[Block], found: Judgement, lines: Iterable[int], first: int, last: int
    ) -> Iterator[tuple[int, tuple[str, str]]]:
        """Say of each line where it stands and what speaks against it."""
        sections = _sections(blocks)
        for n in lines:
            where = "above" if n < first else "below" if n > last else "inside"
            parts = []
            if found.ends[n] < FEW_ENDS:
                parts.append("few sentence ends")
            section = sections[n]
            if section is not None and section != n:
                parts.append(f'after "{blocks[section].text[:40]}"')
            if where == "inside":
                parts.append("unlike the article around it")
            else:
                away = first - n if where == "above" else n - last
                parts.append(f"{away} line{'s' * (away > 1)} {where} the body")
            yield n, (f"{self.name}.{where}", ", ".join(parts))


def is_all_article(blocks: Sequence[Block]) -> bool:
    """Say whether nothing is left but paragraphs, and short headings between them: there is nothing to judge."""
    if blocks and not blocks[0].facts.prose:
        return False
    below = False
    for block in reversed(blocks):
        above, below = below, is_plain_prose(block)
        if not below and not (above and block.facts.words <= HEADING_WORDS and not block.facts.hits):
            return False
    return True


def hard_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Find the lines that are furniture beyond doubt: short with a cue, a repeat, or part of a neighbour."""
    texts = [block.text for block in blocks]
    marks = zip(blocks, stood_before(texts), held_by_neighbour(texts), strict=True)
    return frozenset(
        [n for n, (block, before, held) in enumerate(marks) if before or held or (block.facts.hits and has_cue(block))]
    )


def is_plain_prose(block: Block) -> bool:
    """Say whether a block is a paragraph in which no cue speaks against the whole."""
    return block.facts.prose and not _is_furniture(block)


def has_cue(block: Block) -> bool:
    """Say whether a block is a short line that a phrase gives away."""
    return block.facts.words <= SHORT and _is_furniture(block, FIELDS)


def _is_furniture(block: Block, but: frozenset[str] = frozenset()) -> bool:
    return any(
        hit.rule.span == "block" and not hit.rule.company and hit.rule.filter not in but for hit in block.facts.hits
    )


def _sections(blocks: Sequence[Block]) -> list[int | None]:
    """Give for each line the position of the section heading it may stand under."""
    found: list[int | None] = []
    last = -SECTION_REACH - 1
    for position, block in enumerate(blocks):
        facts = block.facts
        if facts.hits and facts.words <= SHORT and any(hit.rule.filter in SECTIONS for hit in facts.hits):
            last = position
        found.append(last if position - last <= SECTION_REACH else None)
    return found
