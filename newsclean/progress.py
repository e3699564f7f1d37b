"""How far a long run is: a bar on a terminal, at ``-v`` a line from time to time elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from newsclean.log import Log

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from newsclean.report import Summary

Input = TypeVar("Input")

PATIENCE = 2.0  # seconds of silence on a terminal
EVERY = 30.0  # seconds between lines
REFRESH = 0.5  # seconds between pictures of the bar: each costs a millisecond, which tells where cores are shared


class Progress:
    """Show how far a run is; ``total`` is the number of inputs, ``clock`` gives seconds."""

    def __init__(self, total: int, log: Log, summary: Summary, clock: Callable[[], float] = time.monotonic) -> None:
        self.total, self.log, self.summary, self._clock = total, log, summary, clock
        self._started = clock()
        self._bar = _bar(total) if wants_bar(log) else None
        self._next = self._started + (REFRESH if self._bar else EVERY)

    def step(self) -> None:
        """Show how far it is, when it is time."""
        now = self._clock()
        if not self.summary.inputs:
            self._started = now  # to find what was done before takes another time than to do it
        if now < self._next:
            return
        if self._bar is not None:
            self._next = now + REFRESH
            self._paint(self._bar)
        else:
            self._next = now + EVERY
            share = f"{100 * self.done // max(self.total, 1)} %"
            self.log.info(
                "", f"{self.done:,} of {self.total:,} inputs done ({share}): {self._facts(now)}", code="progress"
            )

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._paint(self._bar)
            self._bar.stop()
            self._bar = None

    @property
    def done(self) -> int:
        """Count the inputs that are done."""
        return self.summary.inputs + self.summary.resumed

    def _paint(self, bar: Bar) -> None:
        facts = f"{self.done:,}/{self.total:,} {self._facts(self._clock())}"
        for long, short in (" of text removed", " removed"), (" a second", "/s"), (" a minute", "/min"):
            facts = facts.replace(long, short)
        bar.update(bar.task_ids[0], completed=self.done, facts=facts)
        bar.refresh()

    def _facts(self, now: float) -> str:
        if not self.summary.inputs:
            return "done before" if self.summary.resumed else ""
        rate = self.summary.inputs / max(now - self._started, 1e-9)
        facts = [f"{100 * self.summary.removed_share:.0f} % of text removed", f"{self.summary.failed:,} failed"]
        return ", ".join([*facts, _rate(rate), f"{_time(max(0, self.total - self.done) / rate)} left"])


def patiently(inputs: Iterable[Input], log: Log, clock: Callable[[], float] = time.monotonic) -> Iterator[Input]:
    """Pass inputs on that are only looked at; where that takes long, tell whoever waits at a terminal."""
    until = clock() + PATIENCE if wants_bar(log) else None
    for each in inputs:
        if until is not None and clock() > until:
            log.info("", "looking through the inputs before anything is written", code="looking", level=0)
            until = None
        yield each


def wants_bar(log: Log) -> bool:
    """Say whether standard error is a terminal somebody looks at."""
    if log.loudness < 0 or log.as_json or sys.stderr is None or not sys.stderr.isatty():
        return False
    return not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def _bar(total: int) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    bar = Bar(
        BarColumn(max(4, min(24, console.width - 70))),  # where there is little room, the numbers have it
        TextColumn("{task.fields[facts]}", markup=False),
        console=console,
        auto_refresh=False,  # a thread would be in the way of forks
        transient=True,
        redirect_stdout=False,
    )
    bar.add_task("", total=total, facts="")
    bar.start()
    return bar


def _rate(rate: float) -> str:
    """Say how many inputs a second, or a minute where they are slow."""
    return (
        f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute"
    )


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
