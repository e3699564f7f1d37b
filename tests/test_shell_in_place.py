"""Manners of looking, and of cleaning in place: shell.md A1, lines 16 and 17."""

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


# 16


def test_16_dry_run_lists_and_writes_nothing() -> None:
    put("in/a.html", PAGE)
    put("in/s/b.txt")
    answer = run("clean", "in", "-o", "out", "--dry-run")
    assert answer.text == "in/a.html -> out/a.txt\nin/s/b.txt -> out/s/b.txt\n"
    assert not Path("out").exists()
    assert run("clean", "in", "-n").text == "in/a.html -> standard output\nin/s/b.txt -> standard output\n"
    assert run("clean", "in", "no.txt", "-n", "-o", "o.txt").code == 1
    assert run("clean", "in", "-n", "--in-place").text == "in/a.html -> in/a.html\nin/s/b.txt -> in/s/b.txt\n"
    assert sorted(tree_of(Path())) == ["in/a.html", "in/s/b.txt"]


def test_16_dry_run_refuses_what_the_run_would_refuse() -> None:
    put("in/a.html", PAGE)
    put("in/a.txt")
    assert run("clean", "in", "-o", "out", "-n").code == 2


@pytest.mark.parametrize("more", [(), ("-o", "out/"), ("--in-place",), ("--diff",), ("-n",)])
def test_16_check_tells_and_writes_nothing(more: tuple[str, ...]) -> None:
    write(dirty=DIRTY, clean=ARTICLE)
    assert run("clean", "clean.txt", "--check", *more).code == 0
    answer = run("clean", "clean.txt", "dirty.txt", "--check", *more)
    assert answer.code == 1
    assert ("newsclean: dirty.txt: would change" in answer.err) is ("--diff" not in more)
    assert tree_of(Path()) == {"clean.txt": ARTICLE.encode(), "dirty.txt": DIRTY.encode()}


def test_16_check_of_standard_input() -> None:
    assert run("clean", "--check", stdin=DIRTY.encode()).code == 1
    assert run("clean", "--check", stdin=ARTICLE.encode()).code == 0


def test_16_diff_is_unified() -> None:
    write(a=DIRTY, b=ARTICLE)
    answer = run("clean", "a.txt", "b.txt", "--diff")
    line = ARTICLE.splitlines()[2]
    assert answer.code == 0
    head, *rows = answer.text.splitlines()
    assert (head, rows[0]) == ("--- a.txt", "+++ a.txt (cleaned)")
    assert rows[1] == "@@ -3,5 +3,3 @@"
    assert rows[2:] == [" " + line, " ", " " + ARTICLE.splitlines()[4], "-", "-" + line]


@posix
def test_16_diff_is_one_that_patch_takes(here: Path) -> None:
    before = "One story here.\n\nSource: Reuters\n\nTwo lines there.\n\nBy Jane Doe\n\nThree of them.\n"
    put("a.txt", before + "Source: Reuters\n")
    answer = shell("$N clean -p $P a.txt --diff > d && patch -s a.txt d && $N clean -p $P --check a.txt", cwd=here)
    if "patch: not found" in answer.err:
        pytest.skip("needs patch(1)")
    assert answer.code == 0, answer.err


def test_16_diff_goes_on_after_a_bad_record() -> None:
    put("a.jsonl", f'{{"text": "One."}}\nbad\n{{"text": {repr(DIRTY)[1:-1].join(chr(34) * 2)}}}\n')
    answer = run("clean", "a.jsonl", "--diff")
    assert answer.code == 1
    assert "--- a.jsonl, record 3" in answer.text
    assert answer.lines == ["newsclean: a.jsonl, record 2: not a JSON object"]


# 17


@posix
def test_17_in_place_keeps_mode_and_time_of_what_is_clean() -> None:
    write(dirty=DIRTY, clean=ARTICLE)
    Path("dirty.txt").chmod(0o640)
    before = Path("clean.txt").stat()
    assert run("clean", "--in-place", "dirty.txt", "clean.txt").code == 0
    assert Path("dirty.txt").read_text() == ARTICLE
    assert Path("dirty.txt").stat().st_mode & 0o777 == 0o640
    after = Path("clean.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_17_in_place_with_backup() -> None:
    write(dirty=DIRTY, clean=ARTICLE)
    assert run("clean", "--in-place", "--backup", ".bak", "dirty.txt", "clean.txt").code == 0
    assert tree_of(Path()) == {
        "clean.txt": ARTICLE.encode(),
        "dirty.txt": ARTICLE.encode(),
        "dirty.txt.bak": DIRTY.encode(),
    }


@posix
def test_17_in_place_follows_no_link() -> None:
    put("real/a.txt")
    Path("a.txt").symlink_to("real/a.txt")
    answer = run("clean", "--in-place", "a.txt")
    assert answer.lines == ["newsclean: a.txt: is a link; clean the file it leads to"]
    assert answer.code == 1
    assert Path("a.txt").is_symlink()
    assert Path("real/a.txt").read_text() == DIRTY


def test_17_in_place_loses_no_record_it_cannot_read() -> None:
    source = '{"text": "By Jane Doe"}\nbad\n'
    put("a.jsonl", source)
    assert run("clean", "--in-place", "a.jsonl").code == 1
    assert Path("a.jsonl").read_text() == source


@pytest.mark.parametrize(("name", "text"), [("a.html", PAGE), ("a.md", "# Title\n\nText of it.\n")])
def test_17_in_place_keeps_the_format_or_the_file(name: str, text: str) -> None:
    put(name, text)
    answer = run("clean", "--in-place", name)
    assert answer.code == 1
    assert "cannot be cleaned in place" in answer.err
    assert Path(name).read_text() == text


def test_17_in_place_keeps_the_packing() -> None:
    import gzip

    Path("a.txt.gz").write_bytes(gzip.compress(DIRTY.encode()))
    Path("b.txt").write_bytes(gzip.compress(DIRTY.encode()))
    answer = run("clean", "--in-place", "a.txt.gz", "b.txt")
    assert gzip.decompress(Path("a.txt.gz").read_bytes()).decode() == ARTICLE
    assert gzip.decompress(Path("b.txt").read_bytes()).decode() == DIRTY
    assert answer.lines == ["newsclean: b.txt: is compressed, against its name; write it elsewhere with -o"]


def test_17_an_emptied_file_is_written_empty_with_a_warning_or_left_out() -> None:
    write(in__a="Source: Reuters\n", in__b=ARTICLE)
    answer = run("clean", "in", "-o", "out")
    assert (answer.code, tree_of(Path("out"))) == (0, {"a.txt": b"", "b.txt": ARTICLE.encode()})
    assert answer.lines == ["newsclean: in/a.txt: nothing was left: all of it is boilerplate"]
    run("clean", "in", "-o", "other", "--skip-empty")
    assert list(tree_of(Path("other"))) == ["b.txt"]
    assert run("clean", "in", "--in-place", "--skip-empty").code == 0
    assert Path("in/a.txt").read_text() == "Source: Reuters\n"
