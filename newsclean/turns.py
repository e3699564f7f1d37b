"""The documents of one piece of work, counted, so that one that was lost can be passed over when it is done again."""

from __future__ import annotations

import sys
import time
from typing import Any, NamedTuple

from newsclean.errors import InputError

CLOCK = time.monotonic  # of the whole system where it matters, so parent and worker agree
START = "fork" if sys.platform == "linux" else "spawn"  # how a worker comes to be; elsewhere a fork is not safe
MAX_STARTS = 3  # that a piece of work may cost a worker before its first document

place: Any = None  # in a worker, shared with its parent: item, since when, turn


def tick() -> None:
    """Say that another part of a piece of work begins, for which time counts anew."""
    if place is not None:
        place[1] = CLOCK()
        place[2] += 1


class GivenUp(NamedTuple):
    """A turn of a piece of work that cost a worker its life."""

    turn: int  # 0: before the first
    code: str  # timeout, failed
    reason: str


class GivenUpError(InputError):
    """An input is not read again: the attempt cost a worker its life."""

    def __init__(self, lost: GivenUp) -> None:
        super().__init__(lost.reason)
        self.code = lost.code


class Turns:
    """Count inputs and documents as they are begun."""

    def __init__(self, given_up: tuple[GivenUp, ...]) -> None:
        self._turn = 0
        self._given_up = {lost.turn: lost for lost in given_up}

    def next(self) -> GivenUp | None:
        """Begin another; give why it must be passed over."""
        tick()
        self._turn += 1
        return self._given_up.get(self._turn)

    def open(self) -> None:
        """Begin an input; raises GivenUpError."""
        if (lost := self.next()) is not None:
            raise GivenUpError(lost)


def given_up(why: str, turn: int, timeout: float | None) -> GivenUp:
    """Say why a turn is given up."""
    if why == "timeout":
        return GivenUp(turn, "timeout", f"took more than {timeout:g} s; see --timeout")
    return GivenUp(turn, "failed", "the worker was killed; the document may need more memory than there is")


def hopeless(before: tuple[GivenUp, ...], turn: int) -> bool:
    """Say whether to try again would end as before."""
    return sum(lost.turn == turn for lost in before) >= (1 if turn else MAX_STARTS - 1)
