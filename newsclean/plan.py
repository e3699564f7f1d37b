"""What one call of ``newsclean clean`` is to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from newsclean.config import PipelineSpec
from newsclean.inputs import Selection, Walk
from newsclean.outputs import format_of
from newsclean.readers import Options


class Plan(NamedTuple):
    """Inputs, outputs and manners of one call."""

    inputs: list[str]
    out: Path | None  # None: standard output
    spec: PipelineSpec
    out_is_folder: bool = False  # written with a slash at its end
    reading: Options = Options()
    selection: Selection = Selection()
    files_from: str | None = None
    null: bool = False  # names in files_from end with NUL
    to: str | None = None
    schema: str = "newsclean"
    evidence: bool = False
    title: bool = True
    audit: Path | None = None
    report: Path | None = None
    overwrite: bool = False
    full_names: bool = False
    in_place: bool = False
    backup: str = ""
    skip_empty: bool = False
    check: bool = False
    diff: bool = False
    dry_run: bool = False
    fail_fast: bool = False
    jobs: int | None = None  # None: the cores, where there is work for them
    timeout: float | None = None  # seconds a document may take
    resume: bool = False
    shard_size: int = 0  # inputs packed into one file of records
    json_log: bool = False
    color: str = "auto"
    loudness: int = 0  # -2 silent, -1 errors only, 0 errors and warnings, 1 a line per input

    @property
    def only_looks(self) -> bool:
        """Say whether nothing is to be written."""
        return self.check or self.diff

    def own(self) -> list[Path]:
        """List what this run writes besides files in an output folder."""
        return [path for path in (self.out, self.audit, self.report) if path is not None]

    def walk(self) -> Walk:
        """Make the walk over the inputs; the names of a list are read here. Raises ConfigError."""
        listed: Iterable[str] = ()
        if self.files_from is not None:
            from newsclean.namelist import names_from

            listed = names_from(self.files_from, null=self.null)
        return Walk(self.inputs, self.selection, listed=listed, own=self.own())

    def is_tree(self) -> bool:
        """Say whether each input has an output of its own."""
        if self.in_place or self.check:
            return True
        if self.out is None:
            return False
        if self.out_is_folder or self.shard_size or self.resume or self.out.is_dir():
            return True
        if format_of(self.out) is not None or (self.out.exists() and not self.out.is_file()):  # a device
            return False
        return self.files_from is not None or len(self.inputs) > 1 or any(Path(name).is_dir() for name in self.inputs)
