"""Markdown and CSV out: front matter, sub-heads, escapes; columns, quotes, streams."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsclean.front_matter import front_matter
from newsclean.markdown import plain
from newsclean.markdown_page import escape
from newsclean.table_rows import COLUMNS
from tests.shell import ARTICLE, DIRTY, ROOT, SEED, run

OWN = "--preset-of-my-own"
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.txt"))[::4]
PAGE = """<html lang="en"><head><meta property="og:site_name" content="Coast Ledger">
<meta name="author" content="Joan Carver"><meta name="author" content='Tom "Tide" Ellery'></head><body>
<h1>Ferry to the island sails again</h1>
<p>The ferry to the island sails again from Monday, the harbour office said in a statement on Friday.</p>
<h2>Two weeks of waiting</h2>
<p>It had stood still for two weeks after the winter storm, and the islanders had waited for mail.</p>
<h3>What comes next</h3>
<p>A second ship will join it in summer, when twice as many people want to cross the sound.</p></body></html>"""
BODY = [line for line in ARTICLE.splitlines()[1:] if line]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("NEWSCLEAN_")]:
        monkeypatch.delenv(name)
    Path("page.html").write_text(PAGE)
    return tmp_path


def markdown(*args: Any, stdin: bytes = b"") -> tuple[dict[str, Any], str]:
    answer = run("clean", OWN, *args, "--to", "markdown", stdin=stdin)
    assert answer.code == 0, answer.err
    _, front, body = answer.text.split("---\n", 2)
    return yaml.safe_load(front) or {}, body


def squeezed(text: str) -> str:
    return "".join(text.split())


# -- Markdown ------------------------------------------------------------------------------------------------


def test_front_matter_and_sub_heads_of_a_page() -> None:
    front, body = markdown("page.html")
    assert front["title"] == "Ferry to the island sails again"
    assert front["authors"] == ["Joan Carver", 'Tom "Tide" Ellery']
    assert front["site_name"] == "Coast Ledger"
    assert not {"date", "section", "tags", "text"} & set(front), "what is not known is left out"
    assert [line for line in body.splitlines() if line.startswith("#")] == [
        "## Two weeks of waiting",
        "### What comes next",
    ]
    assert body.startswith("\nThe ferry to the island")
    assert body.endswith("cross the sound.\n")


def test_sub_heads_of_markdown_stay_sub_heads() -> None:
    source = f"# {ARTICLE.splitlines()[0]}\n\n{BODY[0]}\n\n### Two weeks of waiting\n\n{BODY[1]}\n"
    body = markdown("--from", "markdown", stdin=source.encode())[1]
    assert body == f"\n{BODY[0]}\n\n### Two weeks of waiting\n\n{BODY[1]}\n"


def test_lines_of_a_text_become_paragraphs_and_lists_stay_together() -> None:
    items = "- one thing the harbour office said\n- another thing it said"
    text = f"{ARTICLE.splitlines()[0]}\n{BODY[0]}\n{items}\n{BODY[1]}\n"
    body = markdown("-p", "news", stdin=text.encode())[1]
    assert body == f"\n{BODY[0]}\n\n{items}\n\n{BODY[1]}\n"


@pytest.mark.parametrize("path", [SEED, *GOLDEN], ids=lambda path: path.name)
def test_read_again_the_body_is_the_same(path: Path) -> None:
    from newsclean.render import unmarked

    source = path.read_text(encoding="utf-8")
    text = source if path == SEED else unmarked(source)
    once = run("clean", OWN, "-p", "news", "--to", "markdown", stdin=text.encode())
    assert once.code == 0
    record = json.loads(run("clean", OWN, "-p", "news", "--to", "json", stdin=text.encode()).text)
    again = json.loads(run("clean", OWN, "-p", "news", "--from", "markdown", "--to", "json", stdin=once.out).text)
    assert squeezed(again["text"]) == squeezed(record["text"])
    for field in ("title", "authors", "date", "source"):
        assert again[field] == record[field]


def test_front_matter_of_others_fills_the_record() -> None:
    front = "author: Joan Carver, Tom Ellery\ndate: 3 March 2024\ntags: [ferry, 'mail']\nlayout: post\n"
    source = f"---\n{front}---\n\n{ARTICLE}"
    made = json.loads(run("clean", OWN, "--from", "markdown", "--to", "json", "--evidence", stdin=source.encode()).text)
    assert (made["authors"], made["date"]) == (["Joan Carver", "Tom Ellery"], "2024-03-03")
    assert (made["tags"], made["section"]) == (["ferry", "mail"], None)
    assert made["evidence"]["date"] == [{"origin": "record", "detail": "date"}]
    odd = source.replace("3 March 2024", "soon")
    assert json.loads(run("clean", OWN, "--from", "markdown", "--to", "json", stdin=odd.encode()).text)["date"] is None


def test_written_twice_it_is_the_same_file() -> None:
    once = run("clean", OWN, "page.html", "--to", "markdown").out
    assert run("clean", OWN, "--from", "markdown", "--to", "markdown", stdin=once).out == once


@given(st.text(st.sampled_from("ab \\*_~`[]()<>!#&;:|-+=.1/ht\"'é中"), max_size=40))
def test_escaped_lines_are_read_as_they_stood(line: str) -> None:
    line = " ".join(line.split())
    assert squeezed(plain(f"x\n\n{escape(line)}\n\nx").text) == squeezed(f"x{line}x")


@pytest.mark.parametrize(
    "line",
    [
        "# 1 in the charts",
        "*** three stars ***",
        "* see below",
        "- a point",
        "1. first",
        "a_b_c and _d_",
        "[sic]",
        "[here](https://x.example/a_b)",
        "[a]: https://x.example",
        "> quoted",
        "---",
        "- - -",
        "===",
        "```",
        "~~~",
        "a \\ b",
        "a < b & c > d, <https://x.example>",
        "| a | b |",
        "--|--",
        "R&amp;B",
        "2*3*4 and 2 * 3",
        "snake_case https://x.example/a_b_c?d=*e*",
    ],
)
def test_signs_stay_signs(line: str) -> None:
    assert plain(f"x\n\n{escape(line)}\n\nx").text == f"x\n\n{line}\n\nx"


def test_plain_words_are_not_escaped() -> None:
    for line in ("It's 5 % - or more; (so) he said: “yes!”", "snake_case", "https://x.example/a_b", "Nr. 1"):
        assert escape(line) == line


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_front_matter_is_yaml(title: str, authors: list[str]) -> None:
    front = yaml.safe_load(front_matter({"title": title or None, "authors": authors}))
    assert (front or {}).get("title", "") == title.encode("utf-8", "replace").decode() or not title
    assert (front or {}).get("authors", []) == authors


def test_a_file_holds_one_document() -> None:
    Path("a.txt").write_text(ARTICLE)
    Path("rows.jsonl").write_text(json.dumps({"text": ARTICLE}) + "\n" + json.dumps({"text": DIRTY}) + "\n")
    answer = run("clean", OWN, "a.txt", "page.html", "--to", "markdown")
    assert (answer.code, answer.text, "name a folder with -o" in answer.err) == (2, "", True)
    answer = run("clean", OWN, "rows.jsonl", "--to", "markdown")
    assert (answer.code, answer.text, "one of many documents" in answer.err) == (1, "", True)
    answer = run("clean", OWN, "rows.jsonl", "a.txt", "-o", "out/", "--to", "markdown")
    assert (answer.code, sorted(path.name for path in Path("out").glob("[a-z]*.*"))) == (1, ["a.md"])


def test_suffixes_name_the_formats() -> None:
    Path("a.txt").write_text(ARTICLE)
    assert run("clean", OWN, "a.txt", "-o", "a.md").code == 0
    assert Path("a.md").read_text().startswith("---\n")
    assert run("clean", OWN, "a.txt", "-o", "a.csv").code == 0
    assert Path("a.csv").read_text().startswith("id,url,title,")
    run("clean", OWN, "a.txt", "page.html", "-o", "out/", "--to", "markdown")
    run("clean", OWN, "a.txt", "page.html", "-o", "out/", "--to", "csv")
    assert sorted(path.name for path in Path("out").glob("[a-z]*.*")) == ["a.csv", "a.md", "page.csv", "page.md"]


def test_resume_and_shards(here: Path) -> None:
    Path("in").mkdir()
    for name in "ab":
        Path(f"in/{name}.txt").write_text(ARTICLE)
    for form, suffix in (("markdown", "md"), ("csv", "csv")):
        call = ("clean", OWN, "in", "-o", "out", "--to", form, "--resume")
        assert run(*call).code == 0
        before = Path(f"out/a.{suffix}").stat().st_mtime_ns
        Path(f"out/b.{suffix}").unlink()
        assert run(*call).code == 0
        assert (Path(f"out/a.{suffix}").stat().st_mtime_ns, Path(f"out/b.{suffix}").exists()) == (before, True)
        answer = run("clean", OWN, "in", "-o", "shards", "--to", form, "--shard-size", "2")
        assert (answer.code, f"--to {form} cannot go with it" in answer.err) == (2, True)


# -- CSV -----------------------------------------------------------------------------------------------------


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_columns_and_lists() -> None:
    answer = run("clean", OWN, "page.html", "--to", "csv")
    assert answer.out.startswith(",".join(COLUMNS).encode() + b"\r\n")
    assert answer.out.endswith(b"\r\n")
    (row,) = rows(answer.out)
    assert row["authors"] == 'Joan Carver; Tom "Tide" Ellery'
    assert (row["id"], row["date"], row["status"]) == ("page.html", "", "unchanged")
    assert row["text"].startswith("The ferry to the island")
    assert "\n\n" in row["text"]


def test_one_head_over_many_inputs(here: Path) -> None:
    lines = [json.dumps({"id": n, "text": f'{n} said "yes", and left.\n'}) for n in range(70)]
    Path("rows.jsonl").write_text("\n".join([*lines, "broken", json.dumps({"id": 71, "text": "=1+2"})]) + "\n")
    one = run("clean", OWN, "rows.jsonl", "page.html", "--to", "csv", "-j", "1")
    two = run("clean", OWN, "rows.jsonl", "page.html", "-o", "all.csv", "-j", "2")
    assert (one.code, two.code) == (1, 1)
    assert Path("all.csv").read_bytes() == one.out
    found = rows(one.out)
    assert [row["id"] for row in found] == [*map(str, range(70)), "71", "page.html"]
    assert found[3]["text"].strip() == '3 said "yes", and left.'


def test_nothing_is_a_head_alone() -> None:
    answer = run("clean", OWN, "-p", "news", "--to", "csv", "--skip-empty", stdin=b"Advertisement\n")
    assert answer.out == (",".join(COLUMNS) + "\r\n").encode()


def test_text_of_another_field_is_the_text() -> None:
    (row,) = rows(run("clean", OWN, "--from", "jsonl", "--to", "csv", stdin=b'{"body": "One.", "title": "T"}').out)
    assert (row["text"], row["title"]) == ("One.", "T")


def test_a_compressed_table(here: Path) -> None:
    import gzip

    assert run("clean", OWN, "page.html", "-o", "a.csv.gz").code == 0
    assert rows(gzip.decompress(Path("a.csv.gz").read_bytes()))[0]["id"] == "page.html"
