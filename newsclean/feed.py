"""The inputs of a stream as pieces of work, and the rows their results belong to."""

from __future__ import annotations

import os
import stat
import time
from collections import deque
from collections.abc import Callable, Iterator

from newsclean.errors import ConfigError, InputError, OutputError
from newsclean.inputs import PACKED, Found, Lost, Walk
from newsclean.pieces import Answer, Piece
from newsclean.readers import Failure, Input, Options, open_input
from newsclean.row import Row
from newsclean.work import why

SMALL = 1 << 18  # bytes of a file that is read where it is cleaned


class Owner:
    """An input whose pieces are under way."""

    def __init__(self, found: Found | Lost) -> None:
        self.found = found
        self.row = Row(found.path)
        self.sent = self.taken = 0
        self.error: Exception | None = None  # in reading it, after the pieces sent
        self.closed = False
        self._started = time.monotonic()

    def end(self) -> Row:
        """Give the row, complete."""
        if self.error is not None:
            self.row.fail(why(self.error))
        self.row.seconds = time.monotonic() - self._started
        return self.row


class Feed:
    """Read inputs into pieces; ``begin`` is told of an input that was opened."""

    def __init__(self, walk: Walk, reading: Options, begin: Callable[[Input], None]) -> None:
        self.walk, self.reading, self.begin = walk, reading, begin
        self._owners: deque[Owner] = deque()
        self._begun = False

    def pieces(self) -> Iterator[Piece]:
        """Give the pieces of all inputs, in order."""
        for found in self.walk:
            owner = Owner(found)
            self._owners.append(owner)
            try:
                if isinstance(found, Lost):
                    raise InputError(found.reason)
                for piece in self._pieces(found):
                    owner.sent += 1
                    yield piece
            except (ConfigError, OutputError, BrokenPipeError):
                raise
            except Exception as error:
                owner.error = error
            owner.closed = True

    def _pieces(self, found: Found) -> Iterator[Piece]:
        name = found.relative
        if self._begun and (size := self._small(found.path)) is not None:
            yield Piece(found.path, name, None, size)
            return
        with open_input(found.path, self.reading) as opened:
            self.begin(opened)
            self._begun = True
            for line in opened.lines or ():
                yield Piece(found.path, name, line, 64 if isinstance(line, Failure) else len(line.source))
            for record in opened.records if opened.lines is None else ():
                yield Piece(found.path, name, record, 64 if isinstance(record, Failure) else len(record.text))

    @staticmethod
    def _small(path: str) -> int | None:
        """Give the size of a file small enough to be read by a worker."""
        if path == "-" or path.lower().endswith(PACKED):
            return None
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) and found.st_size < SMALL else None

    def take(self, answer: Answer) -> Owner:
        """Say whose piece was answered; its error goes into the row."""
        owner = next(owner for owner in self._owners if owner.taken < owner.sent)
        owner.taken += 1
        if answer.error:
            owner.row.fail(answer.error, answer.code)
        return owner

    def finished(self) -> Iterator[Owner]:
        """Give the inputs all of whose pieces were taken, in order."""
        while self._owners and self._owners[0].closed and self._owners[0].taken == self._owners[0].sent:
            yield self._owners.popleft()
