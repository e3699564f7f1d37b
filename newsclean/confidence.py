"""How far a cleaned article can be trusted: a probability that it has an F1 of 0.9, and warnings by name."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, log2
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.article_model import Judgement
    from newsclean.document import Block
    from newsclean.pipeline import Labelled

USED = "non_article used"  # in Document.memo: the weights the learned filter went by
WORDS_COUNTED = 60  # of a line
DECIMALS = 3
LOW = 0.5
NO_ARTICLE = 40  # words an article has at least
STUB = 180  # words of the opening a paywall shows
WALL = 3  # lines of a consent dialogue
LISTED = 8  # date and author lines of a page of lists


def confidence_of(labelled: Labelled) -> float | None:
    """Say how likely the article is right; None where the learned filter did not look."""
    judged = _judgement(labelled)
    if judged is None:
        return None
    from newsclean.article_model import load

    coefficients = load(labelled.doc.memo[USED]).confidence
    if not coefficients:
        return None
    values = measures(labelled, judged)
    score = coefficients[0] + sum(c * v for c, v in zip(coefficients[1:], values, strict=True))
    return round(1 / (1 + exp(-max(-30.0, min(30.0, score)))), DECIMALS)


def _judgement(labelled: Labelled) -> Judgement | None:
    doc = labelled.doc
    if USED not in doc.memo or not doc.blocks:
        return None
    found: Judgement | None = doc.memo.get("judgement")
    if found is None:
        from newsclean.article_model import judge

        found = doc.memo["judgement"] = judge(doc.blocks, doc.table, doc.memo[USED])
    return found


def measures(labelled: Labelled, judged: Judgement) -> list[float]:
    """Measure what speaks for the article: the F1 the network expects, its length, how whole and prosy it is."""
    body = labelled.body
    # Once a line: a call of min costs five times as much.
    words = [n if (n := block.facts.words) < WORDS_COUNTED else WORDS_COUNTED for block in labelled.doc.blocks]
    likely = list(map(mul, judged.body, words))
    kept = [block.index for block in body]
    both = sum([likely[n] for n in kept])
    total = float(sum([words[n] for n in kept]))
    ending = sum([words[block.index] for block in body if block.facts.ends])
    doubt = sum([share if share + share < whole else whole - share for share, whole in zip(likely, words, strict=True)])
    expected = (2 * both + 1) / (total + sum(likely) + 2)
    return [
        log(expected / (1 - expected)),
        log2(1 + total) / 10,
        ending / max(1.0, total),
        _runs(body) / max(1, len(body)),
        min(1.0, doubt / max(1.0, total)),
        judged.headline_score,
        log2(1 + len(labelled.doc.blocks)) / 10,
    ]


def _runs(kept: Sequence[Block]) -> int:
    """Count the stretches the kept lines fall into."""
    return sum(1 for n, block in enumerate(kept) if not n or kept[n - 1].index + 1 != block.index)


def doubts(labelled: Labelled, confidence: float | None) -> list[str]:
    """Name what is wrong with a page: no article on it, a list, a wall before the text, or plain doubt."""
    if confidence is None:
        return []
    words = prose = 0
    for block in labelled.body:
        facts = block.facts
        words += facts.words
        if facts.prose:
            prose += facts.words
    found = []
    cues = _lines_by_filter(labelled) if prose < NO_ARTICLE or words < STUB else {}
    if prose < NO_ARTICLE:
        found.append("no_article")
        if cues.get("byline", 0) + cues.get("dateline_stamp", 0) + len(labelled.doc.stamps) >= LISTED:
            found.append("list_page")
        if cues.get("consent", 0) >= WALL:
            found.append("consent_wall")
    if words < STUB and cues.get("paywall", 0):
        found.append("paywall_stub")
    if confidence < LOW:
        found.append("low_confidence")
    return found


def _lines_by_filter(labelled: Labelled) -> dict[str, int]:
    """Count the lines in which each filter's cues stand."""
    return {name: len({position for position, _ in hits}) for name, hits in labelled.doc.hits.items()}
