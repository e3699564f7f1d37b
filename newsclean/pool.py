"""Worker processes that survive what they work on: results in order, hanging and dying workers replaced.

Chunks of items go out, one result per item comes back, in the order of the chunks. A worker tells through
shared memory which item it is at, so that the parent can end one that hangs; what its chunk still held
goes to the worker that takes its place. A chunk waits for its turn in a window, so memory is bounded.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH_SECONDS = 0.1  # results are sent together that come within this time
WINDOW = 4  # chunks under way or waiting for their turn, per worker
IDLE = -1.0
_CLOCK = time.monotonic  # of the whole system where it matters, so parent and worker agree


@dataclass
class _Chunk(Generic[Item, Result]):
    items: Sequence[Item]
    results: list[Result] = field(default_factory=list)
    lost: dict[int, Result] = field(default_factory=dict)  # results of items that must not be tried again

    @property
    def done(self) -> bool:
        return len(self.results) == len(self.items)

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


class _Worker:
    """A process with a pipe to it, and the chunk it works on."""

    def __init__(self, context: Any, main: Callable[..., None], setup: tuple[Any, ...]) -> None:
        self.place = context.RawArray("d", [IDLE, 0.0])  # item of what was sent, and since when
        self.pipe, theirs = context.Pipe()
        _flush()  # or a fork would hold, and write, what is still in our buffers
        self.process = context.Process(target=main, args=(theirs, self.place, self.pipe, *setup), daemon=True)
        self.process.start()
        theirs.close()
        self.chunk: _Chunk[Any, Any] | None = None
        self.sent: list[int] = []  # the items of the chunk it was given

    def send(self, chunk: _Chunk[Any, Any]) -> None:
        self.chunk, self.sent = chunk, chunk.rest()
        self.place[0] = IDLE
        try:
            self.pipe.send([chunk.items[n] for n in self.sent])
        except (BrokenPipeError, ConnectionResetError):
            pass  # it died at rest: reading from it will tell

    def late_by(self) -> float:
        """Give the seconds the current item has taken."""
        return _CLOCK() - self.place[1] if self.place[0] != IDLE else 0.0

    def stop(self, *, at_once: bool) -> None:
        (self.process.kill if at_once else self.process.terminate)()

    def gone(self, seconds: float) -> None:
        """Wait for the end of the process, and make sure of it."""
        self.process.join(seconds)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()


class Pool(Generic[Item, Result]):
    """Run a function over chunks of items in worker processes.

    ``make`` is called in each worker with ``arguments`` and gives the function for one item; ``lost``
    makes the result of an item whose worker hung ("timeout") or died ("killed").
    """

    def __init__(
        self,
        jobs: int,
        make: Callable[..., Callable[[Item], Result]],
        arguments: tuple[Any, ...],
        lost: Callable[[Item, str], Result],
        *,
        timeout: float | None = None,
        each: bool = False,
    ) -> None:
        method = "fork" if sys.platform == "linux" else "spawn"
        self.context = multiprocessing.get_context(method)
        self.setup = (make, arguments, 0.0 if each else BATCH_SECONDS)
        self.jobs, self.lost, self.timeout = jobs, lost, timeout
        self.workers: list[_Worker] = []

    def __enter__(self) -> Pool[Item, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        """End the workers: at rest when all is done, else at once."""
        for worker in self.workers:
            if kind is None:
                worker.pipe.close()
            else:
                worker.stop(at_once=False)
        for worker in self.workers:
            worker.gone(1.0)
        self.workers = []

    def run(self, chunks: Iterable[Sequence[Item]]) -> Iterator[Result]:
        """Yield the results of all items, in order."""
        waiting: deque[_Chunk[Item, Result]] = deque()  # in order, not yet yielded
        source = iter(chunks)
        more = True
        while more or waiting:
            while more and len(waiting) < self.jobs * WINDOW and (worker := self._free()) is not None:
                items = next(source, None)
                if items is None:
                    more = False
                elif items:
                    waiting.append(_Chunk(items))
                    worker.send(waiting[-1])
            while waiting and waiting[0].done:
                yield from waiting.popleft().results
            if waiting:
                self._listen()

    def _free(self) -> _Worker | None:
        for worker in self.workers:
            if worker.chunk is None:
                return worker
        if len(self.workers) < self.jobs:
            self.workers.append(_Worker(self.context, _work, self.setup))
            return self.workers[-1]
        return None

    def _listen(self) -> None:
        """Take in what comes from the workers; end those that hang."""
        busy = {worker.pipe: worker for worker in self.workers if worker.chunk is not None}
        limit = None if self.timeout is None else min(0.25, max(0.01, self.timeout / 5))
        for pipe in wait(list(busy), limit):
            self._take(busy[pipe])
        if self.timeout is not None:
            for worker in list(busy.values()):
                if worker.chunk is not None and worker.late_by() > self.timeout:
                    worker.stop(at_once=True)
                    self._replace(worker, "timeout")

    def _take(self, worker: _Worker) -> None:
        chunk = worker.chunk
        assert chunk is not None
        try:
            results = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, "killed")
            return
        if isinstance(results, BaseException):
            raise results
        chunk.add(results)
        if chunk.done:
            worker.chunk = None

    def _replace(self, worker: _Worker, why: str) -> None:
        """Give up the item a worker was lost with, and give the rest of its chunk to a new one.

        Items it had done without saying so are done again, which changes nothing.
        """
        chunk = worker.chunk
        assert chunk is not None
        place = int(worker.place[0])
        worker.gone(1.0)
        self.workers.remove(worker)
        # A worker that died between two items is taken to have died of the next.
        rest = chunk.rest()
        lost = worker.sent[place] if place != IDLE else rest[0] if rest else None
        if lost is not None and lost >= len(chunk.results):
            chunk.lost[lost] = self.lost(chunk.items[lost], why)
            chunk.add(())
        if not chunk.done:
            heir = _Worker(self.context, _work, self.setup)
            self.workers.append(heir)
            heir.send(chunk)


def _work(pipe: Connection, place: Any, parents: Connection, make: Any, arguments: Any, batch: float) -> None:
    """Answer chunks until the parent closes the pipe; runs in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends us
    signal.signal(signal.SIGTERM, _leave)
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
            pipe.send(error)


def _answer(pipe: Connection, place: Any, function: Any, items: list[Any], batch: float) -> None:
    results: list[Any] = []
    sent = _CLOCK()
    for number, item in enumerate(items):
        place[1] = now = _CLOCK()
        place[0] = number
        results.append(function(item))
        if now - sent > batch:
            place[0] = IDLE
            pipe.send(results)
            results, sent = [], now
    place[0] = IDLE
    if results:
        pipe.send(results)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _leave(number: int, frame: object) -> None:
    """Leave through the ``finally`` clauses, which take temporary files away."""
    raise SystemExit(128 + number)


def cores() -> int:
    """Count the cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
