"""Carry out what the command line asks for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsclean.errors import ConfigError
from newsclean.messages import say

if TYPE_CHECKING:
    from newsclean.plan import Plan


def run_plan(plan: Plan) -> int:
    """Clean as planned; give the exit code. Raises ConfigError for a plan that makes no sense."""
    from newsclean.stop import Stopped, listening

    _refuse_contradictions(plan)
    try:
        with listening():
            return _run(plan)
    except Stopped as stopped:  # before the first input, or where nothing is written
        say("interrupted")
        return stopped.code


def _run(plan: Plan) -> int:
    if plan.diff:
        from newsclean.diff import run_diff

        return run_diff(plan)
    if plan.is_tree():
        from newsclean.tree import run_tree

        return run_tree(plan)
    if plan.dry_run:
        from newsclean.tree import list_one

        return list_one(plan)
    from newsclean.stream import run_stream

    return run_stream(plan)


def _refuse_contradictions(plan: Plan) -> None:
    if plan.null and plan.files_from is None:
        raise ConfigError("-0 goes with --files-from")
    if plan.backup and not plan.in_place:
        raise ConfigError("--backup goes with --in-place")
    if plan.in_place:
        _refuse_in_place(plan)
    _refuse_batch(plan)
    _refuse_records(plan)
    if plan.audit is not None and plan.is_tree():
        raise ConfigError("--audit goes with one output; name a file with -o")
    if plan.audit is not None and plan.only_looks:
        raise ConfigError("--audit goes with output; --check and --diff write none")
    targets = [os.path.realpath(path) for path in plan.own()]
    if len(set(targets)) < len(targets):
        raise ConfigError("-o, --audit and --report name the same file")
    _refuse_own_input(plan)


def _refuse_in_place(plan: Plan) -> None:
    if plan.out is not None:
        raise ConfigError(
            "--in-place and -o cannot go together: the one replaces the inputs, the other writes elsewhere"
        )
    if "-" in plan.inputs:
        raise ConfigError("--in-place needs files; standard input has no place")
    if plan.selection.follow:
        raise ConfigError("--in-place follows no links; leave out --follow")
    if any(sign in plan.backup for sign in ("/", os.sep, "\0")):
        raise ConfigError("--backup takes the end of a name, such as .bak")


def _refuse_batch(plan: Plan) -> None:
    for name, given in (("--resume", plan.resume), ("--shard-size", bool(plan.shard_size))):
        if given and (plan.out is None or plan.in_place or plan.only_looks):
            raise ConfigError(f"{name} goes with an output folder; name one with -o")
    if plan.shard_size and plan.to not in (None, "jsonl"):
        raise ConfigError(f"--shard-size packs records, so --to {plan.to} cannot go with it")
    if plan.timeout is not None and not 0 < plan.timeout < float("inf"):
        raise ConfigError("--timeout takes a number of seconds above 0")


def _refuse_records(plan: Plan) -> None:
    """Refuse what only records have where there are none."""
    for name, given in (("--schema", plan.schema != "newsclean"), ("--evidence", plan.evidence)):
        if not given:
            continue
        if plan.in_place:
            raise ConfigError(f"{name} and --in-place cannot go together: the files would be of another kind")
        if plan.to not in (None, "json", "jsonl") or (plan.to is None and plan.is_tree() and not plan.shard_size):
            raise ConfigError(f"{name} goes with records; add --to json or --to jsonl")


def _refuse_own_input(plan: Plan) -> None:
    """Refuse to write over what is read; a walk passes it over."""
    for target in plan.own():
        for name in plan.inputs:
            if name == "-" or (target == plan.out and plan.only_looks):
                continue
            if os.path.isfile(target) and os.path.exists(name) and os.path.samefile(target, name):
                raise ConfigError(f"{target} is an input too; --in-place replaces a file by its cleaned self")
