"""Pack many inputs into one file of records: creating a file costs more than cleaning a document."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsclean.errors import ConfigError, OutputError
from newsclean.filework import Digest, Nothing, Task, clean_into, make_folder, remove
from newsclean.manifest import source_of
from newsclean.messages import because
from newsclean.outputs import Documents, atomic, pack
from newsclean.pipeline import Pipeline
from newsclean.readers import open_input
from newsclean.row import Row
from newsclean.turns import GivenUp, GivenUpError, Turns
from newsclean.work import Job, why


class Shard(NamedTuple):
    """Inputs, in order, and the file they are packed into."""

    tasks: tuple[Task, ...]
    output: str
    given_up: tuple[GivenUp, ...] = ()


def shard_name(number: int) -> str:
    """Name a shard."""
    return f"shard-{number:05}.jsonl"


def shards_from(folder: Path, number: int) -> Iterator[str]:
    """Name the shards in a folder from a number on; raises OutputError."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found = re.fullmatch(r"shard-(\d{5,})\.jsonl", entry.name)
                if found and int(found[1]) >= number:
                    yield entry.name
    except OSError as error:
        raise OutputError(f"{folder}: {because(error)}") from None


def clean_shard(shard: Shard, job: Job, pipeline: Pipeline) -> list[Row]:
    """Clean inputs into one file; the first row stands for it in the manifest. Raises OutputError."""
    job = job._replace(to="jsonl")
    target = Path(shard.output)
    rows: list[Row] = []
    turns = Turns(shard.given_up)
    make_folder(target.parent)
    digest = ""
    try:
        with atomic(target) as raw:
            hashed = Digest(raw)
            with pack(hashed, target) as stream:
                documents = Documents(stream, "jsonl", many=True)
                rows += (_clean(task, documents, job, pipeline, turns) for task in shard.tasks)
            if not documents.count:
                raise Nothing
        digest = hashed.text
    except Nothing:
        if not any(row.failed for row in rows):
            remove(target)
    identity = identity_of((task.name, row.source) for task, row in zip(shard.tasks, rows, strict=True))
    for row in rows:
        row.output, row.target = shard.output if digest else "", ""
    rows[0].target, rows[0].digest = shard.output, digest
    rows[0].source = "" if any(row.failed for row in rows) else identity
    return rows


def _clean(task: Task, documents: Documents, job: Job, pipeline: Pipeline, turns: Turns) -> Row:
    started = time.monotonic()
    row = Row(task.path, source=source_of(task.path))
    try:
        turns.open()
        with open_input(task.path, job.reading) as opened:
            for record in opened.records:
                clean_into(documents, record, task.name, row, job, pipeline, turns.next())
    except (ConfigError, OutputError):
        raise
    except GivenUpError as error:
        row.fail(str(error), error.code)
    except Exception as error:
        row.fail(why(error))
    row.settle()
    row.seconds = time.monotonic() - started
    return row


def identity_of(parts: Iterable[tuple[str, str]]) -> str:
    """Identify the inputs of a shard by names, sizes and times."""
    about = "\0".join(f"{name}\0{source}" for name, source in parts)
    return hashlib.sha256(about.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def sources_of(shard: Shard) -> str:
    """Identify the inputs of a shard as they are now."""
    return identity_of((task.name, source_of(task.path)) for task in shard.tasks)
