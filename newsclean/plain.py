"""The plainest call, ``newsclean clean FILE…`` without options, on a short way past the option parser.

Building the parser for some forty options takes as long as cleaning a hundred pages; people who loop over
files in a shell wait for it each time. What the call does is what the long way does with its defaults.
"""

from __future__ import annotations

import os
import sys

COMMAND = 2  # arguments before the names: the program, "clean"


def plain_names(arguments: list[str]) -> list[str] | None:
    """Give the inputs of a call without options; None sends the call the long way."""
    if arguments[1:COMMAND] != ["clean"] or any(name.startswith("-") and name != "-" for name in arguments[COMMAND:]):
        return None
    if any(name.startswith("NEWSCLEAN_") and name not in _HARMLESS for name in os.environ):
        return None
    names = arguments[COMMAND:]
    if names.count("-") > 1 or "" in names:
        return None
    if not names:
        return None if sys.stdin is None or sys.stdin.isatty() else ["-"]
    return names


_HARMLESS = ("NEWSCLEAN_CONFIG", "NEWSCLEAN_DEBUG")


def clean_plainly(names: list[str]) -> int:
    """Clean inputs to standard output with the configuration that holds here; give the exit code."""
    from newsclean.errors import InputError, NewscleanError
    from newsclean.log import Log

    try:
        from newsclean.config import PipelineSpec, discover
        from newsclean.plan import Plan
        from newsclean.run import run_plan

        return run_plan(Plan(names, None, PipelineSpec.load(None, discover())))
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
