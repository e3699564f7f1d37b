"""The command line: parse options, call the library, print; no cleaning logic."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsclean import options as opt
from newsclean._version import __version__
from newsclean.errors import ConfigError, InputError, NewscleanError

if TYPE_CHECKING:
    from newsclean.config import PipelineSpec
    from newsclean.readers import Options

os.environ.setdefault("TYPER_USE_RICH", "0")

MAX_BYTES = 64 * 1024 * 1024
EXIT_CODES = (
    "Exit codes: 0 done; 1 some input failed, or --check found something to remove; 2 usage, configuration, or "
    "output that cannot be written; 130 interrupted; 143 terminated; 141 closed pipe."
)

app = typer.Typer(
    name="newsclean",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)


def guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn what can go wrong into one line on standard error and an exit code."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except InputError as error:
            _complain(error, "input", kwargs)
            raise typer.Exit(1) from None
        except NewscleanError as error:
            _complain(error, "configuration" if isinstance(error, ConfigError) else "output", kwargs)
            raise typer.Exit(2) from None
        except BrokenPipeError:
            from newsclean.messages import drop

            drop(sys.stdout)
            raise typer.Exit(141) from None

    return run


def _complain(error: NewscleanError, code: str, options: dict[str, Any]) -> None:
    from newsclean.log import Log

    loudness = -2 if options.get("quiet", 0) > 1 else 0
    Log(loudness, as_json=options.get("log_format") is opt.LogFormat.json).error("", str(error), code=code)


def _version(wanted: bool) -> None:
    if wanted:
        guarded(_print)(f"newsclean {__version__}\n")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("-V", "--version", callback=_version, is_eager=True, help="Version.")
    ] = False,
) -> None:
    r"""Clean news text dumps: label every piece of boilerplate with a rule and a reason, and leave it out.

    \b
    newsclean clean dump.txt                      the article, on standard output
    newsclean clean dumps.jsonl.gz -o clean.jsonl record by record
    newsclean explain dump.txt                    what went, by which rule, and why
    """


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
    lang: opt.LangOption = None,
    now: opt.NowOption = None,
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
        inputs=_inputs(inputs, files_from),
        out=_out(out),
        out_is_folder=out is not None and out.endswith(("/", os.sep)),
        spec=_spec(preset, config, isolated, filters, enable, disable, lang, now),
        reading=_reading(from_, field, encoding, encoding_errors, max_bytes),
        selection=Selection(tuple(include or ()), tuple(exclude or ()), hidden, follow, everything),
        files_from=files_from,
        null=null,
        to=to.value if to else None,
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
        color=color.value,
        json_log=log_format is opt.LogFormat.json,
        loudness=verbose - quiet,
    )
    code = run_plan(plan)
    if code:
        raise typer.Exit(code)


@app.command()
@guarded
def explain(
    inputs: opt.Inputs = None,
    from_: opt.FromOption = opt.From.auto,
    field: opt.FieldOption = None,
    encoding: opt.EncodingOption = None,
    encoding_errors: opt.ErrorsOption = opt.Errors.replace,
    max_bytes: opt.MaxBytesOption = MAX_BYTES,
    preset: opt.PresetOption = None,
    config: opt.ConfigOption = None,
    isolated: opt.IsolatedOption = False,
    filters: opt.FiltersOption = None,
    enable: opt.EnableOption = None,
    disable: opt.DisableOption = None,
    lang: opt.LangOption = None,
    now: opt.NowOption = None,
    color: opt.ColorOption = opt.Color.auto,
) -> None:
    """Show what was removed, by which rule, and why."""
    from newsclean.run import explain_inputs

    spec = _spec(preset, config, isolated, filters, enable, disable, lang, now)
    reading = _reading(from_, field, encoding, encoding_errors, max_bytes)
    code = explain_inputs(_inputs(inputs), spec, reading, color.value)
    if code:
        raise typer.Exit(code)


@app.command("filters")
@guarded
def list_filters(
    name: Annotated[str | None, typer.Argument(help="Show this filter's page.")] = None,
) -> None:
    """List the filters, or show the page of one."""
    from newsclean.run import filter_page, filter_table

    _print(filter_page(name) if name else filter_table())


@app.command("config")
@guarded
def show_config(
    preset: opt.PresetOption = None,
    config: opt.ConfigOption = None,
    isolated: opt.IsolatedOption = False,
    filters: opt.FiltersOption = None,
    enable: opt.EnableOption = None,
    disable: opt.DisableOption = None,
    lang: opt.LangOption = None,
    now: opt.NowOption = None,
) -> None:
    """Print the effective configuration, as TOML that can be fed back."""
    from newsclean.config_keys import to_toml
    from newsclean.messages import show

    spec = _spec(preset, config, isolated, filters, enable, disable, lang, now)
    _print((f"# from {show(spec.origin)}\n" if spec.origin else "") + to_toml(spec))


def _inputs(inputs: list[str] | None, files_from: str | None = None) -> list[str]:
    names = inputs or []
    if names.count("-") + (files_from == "-") > 1:
        raise typer.BadParameter('"-" (standard input) can be read once')
    if names or files_from is not None:
        return names
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter('name a file, or pipe text in ("newsclean clean dump.txt"; -h for help)')
    return ["-"]


def _out(out: str | None) -> Path | None:
    if out == "":
        raise typer.BadParameter('-o needs a name ("-" is standard output)')
    return None if out is None or out == "-" else Path(out)


def _reading(from_: opt.From, field: str | None, encoding: str | None, errors: opt.Errors, max_bytes: int) -> Options:
    from newsclean.readers import Options

    if encoding is not None:
        from newsclean.encoding import decode

        decode(b"", encoding=encoding)  # refuses an unknown one before anything is read
    return Options(from_.value, field, encoding, errors.value, max_bytes)


def _spec(
    preset: str | None,
    config: Path | None,
    isolated: bool,
    filters: str | None,
    enable: list[str] | None,
    disable: list[str] | None,
    lang: str | None,
    now: str | None,
) -> PipelineSpec:
    from dataclasses import replace

    from newsclean.config import PipelineSpec, discover

    spec = PipelineSpec.load(preset, config or (None if isolated else discover()))
    if filters is not None:
        spec = replace(
            spec.with_filters([name.strip() for name in filters.split(",") if name.strip()]), preset="custom"
        )
    spec = spec.with_enabled(enable or ()).with_disabled(disable or ())
    return replace(spec, language=lang or spec.language, now=_date(now) or spec.now)


def _date(now: str | None) -> str | None:
    if not now:
        return None
    from datetime import datetime

    try:
        datetime.fromisoformat(now)
    except ValueError:
        raise typer.BadParameter(f"--now takes a date such as 2024-07-01, not {now!r}") from None
    return now


def _print(text: str) -> None:
    from newsclean.outputs import open_output

    with open_output(None) as stream:
        stream.write(text.encode("utf-8", "replace"))
