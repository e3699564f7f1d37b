"""Inputs into records: a text, a page, or each record of a JSON or JSONL file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from newsclean.errors import InputError
from newsclean.messages import because

if TYPE_CHECKING:
    from newsclean.jsontext import Fields

TEXT_FIELDS = ("text", "maintext", "articleBody", "body", "plaintext", "content")
FORMATS = ("auto", "text", "html", "markdown", "json", "jsonl")
MAX_BYTES = 64 * 1024 * 1024  # of one document
HEAD = 4096


class Options(NamedTuple):
    """How inputs are read."""

    format: str = "auto"
    field: str | None = None  # of a record; None: the first of TEXT_FIELDS, else html
    encoding: str | None = None
    encoding_errors: str = "replace"
    max_bytes: int = MAX_BYTES


class Record:
    """One document to clean, with what its input says of it."""

    def __init__(
        self,
        text: str,
        html: bool = False,
        *,
        id: str | None = None,
        url: str | None = None,
        title: str | None = None,
        now: str | None = None,
        language: str | None = None,
        number: int = 0,
        fields: Fields | None = None,
        text_field: str | None = None,
        encoding: str = "utf-8",
        warnings: list[str] | None = None,
        front: dict[str, Any] | None = None,
        headings: dict[str, int] | None = None,
    ) -> None:
        self.text = text
        self.html = html
        self.id = id
        self.url = url
        self.path: str | None = None  # of the input it stands in
        self.title = title
        self.now = now
        self.language = language
        self.number = number  # 1-based among the records of a file; 0: the file is the document
        self.fields = fields
        self.text_field = text_field  # the field the text came from
        self.encoding = encoding
        self.warnings = [] if warnings is None else warnings
        self.front = front or {}  # of a page's front matter, what we have fields for
        self.headings = headings or {}  # levels of lines that were headings, in Markdown
        self.links: list[tuple[str, str]] = []  # texts that were links there, and where they lead


class Failure(NamedTuple):
    """A record that could not be read; the others go on."""

    number: int
    reason: str


class Line(NamedTuple):
    """A line of JSONL, to be read by ``line_record``."""

    number: int
    source: bytes


class Input(NamedTuple):
    """An open input: its format and its records, read as they are asked for."""

    kind: str  # text, html, markdown, json, jsonl
    many: bool  # it is a list of records, not one document
    records: Iterator[Record | Failure]
    lines: Iterator[Line | Failure] | None = None  # of JSONL: the records unread, to be taken in their place


@contextmanager
def open_input(path: str, options: Options) -> Iterator[Input]:
    """Open a named file, or standard input for "-".

    Raises InputError when it cannot be read, also later while its records are asked for.
    """
    if path == "-":
        import sys

        if sys.stdin is None:
            raise InputError("standard input is closed")
        yield read_stream(sys.stdin.buffer, None, options)
        return
    _refuse_devices(Path(path))
    try:
        raw = open(path, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputError(because(error)) from None
    with raw:  # an error of what is done with the records is none of the input's
        opened = read_stream(raw, path, options)
        yield opened._replace(records=_placed(opened.records, path))


def _placed(records: Iterator[Record | Failure], path: str) -> Iterator[Record | Failure]:
    for record in records:
        if isinstance(record, Record):
            record.path = path
        yield record


def read_stream(raw: BinaryIO, path: str | None, options: Options) -> Input:
    """Read the records of a stream of bytes, whatever its compression and format; raises InputError."""
    from newsclean.compression import open_stream

    stream = io.BufferedReader(_Raw(open_stream(cast("BinaryIO", _Source(raw)))), HEAD * 16)
    kind, head = options.format, stream.peek(HEAD)[:HEAD]
    if kind == "auto":
        kind = _kind(path, head)
    if kind == "jsonl":
        return Input(kind, True, _read_lines(stream, options), _lines(stream, options))
    many = kind == "json" and head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"[")
    return Input(kind, many, _read_whole(stream, kind, Path(path).name if path else None, options))


def _read_whole(
    stream: io.BufferedReader[Any], kind: str, name: str | None, options: Options
) -> Iterator[Record | Failure]:
    from newsclean.encoding import declared_charset, decode

    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise InputError(f"is larger than {options.max_bytes:,} bytes; raise --max-bytes to clean it")
    declared = declared_charset(data) if kind == "html" else None
    decoded = decode(data, declared=declared, encoding=options.encoding, errors=options.encoding_errors)
    if kind == "json":
        from newsclean.jsontext import parse_records

        for number, fields in enumerate(parse_records(decoded.text), 1):
            yield fields_record(fields, number, options)
        return
    record = Record(decoded.text, html=kind == "html", id=name, encoding=decoded.encoding, warnings=decoded.warnings)
    if kind == "markdown":
        from newsclean.front_matter import front_fields
        from newsclean.markdown import plain

        page = plain(decoded.text)
        record.text, record.title, record.url = page.text, page.front.get("title"), page.front.get("url")
        record.front, record.headings, record.links = front_fields(page.front), page.headings, page.links
        record.id = record.front.pop("id", record.id)
    yield record


def _read_lines(stream: io.BufferedReader[Any], options: Options) -> Iterator[Record | Failure]:
    """Read JSONL a line at a time, so that a file of any size needs the memory of one record."""
    for line in _lines(stream, options):
        yield line if isinstance(line, Failure) else line_record(line.source, line.number, options)


def _lines(stream: io.BufferedReader[Any], options: Options) -> Iterator[Line | Failure]:
    number = 0
    while line := stream.readline(options.max_bytes + 1):
        number += 1
        if len(line) > options.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(options.max_bytes)
            yield Failure(number, f"is larger than {options.max_bytes:,} bytes; raise --max-bytes to clean it")
        elif line.strip():
            yield Line(number, line)


def line_record(line: bytes, number: int, options: Options) -> Record | Failure:
    """Read one line of JSONL."""
    from newsclean.jsontext import parse_object

    name = options.encoding or "utf-8"
    warnings = []
    try:
        source = line.decode(name)
    except UnicodeDecodeError as error:
        if options.encoding_errors == "strict":
            return Failure(number, f"not valid {name} at byte {error.start}")
        source = line.decode(name, "replace")
        warnings.append(f"bytes that are not {name} replaced by U+FFFD, the first at byte {error.start}")
    try:
        record = fields_record(parse_object(source.removeprefix("\ufeff").strip()), number, options)
    except InputError as error:
        return Failure(number, str(error))
    if isinstance(record, Record):
        record.warnings += warnings
    return record


def fields_record(fields: Fields | InputError, number: int, options: Options) -> Record | Failure:
    """Find the text of a JSON record and what is known of it."""
    if isinstance(fields, InputError):
        return Failure(number, str(fields))
    name = options.field or next((n for n in TEXT_FIELDS if isinstance(fields.get(n), str)), "html")
    text = fields.get(name)
    if not isinstance(text, str):
        wanted = f"field {options.field!r}" if options.field else f"field among {', '.join((*TEXT_FIELDS, 'html'))}"
        return Failure(number, f"has no text: no {wanted} holds a string")
    from newsclean.encoding import has_surrogates

    if has_surrogates(text):
        return Failure(number, f"field {name!r} holds half of a character (a lone surrogate)")
    return Record(
        text,
        html=name == "html",
        id=_string(fields.get("id")),
        url=_string(fields.get("url")),
        title=_string(fields.get("title")),
        now=_moment(fields.get("date_download")),
        language=_string(fields.get("language")),
        number=number,
        fields=fields,
        text_field=name,
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() and value != "None" else None


def _moment(value: object) -> str | None:
    from newsclean.metadata.moments import is_moment

    text = _string(value)
    return text if text and is_moment(text) else None


def _kind(path: str | None, head: bytes) -> str:
    from newsclean.sniff import kind_of

    return kind_of(path, head.decode("utf-8", "replace"))


def _refuse_devices(path: Path) -> None:
    import stat

    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise InputError(because(error)) from None
    if stat.S_ISDIR(mode):
        raise InputError("is a directory")
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
        raise InputError("is a device or socket, not a file")


class _Source:
    """A stream whose refusals are errors of the input."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        try:
            return self._stream.read(size)
        except (OSError, ValueError) as error:
            raise InputError(because(error)) from None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Raw(io.RawIOBase):
    """Let io.BufferedReader sit on any object that can read, for ``peek`` and ``readline``."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read = stream.read
        self._told = False  # a pipe may bring a few bytes at a time

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer, at first with all that the format is judged by; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        size = 0
        while data := self._read(len(view) - size):
            view[size : size + len(data)] = data
            size += len(data)
            if self._told or size >= HEAD:
                break
        self._told = True
        return size
