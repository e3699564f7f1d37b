"""Pieces of a stream of documents, which workers clean and hand back: lines of JSONL, records, small files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from newsclean.errors import ConfigError
from newsclean.pipeline import Pipeline
from newsclean.processes import own_pipeline, ready_to_share
from newsclean.readers import Failure, Line, Record, line_record, open_input
from newsclean.turns import GivenUp, GivenUpError, Turns, given_up, hopeless
from newsclean.work import Job, clean_one, why
from newsclean.writers import Outcome

CHUNK = 128  # pieces a worker is given at a time
CHUNK_BYTES = 1 << 18  # or so many bytes of them


class Piece(NamedTuple):
    """A line, a record, or a file to be read by the worker."""

    path: str
    name: str  # the id of a document that has none of its own
    content: Line | Record | Failure | None
    size: int
    given_up: tuple[GivenUp, ...] = ()


class Done(NamedTuple):
    """What became of one document."""

    outcome: Outcome
    number: int
    encoding: str
    id: str | None


class Answer(NamedTuple):
    """What became of a piece."""

    documents: list[Done]
    error: str = ""
    code: str = "failed"


def chunks_of(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Put pieces together so that a worker is asked seldom and little is held."""
    chunk: list[Piece] = []
    size = 0
    for piece in pieces:
        chunk.append(piece)
        size += piece.size
        if len(chunk) == CHUNK or size > CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def answers(chunks: Iterable[list[Piece]], job: Job, *, jobs: int, timeout: float | None) -> Iterator[Answer]:
    """Clean pieces, in order; with one job and no time limit here, else in workers."""
    pipeline = Pipeline.from_spec(job.spec)
    if jobs == 1 and timeout is None:
        yield from (clean_piece(piece, job, pipeline) for chunk in chunks for piece in chunk)
        return
    from newsclean.pool import Pool, Retry

    def lost(piece: Piece, cause: str, turn: int) -> Answer | Retry:
        given = given_up(cause, turn, timeout)
        if hopeless(piece.given_up, turn):
            return Answer([], given.reason, given.code)
        return Retry(piece._replace(given_up=(*piece.given_up, given)))

    with Pool[Piece, Answer](jobs, _ready, (job, ready_to_share(pipeline)), lost, timeout=timeout) as pool:
        yield from pool.run(chunks)


def _ready(job: Job, shared: Pipeline | None) -> Callable[[Piece], Answer]:
    return partial(clean_piece, job=job, pipeline=shared or own_pipeline(job))


def clean_piece(piece: Piece, job: Job, pipeline: Pipeline) -> Answer:
    """Clean the documents of a piece; what goes wrong is in the answer."""
    turns = Turns(piece.given_up)
    documents: list[Done] = []
    try:
        if piece.content is None:
            turns.open()
            with open_input(piece.path, job.reading) as opened:
                documents += (_done(record, piece, job, pipeline, turns.next()) for record in opened.records)
        else:
            lost = turns.next()
            documents.append(_done(_record(piece.content, job), piece, job, pipeline, lost))
    except ConfigError:
        raise
    except GivenUpError as error:
        return Answer(documents, str(error), error.code)
    except Exception as error:
        return Answer(documents, why(error))
    return Answer(documents)


def _record(content: Line | Record | Failure, job: Job) -> Record | Failure:
    return line_record(content.source, content.number, job.reading) if isinstance(content, Line) else content


def _done(record: Record | Failure, piece: Piece, job: Job, pipeline: Pipeline, lost: GivenUp | None) -> Done:
    if isinstance(record, Failure):
        return Done(clean_one(record, job, pipeline), record.number, "", None)
    if piece.path != "-":
        record.path = piece.path
        if record.number == 0:
            record.id = piece.name
    return Done(clean_one(record, job, pipeline, lost), record.number, record.encoding, record.id)
