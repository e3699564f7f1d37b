"""The plainest calls, ``newsclean clean [--to FORMAT] FILE…``, on a short way past the option parser.

Building the parser for some forty options takes as long as cleaning a hundred pages; people who loop over
files in a shell wait for it each time. What the call does is what the long way does with its defaults.
"""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

COMMAND = 2  # arguments before the names: the program, "clean"
FORMATS = ("text", "json", "jsonl")
_HARMLESS = ("NEWSCLEAN_CONFIG", "NEWSCLEAN_DEBUG")


class Call(NamedTuple):
    """A call that needs no parser."""

    names: list[str]
    to: str | None = None


def plain_call(arguments: list[str]) -> Call | None:
    """Read a call without options, or with the output's format alone; None sends the call the long way."""
    if arguments[1:COMMAND] != ["clean"]:
        return None
    if any(name.startswith("NEWSCLEAN_") and name not in _HARMLESS for name in os.environ):
        return None
    names, to = arguments[COMMAND:], None
    at = next((n for n, name in enumerate(names) if name in ("-t", "--to")), None)
    if at is not None:
        names, to = names[:at] + names[at + 2 :], "".join(names[at + 1 : at + 2])
        if to not in FORMATS:
            return None
    if any(name.startswith("-") and name != "-" for name in names) or names.count("-") > 1 or "" in names:
        return None
    if not names:
        return None if sys.stdin is None or sys.stdin.isatty() else Call(["-"], to)
    return Call(names, to)


def clean_plainly(call: Call) -> int:
    """Clean inputs to standard output with the configuration that holds here; give the exit code."""
    from newsclean.errors import InputError, NewscleanError
    from newsclean.log import Log

    try:
        from newsclean.config import PipelineSpec
        from newsclean.config_file import discover
        from newsclean.plan import Plan
        from newsclean.run import run_plan

        return run_plan(Plan(call.names, None, PipelineSpec.load(None, discover()), to=call.to))
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
