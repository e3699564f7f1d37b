"""Work through many inputs: here, or in worker processes; the same rows in the same order."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from newsclean.filework import Task, clean_file
from newsclean.inputs import TEMPORARY, Lost
from newsclean.lazy import pattern
from newsclean.pipeline import Pipeline
from newsclean.processes import cores, own_pipeline, ready_to_share
from newsclean.row import Row
from newsclean.shards import Shard, clean_shard
from newsclean.turns import given_up, hopeless
from newsclean.work import Job

Item = Task | Shard | Lost

CHUNK = 128  # inputs a worker is given at a time; what is under way is all the memory a run takes
WORTH = 32  # inputs that are worth a process
_OURS = pattern(rf"\.\d+-[0-9a-f]{{8}}{re.escape(TEMPORARY)}")


def workers_for(asked: int | None, total: int) -> int:
    """Say how many workers to have for so many pieces of work: as asked, else as many as are worth it."""
    return max(1, min(asked, total) if asked else min(cores(), total // WORTH))


def clean_item(item: Item, job: Job, pipeline: Pipeline) -> list[Row]:
    """Clean an input, or the inputs of a shard. Raises OutputError."""
    if isinstance(item, Shard):
        return clean_shard(item, job, pipeline)
    if isinstance(item, Task):
        return [clean_file(item, job, pipeline)]
    row = Row(item.path)
    row.fail(item.reason)
    return [row]


def work_through(
    chunks: Iterable[Sequence[Item]], job: Job, *, jobs: int, timeout: float | None
) -> Iterator[list[Row]]:
    """Clean all items, in order; raises OutputError when an output cannot be written."""
    pipeline = Pipeline.from_spec(job.spec)
    if jobs == 1 and timeout is None:
        for chunk in chunks:
            for item in chunk:
                yield clean_item(item, job, pipeline)
        return
    from newsclean.pool import Pool, Retry

    def lost(item: Item, why: str, turn: int) -> list[Row] | Retry:
        given = given_up(why, turn, timeout)
        if isinstance(item, Lost) or hopeless(item.given_up, turn):
            return _failed(item, given.reason, given.code)
        return Retry(item._replace(given_up=(*item.given_up, given)))

    arguments = (job, ready_to_share(pipeline))
    with Pool[Item, list[Row]](
        jobs, _ready, arguments, lost, timeout=timeout, each=job.in_place, sweep=_sweep_after
    ) as pool:
        yield from pool.run(chunks)


def _ready(job: Job, shared: Pipeline | None) -> Callable[[Item], list[Row]]:
    pipeline = shared or own_pipeline(job)
    return partial(clean_item, job=job, pipeline=pipeline)


def _failed(item: Item, reason: str, code: str) -> list[Row]:
    rows = [Row(task.path) for task in (item.tasks if isinstance(item, Shard) else (item,))]
    for row in rows:
        row.fail(reason, code)
    return rows


def _sweep_after(item: Item, process: int) -> None:
    """Take away what a worker that was killed has left beside the output of an item."""
    if isinstance(item, Lost) or item.output is None:
        return
    folder = os.path.dirname(item.output) or os.curdir
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(f".{process}-") and _OURS.fullmatch(entry.name):
                os.unlink(entry.path)


def sweep(folder: str) -> None:
    """Take away all temporary files of ours under a folder; nobody may be writing there."""
    for where, _, names in os.walk(folder):
        for name in names:
            if _OURS.fullmatch(name):
                with suppress(OSError):
                    os.unlink(os.path.join(where, name))
