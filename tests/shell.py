"""Run newsclean for tests: in this process where nothing but its answer counts, else as a real one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import newsclean.__main__ as program

ROOT = Path(__file__).parent.parent
PRESET = Path(__file__).parent / "plain.toml"
SEED = ROOT / "seeds" / "000_a6d71239e393d79e.txt"
ARTICLE = (
    "Ferry to the island sails again\n\n"
    "The ferry to the island sails again from Monday, the harbour office said on Friday.\n\n"
    "It had stood still for two weeks after the winter storm, and the islanders had waited for mail.\n"
)
DIRTY = ARTICLE + "\n" + ARTICLE.splitlines()[2] + "\n"  # its last line stands there twice
TIMEOUT = 60


class Answer(NamedTuple):
    """What came of a call."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        """The messages, the summary left out."""
        return [line for line in self.err.splitlines() if " % of characters removed, " not in line]


def chain(args: tuple[str | Path, ...]) -> list[str]:
    """Name the tests' preset where a command takes one."""
    words = [str(arg) for arg in args]
    if not words or words[0] not in ("clean", "explain", "config") or "-p" in words or "--preset-of-my-own" in words:
        return [word for word in words if word != "--preset-of-my-own"]
    return [words[0], "-p", str(PRESET), *words[1:]]


def run(*args: str | Path, stdin: bytes = b"") -> Answer:
    """Call newsclean in this process as the command line does."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors=how) for data, how in _streams(stdin)]
    names = ("sys.stdin", "sys.stdout", "sys.stderr")
    code = 0
    patches: list[Any] = [mock.patch(name, stream) for name, stream in zip(names, streams, strict=True)]
    patches += [mock.patch("sys.argv", ["newsclean", *chain(args)]), mock.patch.object(program, "_leave", sys.exit)]
    for patch in patches:
        patch.start()
    try:
        program.run()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(bool(left.code))
    finally:
        for stream in streams[1:]:
            stream.flush()
        for patch in reversed(patches):
            patch.stop()
    written = [stream.buffer.getvalue() for stream in streams[1:] if isinstance(stream.buffer, io.BytesIO)]
    return Answer(code, written[0], written[1].decode("utf-8", "replace"))


def _streams(stdin: bytes) -> list[tuple[bytes, str]]:
    return [(stdin, "strict"), (b"", "strict"), (b"", "backslashreplace")]


def command(*args: str | Path, module: str = "newsclean") -> list[str]:
    """Give the words that start newsclean as a process."""
    return [sys.executable, "-m", module, *chain(args)]


def environment(**more: str) -> dict[str, str]:
    """Give an environment in which nothing of the tester's counts."""
    foreign = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE")
    kept = {k: v for k, v in os.environ.items() if k not in foreign and not k.startswith("NEWSCLEAN_")}
    kept["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return {**kept, **more}


def spawn(
    *args: str | Path, stdin: bytes = b"", cwd: Path | None = None, module: str = "newsclean", **more: str
) -> Answer:
    """Run newsclean as a process; keywords are environment variables."""
    done = subprocess.run(
        command(*args, module=module),
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**more),
        timeout=TIMEOUT,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def shell(line: str, *, cwd: Path, **more: str) -> Answer:
    """Run a line in sh, where ``$N`` is newsclean and ``$P`` the tests' preset."""
    words = environment(N=f"{sys.executable} -m newsclean", P=str(PRESET), **more)
    done = subprocess.run(
        ["sh", "-c", line],
        capture_output=True,
        cwd=cwd,
        env=words,
        timeout=TIMEOUT,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def terminal(*args: str | Path, **more: str) -> tuple[int, str]:
    """Run with a terminal for all three streams."""
    import pty

    main, worker = pty.openpty()
    child = subprocess.Popen(command(*args), stdin=worker, stdout=worker, stderr=worker, env=environment(**more))
    os.close(worker)
    said = b""
    try:
        while chunk := os.read(main, 65536):
            said += chunk
    except OSError:  # the other end is closed
        pass
    os.close(main)
    return child.wait(TIMEOUT), said.decode()


def tree_of(folder: Path) -> dict[str, bytes]:
    """Give the files of a folder with what is in them, newsclean's own left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".newsclean" not in path.relative_to(folder).parts
    }
