"""What a run tells: a message for each input that needs one, a report with a row for each, a summary."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from newsclean.errors import OutputError
from newsclean.log import Log, path_keys
from newsclean.outputs import Writable, open_output
from newsclean.row import Row
from newsclean.stop import Stopped

if TYPE_CHECKING:
    from newsclean.progress import Progress

COLUMNS = (
    *("path", "output", "status", "documents", "changed", "emptied", "failed", "characters_in", "characters_out"),
    *("removed", "encoding", "seconds", "warnings", "error"),
)


class Summary:
    """The counts of a whole run, in documents."""

    def __init__(self) -> None:
        self.inputs = 0
        self.documents = self.failed = self.changed = self.emptied = self.skipped = self.resumed = 0
        self.characters_in = self.characters_out = 0

    def add(self, row: Row) -> None:
        """Take in an input."""
        self.inputs += 1
        self.documents += row.documents
        self.failed += row.failed
        self.changed += row.changed
        self.emptied += row.emptied
        self.characters_in += row.characters_in
        self.characters_out += row.characters_out

    @property
    def removed_share(self) -> float:
        """Give the share of characters removed, 0 to 1."""
        return 1 - self.characters_out / self.characters_in if self.characters_in else 0.0

    def line(self, seconds: float) -> str:
        """Write the summary as a sentence."""
        unchanged = self.documents - self.changed - self.emptied - self.failed
        parts = [f"{self.documents:,} read", f"{self.changed:,} changed", f"{unchanged:,} unchanged"]
        parts += [f"{self.emptied:,} emptied"] if self.emptied else []
        parts += [f"{self.failed:,} failed"]
        parts += [f"{self.resumed:,} done before"] if self.resumed else []
        parts += [f"{self.skipped:,} file{'s' * (self.skipped > 1)} skipped"] if self.skipped else []
        return ", ".join([*parts, f"{100 * self.removed_share:.0f} % of characters removed", f"{seconds:.1f} s"])


class Ledger:
    """Take in what becomes of the inputs; when left, write what is written last.

    An output that could not be written, or a signal, ends the run within it: it is told, and in ``code``.
    """

    def __init__(self, log: Log, report: Path | None, *, modest: bool = False) -> None:
        self.log, self.summary = log, Summary()
        self.modest = modest  # a single document needs no summary
        self.stopped = False
        self.progress: Progress | None = None
        self.way_on = ""  # said where the run is interrupted
        self._signal = 0
        self._report = Report(report)
        self._started = time.monotonic()

    def __enter__(self) -> Ledger:
        self._report.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if self.progress is not None:
            self.progress.close()
        self.stopped = isinstance(error, OutputError)
        if isinstance(error, Stopped):
            self._signal = error.code
        if self.stopped:
            self.log.error("", str(error), code="output")
        try:
            self._report.close()
        finally:
            if self._signal:
                self.log.error("", self._how_far(), code="interrupted")
            elif error is None or self.stopped:
                self._sum_up()
        return self.stopped or bool(self._signal)

    def _how_far(self) -> str:
        done = self.summary.inputs + self.summary.resumed
        total = f" of {self.progress.total:,}" if self.progress is not None else ""
        return f"interrupted: {done:,}{total} done; {self.way_on}"

    def take(self, row: Row) -> None:
        """Count, report and tell what became of an input."""
        row.settle()
        self.summary.add(row)
        self._report.add(row)
        self.log.row(row)
        if self.progress is not None:
            self.progress.step()

    def pass_over(self, count: int) -> None:
        """Count inputs that were done before."""
        self.summary.resumed += count
        if self.progress is not None:
            self.progress.step()

    @property
    def code(self) -> int:
        """Give the exit code."""
        return self._signal or 2 if self.stopped or self._signal else 1 if self.summary.failed else 0

    def _sum_up(self) -> None:
        summary = self.summary
        if not summary.documents and not summary.resumed and not self.stopped:
            skipped = f"; files passed over: {summary.skipped:,}, see --include and --all" if summary.skipped else ""
            self.log.warning("", f"there was nothing to clean{skipped}", code="nothing")
        level = 1 if self.modest and summary.documents < 2 and not summary.skipped else 0
        self.log.info("", summary.line(time.monotonic() - self._started), code="summary", level=level)


class Report:
    """One row per input, as CSV or JSON by the file's suffix, written as they come."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._open = ExitStack()
        self._stream: Writable | None = None
        self._rows = 0

    def open(self) -> None:
        """Begin the file, which takes its name when it is closed; raises OutputError."""
        if self.path is not None:
            self._stream = self._open.enter_context(open_output(self.path))

    def add(self, row: Row) -> None:
        """Write a row."""
        if self._stream is None:
            return
        values: dict[str, Any] = {key: getattr(row, key) for key in COLUMNS} | {"seconds": round(row.seconds, 4)}
        self._write(self._csv(values) if self._is_csv else self._json(values))
        self._rows += 1

    def close(self) -> None:
        """End the file; raises OutputError."""
        if self._stream is None:
            return
        if self._is_csv:
            self._write("" if self._rows else ",".join(COLUMNS) + "\n")
        else:
            self._write("\n]\n" if self._rows else "[]\n")
        self._stream = None
        self._open.close()

    @property
    def _is_csv(self) -> bool:
        return self.path is not None and self.path.suffix.lower() == ".csv"

    def _json(self, row: dict[str, Any]) -> str:
        paths = {**path_keys("path", row.pop("path")), **path_keys("output", row.pop("output"))}
        row = {**paths, **row}
        return (",\n" if self._rows else "[\n") + json.dumps(row, ensure_ascii=False)

    def _csv(self, row: dict[str, Any]) -> str:
        import csv
        import io

        table = io.StringIO()
        writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
        if not self._rows:
            writer.writeheader()
        removed = " ".join(f"{name}={count}" for name, count in row["removed"].items())
        writer.writerow({**row, "removed": removed, "warnings": "; ".join(row["warnings"])})
        return table.getvalue()

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(text.encode("utf-8", "backslashreplace"))
