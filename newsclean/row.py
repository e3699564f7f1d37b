"""What became of one input: counters and messages, no text, so that workers can send it back."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.lazy import pattern
from newsclean.writers import Outcome

MAX_MESSAGES = 1000  # held of one input; the counts go on
_FACT = pattern(r"[a-z_]+(: \d+)?")  # a warning by name, as records have it: of no concern to most


class Problem(NamedTuple):
    """Something to say of an input, or of one of its records."""

    level: str  # error, warning
    code: str
    record: int  # 0: the input
    message: str


class Row:
    """What became of one input."""

    def __init__(self, path: str, output: str = "", *, target: str = "", source: str = "") -> None:
        self.path = path
        self.output = output
        self.target = target  # the output it was to have
        self.source = source  # identity of the input before it was read
        self.status = "unchanged"
        self.documents = self.failed = self.timeouts = self.emptied = self.changed = 0
        self.characters_in = self.characters_out = 0
        self.removed: dict[str, int] = {}
        self.encoding = ""
        self.seconds = 0.0
        self.error = ""  # the first
        self.warnings: list[str] = []  # each once
        self.problems: list[Problem] = []
        self.unsaid = 0  # problems that were too many to hold
        self.digest = ""  # of the output, for the manifest

    def count(self, result: Outcome, number: int, encoding: str = "") -> None:
        """Take in what became of one document."""
        self.documents += 1
        self.characters_in += result.characters_in
        self.characters_out += result.characters_out
        for name, removed in result.counts.items():
            self.removed[name] = self.removed.get(name, 0) + removed
        if result.status in ("failed", "timeout"):
            self._fail(result.error, number, result.status)
        self.emptied += result.status == "emptied"
        self.changed += result.status == "changed"
        self.encoding = self.encoding or encoding
        for warning in result.warnings:
            self._warn(warning, number)

    def fail(self, reason: str, code: str = "failed") -> None:
        """Note that the input, or what was left of it, failed."""
        self.documents += 1
        self._fail(reason, 0, code)

    def settle(self) -> None:
        """Sum up the status of the input."""
        if self.failed:
            self.status = "timeout" if self.timeouts else "failed"
        elif self.emptied and self.emptied == self.documents:
            self.status = "emptied"
        elif self.changed or self.emptied:
            self.status = "changed"

    def _fail(self, reason: str, number: int, code: str) -> None:
        self.failed += 1
        self.timeouts += code == "timeout"
        self.error = self.error or (f"record {number}: {reason}" if number else reason)
        self._say(Problem("error", code, number, reason))

    def _warn(self, warning: str, number: int) -> None:
        if warning not in self.warnings and len(self.warnings) < 10:
            self.warnings.append(warning)
        if warning == "emptied":
            self._say(Problem("warning", "emptied", number, "nothing was left: all of it is boilerplate"))
        elif not _FACT.fullmatch(warning):
            self._say(Problem("warning", "decoded", number, warning))

    def _say(self, problem: Problem) -> None:
        if len(self.problems) < MAX_MESSAGES:
            self.problems.append(problem)
        else:
            self.unsaid += 1
