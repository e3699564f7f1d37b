"""Manners over files and folders: shell.md A1, lines 18 to 25."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.shell import ARTICLE, DIRTY, run, shell, tree_of

posix = pytest.mark.skipif(os.name != "posix", reason="links and modes of POSIX")
PAGE = "<html><body><p>The ferry sails again from Monday.</p></body></html>"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**files: str) -> None:
    for name, text in files.items():
        put(name.replace("__", "/") + ".txt", text)


def put(name: str, text: str = DIRTY) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


# 18


@pytest.mark.parametrize("absolute", [False, True])
def test_18_out_mirrors_the_tree(here: Path, absolute: bool) -> None:
    for name in ("in/a.txt", "in/s/a.txt", "in/s/t/b.md"):
        put(name)
    put("in/c.html", PAGE)
    put("in/r.jsonl", '{"text": "One."}\n')
    put("in/o.json", '{"text": "One."}\n')
    root = here if absolute else Path()
    assert run("clean", root / "in", "-o", root / "out").code == 0
    names = ["a.txt", "c.txt", "o.json", "r.jsonl", "s/a.txt", "s/t/b.txt"]
    assert sorted(tree_of(Path("out"))) == names
    assert Path("in/a.txt").read_text() == DIRTY
    run("clean", "in", "-o", "json", "--to", "json")
    assert sorted(tree_of(Path("json"))) == [name.rpartition(".")[0] + ".json" for name in names]


def test_18_several_roots_share_the_folder() -> None:
    write(one__a=DIRTY, two__b=DIRTY)
    assert run("clean", "one", "two", "-o", "out").code == 0
    assert sorted(tree_of(Path("out"))) == ["a.txt", "b.txt"]


def test_18_a_refusal_comes_before_any_write() -> None:
    write(one__a=DIRTY, one__b=DIRTY, two__a=DIRTY)
    answer = run("clean", "one", "two", "-o", "out")
    assert (answer.code, Path("out").exists()) == (2, False)
    assert answer.lines == ["newsclean: one/a.txt and two/a.txt would both be written as a.txt"]


# 19


def test_19_ours_are_replaced_and_foreign_ones_are_not() -> None:
    write(in__a=DIRTY, in__b=DIRTY)
    for _ in range(2):
        assert run("clean", "in", "-o", "out").code == 0
    put("in/c.txt")
    put("out/c.txt", "mine")
    answer = run("clean", "in", "-o", "out")
    assert answer.lines == ["newsclean: out/c.txt exists and is not newsclean's; --overwrite replaces it"]
    assert (answer.code, Path("out/c.txt").read_text()) == (2, "mine")
    assert run("clean", "in", "-o", "out", "--overwrite").code == 0
    assert Path("out/c.txt").read_text() == ARTICLE


def test_19_a_damaged_memory_of_what_is_ours_is_no_crash() -> None:
    write(in__a=DIRTY)
    put("out/.newsclean/manifest.jsonl", '{"a": 1}\n[1, 2, 3, 4]\n["a"]\n\x00\n[[[\n["a.txt", "cut')
    assert run("clean", "in", "-o", "out").code == 0
    assert run("clean", "in", "-o", "out").code == 0


@posix
def test_19_a_single_output_is_replaced_and_keeps_its_mode() -> None:
    write(a=DIRTY, o="old")
    Path("o.txt").chmod(0o600)
    Path("link.txt").symlink_to("o.txt")
    assert run("clean", "a.txt", "-o", "link.txt").code == 0
    assert Path("link.txt").is_symlink()
    assert Path("o.txt").read_text() == ARTICLE
    assert Path("o.txt").stat().st_mode & 0o777 == 0o600


def test_19_a_single_output_stays_when_every_input_failed() -> None:
    write(o="old")
    assert run("clean", "no.txt", "-o", "o.txt").code == 1
    assert Path("o.txt").read_text() == "old"


# 20, 21, 22, 23: more of them in hostile_files


def test_20_an_output_in_the_input_is_not_read_again() -> None:
    write(in__a=DIRTY)
    for _ in range(2):
        assert run("clean", "in", "-o", "in/s/out").code == 0
    for _ in range(2):
        assert run("clean", "in", "-o", "in/all.jsonl", "--report", "in/report.json", "--exclude", "s/*").code == 0
    assert sorted(tree_of(Path("in"))) == ["a.txt", "all.jsonl", "report.json", "s/out/a.txt"]
    assert Path("in/all.jsonl").read_text().count("\n") == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["a.txt", "s/b.txt"]),
        (("--include", "*.dat"), ["c.dat.txt"]),
        (("--include", "*.txt", "--include", "*.dat", "--exclude", "s/**"), ["a.txt", "c.dat.txt"]),
        (("--exclude", "a.*"), ["s/b.txt"]),
        (("--all",), ["a.txt", "c.dat.txt", "s/b.txt"]),
        (("--hidden",), [".d/e.txt", ".h.txt", "a.txt", "s/b.txt"]),
    ],
)
def test_21_include_exclude_all_hidden(options: tuple[str, ...], expected: list[str]) -> None:
    for name in ("in/a.txt", "in/s/b.txt", "in/c.dat", "in/.h.txt", "in/.d/e.txt"):
        put(name)
    assert run("clean", "in", "-o", "out", *options).code == 0
    assert sorted(tree_of(Path("out"))) == expected


def test_21_the_number_of_skipped_files_is_told() -> None:
    for name in ("in/a.txt", "in/c.dat", "in/d.bin"):
        put(name)
    assert "2 files skipped" in run("clean", "in", "-o", "out").err


def test_22_a_hidden_file_named_outright_is_read() -> None:
    put(".h.txt")
    assert run("clean", ".h.txt").text == ARTICLE


@posix
def test_23_a_named_pipe_is_read(here: Path) -> None:
    put("a.txt")
    answer = shell("mkfifo p; cat a.txt > p & $N clean -p $P p", cwd=here)
    assert answer.text == ARTICLE


# 24, 25


@posix
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_24_any_name_works_in_any_locale(here: Path, locale: str) -> None:
    name = os.fsdecode(b"caf\xe9\n\x1b[31m.txt")
    Path("in").mkdir()
    Path("in", name).write_text(DIRTY)
    answer = shell("$N clean -p $P in -o out -v", cwd=here, LC_ALL=locale)
    assert answer.code == 0
    assert tree_of(Path("out")) == {name: ARTICLE.encode()}
    assert "in/caf\\xe9\\x0a\\x1b[31m.txt: changed" in answer.err


@posix
def test_24_names_that_are_not_utf8_are_exact_in_json() -> None:
    import base64
    import json

    name = os.fsdecode(b"caf\xe9.txt")
    answer = run("clean", name, "--log-format", "json", "--report", "r.json")
    for event in (json.loads(answer.err.splitlines()[0]), json.loads(Path("r.json").read_text())[0]):
        assert event["path"] == "caf\ufffd.txt"
        assert base64.b64decode(event["path_b64"]) == b"caf\xe9.txt"


@posix
def test_25_names_come_from_find(here: Path) -> None:
    for name in ("in/a.txt", "in/s/a.txt", "in/new\nline.txt"):
        put(name)
    line = "find in -type f -print0 | $N clean -p $P --files-from - -0 -o out/"
    assert shell(line, cwd=here).code == 0
    assert tree_of(Path("out")) == dict.fromkeys(["in/a.txt", "in/new\nline.txt", "in/s/a.txt"], ARTICLE.encode())


def test_25_names_are_read_once() -> None:
    write(a="Alpha is here.\n", b="Beta is there.\n")
    put("list", "a.txt\nb.txt\n./a.txt\na.txt\n")
    assert run("clean", "--files-from", "list").text == "Alpha is here.\n\nBeta is there.\n"
    assert (
        run("clean", "a.txt", "b.txt", "a.txt", ".", "--exclude", "list").text == "Alpha is here.\n\nBeta is there.\n"
    )


@pytest.mark.parametrize("option", ["-o", "--audit", "--report"])
def test_an_output_without_a_folder_is_told_as_it_was_named(option: str) -> None:
    put("a.txt")
    answer = run("clean", "a.txt", option, "nowhere/b.csv")
    assert answer.code == 2
    assert answer.lines == ["newsclean: nowhere/b.csv: the folder it would stand in is not there"]
