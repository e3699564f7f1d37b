"""Clean many files into a folder that mirrors them, or each in its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from newsclean.errors import ConfigError, OutputError
from newsclean.filework import Task, clean_file
from newsclean.inputs import PACKED, Found, Lost, Walk, identity_of
from newsclean.log import Log
from newsclean.manifest import Entry, Manifest, source_of
from newsclean.messages import show
from newsclean.naming import KINDS, Names, output_format, output_name
from newsclean.outputs import open_output
from newsclean.pipeline import Pipeline
from newsclean.plan import Plan
from newsclean.report import Ledger
from newsclean.row import Row
from newsclean.work import Job


def run_tree(plan: Plan) -> int:
    """Clean the inputs into the output folder, or in place; give the exit code."""
    log = Log(plan.loudness, as_json=plan.json_log)
    tree = _Tree(plan, log)
    tree.check()
    if plan.dry_run and not plan.check:
        return tree.list_outputs()
    with Ledger(log, plan.report) as ledger:
        try:
            tree.run(ledger)
        finally:
            tree.close()
    summary = ledger.summary
    return ledger.code or int(plan.check and bool(summary.changed or summary.emptied))


class _Tree:
    def __init__(self, plan: Plan, log: Log) -> None:
        self.plan, self.log = plan, log
        self.walk = plan.walk()
        self.folder = None if plan.in_place or plan.check else plan.out
        self.manifest = Manifest(self.folder) if self.folder else None
        self.job = Job(
            plan.spec,
            plan.reading,
            title=plan.title,
            skip_empty=plan.skip_empty,
            in_place=plan.in_place,
            backup=plan.backup,
        )

    def check(self) -> None:
        """Refuse before anything is written what cannot end well; raises ConfigError or OutputError."""
        if self.folder is None or self.manifest is None:
            return
        self._check_folder(self.folder)
        roots = [os.path.realpath(root) for root in self.walk.folders()]
        guard = _Guard(self.folder, self.manifest, roots, overwrite=self.plan.overwrite)
        names = Names(one_root=len(roots) == 1 and not self.walk.listed and len(self.walk.names) == 1)
        for found in self.walk:
            if isinstance(found, Lost):
                continue
            if found.path == "-":
                raise ConfigError("standard input has no name to write under; give -o a file")
            name = output_name(found, self.plan.to, full=self.plan.full_names)
            names.claim(name, found.path)
            guard.check(name, found.path)

    def _check_folder(self, out: Path) -> None:
        if out.exists() and not out.is_dir():
            raise OutputError(f"{out}: is a file; several inputs need a folder")
        here = identity_of(out)
        for folder in self.walk.folders():
            if here is not None and identity_of(Path(folder)) == here:
                raise ConfigError(f"{out} is the input too; --in-place replaces files by their cleaned selves")
        probe = out.absolute()
        while not probe.exists() and probe != probe.parent:
            probe = probe.parent
        if not probe.is_dir():
            raise OutputError(f"{out}: {probe} is a file")
        if not os.access(probe, os.W_OK | os.X_OK):
            raise OutputError(f"{out}: cannot be written to")

    def _task(self, found: Found) -> Task:
        plan = self.plan
        to = output_format(found.relative, plan.to)
        if plan.check:
            return Task(found.path, None, to)
        if plan.in_place:
            kind = KINDS.get(Path(_without_packing(found.path)).suffix.lower(), to)
            return Task(found.path, found.path, kind)
        out = os.path.join(str(plan.out), output_name(found, plan.to, full=plan.full_names))
        return Task(found.path, out, to, found.relative)

    def list_outputs(self) -> int:
        """Print what would be written; give the exit code."""
        return list_outputs(self.walk, self.log, lambda found: self._task(found).output or "")

    def run(self, ledger: Ledger) -> None:
        """Clean every input, serially; raises OutputError when an output cannot be written."""
        pipeline = Pipeline.from_spec(self.plan.spec)
        for found in self.walk:
            if isinstance(found, Lost):
                row = Row(found.path)
                row.fail(found.reason)
            else:
                row = clean_file(self._task(found), self.job, pipeline)
            self.take(row, ledger)
            if self.plan.fail_fast and row.failed:
                break
        ledger.summary.skipped = self.walk.skipped

    def take(self, row: Row, ledger: Ledger) -> None:
        """Count, report and note what became of an input."""
        ledger.take(row)
        if self.plan.check and (row.changed or row.emptied):
            self.log.info(row.path, "would change", code="would-change", level=0)
        if self.manifest is not None and self.folder is not None and row.digest and row.output:
            made_with = f"{self.plan.spec.fingerprint}:{self.plan.to}"
            name = os.path.relpath(row.output, str(self.folder)).replace(os.sep, "/")
            self.manifest.add(Entry(name, source_of(row.path), made_with, row.digest))

    def close(self) -> None:
        """Write what is written last."""
        if self.manifest is not None:
            self.manifest.close()


class _Guard:
    """Refuse outputs that would take the place of what is not ours."""

    def __init__(self, folder: Path, manifest: Manifest, roots: list[str], *, overwrite: bool) -> None:
        self.folder, self.manifest, self.overwrite = folder, manifest, overwrite
        self.real = os.path.realpath(folder)
        # Of a folder above an input, or beside it, a part may be that input.
        self.roots = [root for root in roots if _within(root, self.real) and root != self.real]
        self._parent = ""  # the last one that was found good

    def check(self, name: str, source: str) -> None:
        """Check the output of an input; raises ConfigError or OutputError."""
        output = os.path.join(self.folder, name)
        if (parent := os.path.dirname(output)) != self._parent:
            self._check_parent(parent)
            self._parent = parent
        if not os.path.lexists(output):
            return
        if os.path.isdir(output) and not os.path.islink(output):
            raise OutputError(f"{output}: is a folder")
        if os.path.exists(output) and os.path.samefile(output, source):
            raise ConfigError(f"{output} is the input too; --in-place replaces files by their cleaned selves")
        if not self.overwrite and not self.manifest.made(name):
            raise ConfigError(f"{output} exists and is not newsclean's; --overwrite replaces it")

    def _check_parent(self, parent: str) -> None:
        real = os.path.realpath(parent)
        if not _within(real, self.real):
            raise OutputError(f"{parent}: a link leads out of {self.folder}")
        if any(_within(real, root) for root in self.roots):
            raise ConfigError(f"{parent} is among the inputs; write to another folder")


def list_one(plan: Plan) -> int:
    """Print which inputs would go into the single output."""
    target = str(plan.out) if plan.out else "standard output"
    return list_outputs(plan.walk(), Log(plan.loudness, as_json=plan.json_log), lambda _: target)


def list_outputs(walk: Walk, log: Log, target: Callable[[Found], str]) -> int:
    """Print what would be written; give the exit code."""
    code = 0
    with open_output(None) as output:
        for found in walk:
            if isinstance(found, Lost) or (found.path != "-" and not os.path.lexists(found.path)):
                code = 1
                log.error(found.path, found.reason if isinstance(found, Lost) else "no such file or folder")
                continue
            name = "standard input" if found.path == "-" else show(found.path)
            output.write(f"{name} -> {show(target(found))}\n".encode())
    return code


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _without_packing(path: str) -> str:
    for packed in PACKED:
        path = path[: -len(packed)] if path.lower().endswith(packed) else path
    return path
