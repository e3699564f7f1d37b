"""What all commands share: the application, answers to what goes wrong, options into what they mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from newsclean import options as opt
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


def input_names(inputs: list[str] | None, files_from: str | None = None) -> list[str]:
    """Give the inputs named, standard input when none are and it is a pipe."""
    names = inputs or []
    if names.count("-") + (files_from == "-") > 1:
        raise typer.BadParameter('"-" (standard input) can be read once')
    if names or files_from is not None:
        return names
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter("name a file, or pipe text in; -h for help")
    return ["-"]


def reading_options(
    from_: opt.From, field: str | None, encoding: str | None, errors: opt.Errors, max_bytes: int
) -> Options:
    """Gather how inputs are read; raises ConfigError for an unknown encoding."""
    from newsclean.readers import Options

    if encoding is not None:
        from newsclean.encoding import decode

        decode(b"", encoding=encoding)  # refuses an unknown one before anything is read
    return Options(from_.value, field, encoding, errors.value, max_bytes)


def chosen_spec(
    preset: str | None,
    config: Path | None,
    isolated: bool,
    filters: str | None,
    enable: list[str] | None,
    disable: list[str] | None,
    lang: str | None,
    now: str | None,
    drop_phrases: Path | None = None,
    drop_patterns: Path | None = None,
) -> PipelineSpec:
    """Lay the options over the configuration that holds; raises ConfigError."""
    from newsclean.config import PipelineSpec
    from newsclean.config_file import discover

    spec = PipelineSpec.load(preset, config or (None if isolated else discover()))
    if filters is not None:
        chain = [name.strip() for name in filters.split(",") if name.strip()]
        spec = spec.with_filters(chain)._replace(preset="custom")
    spec = spec.with_enabled(enable or ()).with_disabled(disable or ())
    spec = _with_drops(spec, drop_phrases, drop_patterns)
    return spec.with_language(lang, "--lang")._replace(now=_date(now) or spec.now)


def _with_drops(spec: PipelineSpec, phrases: Path | None, patterns: Path | None) -> PipelineSpec:
    if phrases is None and patterns is None:
        return spec
    from newsclean.drops import read_patterns, read_phrases

    return spec.with_drops(read_phrases(phrases) if phrases else (), read_patterns(patterns) if patterns else ())


def _date(now: str | None) -> str | None:
    if not now:
        return None
    from newsclean.metadata.moments import is_moment

    if not is_moment(now):
        raise typer.BadParameter(f"--now takes a date such as 2024-07-01 or 2024-07-01T12:00, not {now!r}")
    return now


def write(text: str) -> None:
    """Write to standard output."""
    from newsclean.outputs import open_output

    with open_output(None) as stream:
        stream.write(text.encode("utf-8", "replace"))
