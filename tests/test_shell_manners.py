"""Manners of messages, colour, help and speed: shell.md A1, lines 9 to 15 and 35 to 38."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell import ARTICLE, DIRTY, SEED, TIMEOUT, command, environment, run, spawn, terminal

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and descriptors of POSIX")


# 9, 10


ESCAPE = "\x1b["


@posix
@pytest.mark.parametrize(
    ("variables", "option", "colored"),
    [
        ({}, "auto", True),
        ({"NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": ""}, "auto", True),
        ({"TERM": "dumb"}, "auto", False),
        ({"CLICOLOR": "0"}, "auto", False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({}, "never", False),
        ({"NEWSCLEAN_COLOR": "never"}, None, False),
        ({"NEWSCLEAN_COLOR": "never"}, "always", True),
    ],
)
def test_09_color_on_a_terminal(variables: dict[str, str], option: str | None, colored: bool) -> None:
    options = ("--color", option) if option else ()
    code, said = terminal("explain", SEED, *options, **{"TERM": "xterm", **variables})
    assert code == 0
    assert (ESCAPE in said) is colored


@pytest.mark.parametrize("args", [("explain",), ("clean", "--diff")])
@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_10_color_in_a_pipe(
    args: tuple[str, ...], variables: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (ESCAPE in run(*args, SEED).text) is colored


def test_10_articles_are_never_colored() -> None:
    assert ESCAPE not in run("clean", SEED, "--color", "always").text


# 11, 12, 13


def test_11_standard_output_holds_data_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    answer = run("clean", tmp_path / "a.txt", tmp_path / "missing.txt", "-vv")
    assert answer.text == ARTICLE
    assert "missing.txt" in answer.err


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("-qq", []),
        ("-q", ["no.txt: no such"]),
        ("-v0", ["gone.txt: nothing was left", "no.txt: no such", "3 read"]),
        (
            "-v",
            [
                "gone.txt: nothing was left",
                "gone.txt: emptied",
                "a.txt: changed",
                "no.txt: no such",
                "no.txt: failed",
                "3 read",
            ],
        ),
        ("-vv", ["nothing was left", "emptied (", "changed (duplicate_block 1)", "no such", "failed", "3 read"]),
    ],
)
def test_12_quiet_and_verbose(
    tmp_path: Path, option: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(DIRTY)
    Path("gone.txt").write_text("Source: Reuters\n")
    answer = run("clean", "gone.txt", "a.txt", "no.txt", *([] if option == "-v0" else [option]))
    rows = answer.err.splitlines()
    assert answer.code == 1
    assert len(rows) == len(expected)
    assert all(part in row for part, row in zip(expected, rows, strict=True))


def test_13_version_and_help() -> None:
    assert re.fullmatch(r"newsclean \d+\.\d+\S*\n", run("--version").text)
    assert run("-V").text == run("--version").text
    for name in ("clean", "explain", "filters", "config"):
        assert run(name, "-h").text == run(name, "--help").text


# 14


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_14_completion_needs_no_home(name: str) -> None:
    bare = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": environment()["PYTHONPATH"],
        "_NEWSCLEAN_COMPLETE": f"source_{name}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "newsclean"], env=bare, capture_output=True, text=True, check=False, timeout=TIMEOUT
    )
    assert "_NEWSCLEAN_COMPLETE" in done.stdout


# 35 to 38


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "de_DE.ISO-8859-1"])
def test_35_output_is_utf8_in_any_locale(tmp_path: Path, locale: str) -> None:
    source = "\ufeffÜber die Fähre: “läuft”\r\n\r\nسفر می‌خواهم 👩‍🚀 naïve Größe, sagte er.\r\n\r\n\r\n"
    (tmp_path / "ü.txt").write_bytes(source.encode())
    answer = spawn("clean", tmp_path / "ü.txt", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert answer.text == "Über die Fähre: “läuft”\n\nسفر می‌خواهم 👩‍🚀 naïve Größe, sagte er.\n"


def test_36_help_shows_examples_and_suggests() -> None:
    assert "newsclean clean dump.txt" in run("-h").text
    assert "--dry-run" in run("clean", "--dry-rum").err
    assert "explain" in run("explian").err


def test_37_a_text_needs_neither_parser_nor_rich(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY)
    code = (
        "import sys; sys.argv = ['newsclean', *sys.argv[1:]]\n"
        "import atexit, newsclean.__main__ as m\n"
        "heavy = {'bs4', 'rich', 'lxml', 'charset_normalizer'}\n"
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules)), file=sys.stderr))\n"
        "m.run()"
    )
    args = command("clean", tmp_path / "a.txt")[3:]
    done = subprocess.run(
        [sys.executable, "-c", code, *args], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"
    assert done.stdout == ARTICLE


def test_37_workers_need_no_command_line() -> None:
    code = "import sys, newsclean.filework; print('typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_38_nothing_named_in_a_page_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    (tmp_path / "secret").write_text("the secret")
    page = tmp_path / "a.html"
    page.write_text(
        f'<!DOCTYPE html SYSTEM "http://127.0.0.1/x.dtd"><html><body><iframe src="file://{tmp_path}/secret"></iframe>'
        '<link rel="stylesheet" href="http://127.0.0.1/x.css"><img src="http://127.0.0.1/x.png">'
        "<p>Plain words.</p></body></html>"
    )
    assert run("clean", page).text == "Plain words.\n"
