"""Worker processes that survive what they work on: results in order, hanging and dying workers replaced.

Chunks of items go out, one result per item comes back, in the order of the chunks. A worker tells through
shared memory which item it is at, and which part of it, so that the parent can end one that hangs; what its
chunk still held goes to the worker that takes its place. A chunk waits for its turn in a window, so memory is
bounded.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Any, Generic, NamedTuple, TypeVar

from newsclean import turns
from newsclean.turns import CLOCK
from newsclean.worker import IDLE, Chunk, Worker, signals_held_back, work

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH_SECONDS = 0.1  # results are sent together that come within this time
WINDOW = 4  # chunks under way or waiting for their turn, per worker
GRACE = 1.0  # seconds a worker has to leave


class Retry(NamedTuple):
    """Said of a lost item: do this in its place."""

    item: Any


class Pool(Generic[Item, Result]):
    """Run a function over chunks of items in worker processes.

    ``make`` is called in each worker with ``arguments`` and gives the function for one item, which may call
    ``tick`` between parts of it. ``lost`` makes the result of an item whose worker hung ("timeout") or died
    ("killed") at a part, or a Retry. ``sweep`` is told an item and the process that was ended within it.
    ``start`` is how multiprocessing starts a worker.
    """

    def __init__(
        self,
        jobs: int,
        make: Callable[..., Callable[[Item], Result]],
        arguments: tuple[Any, ...],
        lost: Callable[[Item, str, int], Result | Retry],
        *,
        start: str = "",
        timeout: float | None = None,
        each: bool = False,
        sweep: Callable[[Item, int], None] | None = None,
    ) -> None:
        self.context = multiprocessing.get_context(start or turns.START)
        self.setup = (make, arguments, 0.0 if each else BATCH_SECONDS)
        self.jobs, self.lost, self.timeout, self.sweep = jobs, lost, timeout, sweep
        self.workers: list[Worker] = []

    def __enter__(self) -> Pool[Item, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        """End the workers: at rest when all is done, else at once."""
        at_once = kind is not None or any(worker.chunk is not None for worker in self.workers)
        for worker in self.workers:
            if at_once:
                worker.stop(at_once=False)
            else:
                worker.pipe.close()
        until = CLOCK() + GRACE
        for worker in self.workers:
            worker.gone(until - CLOCK())
        for worker in self.workers:
            worker.pipe.close()
            self._sweep(worker)
        self.workers = []

    def run(self, chunks: Iterable[Sequence[Item]]) -> Iterator[Result]:
        """Yield the results of all items, in order."""
        waiting: deque[Chunk[Item, Result]] = deque()  # in order, not yet yielded
        source = iter(chunks)
        more = True
        while more or waiting:
            while more and len(waiting) < self.jobs * WINDOW and (worker := self._free()) is not None:
                items = next(source, None)
                if items is None:
                    more = False
                elif items:
                    waiting.append(Chunk(list(items)))
                    worker.send(waiting[-1])
            while waiting:
                yield from waiting[0].fresh()
                if not waiting[0].done:
                    break
                waiting.popleft()
            if waiting:
                self._listen()

    def _free(self) -> Worker | None:
        for worker in self.workers:
            if worker.chunk is None:
                return worker
        if len(self.workers) < self.jobs:
            return self._hire()
        return None

    def _hire(self) -> Worker:
        with signals_held_back():
            self.workers.append(Worker(self.context, work, self.setup))
        return self.workers[-1]

    def _listen(self) -> None:
        """Take in what comes from the workers; end those that hang."""
        busy = {worker.pipe: worker for worker in self.workers if worker.chunk is not None}
        limit = None if self.timeout is None else min(0.25, max(0.01, self.timeout / 5))
        for pipe in wait(list(busy), limit):
            self._take(busy[pipe])
        if self.timeout is not None:
            for worker in [worker for worker in busy.values() if worker in self.workers]:  # and not replaced by now
                at = worker.at()
                if worker.chunk is not None and worker.seconds() > self.timeout:
                    worker.stop(at_once=True)
                    self._replace(worker, "timeout", at)

    def _take(self, worker: Worker) -> None:
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

    def _replace(self, worker: Worker, why: str, at: tuple[float, float] | None = None) -> None:
        """Give up the item a worker was lost with, and give the rest of its chunk to a new one.

        Items it had done without saying so are done again, which changes nothing.
        """
        chunk = worker.chunk
        assert chunk is not None
        worker.gone(GRACE)
        self._drain(worker, chunk)
        worker.pipe.close()
        self.workers.remove(worker)
        self._sweep(worker)
        place, part = worker.at()
        rest = chunk.rest()
        # A worker that died between two items is taken to have died of the next.
        lost = worker.sent[int(place)] if place != IDLE else rest[0] if rest else None
        moved_on = at is not None and at != (place, part)
        if lost is not None and lost in rest and not moved_on:
            self._give_up(chunk, lost, why, int(part) if place != IDLE else 0)
        if not chunk.done:
            self._hire().send(chunk)

    def _give_up(self, chunk: Chunk[Item, Result], number: int, why: str, part: int) -> None:
        result = self.lost(chunk.items[number], why, part)
        if isinstance(result, Retry):
            chunk.items[number] = result.item
        else:
            chunk.lost[number] = result
            chunk.add(())

    @staticmethod
    def _drain(worker: Worker, chunk: Chunk[Item, Result]) -> None:
        """Take in what a worker said before its end."""
        with suppress(EOFError, OSError):
            while worker.pipe.poll():
                results = worker.pipe.recv()
                if isinstance(results, BaseException):
                    return
                chunk.add(results)

    def _sweep(self, worker: Worker) -> None:
        if self.sweep is not None and (left := worker.left()) is not None:
            self.sweep(*left)
