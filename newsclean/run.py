"""Carry out what the command line asks for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsclean.errors import ConfigError
from newsclean.messages import show, wants_color
from newsclean.outputs import open_output

if TYPE_CHECKING:
    from newsclean.config import PipelineSpec
    from newsclean.plan import Plan
    from newsclean.readers import Options


def run_plan(plan: Plan) -> int:
    """Clean as planned; give the exit code. Raises ConfigError for a plan that makes no sense."""
    _refuse_contradictions(plan)
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


def _refuse_own_input(plan: Plan) -> None:
    """Refuse to write over what is read; a walk passes it over."""
    for target in plan.own():
        for name in plan.inputs:
            if name == "-" or (target == plan.out and plan.only_looks):
                continue
            if os.path.isfile(target) and os.path.exists(name) and os.path.samefile(target, name):
                raise ConfigError(f"{target} is an input too; --in-place replaces a file by its cleaned self")


def explain_inputs(paths: list[str], spec: PipelineSpec, reading: Options, color: str) -> int:
    """Print what was removed from each document and why; give the exit code."""
    from newsclean.explain import explanation
    from newsclean.inputs import Selection, Walk
    from newsclean.log import Log
    from newsclean.look import Look

    walk = Walk(paths, Selection())
    look = Look(walk, spec, reading, Log())
    painted = wants_color(color, sys.stdout)
    with open_output(None) as output:
        for name, labelled in look:
            if walk.several or look.records:
                output.write(f"==> {show(name)} <==\n".encode())
            output.write(explanation(labelled, color=painted).encode("utf-8", "replace"))
    return 1 if look.failures else 0


def filter_page(name: str) -> str:
    """Give the page of a filter."""
    from newsclean.filters import page

    return page(name)


def filter_table() -> str:
    """List all filters with their kind, number of rules and languages, and what they remove."""
    rows = list(_filter_rows())
    width = max(len(row[0]) for row in rows)
    return "".join(f"{name:<{width}}  {kind:<10}  {rules:>5}  {about}\n" for name, kind, rules, about in rows)


def _filter_rows() -> Iterator[tuple[str, str, str, str]]:
    from newsclean.filters import is_structural, names, page
    from newsclean.rulebook import standard_table

    yield "filter", "kind", "rules", "what it does"
    for name in names():
        rules = [rule for rule in standard_table().rules if rule.filter == name]
        paragraph = page(name).split("\n\n")[1] if "\n\n" in page(name) else ""
        about = " ".join(paragraph.split()).split(". ")[0].rstrip(".")
        yield name, "structural" if is_structural(name) else "cue", str(len(rules)), about
