"""Compressed streams: all kinds, all kinds of damage, bombs, pipes, reproducible output."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import os
import random
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean import compression
from newsclean.compression import create_stream, open_stream
from newsclean.errors import InputError, OutputError

TEXT = b"The bank raised its rate. \xc3\xa4\n" * 5000
NOISE = random.Random(1)
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}
SUFFIX = {"gzip": ".gz", "bzip2": ".bz2", "xz": ".xz"}

kinds = pytest.mark.parametrize("kind", sorted(PACK))


def unpack(data: bytes, **limits: int) -> bytes:
    with open_stream(io.BytesIO(data), **limits) as stream:
        return stream.read()


class Pipe(io.RawIOBase):
    """A stream that cannot seek and gives a few bytes at a time, as a slow pipe does."""

    def __init__(self, data: bytes, step: int = 3) -> None:
        self._data = io.BytesIO(data)
        self._step = step

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._data.readinto(memoryview(buffer)[: self._step])


@kinds
def test_each_kind_is_unpacked(kind: str) -> None:
    assert unpack(PACK[kind](TEXT)) == TEXT


@kinds
def test_an_empty_member_is_empty_text(kind: str) -> None:
    assert unpack(PACK[kind](b"")) == b""


@kinds
def test_members_follow_each_other_with_padding(kind: str) -> None:
    packed = PACK[kind](b"one\n") + PACK[kind](b"") + b"\0" * 8 + PACK[kind](b"two\n") + b"\0" * 100_000
    assert unpack(packed) == b"one\ntwo\n"


@kinds
def test_members_across_chunk_borders(kind: str) -> None:
    noise = NOISE.randbytes(70_000)
    assert unpack(PACK[kind](noise) * 3) == noise * 3


@kinds
@pytest.mark.parametrize("step", [1, 3, 100_000])
def test_a_pipe_is_read(kind: str, step: int) -> None:
    pipe = cast(BinaryIO, Pipe(PACK[kind](TEXT), step))
    assert open_stream(pipe).read() == TEXT


@pytest.mark.parametrize("data", [b"", b"x", b"BZh is a prefix\n", b"\x1f\x8b", TEXT])
def test_what_is_not_compressed_comes_through(data: bytes) -> None:
    assert unpack(data) == data
    assert open_stream(cast(BinaryIO, Pipe(data))).read() == data


def test_the_position_of_a_file_is_kept() -> None:
    raw = io.BytesIO(b"skip" + TEXT)
    raw.seek(4)
    assert open_stream(raw).read() == TEXT


def test_a_real_pipe() -> None:
    end, start = os.pipe()

    def feed() -> None:
        with os.fdopen(start, "wb") as out:
            out.write(gzip.compress(TEXT))

    feeder = threading.Thread(target=feed)
    feeder.start()
    with open_stream(os.fdopen(end, "rb")) as stream:
        assert list(stream) == TEXT.splitlines(keepends=True)
    feeder.join()


@kinds
def test_truncated_data_is_an_error(kind: str) -> None:
    packed = PACK[kind](NOISE.randbytes(3000))
    for cut in (11, 20, len(packed) // 2, len(packed) - 1):
        with pytest.raises(InputError, match=f"^truncated {kind} data$"):
            unpack(packed[:cut])


@kinds
def test_a_truncated_second_member_is_an_error(kind: str) -> None:
    with pytest.raises(InputError, match="truncated"):
        unpack(PACK[kind](TEXT) + PACK[kind](TEXT)[:-5])


@kinds
def test_damaged_data_is_an_error(kind: str) -> None:
    packed = bytearray(PACK[kind](NOISE.randbytes(5000)))
    packed[2500] ^= 0xFF
    with pytest.raises(InputError, match=rf"^(damaged|truncated) {kind} data$"):
        unpack(bytes(packed))


@kinds
def test_other_bytes_after_the_end_are_an_error(kind: str) -> None:
    with pytest.raises(InputError, match="other bytes after its end"):
        unpack(PACK[kind](TEXT) + b"garbage here")


@kinds
def test_lines_before_the_damage_can_be_read(kind: str) -> None:
    packed = PACK[kind](b"first\n") + PACK[kind](NOISE.randbytes(500_000))[:-5]
    stream = open_stream(io.BytesIO(packed))
    assert stream.readline() == b"first\n"
    with pytest.raises(InputError):
        stream.read()


def _bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(size >> 20)) + packer.flush()


def test_a_bomb_is_refused_in_little_memory() -> None:
    bomb = _bomb(100 << 20)
    stream = open_stream(io.BytesIO(bomb), grace=8 << 20)
    tracemalloc.start()
    with pytest.raises(InputError, match="refused as a bomb"):
        while stream.read(1 << 16):
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20


def test_small_files_may_pack_well() -> None:
    assert len(unpack(_bomb(4 << 20))) == 4 << 20


def test_a_higher_ratio_can_be_allowed() -> None:
    with pytest.raises(InputError):
        unpack(_bomb(2 << 20), grace=1 << 20)
    assert unpack(_bomb(2 << 20), grace=1 << 20, max_ratio=2000)


@given(st.binary(max_size=300), st.sampled_from(sorted(PACK)), st.integers(0, 400), st.integers(0, 255))
def test_any_damage_is_an_input_error_or_harmless(data: bytes, kind: str, place: int, value: int) -> None:
    packed = bytearray(PACK[kind](data))
    packed[place % len(packed)] = value
    try:
        unpack(bytes(packed))
    except InputError as error:
        assert "\n" not in str(error)


@kinds
def test_closing_the_reader_closes_the_source(kind: str) -> None:
    raw = io.BytesIO(PACK[kind](TEXT))
    open_stream(raw).close()
    assert raw.closed


@kinds
def test_written_streams_are_read_again_and_reproducible(kind: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for raw in (first, second):
        with create_stream(raw, SUFFIX[kind]) as out:
            out.write(TEXT)
        assert not raw.closed
    assert first.getvalue() == second.getvalue()
    assert unpack(first.getvalue()) == TEXT


def test_gzip_output_has_no_time_and_no_name(tmp_path: Any) -> None:
    path = tmp_path / "secret.gz"
    with path.open("wb") as raw, create_stream(raw, ".gz") as out:
        out.write(TEXT)
    head = path.read_bytes()[:10]
    assert head[3] == 0 and head[4:8] == b"\0\0\0\0"


def test_other_suffixes_are_written_as_they_are() -> None:
    raw = io.BytesIO()
    assert create_stream(raw, ".txt") is raw
    assert create_stream(raw, "") is raw


@pytest.fixture
def no_zstd(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(compression, "_zstd", lambda: None)
    yield


@pytest.mark.usefixtures("no_zstd")
def test_zstd_without_support_says_what_to_install() -> None:
    with pytest.raises(InputError, match=r"^zstd-compressed; install newsclean\[zstd\] to read it$"):
        unpack(b"\x28\xb5\x2f\xfd" + bytes(20))
    with pytest.raises(OutputError, match=r"install newsclean\[zstd\]"):
        create_stream(io.BytesIO(), ".zst")


def test_zstd_with_support() -> None:
    if compression._zstd() is None:
        pytest.skip("no zstd module here")
    zstd = importlib.import_module(compression._zstd().__name__)
    skippable = b"\x50\x2a\x4d\x18\x03\0\0\0abc"
    assert unpack(skippable + zstd.compress(TEXT) + zstd.compress(TEXT)) == TEXT * 2
    noise = zstd.compress(NOISE.randbytes(5000))
    with pytest.raises(InputError, match="truncated zstd"):
        unpack(noise[:-3])
    with pytest.raises(InputError, match="bomb"):
        unpack(zstd.compress(bytes(4 << 20)), grace=1 << 20)
    raw = io.BytesIO()
    with create_stream(raw, ".zst") as out:
        out.write(TEXT)
    assert unpack(raw.getvalue()) == TEXT
