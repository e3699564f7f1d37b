"""One run at a time in an output folder."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from newsclean.errors import OutputError
from newsclean.inputs import STATE_FOLDER
from newsclean.messages import because

NAME = "lock"
PATIENCE = 1.0  # seconds: workers of a run that was killed may take a moment to end


class Lock:
    """A lock on an output folder, which ends with the process; a folder where none can be is not locked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / STATE_FOLDER / NAME
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock, once; raises OutputError when another run has it."""
        if self._file is not None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        except OSError as error:
            raise OutputError(f"{self.path}: {because(error)}") from None
        until = time.monotonic() + PATIENCE
        while not _locked(self._file):
            if time.monotonic() > until:
                self.release()
                raise OutputError(f"{self.folder}: in use by another newsclean; wait until it is done")
            time.sleep(0.05)

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None


def _locked(file: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return _locked_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _locked_on_windows(file: int) -> bool:
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    except OSError as error:  # else a file system without locks
        return error.errno not in (errno.EACCES, errno.EDEADLK)
    return True
