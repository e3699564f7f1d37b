"""Draw pages of the benchmark's development half and print what `explain` shows of them, to be read by a person.

    python -m tests.reading --seed COMMIT                    # twenty pages of each kind, drawn by the commit's hash
    python -m tests.reading --seed COMMIT --kinds soup --pages 5 --lost

In front of each line: ``!`` it is gone from the text and the known article has it, ``?`` it stays and the article has
it not. A line that stands twice on the page and once in the article is not gone when one of them stays.
``--lost`` prints the lines with ``!`` alone. The known articles err too: a flag is a place to look.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from newsclean.pipeline import Labelled, Pipeline
from newsclean.render import Row, join, marked
from newsclean.scoring import SHINGLE, shingles, tokens
from newsclean.training.pages import KINDS, Page, read_pages
from tests.accuracy import BENCH, cleaned

WIDTH = 160


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=BENCH)
    parser.add_argument("--kinds", nargs="+", default=KINDS)
    parser.add_argument("--pages", type=int, default=20, help="of each kind")
    parser.add_argument("--seed", required=True, help="what the draw depends on: a commit")
    parser.add_argument("--lost", action="store_true", help="only the lines of the article that were removed")
    options = parser.parse_args()
    pipeline = Pipeline.from_preset("news")
    pages = [page for page in read_pages(options.data) if not page.silver]
    for kind in options.kinds:
        ids = sorted(page.id for page in pages if page.kind == kind)
        drawn = set(random.Random(f"{options.seed} {kind}").sample(ids, min(options.pages, len(ids))))
        for page in pages:
            if page.kind == kind and page.id in drawn:
                show(page, cleaned(page.text, pipeline), lost=options.lost)


def show(page: Page, labelled: Labelled, *, lost: bool) -> None:
    print(f"\n==== {page.kind} {page.id}")
    lines = Counter(tuple(tokens(line)) for line in page.body.splitlines())
    runs = set(shingles(page.body))
    kept = join(labelled.doc, labelled.kept)
    lines.subtract(tuple(tokens(line)) for line in kept.splitlines())
    gone = runs.difference(shingles(kept))
    for row in marked(labelled):
        flag = lost_flag(row, lines, gone) if row.verdict else left_flag(row, runs, page.title or "")
        if flag == "!" or not lost:
            reason = f"{row.verdict.rule} ({row.verdict.reason})" if row.verdict else ""
            print(f"{flag} {reason:>30.90} {row.separator} {row.text[:WIDTH]}")


def lost_flag(row: Row, lines: Counter[tuple[str, ...]], gone: set[tuple[str, ...]]) -> str:
    """Flag what the article has and the text has not: by runs of words, shorter lines by how often they stand."""
    words = tokens(row.text)
    own = runs_of(words)
    known = sum(run in gone for run in own) > len(own) / 2 if own else lines[tuple(words)] > 0
    return "!" if words and known else " "


def left_flag(row: Row, runs: set[tuple[str, ...]], title: str) -> str:
    words = tokens(row.text)
    own = runs_of(words)
    return "?" if words != tokens(title) and own and not sum(run in runs for run in own) > len(own) / 2 else " "


def runs_of(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)]


if __name__ == "__main__":
    main()
