"""Clean many files into a folder that mirrors them, or each in its place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from newsclean.batch import CHUNK, Item, sweep, work_through, workers_for
from newsclean.errors import ConfigError
from newsclean.filework import Task, remove
from newsclean.guard import Guard, check_folder
from newsclean.inputs import PACKED, STATE_FOLDER, Found, Lost, Walk
from newsclean.lock import Lock
from newsclean.log import Log
from newsclean.manifest import Entry, Manifest, source_of
from newsclean.messages import show
from newsclean.naming import KINDS, Met, Names, meeting, name_key, output_format, output_name, paths_to
from newsclean.outputs import open_output
from newsclean.plan import Plan
from newsclean.progress import Progress, patiently
from newsclean.report import Ledger
from newsclean.row import Row
from newsclean.shards import Shard, shard_name, shards_from, sources_of
from newsclean.work import Job


def run_tree(plan: Plan) -> int:
    """Clean the inputs into the output folder, or in place; give the exit code."""
    log = Log(plan.loudness, as_json=plan.json_log)
    tree = _Tree(plan, log)
    if plan.dry_run and not plan.check:
        tree.check()
        return tree.list_outputs()
    try:
        tree.open()
        with Ledger(log, plan.report) as ledger:
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
        self.lock = Lock(self.folder) if self.folder else None
        self.made_with = _made_with(plan)
        self.total = self.shards = 0
        self.job = Job(
            plan.spec,
            plan.reading,
            title=plan.title,
            skip_empty=plan.skip_empty,
            in_place=plan.in_place,
            backup=plan.backup,
            schema=plan.schema,
            evidence=plan.evidence,
        )

    def open(self) -> None:
        """Make ready to write; raises ConfigError or OutputError."""
        if self.folder is None or self.lock is None:
            self.check()
            return
        if os.path.isdir(self.folder / STATE_FOLDER):
            self.lock.take()
        self.check()
        self.lock.take()
        if self.plan.resume:
            sweep(str(self.folder))
        if self.manifest is not None:
            self.manifest.compact()

    def check(self) -> None:
        """Refuse before anything is written what cannot end well; raises ConfigError or OutputError."""
        self.total = 0
        if self.folder is None or self.manifest is None:
            self.total = sum(1 for _ in patiently(self.walk, self.log))
            return
        folders = self.walk.folders()
        check_folder(self.folder, folders)
        roots = [os.path.realpath(root) for root in folders]
        guard = Guard(self.folder, self.manifest, roots, overwrite=self.plan.overwrite)
        names = Names()
        size = self.plan.shard_size
        inputs = 0
        for found in patiently(self.walk, self.log):
            self.total += 1
            if isinstance(found, Lost):
                continue
            inputs += 1
            if found.path == "-":
                raise ConfigError("standard input has no name to write under; give -o a file")
            if size:
                continue
            name = output_name(found, self.plan.to, full=self.plan.full_names)
            names.claim(name)
            guard.check(name, found.path)
        try:
            names.settle()
        except Met as met:
            self._refuse(met.key)
        for number in range(-(-inputs // size) if size else 0):
            guard.check(shard_name(number), "")

    def _refuse(self, key: int) -> None:
        """Name two inputs whose outputs meet, or an input and a folder; raises ConfigError."""
        first: tuple[str, str, bool] | None = None
        for found in self.walk:
            if isinstance(found, Lost):
                continue
            name = output_name(found, self.plan.to, full=self.plan.full_names)
            path = next((path for path in paths_to(name) if name_key(path) == key), None)
            if path is None:
                continue
            if first is not None and (path == name or first[2] or path != first[1]):
                raise ConfigError(meeting(first[0], found.path, path))
            first = first or (found.path, path, path == name)

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
        """Clean every input; raises OutputError when an output cannot be written."""
        plan = self.plan
        ledger.way_on = f"run again {'with --resume ' if self.folder else ''}to go on"
        ledger.progress = Progress(self.total, self.log, ledger.summary)
        pieces = -(-self.total // plan.shard_size) if plan.shard_size else self.total
        jobs = 1 if plan.fail_fast else workers_for(plan.jobs, self.total if plan.jobs is None else pieces)
        size = max(1, min(CHUNK // (plan.shard_size or 1), CHUNK if jobs == 1 else pieces // (jobs * 4)))
        chunks = self._chunks(1 if plan.fail_fast else size, ledger)
        with closing(work_through(chunks, self.job, jobs=jobs, timeout=plan.timeout)) as results:  # type: ignore[type-var]
            for rows in results:
                for row in rows:
                    self.take(row, ledger)
                if plan.fail_fast and any(row.failed for row in rows):
                    break
            else:
                self._remove_surplus()
        ledger.summary.skipped = self.walk.skipped

    def _chunks(self, size: int, ledger: Ledger) -> Iterator[list[Item]]:
        """Give what is to be done in lists, each noted before it is begun."""
        chunk: list[Item] = []
        for item in self._items():
            if self._is_done(item):
                ledger.pass_over(len(item.tasks) if isinstance(item, Shard) else 1)
                continue
            chunk.append(item)
            if len(chunk) == size:
                yield self._begun(chunk)
                chunk = []
        if chunk:
            yield self._begun(chunk)

    def _begun(self, chunk: list[Item]) -> list[Item]:
        if self.manifest is not None:
            self.manifest.begin(self._name(item.output or "") for item in chunk if not isinstance(item, Lost))
        return chunk

    def _items(self) -> Iterator[Item]:
        """Give the inputs as work to be done, in shards where asked for."""
        size = self.plan.shard_size
        tasks: list[Task] = []
        self.shards = 0
        for found in self.walk:
            if isinstance(found, Lost):
                yield found
            elif not size:
                yield self._task(found)
            else:
                tasks.append(Task(found.path, None, "jsonl", found.relative))
                if len(tasks) == size:
                    yield self._shard(tasks)
                    tasks = []
        if tasks:
            yield self._shard(tasks)

    def _shard(self, tasks: list[Task]) -> Shard:
        self.shards += 1
        return Shard(tuple(tasks), os.path.join(str(self.folder), shard_name(self.shards - 1)))

    def _remove_surplus(self) -> None:
        """Take away our shards after the last of this run: an earlier one had more; raises OutputError."""
        if not self.shards or self.folder is None or self.manifest is None:
            return  # that there is nothing to clean is more likely a mistake than wanted
        removed = 0
        for name in list(shards_from(self.folder, self.shards)):
            if self.manifest.made(name):
                remove(self.folder / name)
                self.manifest.add(Entry(name, "", self.made_with, ""))
                removed += 1
        if removed:
            self.log.info(
                "", f"{removed:,} shards of an earlier run removed; this one has fewer", code="surplus", level=0
            )

    def _is_done(self, item: Item) -> bool:
        """Say whether an earlier run did this, with these rules, and it still is as it was."""
        if not self.plan.resume or self.manifest is None or isinstance(item, Lost) or item.output is None:
            return False
        name = self._name(item.output)
        source = sources_of(item) if isinstance(item, Shard) else source_of(item.path)
        return self.manifest.holds(name, source, self.made_with, Path(item.output))

    def _name(self, output: str) -> str:
        """Give the name of an output in its folder, as the manifest has it."""
        return output.removeprefix(os.path.join(str(self.folder), "")).replace(os.sep, "/")

    def take(self, row: Row, ledger: Ledger) -> None:
        """Count, report and note what became of an input."""
        if self.manifest is not None and row.target and (row.digest or not row.failed):
            # What has failed in part is ours, but not done.
            source = "" if row.failed else row.source
            self.manifest.add(Entry(self._name(row.target), source, self.made_with, row.digest))
        ledger.take(row)
        if self.plan.check and (row.changed or row.emptied):
            self.log.info(row.path, "would change", code="would-change", level=0)

    def close(self) -> None:
        """Write what is written last."""
        if self.manifest is not None:
            self.manifest.close()
        if self.lock is not None:
            self.lock.release()


def _made_with(plan: Plan) -> str:
    """Name all that decides on the outputs besides the inputs."""
    form = (plan.schema, plan.evidence)
    options = (plan.to, plan.title, plan.skip_empty, plan.shard_size, tuple(plan.reading), *form)
    return f"{plan.spec.fingerprint}:{hashlib.sha256(repr(options).encode()).hexdigest()[:16]}"


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


def _without_packing(path: str) -> str:
    for packed in PACKED:
        path = path[: -len(packed)] if path.lower().endswith(packed) else path
    return path
