"""Label the documents of inputs for commands that show what they see and write no articles."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.config import PipelineSpec
from newsclean.errors import ConfigError, InputError, OutputError
from newsclean.inputs import Lost, Walk
from newsclean.log import Log
from newsclean.pipeline import Labelled, Pipeline
from newsclean.readers import Failure, Options, Record, open_input
from newsclean.work import document_of_record, why


class Look:
    """Go through the labelled documents of inputs, each with a name; what fails is told and counted."""

    def __init__(self, walk: Walk, spec: PipelineSpec, reading: Options, log: Log, *, fail_fast: bool = False) -> None:
        self.walk, self.spec, self.reading = walk, spec, reading
        self.log, self.fail_fast = log, fail_fast
        self.pipeline = self.here = Pipeline.from_spec(spec)  # here: that of the present document's site
        self.failures = 0
        self.records = False  # the present document is one of many in its file

    def __iter__(self) -> Iterator[tuple[str, Labelled]]:
        found = None
        for found in self.walk:
            path = found.path
            if isinstance(found, Lost):
                self._fail(path, 0, InputError(found.reason))
            else:
                yield from self._documents(path)
            if self.failures and self.fail_fast:
                return
        if found is None:
            skipped = f"; files passed over: {self.walk.skipped:,}" if self.walk.skipped else ""
            self.log.warning("", f"there was nothing to read{skipped}", code="nothing")

    def _documents(self, path: str) -> Iterator[tuple[str, Labelled]]:
        try:
            with open_input(path, self.reading) as opened:
                for record in opened.records:
                    labelled = self._labelled(record, path)
                    if labelled is not None:
                        self.records = record.number > 0
                        name = "standard input" if path == "-" else path
                        yield (f"{name}, record {record.number}" if record.number else name), labelled
                    elif self.fail_fast:
                        return
        except (ConfigError, OutputError, BrokenPipeError):
            raise
        except Exception as error:
            self._fail(path, 0, error)

    def _labelled(self, record: Record | Failure, path: str) -> Labelled | None:
        if isinstance(record, Failure):
            self._fail(path, record.number, InputError(record.reason))
            return None
        try:
            return self.label(record, self.pipeline)
        except ConfigError:
            raise
        except Exception as error:
            self._fail(path, record.number, error)
            return None

    def label(self, record: Record, pipeline: Pipeline) -> Labelled:
        """Label a document under the pipeline for its site."""
        self.here = pipeline.at(record.url, record.path)
        return self.here.run(document_of_record(record, self.here.spec))

    def _fail(self, path: str, number: int, error: Exception) -> None:
        self.failures += 1
        self.log.error(path, why(error), record=number)
