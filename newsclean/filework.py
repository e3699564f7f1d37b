"""Clean one file into another: the unit of work of a tree, run here, in a worker, or on an engine."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from newsclean.errors import ConfigError, InputError, OutputError
from newsclean.manifest import source_of
from newsclean.messages import because
from newsclean.outputs import COMPRESSED, Documents, Writable, atomic, pack
from newsclean.pipeline import Pipeline
from newsclean.readers import Failure, Record, open_input
from newsclean.row import Row
from newsclean.turns import GivenUp, GivenUpError, Turns
from newsclean.work import Job, clean_one, wanted, why


class Task(NamedTuple):
    """One input and where its output goes; no output: only look."""

    path: str
    output: str | None
    to: str
    name: str = ""  # relative to the folder it was found in; the document's id
    given_up: tuple[GivenUp, ...] = ()  # documents that cost a worker its life


class Nothing(Exception):  # noqa: N818 - not an error: the output is not wanted
    """Raised within a write so that the file does not come to be."""


def clean_files(tasks: Sequence[Task], job: Job, pipeline: Pipeline | None = None) -> list[Row]:
    """Clean a list of files; a plain function of picklable things, which any engine can call.

    Raises OutputError when an output cannot be written.
    """
    pipeline = pipeline or Pipeline.from_spec(job.spec)
    return [clean_file(task, job, pipeline) for task in tasks]


def clean_file(task: Task, job: Job, pipeline: Pipeline) -> Row:
    """Clean one file; what goes wrong with the input is in the row. Raises OutputError."""
    started = time.monotonic()
    row = Row(task.path, task.output or "", target=task.output or "", source=source_of(task.path))
    try:
        if task.output is None:
            _clean(task, job, pipeline, row, None)
        elif job.in_place:
            _in_place(task, job, pipeline, row)
        else:
            _to_file(task, job, pipeline, row)
    except (ConfigError, OutputError):
        raise
    except Nothing:
        row.output = ""
    except GivenUpError as error:
        row.output = ""
        row.fail(str(error), error.code)
    except Exception as error:
        row.output = ""
        row.fail(why(error))
    row.settle()
    row.seconds = time.monotonic() - started
    return row


def _to_file(task: Task, job: Job, pipeline: Pipeline, row: Row) -> None:
    target = Path(task.output or "")
    make_folder(target.parent)
    try:
        with atomic(target) as raw:
            digest = Digest(raw)
            with pack(digest, target) as stream:
                _clean(task, job, pipeline, row, stream)
    except Nothing:
        if not row.failed:
            remove(target)
        raise
    row.digest = digest.text


def _in_place(task: Task, job: Job, pipeline: Pipeline, row: Row) -> None:
    """Replace a file by its cleaned self; one that is unchanged, or in part unreadable, is not touched."""
    path = Path(task.path)
    before = path.lstat()
    if stat.S_ISLNK(before.st_mode):
        raise InputError("is a link; clean the file it leads to")
    if not stat.S_ISREG(before.st_mode):
        raise InputError("is not a regular file, so there is nothing to replace")
    _same_packing(path)
    with atomic(path, sync=True) as raw:
        with pack(raw, path) as stream:
            _clean(task, job, pipeline, row, stream)
        if row.failed or not (row.changed or row.emptied):
            raise Nothing
        if _changed_since(path, before):
            raise InputError("was changed by somebody else while it was cleaned")
        if job.backup:
            _back_up(path, Path(str(path) + job.backup))


def _changed_since(path: Path, before: os.stat_result) -> bool:
    now = path.lstat()
    return (now.st_ino, now.st_size, now.st_mtime_ns) != (before.st_ino, before.st_size, before.st_mtime_ns)


def _back_up(path: Path, copy: Path) -> None:
    with open(path, "rb") as source, atomic(copy, sync=True) as target:
        shutil.copyfileobj(source, target)
    try:
        shutil.copystat(path, copy)
    except OSError as error:
        raise OutputError(f"{copy}: {because(error)}") from None


def _same_packing(path: Path) -> None:
    from newsclean.compression import packing

    with open(path, "rb") as stream:
        packed = packing(stream.read(16)) is not None
    if packed != (path.suffix.lower() in COMPRESSED):
        raise InputError(f"is {'' if packed else 'not '}compressed, against its name; write it elsewhere with -o")


def _clean(task: Task, job: Job, pipeline: Pipeline, row: Row, stream: Writable | None) -> None:
    """Clean the documents of a file into a stream; raises Nothing when no file should come to be."""
    job = job._replace(to=task.to)
    turns = Turns(task.given_up)
    turns.open()
    with open_input(task.path, job.reading) as opened:
        _same_format(task, job, opened.kind)
        documents = Documents(stream, task.to, many=opened.many)
        for record in opened.records:
            clean_into(documents, record, task.name, row, job, pipeline, turns.next())
        documents.close()
    if not documents.count and row.documents:
        raise Nothing


def clean_into(
    documents: Documents,
    record: Record | Failure,
    name: str,
    row: Row,
    job: Job,
    pipeline: Pipeline,
    lost: GivenUp | None,
) -> None:
    """Clean a document, count it, and write it where it is wanted."""
    encoding = ""
    if isinstance(record, Record):
        encoding = record.encoding
        if name and record.number == 0:
            record.id = name
    result = clean_one(record, job, pipeline, lost)
    row.count(result, record.number, encoding)
    if wanted(result, job):
        documents.write(result.output)


def make_folder(folder: Path) -> None:
    """Make a folder with those above it; raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: {because(error)}") from None


def remove(output: Path) -> None:
    """Take away the output of an earlier run, for which there is nothing now; raises OutputError."""
    try:
        output.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: {because(error)}") from None


def _same_format(task: Task, job: Job, kind: str) -> None:
    if job.in_place and kind != task.to:
        raise InputError(f"is {kind}, which cannot be cleaned in place; write it elsewhere with -o")


class Digest:
    """Pass bytes on and hash them."""

    def __init__(self, raw: Writable) -> None:
        self.raw = raw
        self.hash = hashlib.sha256()

    @property
    def text(self) -> str:
        """Give the hash of what was written, as the manifest has it."""
        return self.hash.hexdigest()[:32]

    def write(self, data: bytes, /) -> int:
        """Write and hash."""
        self.hash.update(data)
        return self.raw.write(data)

    def flush(self) -> None:
        """Do nothing: packers ask for it."""
