"""JSON whose untouched values come out as they went in."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.errors import InputError
from newsclean.jsontext import Fields, parse_object, parse_records

VALUES = [
    *["1.50", "1E5", "-0", "0.10", "12345678901234567890", "1e400", "-1.0e-7", "9" * 6000, "1." + "0" * 6000],
    *["null", "true", "false", "NaN", "Infinity", "-Infinity"],
    *['""', '"a"', r'"\u00e9\/\n\ud83d\ude00"', r'"\ud800"', '"\u2028\x85\x7f é 😀"', r'"\"}{][,:"'],
    *["[]", "{}", "[1.0,2.50 , 3]", '{"a":{"b":[1E2]},"a":2}', "[" * 200 + "]" * 200],
]


@pytest.mark.parametrize("value", VALUES)
def test_untouched_values_keep_their_source(value: str) -> None:
    fields = parse_object('{"x": 1,"v" :' + value + ' , "y": 2}')
    fields.set("x", "new")
    assert fields.render() == '{"x": "new", "v": ' + value + ', "y": 2}'


def test_values_are_parsed() -> None:
    fields = parse_object(r'{"s": "é\n", "i": 7, "f": 1.50, "n": null, "b": true, "l": [1, {"k": "v"}]}')
    assert [fields.get(key) for key in fields] == ["é\n", 7, 1.5, None, True, [1, {"k": "v"}]]
    assert fields.get("absent") is None
    assert "n" in fields
    assert "absent" not in fields


def test_a_very_long_integer_is_read_as_its_digits() -> None:
    digits = "-" + "9" * 6000
    fields = parse_object('{"id": ' + digits + ', "in": [' + digits + "]}")
    assert fields.get("id") == digits
    assert fields.get("in") == [digits]


def test_set_replaces_in_place_and_appends_at_the_end() -> None:
    fields = parse_object(' {"a": 1, "text": "old", "b": 2.0} ')
    fields.set("text", 'new “q”\n"é"')
    fields.set("title", ["x", None])
    fields.set("title", "T")
    assert fields.keys() == ["a", "text", "b", "title"]
    assert fields.render() == '{"a": 1, "text": "new “q”\\n\\"é\\"", "b": 2.0, "title": "T"}'
    assert fields.get("text") == 'new “q”\n"é"'


def test_set_to_an_equal_string_keeps_the_source() -> None:
    fields = parse_object(r'{"text": "caf\u00e9", "n": 1.0}')
    fields.set("text", "café")
    fields.set("n", 1)
    assert fields.render() == r'{"text": "caf\u00e9", "n": 1}'


def test_of_equal_keys_the_last_counts_and_all_stay() -> None:
    fields = parse_object('{"a": 1, "b": 2, "a": 3}')
    assert fields.get("a") == 3
    assert fields.keys() == ["a", "b"]
    fields.set("a", 4)
    assert fields.render() == '{"a": 1, "b": 2, "a": 4}'


def test_keys_keep_their_escapes() -> None:
    assert parse_object(r'{"caf\u00e9": 1}').render() == r'{"caf\u00e9": 1}'
    assert parse_object(r'{"caf\u00e9": 1}').get("café") == 1


def test_lone_surrogates_can_be_written() -> None:
    fields = parse_object(r'{"raw": "\ud800", "x": 0}')
    assert fields.get("raw") == "\ud800"
    fields.set("x", "a\udfff")
    assert fields.render() == r'{"raw": "\ud800", "x": "a\udfff"}'
    fields.render().encode()


def test_pretty_printed_values_come_on_one_line() -> None:
    source = json.dumps({"a": [1, {"b": "x,  y", "c": []}], "d": {"e": "f\ng"}}, indent=2).replace("\n", "\r\n")
    line = parse_object(source).render()
    assert line == '{"a": [1, {"b": "x,  y", "c": []}], "d": {"e": "f\\ng"}}'
    assert "\n" not in parse_object('{"a": [1\n,\n2 ,\n3\n]\n}').render()
    assert parse_object('{"a": [1\n,\n2 ,\n3\n]\n}').render() == '{"a": [1, 2 , 3]}'


def test_an_empty_object_and_a_mark() -> None:
    assert parse_object("\ufeff { } \n").render() == "{}"
    assert Fields().render() == "{}"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ("{", "property name .*character 2"),
        ('{"a"', "Expecting ':'"),
        ('{"a": }', "Expecting value .*character 7"),
        ('{"a": 1', "Expecting ','"),
        ('{"a": 1,}', "property name"),
        ('{"a": 01}', "Expecting ','"),
        ('{"a": "x', "Unterminated string"),
        ('{"a": "x\ty"}', "Invalid control character"),
        ('{"a": 1} {"b": 2}', "Extra data .*character 10"),
        ("{'a': 1}", "property name"),
        ('{\n"a": 1,\n"b" 2}', r"line 3 column 5"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "^JSON nested too deeply$"),
        ('{"a":' * 100_000, "^JSON nested too deeply$"),
    ],
)
def test_bad_documents_are_one_clear_line(source: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        parse_object(source)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_records_of_one_object() -> None:
    assert [rendered(record) for record in parse_records(' {"a": 1.0}\n')] == ['{"a": 1.0}']


def rendered(record: Fields | InputError) -> str:
    return record.render() if isinstance(record, Fields) else f"error: {record}"


def test_records_of_an_array() -> None:
    assert [rendered(record) for record in parse_records('[{"a": 1.0},\n {"b": [\n1]} ]')] == [
        '{"a": 1.0}',
        '{"b": [1]}',
    ]
    assert list(parse_records("\ufeff [ ]")) == []


def test_an_element_that_is_no_object_is_named_and_passed_over() -> None:
    assert [rendered(record) for record in parse_records('[{"a": 1}, "x", null, {"b": 2}]')] == [
        '{"a": 1}',
        "error: element 2 of the JSON array is not an object",
        "error: element 3 of the JSON array is not an object",
        '{"b": 2}',
    ]


@pytest.mark.parametrize(
    "rest",
    ['{"b" 2}]', "]", '{"b": 2} {"c": 3}]', '{"b": 2}', '{"b": 2}] x', "[" * 100_000, '{"a":' * 100_000],
)
def test_a_broken_array_gives_what_stands_before(rest: str) -> None:
    records = list(parse_records('[{"a": 1},' + rest))
    assert rendered(records[0]) == '{"a": 1}'
    assert str(records[-1]).startswith("element ")
    assert str(records[-1]).endswith("nothing after it was read")


def test_a_document_that_is_neither_gives_an_error() -> None:
    assert [str(record) for record in parse_records("text")] == ["not a JSON object"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.text(max_size=8), json_values, max_size=5),
    st.sampled_from([None, 0, 2, "\t"]),
    st.booleans(),
    st.sampled_from([None, (",", ":"), (" , ", " : ")]),
)
def test_any_object_comes_back(
    value: dict[str, object], indent: int | str | None, ascii_only: bool, separators: tuple[str, str] | None
) -> None:
    source = json.dumps(value, indent=indent, ensure_ascii=ascii_only, separators=separators)
    fields = parse_object(source)
    assert {key: fields.get(key) for key in fields} == value
    line = fields.render()
    assert json.loads(line) == value
    assert not {"\n", "\r"} & set(line)
    assert parse_object(line).render() == line


def _loaded(source: str) -> object:
    try:
        return json.loads(source)
    except ValueError:
        return None


@given(st.text(st.sampled_from('{}[]",: 1e.n\\u\n'), max_size=30))
def test_any_text_is_read_as_json_does(source: str) -> None:
    try:
        fields = parse_object(source)
    except InputError:
        assert not isinstance(_loaded(source), dict)
    else:
        assert json.loads(source) == {key: fields.get(key) for key in fields}
    list(parse_records(source))


def test_records_are_read_fast() -> None:
    record = json.dumps({"id": 1, "text": "The bank’s rate rose.\n" * 700, "meta": {"a": [1.0] * 50}})
    start = time.process_time()
    for _ in range(500):
        fields = parse_object(record)
        fields.set("title", "x")
        fields.render()
    assert time.process_time() - start < 10
