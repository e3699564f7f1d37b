"""Hostile records and configurations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.hostile import Case, Make, content

GOOD = '{"text": "The ferry to the island sails again.", "n": 1}'
DEEP = 100_000
BAD_LINES = {
    "no json": ("nonsense", "not a JSON object"),
    "cut": ('{"text": "cut off', "not valid JSON"),
    "a list": ('["text"]', "not a JSON object"),
    "a number": ("12", "not a JSON object"),
    "no text": ('{"title": "x"}', "has no text"),
    "null": ('{"text": null}', "has no text"),
    "text is a list": ('{"text": ["a"]}', "has no text"),
    "deep": ('{"a": ' + "[" * DEEP + "]" * DEEP + ', "text": "x"}', "JSON nested too deeply"),
    "deep and open": ('{"a": ' + "[" * DEEP, "JSON nested too deeply"),
    "half a character": (r'{"text": "a \ud800 b"}', "field 'text' holds half of a character"),
    "single quotes": ("{'text': 'x'}", "not valid JSON"),
    "two objects": ('{"text": "a"} {"text": "b"}', "not valid JSON"),
    "a comma too many": ('{"text": "a",}', "not valid JSON"),
    "a raw control": ('{"text": "a\x01b"}', "not valid JSON"),
    "too large": (json.dumps({"text": "x" * 3000}), "is larger than 2,000 bytes"),
}
VALUES = {
    "decimals": "1.50",
    "exponent": "1E5",
    "twenty digits": "12345678901234567890",
    "negative zero": "-0",
    "many digits": "9" * 6000,
    "tiny": "1e-400",
    "huge": "1e400",
    "escapes": r'"\u00e9\/\u2028"',
    "half a character": r'"\ud83d"',
    "twice": '{"a":1,"a":2}',
    "nested": '[ [1,2] , {"b" : null} ]',
    "no number": "NaN",
    "path": '"../../../../etc/passwd"',
    "terminal": r'"\u001b[31m"',
}
IDS = ("../../evil", "/etc/passwd", "a/b", "..", "con", "x" * 5000, "a\u0000b", "a\nb", "<U+202E>\u202e", "")


def cases() -> Iterator[Case]:
    """Give the cases of this module."""
    yield from lines()
    yield from values()
    yield from arrays()
    yield from settings()
    yield from numbers()


def lines() -> Iterator[Case]:
    whole = ("clean", "--max-bytes", "2000", "a.jsonl")
    for name, (line, says) in BAD_LINES.items():
        limit = whole if name == "too large" else ("clean", "a.jsonl")
        source = f"{GOOD}\n{line}\n{GOOD}\n".encode("utf-8", "surrogatepass")
        has = ('"n": 1', "sails again")
        yield Case(f"line {name}", content("a.jsonl", source), limit, 1, f"a.jsonl, record 2: {says}", has)
        yield Case(
            f"line {name} into a folder",
            content("a.jsonl", source),
            (*limit, "-o", "out/"),
            1,
            "record 2",
            files=("a.jsonl",),
        )
        alone = f"{line}\n".encode("utf-8", "surrogatepass")
        yield Case(f"line {name} alone", content("a.jsonl", alone), (*limit, "-o", "out/"), 1, "record 1", files=())
        yield Case(f"line {name} in place", content("a.jsonl", source), (*limit, "--in-place"), 1, "record 2")
    bad = f'{GOOD}\n{{"text": "caf\xe9 opens"}}\n'.encode("latin-1")
    yield Case("line not utf-8", content("a.jsonl", bad), ("clean", "a.jsonl"), 0, "record 2: bytes", ("caf\ufffd",))
    strict = ("clean", "a.jsonl", "--encoding-errors", "strict")
    yield Case("line not utf-8, strict", content("a.jsonl", bad), strict, 1, "record 2: not valid utf-8", (GOOD[1:-1],))
    yield Case(
        "line told latin-1", content("a.jsonl", bad), ("clean", "a.jsonl", "--encoding", "latin-1"), has=("café",)
    )
    odd = '{"text": "One\u2028two\x85three of it here."}\n'
    yield Case("line separators in a record", content("a.jsonl", odd), ("clean", "a.jsonl"), messages=0)
    yield Case("lines blank", content("a.jsonl", f"\n\n{GOOD}\r\n \r\n{GOOD}"), ("clean", "a.jsonl"), messages=0)
    yield Case("lines with a mark", content("a.jsonl", f"\ufeff{GOOD}\n"), ("clean", "a.jsonl"), messages=0)
    many = f"{GOOD}\n" + "bad\n" * 3000 + f"{GOOD}\n"
    yield Case(
        "3,000 bad lines",
        content("a.jsonl", many),
        ("clean", "a.jsonl", "-o", "out/"),
        1,
        "2,000 more",
        messages=1001,
        files=("a.jsonl",),
    )
    yield Case("no lines", content("a.jsonl", ""), ("clean", "a.jsonl", "-o", "out/"), files=("a.jsonl",))
    html = json.dumps({"html": "<div>" * 50_000 + "<p>The ferry sails.</p>"}) + "\n"
    yield Case("page in a record", content("a.jsonl", html), ("clean", "a.jsonl"), has=("The ferry sails.",))
    named = json.dumps({"id": 7, "words": "The ferry sails."})
    yield Case("field named", content("a.jsonl", named), ("clean", "--field", "words", "a.jsonl"), has=('"id": 7',))
    yield Case(
        "field unknown", content("a.jsonl", named), ("clean", "--field", "no", "a.jsonl"), 1, "record 1: has no text"
    )


def values() -> Iterator[Case]:
    for name, value in VALUES.items():
        line = f'{{"x": {value}, "text": "The ferry sails.", "y" : {value}}}\n'
        yield Case(f"value {name}", content("a.jsonl", line), ("clean", "a.jsonl"), has=(f'"x": {value}',), messages=0)
    for name in IDS:
        line = json.dumps({"id": name, "text": "The ferry sails again."}) + "\n"
        call = ("clean", "a.jsonl", "-o", "out/")
        yield Case(f"id {name[:12]!r}", content("a.jsonl", line), call, files=("a.jsonl",), messages=0)


def arrays() -> Iterator[Case]:
    def array(name: str, source: str, *args: str, **more: Any) -> Case:
        case = Case(f"array {name}", content("a.json", source), ("clean", "a.json", *args))
        return case._replace(**more)

    yield array("of objects", f"[{GOOD},\n {GOOD}]", has=("[\n{", "\n]\n"))
    yield array("empty", "[]", has=("[]\n",))
    yield array("with a stranger", f"[{GOOD}, 3, {GOOD}]", code=1, says="record 2: element 2", has=("[\n{",))
    yield array("cut", f"[{GOOD}, {GOOD}, {{", code=1, says="record 3", has=("sails again",))
    yield array("deep", "[" * DEEP, code=1, says="nested too deeply")
    yield array("deep value", f'[{{"a": {"[" * DEEP}', code=1, says="nested too deeply")
    yield array("with more behind", f"[{GOOD}] x", code=1, says="not valid JSON")
    yield array("as text", f"[{GOOD}]", "--to", "text", has=("The ferry to the island sails again.\n",))
    yield array("as lines", f"[{GOOD}]", "--to", "jsonl", has=('{"text"',))
    yield array("of bytes of two", f"[{GOOD}]", has=("[\n{",))._replace(
        make=content("a.json", f"[{GOOD}]".encode("utf-16"))
    )
    yield array("object alone", GOOD, has=('"n": 1',))
    yield array("lines by another name", f"{GOOD}\n{GOOD}\n", has=('"n": 1',))
    yield array("nothing", "", code=1)
    yield array("no json", "hello", code=1, says="not a JSON object")


def settings() -> Iterator[Case]:
    def config(name: str, source: str, says: str, file: str = "newsclean.toml") -> Case:
        def make(folder: Path) -> None:
            (folder / "a.txt").write_text("The ferry sails.\n")
            (folder / file).write_bytes(source.encode("utf-8", "surrogateescape"))

        return Case(f"config {name}", make, ("clean", "--preset-of-my-own", "a.txt"), 2, f"{file}: {says}")

    yield config("no toml", "filters = [\n", "not valid TOML")
    yield config("line named", 'preset = "x"\nfilters = [}\n', "not valid TOML")._replace(says="line 2")
    yield config("deep", "x = " + "[" * 20_000, "nested too deeply")
    yield config("unknown key", 'filter = ["byline"]', "unknown key 'filter'; did you mean 'filters'?")
    yield config("wrong type", "filters = 3", "filters takes a list")
    yield config("wrong types in a list", "filters = [1]", "filters takes a list")
    yield config("unknown filter", 'filters = ["bylime"]', "unknown filter 'bylime'; did you mean 'byline'?")
    yield config("unknown option", 'filters = ["byline"]\n[options.byline]\nx = 1', "")
    yield config("option no table", 'filters = ["byline"]\n[options]\nbyline = 1', "options.byline is a table")
    yield config("code", 'filters = ["os:system"]', "filters names a class")
    yield config("not utf-8", 'preset = "\udce9"', "cannot be read")
    yield config("two chains", 'filters = ["byline"]\nlines = ["byline"]', "filters stands beside")
    yield config("wild pattern", 'filters = []\n[rules.x.y]\npatterns = ["(a+)+$("]\ncues = ["a"]', "")._replace(
        says="rule y"
    )
    yield config("pyproject", "[tool.newsclean]\nfilter = 1", "unknown key", "pyproject.toml")
    yield config("pyproject, no table", "tool = 3 # [tool.newsclean", "", "pyproject.toml")
    yield config("pyproject, a number", "[tool]\nnewsclean = 3 # [tool.newsclean", "", "pyproject.toml")
    here: Make = content("a.txt", "The ferry sails.\n")
    yield Case(
        "config missing",
        here,
        ("clean", "--preset-of-my-own", "--config", "no.toml", "a.txt"),
        2,
        "no.toml: cannot be read",
    )
    yield Case(
        "config a folder", here, ("clean", "--preset-of-my-own", "--config", ".", "a.txt"), 2, ".: cannot be read"
    )
    yield Case(
        "preset unknown", here, ("clean", "-p", "mews", "a.txt"), 2, "unknown preset 'mews'; did you mean 'news'?"
    )
    yield Case("preset leading out", here, ("clean", "-p", "..", "a.txt"), 2, "unknown preset")
    yield Case("filter unknown", here, ("clean", "--filters", "a,b", "a.txt"), 2, "unknown filter 'a'")
    yield Case("filter of a page", here, ("filters", "../../../etc/passwd"), 2, "unknown filter")


def numbers() -> Iterator[Case]:
    here = content("a.txt", "The ferry sails.\n")
    for value in ("inf", "nan", "-1", "0", "1e3", "1.5", "", "99999999999999999999"):
        yield Case(f"number {value!r}", here, ("clean", "a.txt", "--max-bytes", value), 2, "--max-bytes", messages=None)
    for value in ("tomorrow", "inf", "2024-13-01"):
        yield Case(f"date {value!r}", here, ("clean", "a.txt", "--now", value), 2, "--now", messages=None)
    yield Case("in place and out", here, ("clean", "a.txt", "--in-place", "-o", "b.txt"), 2, "cannot go together")
    yield Case("in place of a pipe", here, ("clean", "-", "--in-place"), 2, "standard input has no place")
    yield Case("in place, following", here, ("clean", ".", "--in-place", "--follow"), 2, "follows no links")
    yield Case("backup alone", here, ("clean", "a.txt", "--backup", ".bak"), 2, "--backup goes with --in-place")
    yield Case(
        "backup elsewhere", here, ("clean", "a.txt", "--in-place", "--backup", "/../x"), 2, "takes the end of a name"
    )
    yield Case("out without name", here, ("clean", "a.txt", "-o", ""), 2, "needs a name", messages=None)
    yield Case(
        "audit in a folder", here, ("clean", "a.txt", "-o", "out/", "--audit", "x"), 2, "--audit goes with one output"
    )
    yield Case(
        "zstd in place",
        content("a.html", "<p>Words.</p>"),
        ("clean", "a.html", "--in-place"),
        1,
        "is html, which cannot",
    )
