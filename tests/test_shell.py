"""Manners of a whole run: what issue 3 is done with, and shell.md A1, lines 30 to 34.

The other lines are in the test_shell_*.py beside this; progress, resume and signals come later.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.shell import ARTICLE, DIRTY, SEED, run, shell, tree_of

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
OWN = "--preset-of-my-own"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    for name in list(os.environ):
        if name.startswith("NEWSCLEAN_"):
            monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture
def dumps(here: Path) -> Path:
    """Make a folder of all that people hold, some of it broken."""
    folder = here / "dumps"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_bytes(SEED.read_bytes())
    (folder / "b.html").write_text(
        "<html><body><h1>Ferry sails</h1><p>The ferry sails again from Monday.</p></body></html>"
    )
    (folder / "c.md").write_text("# Ferry sails\n\nThe *ferry* sails again from Monday.\n")
    rows = [json.dumps({"id": 12345678901234567890, "text": DIRTY}), "bad", '{"rate": 1.50, "text": "Two."}']
    (folder / "deep/d.jsonl").write_text("\n".join(rows) + "\n")
    (folder / "deep/e.json").write_text('[{"text": "One."}, {"text": "Two."}]')
    (folder / "deep/f.txt.gz").write_bytes(gzip.compress(DIRTY.encode()))
    (folder / "broken.txt.gz").write_bytes(gzip.compress(DIRTY.encode())[:40])
    (folder / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    return folder


FAILED = {
    "broken.txt.gz": "truncated gzip data",
    "gone.txt": "is a link to nothing",
    "deep/d.jsonl": "record 2: not a JSON object",
}
WRITTEN = ["a.txt", "b.txt", "c.txt", "deep/d.jsonl", "deep/e.json", "deep/f.txt"]


@posix
@pytest.mark.parametrize("form", ["csv", "json"])
def test_done_a_folder_of_everything_comes_out_complete(dumps: Path, form: str) -> None:
    answer = run("clean", "dumps", "-o", "out", "--report", f"report.{form}")
    assert answer.code == 1
    out = tree_of(Path("out"))
    assert sorted(out) == WRITTEN
    assert out["deep/f.txt"].decode() == ARTICLE
    assert out["c.txt"].decode() == "Ferry sails\n\nThe ferry sails again from Monday.\n"
    assert [row.partition(",")[0] for row in out["deep/d.jsonl"].decode().splitlines()] == [
        '{"id": 12345678901234567890',
        '{"rate": 1.50',
    ]
    rows = report(Path(f"report.{form}"))
    assert [row["path"] for row in rows] == [f"dumps/{name}" for name in ORDER]
    failed = {row["path"].removeprefix("dumps/"): row["error"] for row in rows if row["status"] == "failed"}
    assert failed == FAILED
    assert sorted(answer.lines) == sorted(
        f"newsclean: dumps/{name}{', ' if reason.startswith('record') else ': '}{reason}"
        for name, reason in FAILED.items()
    )


ORDER = ["a.txt", "b.html", "broken.txt.gz", "c.md", "deep/d.jsonl", "deep/e.json", "deep/f.txt.gz", "gone.txt"]


@posix
def test_done_a_list_from_find_works(dumps: Path, here: Path) -> None:
    line = "find dumps -print0 | $N clean -p $P --files-from - -0 -o out/"
    answer = shell(line, cwd=here)
    assert answer.code == 1
    assert sorted(tree_of(Path("out"))) == [f"dumps/{name}" for name in WRITTEN]
    assert len(answer.lines) == len(FAILED) + 1  # the pipe, which nobody writes to


@posix
def test_done_packed_records_into_packed_records(dumps: Path) -> None:
    raw = Path("dumps/deep/d.jsonl").read_bytes()
    Path("dumps.jsonl.gz").write_bytes(gzip.compress(raw))
    assert run("clean", "dumps.jsonl.gz", "-o", "clean.jsonl.gz").code == 1
    rows = [json.loads(line) for line in gzip.decompress(Path("clean.jsonl.gz").read_bytes()).splitlines()]
    assert [row["text"] for row in rows] == [ARTICLE.split("\n\n", 1)[1].strip(), "Two."]
    first = Path("clean.jsonl.gz").read_bytes()
    run("clean", "dumps.jsonl.gz", "-o", "clean.jsonl.gz")
    assert Path("clean.jsonl.gz").read_bytes() == first


def report(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".json":
        rows: list[dict[str, Any]] = json.loads(path.read_text())
        return rows
    with path.open(newline="") as stream:
        return list(csv.DictReader(stream))


# 30, 31, 32


@posix
def test_30_machines_get_one_object_a_line(dumps: Path) -> None:
    Path("dumps/gone2.txt").write_text("Source: Reuters\n")
    answer = run("clean", "dumps", "-o", "out", "--log-format", "json", "-v")
    events = [json.loads(line) for line in answer.err.splitlines()]
    assert {tuple(event) for event in events} == {("level", "code", "path", "record", "message")}
    assert {
        "level": "error",
        "code": "failed",
        "path": "dumps/deep/d.jsonl",
        "record": 2,
        "message": "not a JSON object",
    } in events
    assert [event["path"] for event in events if event["code"] == "emptied"] == ["dumps/gone2.txt"] * 2
    assert events[-1]["code"] == "summary"


def test_30_refusals_are_events_too() -> None:
    Path("a.txt").write_text(DIRTY)
    for args, code in (
        (("-o", "no/o.txt"), "output"),
        (("--in-place", "-o", "x"), "configuration"),
        (("-o", "/dev/full"), "output"),
    ):
        if args[-1] != "/dev/full" or Path("/dev/full").exists():
            answer = run("clean", "a.txt", *args, "--log-format", "json", "-q")
            assert answer.code == 2
            assert [json.loads(line)["code"] for line in answer.err.splitlines()] == [code]


@posix
def test_31_one_bad_file_never_stops_the_others(dumps: Path) -> None:
    answer = run("clean", "dumps")
    assert answer.code == 1
    assert answer.text.count("The ferry sails again from Monday.") == 2
    assert "Scott Bessent" in answer.text


def test_31_memory_and_recursion_fail_their_document_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsclean.filters.byline import Byline

    plain = Byline.__call__

    def poor(self: Byline, doc: Any) -> Any:
        if "poison" in doc.text:
            raise {"m": MemoryError, "r": RecursionError, "v": ValueError}[doc.text.split()[1]]()
        return plain(self, doc)

    monkeypatch.setattr(Byline, "__call__", poor)
    texts = ["One good.", "poison m", "Two good.", "poison r", "poison v", "Three good."]
    Path("r.jsonl").write_text("".join(json.dumps({"text": text, "rate": 1.5}) + "\n" for text in texts))
    for number, text in enumerate(texts):
        Path(f"{number}.txt").write_text(text)
    answer = run("clean", "r.jsonl", "-o", "o/")
    rows = [json.loads(line) for line in Path("o/r.jsonl").read_text().splitlines()]
    assert (answer.code, len(answer.lines)) == (1, 3)
    statuses = [row["newsclean"]["status"] for row in rows]
    assert statuses == ["unchanged", "failed", "unchanged", "failed", "failed", "unchanged"]
    assert [row["text"] for row in rows] == texts
    answer = run("clean", ".", "-o", "out", "--include", "*.txt")
    assert (answer.code, sorted(tree_of(Path("out")))) == (1, ["0.txt", "2.txt", "5.txt"])


def test_32_the_last_line_sums_up(here: Path) -> None:
    Path("in").mkdir()
    for name, text in (("a", DIRTY), ("b", ARTICLE), ("c", "Source: Reuters\n")):
        Path(f"in/{name}.txt").write_text(text)
    Path("in/d.txt").write_bytes(bytes(100))
    Path("in/e.dat").write_text("x")
    last = run("clean", "in", "-o", "out").err.splitlines()[-1]
    assert last.startswith("newsclean: 4 read, 1 changed, 1 unchanged, 1 emptied, 1 failed, 1 file skipped, ")
    assert " % of characters removed, " in last


def test_32_the_report_has_a_row_for_each_input(here: Path) -> None:
    Path("a.txt").write_text(DIRTY)
    Path("b.txt").write_bytes("Die Fähre fährt.\n".encode("latin-1"))
    run("clean", "a.txt", "b.txt", "no.txt", "-o", "out/", "--report", "r.json")
    run("clean", "a.txt", "b.txt", "no.txt", "-o", "out/", "--report", "r.csv")
    first, second, third = report(Path("r.json"))
    assert first["status"] == "changed"
    assert (first["characters_in"], first["characters_out"]) == (len(DIRTY), len(ARTICLE) - 1)
    assert first["removed"] == {"duplicate_block": 1}
    assert first["output"] == "out/a.txt"
    assert (second["encoding"], len(second["warnings"])) == ("cp1252", 1)
    assert (third["status"], third["output"]) == ("failed", None)
    assert all(row["seconds"] < 60 for row in (first, second, third))
    rows = report(Path("r.csv"))
    assert [row["path"] for row in rows] == ["a.txt", "b.txt", "no.txt"]
    assert rows[0]["removed"] == "duplicate_block=1"
    assert list(rows[0]) == list(first)


# 34, and Windows


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_34_cleaning_again_changes_nothing(form: str) -> None:
    once = run("clean", SEED, "--to", form)
    again = run("clean", "--from", form, "--to", form, stdin=once.out)
    if form == "text":
        assert again.out == once.out
    else:
        first, second = (json.loads(out) for out in (once.text, again.text))
        assert (second["text"], second["teasers"]) == (first["text"], first["teasers"])


def test_nothing_of_posix_alone_is_imported() -> None:
    import ast

    package = Path(__file__).parent.parent / "newsclean"
    alone = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix"}
    for path in package.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not alone & {name.partition(".")[0] for name in names}, path.name
