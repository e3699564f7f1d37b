"""JSON objects whose untouched values keep their source text, digit for digit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from json import JSONDecodeError, JSONDecoder
from typing import NamedTuple

from newsclean.encoding import has_surrogates
from newsclean.errors import InputError
from newsclean.lazy import pattern

_SPACE = pattern(r"[ \t\n\r]*")
_FOLD = pattern(r"(,?)[ \t]*[\n\r][ \t\n\r]*")  # strings hold no line breaks, so this is never inside one
_SURROGATE = pattern(r"[\ud800-\udfff]")
_MAX_DIGITS = 4000  # int() refuses more than 4300


class _Field(NamedTuple):
    key: str
    key_source: str
    value: object
    source: str


class Fields:
    """The fields of one JSON object in their order, each with its value and the source text of it."""

    __slots__ = ("_fields", "_places")

    def __init__(self, fields: Sequence[_Field] = ()) -> None:
        self._fields = list(fields)
        self._places = {field.key: place for place, field in enumerate(self._fields)}  # of equal keys the last

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def keys(self) -> list[str]:
        """List the keys in their order, each once."""
        return list(dict.fromkeys(field.key for field in self._fields))

    def values(self) -> dict[str, object]:
        """Give the values by key."""
        return {key: self._fields[place].value for key, place in self._places.items()}

    def get(self, key: str) -> object | None:
        """Return the value of `key` (of its last occurrence), None when it is absent or null.

        An integer of more than 4,000 digits comes as the string of its digits.
        """
        place = self._places.get(key)
        return None if place is None else self._fields[place].value

    def set(self, key: str, value: object) -> None:
        """Give `key` a new value in its place, or append it; an equal string keeps its source text."""
        place = self._places.get(key)
        if place is None:
            self._places[key] = len(self._fields)
            self._fields.append(_Field(key, _dump(key), value, _dump(value)))
            return
        old = self._fields[place]
        if not (isinstance(value, str) and value == old.value):
            self._fields[place] = old._replace(value=value, source=_dump(value))

    def render(self) -> str:
        """Return the object on one line."""
        return "{" + ", ".join(f"{field.key_source}: {_one_line(field.source)}" for field in self._fields) + "}"


def parse_object(source: str) -> Fields:
    """Read a document that is one JSON object; raise InputError when it is anything else."""
    try:
        start = _skip(source, 1 if source.startswith("\ufeff") else 0)
        if source[start : start + 1] != "{":
            raise InputError("not a JSON object")
        fields, end = _read_object(source, start)
        _expect_end(source, end)
    except (JSONDecodeError, RecursionError) as error:
        raise _input_error(error) from None
    return fields


def parse_records(source: str) -> Iterator[Fields | InputError]:
    """Read a document that is one JSON object or an array of objects, and never raise.

    An element that is no object gives an InputError and the next is read; a syntax error ends the reading.
    """
    start = _skip(source, 1 if source.startswith("\ufeff") else 0)
    if source[start : start + 1] == "[":
        yield from _elements(source, start + 1)
        return
    try:
        yield parse_object(source)
    except InputError as error:
        yield error


def _elements(source: str, position: int) -> Iterator[Fields | InputError]:
    number = 1
    position = _skip(source, position)
    closed = source[position : position + 1] == "]"
    try:
        while not closed:
            if source[position : position + 1] == "{":
                fields, position = _read_object(source, position)
                yield fields
            else:
                position = _DECODER.raw_decode(source, position)[1]
                yield InputError(f"element {number} of the JSON array is not an object")
            position, closed = _next(source, position, "]")
            number += 1
        _expect_end(source, position + 1)
    except (JSONDecodeError, RecursionError) as error:
        yield InputError(f"element {number} of the JSON array: {_input_error(error)}; nothing after it was read")


def _int(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MAX_DIGITS else digits


_DECODER = JSONDecoder(parse_int=_int)


def _read_object(source: str, start: int) -> tuple[Fields, int]:
    """Read the object that starts at `start`; return it and the position behind it."""
    fields: list[_Field] = []
    position = _skip(source, start + 1)
    closed = source[position : position + 1] == "}"
    while not closed:
        if source[position : position + 1] != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", source, position)
        key, end = _DECODER.raw_decode(source, position)
        key_source = source[position:end]
        position = _skip(source, end)
        if source[position : position + 1] != ":":
            raise JSONDecodeError("Expecting ':' delimiter", source, position)
        position = _skip(source, position + 1)
        value, end = _DECODER.raw_decode(source, position)
        fields.append(_Field(key, key_source, value, source[position:end]))
        position, closed = _next(source, end, "}")
    return Fields(fields), position + 1


def _next(source: str, position: int, closing: str) -> tuple[int, bool]:
    """Return the place of what follows a comma, or of the closing bracket with True."""
    position = _skip(source, position)
    mark = source[position : position + 1]
    if mark == closing:
        return position, True
    if mark != ",":
        raise JSONDecodeError("Expecting ',' delimiter", source, position)
    return _skip(source, position + 1), False


def _skip(source: str, position: int) -> int:
    found = _SPACE.match(source, position)
    return found.end() if found else position


def _expect_end(source: str, position: int) -> None:
    position = _skip(source, position)
    if position != len(source):
        raise JSONDecodeError("Extra data", source, position)


def _input_error(error: JSONDecodeError | RecursionError) -> InputError:
    if isinstance(error, RecursionError):
        return InputError("JSON nested too deeply")
    place = f"character {error.pos + 1}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
    return InputError(f"not valid JSON: {error.msg} ({place})")


def _dump(value: object) -> str:
    """Return the JSON text of a value; lone surrogates are escaped, for no file can hold them."""
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) if has_surrogates(text) else text


def _one_line(source: str) -> str:
    if "\n" not in source and "\r" not in source:
        return source
    return _FOLD.sub(lambda found: ", " if found[1] else "", source)
