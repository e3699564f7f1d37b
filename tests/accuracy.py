"""Hold the accuracy: run the pipeline over the benchmark's development half and compare with floors per kind.

    python -m tests.accuracy                     # exit 1 if a figure is below its floor
    python -m tests.accuracy --update            # raise the floors to what is reached now, less a margin
    python -m tests.accuracy --update --lower    # also lower those that are not reached: say why in the commit

The shipped weights were trained on these pages, so the figures here guard against regressions and are no
measure of accuracy on new sites; that is what ``newsclean train DIR --folds 3`` prints.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from newsclean import render
from newsclean.article import document_of
from newsclean.pipeline import Labelled, Pipeline
from newsclean.scoring import Scores, overlap
from newsclean.training.pages import KINDS, gold_of, read_pages

FLOORS = Path(__file__).parent / "accuracy.json"
BENCH = Path(__file__).parents[2] / "shared" / "bench" / "dev"
MARGIN = 0.002
HARM = 0.01  # of a body that is lost: the document is harmed


def measured(data: Path, kinds: list[str]) -> Iterator[tuple[str, float]]:
    """Give the set-mean F1 of each kind, and how many documents stay the same when they are cleaned again.

    Of ``keep`` it is how much is kept and how many documents are unharmed.
    """
    pipeline = Pipeline.from_preset("news")
    scores: dict[str, Scores] = {}
    same: dict[str, list[bool]] = {}
    for page in read_pages(data):
        if not page.silver and page.kind in kinds:
            labelled = cleaned(page.text, pipeline)
            found = overlap(page.body, render.join(labelled.doc, labelled.body))
            scores.setdefault(page.kind, Scores()).add(page.group, found)
            once = render.text(labelled)
            same.setdefault(page.kind, []).append(render.text(cleaned(once, pipeline)) == once)
    for kind, each in scores.items():
        yield kind, each.mean_f1
        yield f"{kind}: same when cleaned again", sum(same[kind]) / len(same[kind])
    if "keep" in kinds:
        yield from kept(data, pipeline)


def cleaned(text: str, pipeline: Pipeline) -> Labelled:
    """Clean a text as the command does."""
    return pipeline.run(document_of(text, table=pipeline.spec.table, shape=pipeline.spec.shape))


def kept(data: Path, pipeline: Pipeline) -> Iterator[tuple[str, float]]:
    """Clean the known articles themselves: nothing of them should go."""
    lost = []
    for row in gold_of(data).values():
        text = "\n\n".join(filter(None, [row.get("title"), *row["text"].splitlines()]))
        labelled = cleaned(text, pipeline)
        recall = overlap(row["text"], render.join(labelled.doc, labelled.body)).recall
        lost.append(1 - (1.0 if recall is None else recall))
    yield "keep: text kept", 1 - sum(lost) / len(lost)
    yield "keep: documents unharmed", sum(share <= HARM for share in lost) / len(lost)


def main() -> int:
    """Measure, compare, and update the floors when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=BENCH)
    parser.add_argument("--kinds", nargs="+", default=[*KINDS, "keep"])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"{options.data}: no benchmark here, nothing to check")
        return 0
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = 0
    for name, value in measured(options.data, options.kinds):
        floor = floors.get(name, 0.0)
        failed += value < floor
        print(f"{name:38s} {value:.4f}  floor {floor:.4f}{'  BELOW' if value < floor else ''}", flush=True)
        if options.update and (value - MARGIN > floor or options.lower):
            floors[name] = round(value - MARGIN, 4)
    if options.update:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    return 1 if failed and not (options.update and options.lower) else 0


if __name__ == "__main__":
    sys.exit(main())
