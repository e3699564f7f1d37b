"""Lists and tables of any length in little memory: what is too much waits in a temporary file without a name."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from array import array

HELD = 1 << 14  # strings sorted in memory at a time
SMALL = 1 << 18  # bytes that need no file
BLOCK = 1 << 10  # bytes read at a time of each sorted run
ROWS = 128  # of a table, read at a time
END = b"\xff"  # of a string; there is no such byte in UTF-8
MASK = (1 << 64) - 1


class Scratch:
    """Bytes to be read again: in memory while they are few, or where no temporary file can be."""

    def __init__(self) -> None:
        self._file: BinaryIO = io.BytesIO()
        self._may_move = True
        self.size = 0

    def __del__(self) -> None:
        self._file.close()

    def append(self, data: bytes) -> None:
        """Put bytes at the end."""
        if self._may_move and self.size + len(data) > SMALL:
            self._may_move = False
            with suppress(OSError):
                self._move_to(_temporary())
        try:
            self._write(data)
        except OSError:  # the disk is full
            self._move_to(io.BytesIO())
            self._write(data)

    def read(self, at: int, size: int) -> bytes:
        """Read so many bytes from a place."""
        self._file.seek(at)
        return self._file.read(size)

    def _write(self, data: bytes) -> None:
        self._file.seek(self.size)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self.size += len(data)

    def _move_to(self, file: BinaryIO) -> None:
        old, size = self._file, self.size
        old.seek(0)
        self._file, self.size = file, 0
        try:
            while self.size < size:
                self._write(old.read(min(SMALL, size - self.size)))
        except OSError:
            self._file, self.size, old = old, size, file
            raise
        finally:
            old.close()


def _temporary() -> BinaryIO:
    import tempfile

    return tempfile.TemporaryFile(buffering=0)


class Sorted:
    """Byte strings in the order of their bytes; none may hold the byte 255, and no name has it."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._scratch = Scratch()
        self._runs: list[tuple[int, int]] = []  # where they begin and end

    def add(self, item: bytes) -> None:
        """Take in another."""
        self._held.append(item)
        if len(self._held) >= HELD:
            self._put_away()

    def __iter__(self) -> Iterator[bytes]:
        self._held.sort()
        if not self._runs:
            return iter(self._held)
        from heapq import merge

        return merge(self._held, *(self._run(start, end) for start, end in self._runs))

    def _put_away(self) -> None:
        start = self._scratch.size
        self._held.sort()
        self._scratch.append(END.join(self._held) + END)
        self._runs.append((start, self._scratch.size))
        self._held.clear()

    def _run(self, at: int, end: int) -> Iterator[bytes]:
        rest = b""
        while at < end:
            block = self._scratch.read(at, min(BLOCK, end - at))
            at += len(block)
            *items, rest = (rest + block).split(END)
            yield from items


class Spool:
    """File names in the order they came, to be gone through any number of times."""

    def __init__(self, names: Iterable[str]) -> None:
        self._scratch = Scratch()
        self._count = 0
        waiting: list[str] = []
        for name in names:
            waiting.append(name)
            self._count += 1
            if len(waiting) == HELD // 16:
                self._put(waiting)
                waiting = []
        self._put(waiting)

    def _put(self, names: list[str]) -> None:
        self._scratch.append(b"".join(raw_name(name) + END for name in names))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        at, rest = 0, b""
        while at < self._scratch.size:
            block = self._scratch.read(at, BLOCK)
            at += len(block)
            *names, rest = (rest + block).split(END)
            yield from map(name_of, names)


def _numbers(count: int) -> array[int]:
    """Make an array of so many zeros of 64 bits."""
    from array import array

    return array("Q", [0]) * count


class Table:
    """Three numbers for each of many keys, all of 64 bits; one key in so many is held in memory."""

    def __init__(self, rows: Iterable[tuple[int, int, int, int]]) -> None:
        """Take in rows in the order of their keys."""
        from struct import Struct

        self._row = Struct(">4Q")
        self._scratch = Scratch()
        self._first = _numbers(0)  # keys, one of each block
        block = bytearray()
        for row in rows:
            if not block:
                self._first.append(row[0])
            block += self._row.pack(*row)
            if len(block) == ROWS * self._row.size:
                self._scratch.append(bytes(block))
                block.clear()
        self._scratch.append(bytes(block))

    def __len__(self) -> int:
        return self._scratch.size // self._row.size

    def get(self, key: int) -> tuple[int, int, int] | None:
        """Look a key up."""
        at = bisect_right(self._first, key) - 1
        if at < 0:
            return None
        size = ROWS * self._row.size
        block = self._scratch.read(at * size, size)
        raw = key.to_bytes(8, "big")
        place = block.find(raw)
        while place >= 0 and place % self._row.size:
            place = block.find(raw, place + 1)
        if place < 0:
            return None
        _, one, two, three = self._row.unpack_from(block, place)
        return one, two, three


class Seen:
    """A set of hashes; a third of the memory of Python's own."""

    def __init__(self) -> None:
        self._slots = _numbers(1024)
        self._count = 0

    def add(self, key: int) -> bool:
        """Take in a hash; say whether it is new."""
        if 3 * self._count > 2 * len(self._slots):
            old, self._slots = self._slots, _numbers(2 * len(self._slots))
            for other in old:
                if other:
                    self._slots[self._place(other)] = other
        key = key & MASK or 1  # 0 is an empty slot
        place = self._place(key)
        if self._slots[place]:
            return False
        self._slots[place] = key
        self._count += 1
        return True

    def _place(self, key: int) -> int:
        slots = self._slots
        last = len(slots) - 1
        at = key & last
        while slots[at] not in (0, key):
            at = (at + 1) & last
        return at


def raw_name(name: str) -> bytes:
    """Give a name as bytes that sort as it does."""
    return name.encode("utf-8", "surrogatepass")


def name_of(raw: bytes) -> str:
    """Give the name that was made bytes."""
    return raw.decode("utf-8", "surrogatepass")
