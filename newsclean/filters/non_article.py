"""Remove what no phrase names: the lines that do not look like the article, by what stands around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, pairwise
from operator import or_
from typing import TYPE_CHECKING

from newsclean.confidence import USED
from newsclean.document import Block, Document, Verdict, gap_between
from newsclean.filters import BuiltIn
from newsclean.line_repeats import Repeats, repeats_of

if TYPE_CHECKING:
    from newsclean.article_model import Judgement
    from newsclean.features import Facts

MAX_LINES = 20_000  # of a longer text nothing is judged: no page is like this
SHORT = 8  # words of a line whose cue is hard evidence
SECTION_REACH = 15
SIGN = 4  # characters
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
MUCH = 0.3  # of a text's lines: where fewer would go, it takes more evidence
LINES_A_POINT = 100  # of a text for each point of evidence it needs
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
    doubt, more where the text is mostly article: a clean article loses nothing. ``weights`` names a file made by
    ``newsclean train``. ``keep`` names filters whose lines stay: those that are switched off, so that who disables
    disclaimers keeps them.
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
        for block in doc.blocks:
            if block.index in gone:
                yield block.remove(*gone[block.index])
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
            known = whole.memo[key] = self._condemned(whole, whole.blocks)
        return known

    def _again(self, doc: Document, left: list[Block], headline: Block | None) -> dict[int, tuple[str, str]]:
        """Condemn lines of what is left as if it were a document of its own, as it will be when cleaned again."""
        blocks = left
        if headline is not None:
            blocks = sorted([*left, headline], key=lambda block: block.index)
        memo, key = doc.whole.memo, (self, doc.table, [(block.start, block.text) for block in blocks])
        if memo.get("judged again", (None,))[0] != key:  # the last round looks at what the one before left
            memo["judged again"] = key, self._condemned(doc, blocks, left=True)
        found: dict[int, tuple[str, str]] = memo["judged again"][1]
        return found

    def _condemned(self, doc: Document, blocks: Sequence[Block], *, left: bool = False) -> dict[int, tuple[str, str]]:
        """Condemn lines of a whole document, or of what is left of one."""
        marks = Marks(blocks)
        if not self._may_be_proven(blocks, marks):
            return {}
        from newsclean.article_model import judge

        gaps = [0, *(gap_between(doc.whole, a, b) for a, b in pairwise(blocks))] if left else None
        long = doc.whole.memo.setdefault(f"long lines {id(doc.table)}", {})
        found = judge(blocks, doc.table, self.weights, gaps=gaps, repeats=marks.repeats, long=long)
        if not left:
            doc.memo["judgement"] = found
        lines = [n for n, share in enumerate(found.body) if share < self.threshold]
        if not doc.title_given and found.headline is not None:
            lines = [n for n in lines if n != found.headline]
        if self.keep:
            lines = [n for n in lines if not any(hit.rule.filter in self.keep for hit in blocks[n].facts.hits)]
        condemned = {*lines, found.headline}
        own = [n for n in range(len(blocks)) if n not in condemned]
        if sum([blocks[n].facts.words for n in own]) < MIN_WORDS or not self._proven(blocks, lines, marks, own):
            return {}
        first, last = self._body(blocks, found, own)
        lines = [
            n
            for n in lines
            if not first <= n <= last or n in marks.hard or found.body[n] < self._needed(blocks, n, last)
        ]
        return self._verdicts(blocks, found, lines, _sections(blocks, marks.hits), (first, last))

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

    def _needed(self, blocks: Sequence[Block], n: int, last: int) -> float:
        """Give the probability a line within the body needs to stay; little for paragraphs without a cue."""
        if is_plain_prose(blocks[n]):
            return self.threshold * PROSE_INSIDE
        if blocks[n].facts.hits:
            return self.threshold
        return self.threshold * (HEADING if n < last and is_plain_prose(blocks[n + 1]) else INSIDE)

    def _may_be_proven(self, blocks: Sequence[Block], marks: Marks) -> bool:
        """Say whether there would be evidence enough if all that is furniture were condemned, outside the body."""
        cues = {blocks[n].text for n in marks.cues}
        return self._is_enough(2 * len(cues), len({blocks[n].text for n in marks.hard}), len(blocks), much=True)

    def _is_enough(self, points: int, repeats: int, lines: int, *, much: bool) -> bool:
        """Weigh evidence; where little would go, the text is mostly article, and repeats are those of honest lists."""
        needed = max(self.evidence if much else 2 * self.evidence, lines / LINES_A_POINT)
        return points >= needed or (much and repeats > self.evidence)

    def _proven(self, blocks: Sequence[Block], lines: Sequence[int], marks: Marks, own: Sequence[int]) -> bool:
        """Say whether enough of the condemned lines are furniture beyond doubt.

        A cue counts once within the body and twice outside; repeats count outside the body alone.
        """
        cues, repeats = set(), set()
        points = 0
        for n in sorted(marks.hard.intersection(lines)):
            text, outside = blocks[n].text, not own[0] < n < own[-1]
            if text not in cues and n in marks.cues:
                cues.add(text)
                points += 1 + outside
            if outside and not blocks[n].facts.says:  # live blogs repeat their times
                repeats.add(text)
        return self._is_enough(points, len(repeats), len(blocks), much=len(lines) >= MUCH * len(blocks))

    def _verdicts(
        self,
        blocks: Sequence[Block],
        found: Judgement,
        lines: Iterable[int],
        sections: Sequence[int],
        body: tuple[int, int],
    ) -> dict[int, tuple[str, str]]:
        """Say of each line where it stands and what speaks against it: a rule and a reason, by the line's index."""
        (first, last), ends = body, found.ends
        above, inside, below = (f"{self.name}.{where}" for where in ("above", "inside", "below"))
        verdicts = {}
        for n in lines:
            if n < first:
                rule, reason = above, _place("above", first - n)
            elif n > last:
                rule, reason = below, _place("below", n - last)
            else:
                rule, reason = inside, "unlike the article around it"
            if (heading := _heading_of(n, sections)) is not None:
                reason = f'after "{blocks[heading].text[:40]}", {reason}'
            verdicts[blocks[n].index] = rule, f"few sentence ends, {reason}" if ends[n] < FEW_ENDS else reason
        return verdicts


