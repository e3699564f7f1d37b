"""The command line: parse options, call the library, print; no cleaning logic."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from newsclean import options as opt
from newsclean._version import __version__
from newsclean.command import EXIT_CODES, MAX_BYTES, app, chosen_spec, guarded, input_names, reading_options, write


def _version(wanted: bool) -> None:
    if wanted:
        guarded(write)(f"newsclean {__version__}\n")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("-V", "--version", callback=_version, is_eager=True, help="Version.")
    ] = False,
) -> None:
    """Clean news text dumps: label every piece of boilerplate with a rule and a reason, and leave it out.

    \b
    newsclean clean dump.txt                      the article, on standard output
    newsclean clean dumps.jsonl.gz -o clean.jsonl record by record
    newsclean explain dump.txt                    what went, by which rule, and why
    """  # noqa: D301 - the help formatter takes the control character for "as it stands"


@app.command(epilog=EXIT_CODES)
@guarded
def clean(
    inputs: opt.Inputs = None,
    out: opt.OutOption = None,
    from_: opt.FromOption = opt.From.auto,
    to: opt.ToOption = None,
    field: opt.FieldOption = None,
    preset: opt.PresetOption = None,
    config: opt.ConfigOption = None,
    isolated: opt.IsolatedOption = False,
    filters: opt.FiltersOption = None,
    enable: opt.EnableOption = None,
    disable: opt.DisableOption = None,
    drop_phrases: opt.DropPhrasesOption = None,
    drop_patterns: opt.DropPatternsOption = None,
    lang: opt.LangOption = None,
    now: opt.NowOption = None,
    shape: opt.ShapeOption = None,
    schema: opt.SchemaOption = opt.Schema.newsclean,
    evidence: opt.EvidenceOption = False,
    no_title: opt.NoTitleOption = False,
    skip_empty: opt.SkipEmptyOption = False,
    files_from: opt.FilesFromOption = None,
    null: opt.NullOption = False,
    include: opt.IncludeOption = None,
    exclude: opt.ExcludeOption = None,
    everything: opt.EverythingOption = False,
    hidden: opt.HiddenOption = False,
    follow: opt.FollowOption = False,
    overwrite: opt.OverwriteOption = False,
    full_names: opt.FullNamesOption = False,
    in_place: opt.InPlaceOption = False,
    backup: opt.BackupOption = "",
    check: opt.CheckOption = False,
    diff: opt.DiffOption = False,
    dry_run: opt.DryRunOption = False,
    fail_fast: opt.FailFastOption = False,
    jobs: opt.JobsOption = None,
    timeout: opt.TimeoutOption = None,
    resume: opt.ResumeOption = False,
    shard_size: opt.ShardOption = None,
    audit: opt.AuditOption = None,
    report: opt.ReportOption = None,
    log_format: opt.LogFormatOption = opt.LogFormat.text,
    encoding: opt.EncodingOption = None,
    encoding_errors: opt.ErrorsOption = opt.Errors.replace,
    max_bytes: opt.MaxBytesOption = MAX_BYTES,
    color: opt.ColorOption = opt.Color.auto,
    quiet: opt.QuietOption = 0,
    verbose: opt.VerboseOption = 0,
) -> None:
    """Clean text, HTML, Markdown, JSON or JSONL and write the articles.

    Text goes to standard output, to the file OUT, or for several inputs into the folder OUT, which mirrors theirs.
    """
    from newsclean.inputs import Selection
    from newsclean.plan import Plan
    from newsclean.run import run_plan

    plan = Plan(
        inputs=input_names(inputs, files_from),
        out=_out(out),
        out_is_folder=out is not None and out.endswith(("/", os.sep)),
        spec=chosen_spec(
            preset, config, isolated, filters, enable, disable, lang, now, drop_phrases, drop_patterns
        ).with_shape(shape.value if shape else None),
        reading=reading_options(from_, field, encoding, encoding_errors, max_bytes),
        selection=Selection(tuple(include or ()), tuple(exclude or ()), hidden, follow, everything),
        files_from=files_from,
        null=null,
        to=to.value if to else None,
        schema=schema.value,
        evidence=evidence,
        title=not no_title,
        audit=audit,
        report=report,
        overwrite=overwrite,
        full_names=full_names,
        in_place=in_place,
        backup=backup,
        skip_empty=skip_empty,
        check=check,
        diff=diff,
        dry_run=dry_run,
        fail_fast=fail_fast,
        jobs=jobs,
        timeout=timeout,
        resume=resume,
        shard_size=shard_size or 0,
        color=color.value,
        json_log=log_format is opt.LogFormat.json,
        loudness=verbose - quiet,
    )
    code = run_plan(plan)
    if code:
        raise typer.Exit(code)


def _out(out: str | None) -> Path | None:
    if out == "":
        raise typer.BadParameter('-o needs a name ("-" is standard output)')
    return None if out is None or out == "-" else Path(out)


import newsclean.cli_rules  # noqa: E402, I001 - they add their commands, after ours, in this order
import newsclean.cli_accuracy  # noqa: E402, F401

__all__ = ["app"]
