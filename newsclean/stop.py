"""Stopping: SIGINT and SIGTERM as one exception that ends a run in good order."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

DEAF = 3.0  # seconds after the first signal in which more of them do not disturb the end


class Stopped(BaseException):
    """Raised by the first SIGINT or SIGTERM."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


@contextmanager
def listening() -> Iterator[None]:
    """Raise Stopped where a signal asks for the end; a signal the caller ignores stays ignored."""
    heard = -DEAF

    def hear(number: int, frame: FrameType | None) -> None:
        nonlocal heard
        if time.monotonic() - heard > DEAF:
            heard = time.monotonic()
            raise Stopped(number)

    wanted = (signal.SIGINT, signal.SIGTERM)
    old: dict[signal.Signals, Any] = {}
    for number in wanted:
        if signal.getsignal(number) not in (signal.SIG_IGN, None):
            with suppress(ValueError):  # in a thread beside the main one, which signals do not reach
                old[number] = signal.signal(number, hear)
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
