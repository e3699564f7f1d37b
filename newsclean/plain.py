"""The plainest calls, ``newsclean clean [-p PRESET] [-t FORMAT] [-o OUT] FILE…``, past the option parser.

Building the parser for some forty options takes as long as cleaning a hundred pages; people who loop over
files in a shell wait for it each time. What the call does is what the long way does with its defaults.
"""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

COMMAND = 2  # arguments before the names: the program, "clean"
FORMATS = ("text", "json", "jsonl")
OPTIONS = {"-o": "out", "--out": "out", "-p": "preset", "--preset": "preset", "-t": "to", "--to": "to"}
_HARMLESS = ("NEWSCLEAN_CONFIG", "NEWSCLEAN_DEBUG", "NEWSCLEAN_PURE")


class Call(NamedTuple):
    """A call that needs no parser."""

    names: list[str]
    to: str | None = None
    preset: str | None = None
    out: str | None = None


def plain_call(arguments: list[str]) -> Call | None:
    """Read a call that has no options but the commonest; None sends the call the long way."""
    if arguments[1:COMMAND] != ["clean"]:
        return None
    if any(name.startswith("NEWSCLEAN_") and name not in _HARMLESS for name in os.environ):
        return None
    names: list[str] = []
    options: dict[str, str] = {}
    words = iter(arguments[COMMAND:])
    for word in words:
        option = OPTIONS.get(word)
        if option is None:
            names.append(word)
        elif option in options or not _is_plain(value := next(words, "")):
            return None
        else:
            options[option] = value
    if not all(map(_is_plain, names)) or names.count("-") > 1 or options.get("to", "text") not in FORMATS:
        return None
    if not names:
        return None if sys.stdin is None or sys.stdin.isatty() else Call(["-"], **options)
    return Call(names, **options)


def _is_plain(word: str) -> bool:
    """Say whether a word is no option, and something at all."""
    return word == "-" or (not word.startswith("-") and word != "")


def clean_plainly(call: Call) -> int:
    """Clean inputs with the configuration that holds here; give the exit code."""
    from newsclean.errors import InputError, NewscleanError
    from newsclean.log import Log

    try:
        from pathlib import Path

        from newsclean.config import PipelineSpec
        from newsclean.config_file import discover
        from newsclean.plan import Plan
        from newsclean.run import run_plan

        spec, out = PipelineSpec.load(call.preset, discover()), call.out or "-"
        place = None if out == "-" else Path(out)
        return run_plan(Plan(call.names, place, spec, out_is_folder=out.endswith(("/", os.sep)), to=call.to))
    except InputError as error:
        Log().error("", str(error), code="input")
        return 1
    except NewscleanError as error:
        Log().error("", str(error))
        return 2
    except BrokenPipeError:
        from newsclean.messages import drop

        drop(sys.stdout)
        return 141
