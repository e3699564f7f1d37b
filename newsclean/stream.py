"""Clean inputs one after the other into one output: standard output or a file."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from itertools import chain, islice

from newsclean.errors import ConfigError, InputError, OutputError
from newsclean.feed import Feed
from newsclean.inputs import Found, Lost
from newsclean.log import Log
from newsclean.messages import show
from newsclean.outputs import Documents, Writable, format_of, open_output
from newsclean.pieces import answers, chunks_of
from newsclean.pipeline import Pipeline
from newsclean.plan import Plan
from newsclean.processes import cores
from newsclean.progress import Progress, wants_bar
from newsclean.readers import Input, Record, open_input
from newsclean.report import Ledger
from newsclean.row import Row
from newsclean.work import Job, clean_one, wanted, why
from newsclean.writers import Outcome, audit_lines


def run_stream(plan: Plan) -> int:
    """Clean all inputs into one output; give the exit code."""
    stream = _Stream(plan)
    with Ledger(Log(plan.loudness, as_json=plan.json_log), plan.report, modest=True) as ledger:
        try:
            with ExitStack() as stack:
                stream.audit = stack.enter_context(open_output(plan.audit)) if plan.audit else None
                stream.output = stack.enter_context(open_output(plan.out))
                stream.run(ledger)
                if plan.out is not None and ledger.summary.failed and not stream.written:
                    raise _NothingCame
        except _NothingCame:  # every input failed: the output file is left as it was
            pass
    return ledger.code


class _NothingCame(Exception):  # noqa: N818 - not an error, see above
    pass


class _Stream:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.pipeline = Pipeline.from_spec(plan.spec)
        self.walk = plan.walk()
        self.output: Writable | None = None
        self.audit: Writable | None = None
        self.documents: Documents | None = None
        self.several = self.walk.several

    @property
    def written(self) -> int:
        return self.documents.count if self.documents is not None else 0

    def run(self, ledger: Ledger) -> None:
        """Clean the inputs in order; raises OutputError when the output cannot be written."""
        plan = self.plan
        jobs = 1 if plan.fail_fast else plan.jobs or cores()
        self._tell_progress(ledger)
        if jobs == 1 and plan.timeout is None:
            self._run_here(ledger)
        else:
            self._run_pieces(ledger, jobs)
        ledger.summary.skipped = self.walk.skipped
        if self.documents is None and self.plan.to in ("json", "csv") and self.several:
            self.documents = Documents(self.output, self.plan.to, many=True)
        if self.documents is not None:
            self.documents.close()

    def _tell_progress(self, ledger: Ledger) -> None:
        out = self.plan.out
        ledger.way_on = "run again to begin anew" + (f"; {show(str(out))} is as it was" if out is not None else "")
        quiet = not wants_bar(ledger.log) and ledger.log.loudness < 1
        if self.several and not quiet and (out is not None or not (sys.stdout and sys.stdout.isatty())):
            ledger.progress = Progress(sum(1 for _ in self.walk), ledger.log, ledger.summary)

    def _run_here(self, ledger: Ledger) -> None:
        for found in self.walk:
            row = self._one(found, ledger.log)
            ledger.take(row)
            if self.plan.fail_fast and row.failed:
                break

    def _run_pieces(self, ledger: Ledger, jobs: int) -> None:
        plan = self.plan
        feed = Feed(self.walk, plan.reading, self._begin)
        chunks = chunks_of(feed.pieces())
        first = list(islice(chunks, 2))
        if len(first) < 2 and plan.jobs is None:  # not worth a process
            jobs = 1
        job = self._job()
        for answer in answers(chain(first, chunks), job, jobs=jobs, timeout=plan.timeout) if first else ():
            for owner in feed.finished():
                ledger.take(owner.end())
            owner = feed.take(answer)
            for done in answer.documents:
                owner.row.count(done.outcome, done.number, done.encoding)
                ledger.log.problems(owner.row)
                self._write(owner.found.path, done.outcome, done.id, job)
            if plan.fail_fast and owner.row.failed:
                ledger.take(owner.end())
                return
        for owner in feed.finished():
            ledger.take(owner.end())

    def _begin(self, opened: Input) -> None:
        """Settle the output's format by the first input that opens."""
        if self.documents is None:
            to = self._format(opened.kind)
            if to == "markdown" and self.several:
                raise ConfigError("a Markdown file holds one document; for several inputs name a folder with -o")
            if to not in ("json", "jsonl") and (self.plan.schema != "newsclean" or self.plan.evidence):
                raise ConfigError("--schema and --evidence go with records; add --to json or --to jsonl")
            self.documents = Documents(self.output, to, many=self.several or opened.many)

    def _job(self) -> Job:
        plan = self.plan
        to = self.documents.to if self.documents is not None else "text"
        audit = self.audit is not None
        return Job(
            plan.spec,
            plan.reading,
            to,
            title=plan.title,
            audit=audit,
            skip_empty=plan.skip_empty,
            schema=plan.schema,
            evidence=plan.evidence,
        )

    def _one(self, found: Found | Lost, log: Log) -> Row:
        started = time.monotonic()
        row = Row(found.path)
        try:
            if isinstance(found, Lost):
                raise InputError(found.reason)
            self._clean(found, row, log)
        except (ConfigError, OutputError, BrokenPipeError):
            raise
        except Exception as error:
            row.fail(why(error))
        row.seconds = time.monotonic() - started
        return row

    def _clean(self, found: Found, row: Row, log: Log) -> None:
        plan = self.plan
        with open_input(found.path, plan.reading) as opened:
            self._begin(opened)
            job = self._job()
            for record in opened.records:
                if isinstance(record, Record) and record.number == 0 and found.path != "-":
                    record.id = found.relative
                result = clean_one(record, job, self.pipeline)
                row.count(result, record.number, record.encoding if isinstance(record, Record) else "")
                log.problems(row)
                self._write(found.path, result, record.id if isinstance(record, Record) else None, job)
                if plan.fail_fast and row.failed:
                    return

    def _write(self, path: str, result: Outcome, name: str | None, job: Job) -> None:
        documents = self.documents
        assert documents is not None
        if self.audit is not None:
            self.audit.write(audit_lines(result.removed, name).encode("utf-8", "replace"))
        if wanted(result, job):
            documents.write(result.output, self._header(path, documents.to))

    def _header(self, path: str, to: str) -> str:
        if to != "text" or not self.several or self.plan.out is not None or not (sys.stdout and sys.stdout.isatty()):
            return ""
        return f"==> {show(path)} <==\n"

    def _format(self, kind: str) -> str:
        """Name the output's format: as asked, by the file's suffix, else records for records."""
        asked = self.plan.to or (format_of(self.plan.out) if self.plan.out else None)
        return asked or (kind if kind in ("json", "jsonl") else "text")
