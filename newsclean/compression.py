"""Compressed streams: known by their first bytes when read, by the suffix when written."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from newsclean.errors import InputError, OutputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_RATIO = 200  # news text packs 3 to 10 times; lists of empty lines stay below the grace
GRACE = 64 << 20
_CHUNK = 1 << 16
_XZ_MEMORY = 256 << 20  # xz -9 needs 65 MB
_HEAD = 10
_MAGIC = {
    "gzip": re.compile(rb"\x1f\x8b\x08"),
    "bzip2": re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)"),
    "xz": re.compile(rb"\xfd7zXZ\x00"),
    "zstd": re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),
}


class _Decompressor(Protocol):
    """What the decompressors of the standard library share."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """One gzip member, with the interface of bz2.BZ2Decompressor."""

    def __init__(self) -> None:
        import zlib

        self._inner = zlib.decompressobj(wbits=31)
        self._full = False  # the last call stopped at max_length: more may be waiting inside

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not (self._full or self._inner.unconsumed_tail)

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self._full = len(out) == max_length
        return out


class _Joined(io.RawIOBase):
    """The bytes already taken from a stream that cannot go back, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] or self._rest.read(len(view)) or b""
        self._head = self._head[len(data) :]
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._rest.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of a stream of one or more members, checked while they are read."""

    def __init__(self, source: BinaryIO, kind: str, max_ratio: int, grace: int) -> None:
        self._source = source
        self._kind = kind
        self._max_ratio = max_ratio
        self._grace = grace
        self._damage = _damage_errors()
        self._member: _Decompressor | None = _decompressor(kind)
        self._pending = b""
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._next(len(view))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._source.close()
        super().close()

    def _next(self, size: int) -> bytes:
        """Return up to `size` unpacked bytes, none at the end."""
        while self._member is not None:
            if self._member.eof:
                self._next_member()
                continue
            if self._member.needs_input and not self._pending and not self._fill():
                raise InputError(f"truncated {self._kind} data")
            try:
                data = self._member.decompress(self._pending, size)
            except self._damage:
                raise InputError(f"damaged {self._kind} data") from None
            self._pending = b""
            if data:
                self._count(len(data))
                return data
        return b""

    def _next_member(self) -> None:
        """Go on to the member after the one that ended; zero bytes between and behind them are padding."""
        assert self._member is not None
        self._pending = self._member.unused_data.lstrip(b"\0")
        while not self._pending and self._fill():
            self._pending = self._pending.lstrip(b"\0")
        while self._pending and len(self._pending) < _HEAD and self._fill():
            pass
        if not self._pending:
            self._member = None
        elif _MAGIC[self._kind].match(self._pending):
            self._member = _decompressor(self._kind)
        else:
            raise InputError(f"damaged {self._kind} data: other bytes after its end")

    def _fill(self) -> bool:
        data = self._source.read(_CHUNK)
        self._pending += data
        self._taken += len(data)
        return bool(data)

    def _count(self, size: int) -> None:
        self._given += size
        if self._given > self._grace and self._given > self._max_ratio * self._taken:
            raise InputError(
                f"{self._kind} data unpacks to more than {self._max_ratio} times its size, refused as a bomb"
            )


def open_stream(raw: BinaryIO, *, max_ratio: int = MAX_RATIO, grace: int = GRACE) -> BinaryIO:
    """Return a reader of the unpacked bytes of `raw`, which may be a pipe; closing the reader closes `raw`.

    Raises InputError for zstd data without zstd support and, while reading, for data that is truncated,
    damaged or a bomb: more than `grace` bytes and more than `max_ratio` times the packed size.
    """
    seekable = raw.seekable()
    start = raw.tell() if seekable else 0
    head = _read_head(raw)
    kind = packing(head)
    if seekable:
        raw.seek(start)
        source = raw
        if kind is None:
            return raw
    else:
        source = cast(BinaryIO, io.BufferedReader(_Joined(head, raw), _CHUNK))
        if kind is None:
            return source
    return cast(BinaryIO, io.BufferedReader(_Unpacked(source, kind, max_ratio, grace), _CHUNK))


def packing(head: bytes) -> str | None:
    """Name the compression that the first bytes of a stream show, None for none."""
    return next((name for name, magic in _MAGIC.items() if magic.match(head)), None)


def create_stream(raw: BinaryIO, suffix: str) -> BinaryIO:
    """Return a writer into `raw` that packs for .gz, .bz2, .xz or .zst, or `raw` itself for any other suffix.

    Close the writer before `raw`: it does not close `raw`. Raises OutputError for .zst without zstd support.
    """
    if suffix == ".gz":
        import gzip

        # No time and no name in the header: equal content gives equal bytes.
        return cast(BinaryIO, gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0))
    if suffix == ".bz2":
        import bz2

        return cast(BinaryIO, bz2.BZ2File(raw, "wb"))
    if suffix == ".xz":
        import lzma

        return cast(BinaryIO, lzma.LZMAFile(raw, "wb"))
    if suffix == ".zst":
        zstd = _zstd()
        if zstd is None:
            raise OutputError("install newsclean[zstd] to write .zst")
        return cast(BinaryIO, zstd.ZstdFile(raw, mode="wb"))
    return raw


def _read_head(raw: BinaryIO) -> bytes:
    head = b""
    while len(head) < _HEAD and (more := raw.read(_HEAD - len(head))):
        head += more
    return head


def _decompressor(kind: str) -> _Decompressor:
    if kind == "gzip":
        return _Gzip()
    if kind == "bzip2":
        import bz2

        return bz2.BZ2Decompressor()
    if kind == "xz":
        import lzma

        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
    zstd = _zstd()
    if zstd is None:
        raise InputError("zstd-compressed; install newsclean[zstd] to read it")
    return cast(_Decompressor, zstd.ZstdDecompressor())


def _zstd() -> Any:
    """Return the zstd module of the standard library (3.14) or its backport, None when neither is there."""
    from importlib import import_module

    for name in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(name)
        except ImportError:
            continue
    return None


def _damage_errors() -> tuple[type[Exception], ...]:
    import lzma
    import zlib

    zstd = _zstd()
    return (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, *([zstd.ZstdError] if zstd else []))
