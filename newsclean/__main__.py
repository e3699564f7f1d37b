"""Start the command line, with an answer to interruption and to the unexpected."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

PATIENT = 50_000  # objects made before Python looks for cycles among them; its own 700 make that a tenth of a start
# The networks multiply too little at once for threads, and to start them takes as long as all else of numpy.
THREADS = "OPENBLAS_NUM_THREADS"


def run() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(PATIENT)
    if sys.argv[1:2] != ["train"]:
        os.environ.setdefault(THREADS, "1")
    try:
        from newsclean.plain import clean_plainly, plain_call

        call = plain_call(sys.argv)
        if call is not None:
            sys.exit(clean_plainly(call))
        from newsclean.cli import app

        sys.exit(app(prog_name="newsclean", standalone_mode=False))
    except KeyboardInterrupt:
        _leave(130)
    except Exception as error:
        if hasattr(error, "format_message"):  # a mistake in the call: typer has classes for it, by its version
            _leave(_misused(error))
        if type(error).__name__ == "Abort":  # what some versions of typer make of an interruption
            _leave(130)
        if os.environ.get("NEWSCLEAN_DEBUG"):
            raise
        from newsclean.messages import because, drop, say, show

        if isinstance(error, OSError):  # of help, for one, that nobody could take
            say(show(f"{error.filename or 'standard output'}: {because(error)}"))
        else:
            say(show(f"internal error: {type(error).__name__}: {error} (NEWSCLEAN_DEBUG=1 shows the traceback)"))
        drop(sys.stdout)
        _leave(2)
    finally:
        gc.freeze()  # at its end Python would look for cycles among all there is, several times


def _misused(error: Any) -> int:
    """Say in one line what is wrong with the call, and where its options are explained; give the exit code."""
    message = error.format_message() if getattr(error, "param", True) else error.message
    if not message or "\n" in message:  # the help that is shown where nothing was asked for
        error.show()
    else:
        from newsclean.messages import say, show

        command = error.ctx.command_path if getattr(error, "ctx", None) else "newsclean"
        say(show(f"{message[0].lower()}{message[1:].rstrip('.')} ({command} -h shows what there is)"))
    return int(error.exit_code)


def _leave(code: int) -> None:
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
