"""A worker process: what the parent sees of it, and what runs in it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from newsclean import turns
from newsclean.turns import CLOCK

Item = TypeVar("Item")
Result = TypeVar("Result")

IDLE = -1.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass
class Chunk(Generic[Item, Result]):
    """Items, and the results of the first of them."""

    items: list[Item]
    results: list[Result] = field(default_factory=list)
    lost: dict[int, Result] = field(default_factory=dict)  # results of items that must not be tried again
    given: int = 0  # results that were asked for

    @property
    def done(self) -> bool:
        """Say whether all results are there."""
        return len(self.results) == len(self.items)

    def fresh(self) -> list[Result]:
        """List the results that came since this was asked before."""
        found = self.results[self.given :]
        self.given += len(found)
        return found

    def rest(self) -> list[int]:
        """List the items still to be done."""
        return [n for n in range(len(self.results), len(self.items)) if n not in self.lost]

    def add(self, results: Iterable[Result]) -> None:
        """Take in results, and those of lost items where their turn comes."""
        for result in (*results, None):
            while len(self.results) in self.lost:
                self.results.append(self.lost[len(self.results)])
            if result is not None:
                self.results.append(result)


class Worker:
    """A process with a pipe to it, and the chunk it works on."""

    def __init__(self, context: Any, main: Callable[..., None], setup: tuple[Any, ...]) -> None:
        self.place = context.RawArray("d", [IDLE, 0.0, 0.0])  # item of what was sent, since when, part
        self.pipe, theirs = context.Pipe()
        _flush()  # or a fork would hold, and write, what is still in our buffers
        self.process = context.Process(target=main, args=(theirs, self.place, self.pipe, *setup), daemon=True)
        self.process.start()
        theirs.close()
        self.chunk: Chunk[Any, Any] | None = None
        self.sent: list[int] = []  # the items of the chunk it was given

    def send(self, chunk: Chunk[Any, Any]) -> None:
        """Give it what is still to be done of a chunk."""
        self.chunk, self.sent = chunk, chunk.rest()
        self.place[0] = IDLE
        try:
            self.pipe.send([chunk.items[n] for n in self.sent])
        except (BrokenPipeError, ConnectionResetError):
            pass  # it died at rest: reading from it will tell

    def at(self) -> tuple[float, float]:
        """Say which item it is at, and which part of it."""
        return self.place[0], self.place[2]

    def seconds(self) -> float:
        """Give the seconds the current part has taken."""
        return CLOCK() - self.place[1] if self.place[0] != IDLE else 0.0

    def stop(self, *, at_once: bool) -> None:
        """End it."""
        (self.process.kill if at_once else self.process.terminate)()

    def gone(self, seconds: float) -> None:
        """Wait for the end of the process, and make sure of it."""
        self.process.join(max(0.0, seconds))
        if self.process.is_alive():
            self.process.kill()
            self.process.join()

    def left(self) -> tuple[Any, int] | None:
        """Give the item it was killed at, and its number among processes: a file may be left of it."""
        if self.chunk is None or self.place[0] == IDLE or self.process.exitcode in (0, None):
            return None
        return self.chunk.items[self.sent[int(self.place[0])]], self.process.pid or 0


def work(pipe: Connection, place: Any, parents: Connection, make: Any, arguments: Any, batch: float) -> None:
    """Answer chunks until the parent closes the pipe; runs in the worker."""
    turns.place = place
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends us
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    _die_with_parent()
    parents.close()  # ours to close after a fork, or the end of the parent would not reach us
    function = None
    while True:
        try:
            items = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            function = function or make(*arguments)
            _answer(pipe, place, function, items, batch)
        except (BrokenPipeError, SystemExit):
            return
        except BaseException as error:
            place[0] = IDLE
            with suppress(BrokenPipeError):
                pipe.send(error)


def _answer(pipe: Connection, place: Any, function: Any, items: list[Any], batch: float) -> None:
    results: list[Any] = []
    sent = CLOCK()
    for number, item in enumerate(items):
        place[1] = now = CLOCK()
        place[2] = 0
        place[0] = number
        results.append(function(item))
        if now - sent > batch:
            place[0] = IDLE
            pipe.send(results)
            results, sent = [], now
    place[0] = IDLE
    if results:
        pipe.send(results)


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let no signal come between the start of a worker and its being known, here or there."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    old = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)


def _die_with_parent() -> None:
    """Ask Linux to kill us with our parent, which may be killed while we hang."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, int(signal.SIGKILL), 0, 0, 0)
    parent = multiprocessing.parent_process()
    if parent is not None and hasattr(os, "getppid") and os.getppid() != parent.pid:
        os._exit(1)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _leave(number: int, frame: object) -> None:
    """Leave through the ``finally`` clauses, which take temporary files away."""
    raise SystemExit(128 + number)