@lru_cache(maxsize=1000)
def _place(where: str, away: int) -> str:
    """Say where a line outside the body stands."""
    return f"{away} line{'s' * (away > 1)} {where} the body"


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


class Marks:
    """The lines that are furniture beyond doubt: short with a cue, a repeat, or part of a neighbour."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Take in the lines of a document."""
        self.repeats: Repeats = repeats_of([block.text for block in blocks])
        self.hits = [n for n, block in enumerate(blocks) if block.facts.hits]
        self.cues = {n for n in self.hits if has_cue(blocks[n].facts)}
        again = map(or_, self.repeats.before, self.repeats.held)
        self.hard = self.cues.union(compress(range(len(blocks)), again))


def is_plain_prose(block: Block) -> bool:
    """Say whether a block is a paragraph in which no cue speaks against the whole."""
    return block.facts.prose and not _is_furniture(block.facts)


def has_cue(facts: Facts) -> bool:
    """Say whether a line is a short one that a phrase gives away."""
    return facts.words <= SHORT and _is_furniture(facts, FIELDS)


def _is_furniture(facts: Facts, but: frozenset[str] = frozenset()) -> bool:
    for hit in facts.hits:
        rule = hit.rule
        if rule.span == "block" and not rule.company and rule.filter not in but:
            return True
    return False


def _sections(blocks: Sequence[Block], hits: Iterable[int]) -> list[int]:
    """List the positions of headings that lines below them may belong to."""
    found = []
    for position in hits:
        facts = blocks[position].facts
        if facts.words <= SHORT and _heads_section(facts) and any(map(str.isalnum, facts.text[:SIGN])):
            found.append(position)  # "|" and the like head nothing
    return found


def _heads_section(facts: Facts) -> bool:
    for hit in facts.hits:  # noqa: SIM110 - a generator takes three times as long
        if hit.rule.filter in SECTIONS:
            return True
    return False


def _heading_of(n: int, sections: Sequence[int]) -> int | None:
    """Give the position of the heading a line may stand under; none stands under another."""
    above = bisect_right(sections, n) - 1
    if above < 0 or not 0 < n - sections[above] <= SECTION_REACH:
        return None
    return sections[above]
