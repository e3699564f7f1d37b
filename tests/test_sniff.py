"""Kinds of input by name and by content."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.sniff import kind_of

PAGE = '<!DOCTYPE html>\n<html lang="en">\n<head><title>x</title></head>\n<body><p>x</p></body></html>'
RECORD = json.dumps({"id": 1, "title": "Stocks", "text": "Stocks fell. " * 20})
PRETTY = json.dumps([{"id": 1, "text": "Stocks fell."}], indent=2)
MARKDOWN = "# Stocks fell\n\nSee [this](https://example.com/a) and [that](https://example.com/b).\n\n## More\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *[(name, "text") for name in ("a.txt", "a.TEXT", "a.txt.gz", "a", "a.b/c", ".txt", "dir.html/a")],
        *[(name, "html") for name in ("a.html", "a.HTM", "a.xhtml", "a.html.bz2", "dir/a.b.htm.xz")],
        *[(name, "markdown") for name in ("a.md", "a.markdown", "a.md.zst")],
        *[(name, "json") for name in ("a.json", "a.JSON.gz")],
        *[(name, "jsonl") for name in ("a.jsonl", "a.ndjson", "a.jsonl.zst")],
    ],
)
def test_the_suffix_decides(name: str, kind: str) -> None:
    assert kind_of(name, "Stocks fell on Tuesday.\n") == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("", "text"),
        ("Stocks fell.", "text"),
        (PAGE, "html"),
        ("\ufeff\n" + PAGE.lower(), "html"),
        ("<html><body>x", "html"),
        ("<BODY class=x>", "html"),
        ("<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html PUBLIC ''>", "html"),
        ("<meta charset=utf-8>\n<html>\n<head>", "html"),
        ("\ufffd\ufffd" + "\0".join(PAGE), "html"),
        ("<p>A text with a remnant</p>\nand more", "text"),
        ("<htmlx>", "text"),
        ("The tags <html> and <body> are old.\n<html>\n<body>\n", "text"),
        (RECORD, "jsonl"),
        (RECORD + "\n", "jsonl"),
        (f"{RECORD}\n{RECORD}\n{RECORD[:40]}", "jsonl"),
        (f"{RECORD}\r\n\r\n{RECORD}\r\n", "jsonl"),
        (RECORD[:100], "jsonl"),
        ('{"id": ' + "9" * 6000 + "}\n", "jsonl"),
        (f"{RECORD}\n{{broken}}\n", "text"),
        (PRETTY, "json"),
        (PRETTY[:20], "json"),
        (json.dumps(json.loads(RECORD), indent=1), "json"),
        (json.dumps(json.loads(RECORD), indent=1)[:60], "json"),
        (f"[{RECORD},{RECORD}]", "json"),
        (f"[{RECORD},{RECORD[:70]}", "json"),
        ("[]", "json"),
        ("[Reuters] Stocks fell on Tuesday.\n", "text"),
        ("[1] A footnote", "text"),
        ("{Reuters} Stocks fell.\nMore.", "text"),
        ('{"Stocks" fell, he said}\n', "text"),
        ('{"Quote": the word of the day.\nMore text follows here.\n', "text"),
        (MARKDOWN, "markdown"),
        ("# Hashtag heading only\n\nText.\n## And another\n### third", "text"),
        ("See [this](https://example.com/a) and [that](https://example.com/b), [more](http://x.de).", "text"),
        ("#1 in the charts, #hashtag\n", "text"),
    ],
)
@pytest.mark.parametrize("name", [None, "a.txt", "a.dat.gz"])
def test_the_content_decides_for_texts_and_pipes(name: str | None, head: str, kind: str) -> None:
    assert kind_of(name, head) == kind


def test_json_with_an_object_a_line_is_jsonl() -> None:
    assert kind_of("a.json", f"{RECORD}\n{RECORD}\n") == "jsonl"
    assert kind_of("a.json", f"{RECORD}\n") == "json"
    assert kind_of("a.json", RECORD) == "json"
    assert kind_of("a.json", PRETTY) == "json"


def test_deep_nesting_is_no_crash() -> None:
    assert kind_of(None, '{"a":' * 5000) == "jsonl"
    assert kind_of(None, "[" * 5000) == "text"
    assert kind_of(None, '[{"a":' * 2000 + "\n") == "json"


@given(
    st.text(st.sampled_from('{}[]<>":,#()\n htmlbody1'), max_size=60),
    st.sampled_from([None, "a.txt", "a.json"]),
)
def test_any_text_has_a_kind(head: str, name: str | None) -> None:
    assert kind_of(name, head) in {"text", "html", "markdown", "json", "jsonl"}


keys = st.text(st.characters(exclude_characters='":\\'), max_size=5)


@given(st.dictionaries(keys, st.text(max_size=30), min_size=1, max_size=4), st.integers(1, 200))
def test_cut_jsonl_is_jsonl(record: dict[str, str], size: int) -> None:
    lines = (json.dumps(record) + "\n") * 3
    assert kind_of(None, lines[: max(size, lines.index('":') + 2)]) == "jsonl"
