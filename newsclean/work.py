"""Clean one document: the unit every way of running newsclean is made of."""

from __future__ import annotations

import os
from typing import NamedTuple

from newsclean.article import document_of
from newsclean.config import PipelineSpec
from newsclean.document import Document
from newsclean.errors import ConfigError, NewscleanError
from newsclean.messages import because
from newsclean.pipeline import Pipeline
from newsclean.readers import Failure, Options, Record
from newsclean.turns import GivenUp
from newsclean.writers import Form, Outcome, failed_record, outcome


class Job(NamedTuple):
    """What to do with every document; picklable, so that workers can be told."""

    spec: PipelineSpec
    reading: Options = Options()
    to: str = "text"
    title: bool = True  # text output holds the headline
    audit: bool = False
    skip_empty: bool = False  # write nothing for a document that is all boilerplate
    in_place: bool = False
    backup: str = ""  # suffix of the copy kept of a file cleaned in place
    schema: str = "newsclean"  # whose names records have
    evidence: bool = False  # records say where each field came from

    @property
    def form(self) -> Form:
        """Say how documents are written."""
        return Form(self.to, self.title, self.schema, self.evidence)


def clean_one(record: Record | Failure, job: Job, pipeline: Pipeline, lost: GivenUp | None = None) -> Outcome:
    """Clean one document of an input; whatever goes wrong is in the outcome, with the record as it came."""
    if isinstance(record, Failure):
        return failed(record.reason)
    if lost is not None:
        return failed(lost.reason, _as_it_came(record, job, pipeline, lost.reason, lost.code), lost.code)
    try:
        here = pipeline.at(record.url, record.path)
        doc = document_of_record(record, here.spec)
        return outcome(here.run(doc), record, pipeline, job.form, audit=job.audit)
    except ConfigError:  # a rule that cannot be read: of no document's making
        raise
    except Exception as error:
        reason = why(error)
        return failed(reason, _as_it_came(record, job, pipeline, reason))


def document_of_record(record: Record, spec: PipelineSpec) -> Document:
    """Make the document of a record under a specification."""
    doc = document_of(
        record.text,
        table=spec.table,
        title=record.title,
        url=record.url,
        now=spec.now or record.now,
        language=spec.language or _language_of(record),
        html=record.html,
        shape=spec.shape,
    )
    doc.links = record.links or doc.links
    return doc


def _language_of(record: Record) -> str | None:
    """Believe what a record says of its language where there are rules of it; others are found out."""
    if record.language is None:
        return None
    from newsclean.language import code_of, tag_of
    from newsclean.rulebook import languages

    tag = tag_of(record.language)
    return tag if code_of(tag) in languages() else None


def wanted(result: Outcome, job: Job) -> bool:
    """Say whether a document is to be written: failed ones as records only, emptied ones unless skipped."""
    if result.status in ("failed", "timeout"):
        return bool(result.output)
    return not (job.skip_empty and result.status == "emptied")


def why(error: Exception) -> str:
    """Say for a user what failed; a fault of our own is named as such, and raised where one looks for it."""
    if isinstance(error, NewscleanError):
        return str(error)
    if isinstance(error, MemoryError):
        return "needs more memory than there is"
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    if isinstance(error, OSError):
        return because(error)
    if os.environ.get("NEWSCLEAN_DEBUG"):
        raise error
    return f"internal error: {type(error).__name__}: {error} (NEWSCLEAN_DEBUG=1 shows the traceback)"


def failed(reason: str, output: str = "", status: str = "failed") -> Outcome:
    """Make the outcome of a document that could not be cleaned; ``output`` is it as it came."""
    return Outcome(status, output, [], {}, 0, 0, [], reason)


def _as_it_came(record: Record, job: Job, pipeline: Pipeline, reason: str, status: str = "failed") -> str:
    if job.to in ("text", "markdown"):
        return ""
    try:
        return failed_record(record, pipeline, job.form, reason, status)
    except (MemoryError, RecursionError):
        return ""
