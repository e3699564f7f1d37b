"""What the commands for rule writers do: explain documents, count removals, test the examples of own rules."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsclean.config import PipelineSpec
from newsclean.inputs import Selection, Walk
from newsclean.log import Log
from newsclean.look import Look
from newsclean.messages import show, wants_color
from newsclean.outputs import open_output
from newsclean.pipeline import Labelled, Pipeline

if TYPE_CHECKING:
    from newsclean.readers import Options

BAR = "█"
LEAST_BAR, MOST_BAR = 10, 40
_CYAN, _OFF = "\x1b[36m", "\x1b[0m"


def explain_inputs(
    paths: list[str], spec: PipelineSpec, reading: Options, color: str, *, why_kept: bool = False
) -> int:
    """Print what was removed from each document and why; give the exit code."""
    from newsclean.explain import explanation

    walk = Walk(paths, Selection())
    look = Look(walk, spec, reading, Log())
    painted = wants_color(color, sys.stdout)
    with open_output(None) as output:
        for name, labelled in look:
            if walk.several or look.records:
                output.write(f"==> {show(name)} <==\n".encode())
            output.write(explanation(labelled, color=painted).encode("utf-8", "replace"))
            if why_kept:
                output.write(_near(labelled, look.here).encode("utf-8", "replace"))
    return 1 if look.failures else 0


def _near(labelled: Labelled, pipeline: Pipeline) -> str:
    from newsclean.whykept import why_kept

    return "\n" + why_kept(labelled, pipeline)


def count_inputs(paths: list[str], spec: PipelineSpec, reading: Options, color: str) -> int:
    """Print how often each rule removes something, and how much; give the exit code."""
    look = Look(Walk(paths, Selection()), spec, reading, Log())
    tally = Tally()
    for _, labelled in look:
        tally.add(labelled)
    width = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else 0
    rows = tally.rows(width, painted=wants_color(color, sys.stdout))
    with open_output(None) as output:
        output.write("".join(f"{row}\n" for row in rows).encode("utf-8", "replace"))
    return 1 if look.failures else 0


class Tally:
    """Removals per rule: how many, in how many documents, how many characters."""

    def __init__(self) -> None:
        self.documents = self.characters = 0
        self.removals: Counter[str] = Counter()
        self.found_in: Counter[str] = Counter()
        self.sizes: Counter[str] = Counter()

    def add(self, labelled: Labelled) -> None:
        """Take in a document."""
        from newsclean.explain import characters_of

        text = labelled.doc.text
        self.documents += 1
        self.characters += characters_of(text)
        for verdict in labelled.verdicts:
            self.removals[verdict.rule] += 1
            self.sizes[verdict.rule] += characters_of(text[verdict.start : verdict.end])
        self.found_in.update({verdict.rule for verdict in labelled.verdicts})

    def rows(self, width: int = 0, *, painted: bool = False) -> Iterator[str]:
        """Write a table, the rules with the most removals first; with bars where a width is given."""
        order = sorted(self.removals, key=lambda rule: (-self.removals[rule], rule))
        names = {rule: show(rule, 60) for rule in order}
        first = max([4, *(len(name) for name in names.values())])
        head = f"{'rule':<{first}}  removals  documents  characters"
        bar = min(MOST_BAR, width - len(head) - 2)
        most = max(self.removals.values(), default=1)
        yield head
        for rule in order:
            counts = f"{self.removals[rule]:>8,}  {self.found_in[rule]:>9,}  {self.sizes[rule]:>10,}"
            drawn = _bar(self.removals[rule] / most, bar, painted) if bar >= LEAST_BAR else ""
            yield f"{names[rule]:<{first}}  {counts}{drawn}"
        removed = sum(self.sizes.values())
        share = 100 * removed / self.characters if self.characters else 0
        total = f"{'all':<{first}}  {self.removals.total():>8,}  {self.documents:>9,}  {removed:>10,}"
        yield f"{total}  {share:.0f} % of the text"


def _bar(share: float, width: int, painted: bool) -> str:
    bar = BAR * max(1, round(share * width))
    return "  " + (f"{_CYAN}{bar}{_OFF}" if painted else bar)
