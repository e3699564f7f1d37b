"""Measure batches as ratios within one run: ``python -m tests.benchmarks.batch [--files 10000] [--memory]``.

CPU time of newsclean and its workers, rounds taking turns, the median of the ratios; files are 1-2 kB each. With
``--memory`` the peak of the parent's memory at 100,000 smaller files against that at 1,000.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 3
FOLDER = 1000  # files in each
WORDS = (
    "the",
    "harbour",
    "council",
    "voted",
    "on Friday",
    "to rebuild",
    "a pier",
    "that storms",
    "had broken",
    "in winter",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--files", type=int, help="10,000, with --memory 100,000")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--memory", action="store_true", help="memory, files in many folders and all in one")
    options.add_argument("--jobs", nargs="+", default=["1", "2"], help="with --memory: numbers of workers")
    options.add_argument("--ways", nargs="+", default=[], help="with --memory: shards, list, stream, tree, again, done")
    options.add_argument("--where", type=Path, default=Path("/dev/shm") if Path("/dev/shm").is_dir() else None)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.where) as folder:
        warm(Path(folder) / "cache")
        if asked.memory:
            for flat in False, True:
                memory(Path(folder), asked.files or 100_000, asked.jobs, asked.ways, flat=flat)
        else:
            speed(Path(folder), asked.files or 10_000, asked.rounds)


def warm(cache: Path) -> None:
    """Compile the rules into a cache of our own: done within a run, that would be a good part of it."""
    os.environ["XDG_CACHE_HOME"] = str(cache)
    subprocess.run([sys.executable, "-c", "from newsclean.rulebook import fingerprint as f; f()"], check=True)


def make_files(folder: Path, count: int, *, small: bool = False, flat: bool = False) -> Path:
    """Write files of 1-2 kB, no two alike, a thousand in each folder."""
    dice = random.Random(4)
    for number in range(count):
        place = place_of(folder, number, flat=flat)
        if number % FOLDER == 0:
            place.parent.mkdir(parents=True, exist_ok=True)
        rows = [f"Story {number} of the day", "", "Share this", "Advertisement", ""]
        for _ in range(1 if small else dice.randint(3, 7)):
            words = " ".join(dice.choice(WORDS) for _ in range(40))
            rows += [f"{words.capitalize()} {dice.randrange(10**6)}.", ""]
        place.write_text("\n".join(rows), encoding="utf-8")
    return folder


def place_of(folder: Path, number: int, *, flat: bool) -> Path:
    return (folder if flat else folder / f"{number // FOLDER:04}") / f"{number:06}.txt"


def take_away(folder: Path) -> None:
    """Remove a folder in another process: a child's peak of memory counts that of the one it was forked from."""
    command = [sys.executable, "-c", "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"]
    subprocess.run([*command, folder], check=True)


def newsclean(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "newsclean", "clean", "--isolated", *map(str, args)]


def cost(command: list[str], out: Path | None, *, terminal: bool = False) -> tuple[float, float, int]:
    """Give CPU seconds, seconds, and the peak of the parent's memory in kilobytes; ``out`` is taken away before."""
    if out is not None:
        take_away(out)
    started = time.monotonic()
    environment = {**os.environ, "TERM": "xterm", "CI": ""}
    if terminal:
        main, worker = pty.openpty()
        child = subprocess.Popen(command, stderr=worker, stdout=subprocess.DEVNULL, env=environment)
        os.close(worker)
        try:
            while os.read(main, 65536):
                pass
        except OSError:
            os.close(main)
    else:
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):  # 1: --check found something
        raise SystemExit(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss


def speed(folder: Path, count: int, rounds: int) -> None:
    source, out = make_files(folder / "in", count), folder / "out"
    runs: dict[str, Callable[[], tuple[float, float, int]]] = {
        "reading and cleaning alone": lambda: cost(newsclean(source, "--check", "-j", "1", "-qq"), out),
        "tree, serial": lambda: cost(newsclean(source, "-o", out, "-j", "1"), out),
        "tree, 2 workers": lambda: cost(newsclean(source, "-o", out, "-j", "2"), out),
        "tree, 2 workers, with a bar": lambda: cost(newsclean(source, "-o", out, "-j", "2"), out, terminal=True),
        "shards of 1,000, serial": lambda: cost(newsclean(source, "-o", out, "-j", "1", "--shard-size", "1000"), out),
        "shards of 1,000, 2 workers": lambda: cost(
            newsclean(source, "-o", out, "-j", "2", "--shard-size", "1000"), out
        ),
    }
    found: dict[str, list[tuple[float, float, int]]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            found[name].append(run())
    for name, costs in found.items():
        cpu, wall = (statistics.median(each[n] for each in costs) for n in (0, 1))
        print(f"  {name:30} {1e6 * cpu / count:8.0f} us CPU a file   {count / wall:8,.0f} files/s")

    def ratio(one: str, other: str) -> float:
        return statistics.median(a[0] / b[0] for a, b in zip(found[one], found[other], strict=True))

    print(f"pool against serial: {ratio('tree, 2 workers', 'tree, serial'):.2f} (at most 1.2)")
    print(f"bar against none: {ratio('tree, 2 workers, with a bar', 'tree, 2 workers'):.2f} (at most 1.05)")
    for name in "serial", "2 workers":
        shards = ratio(f"shards of 1,000, {name}", "reading and cleaning alone")
        print(f"shards, {name}, against reading and cleaning alone: {shards:.2f} (at most 2)")


def memory(folder: Path, most: int, asked_jobs: list[str], ways: list[str], *, flat: bool) -> None:
    print(f"all files in {'one folder' if flat else 'folders of a thousand'}, MB:")
    few, many = (peaks(folder, count, asked_jobs, ways, flat=flat) for count in (1_000, most))
    for name, peak in many.items():
        ratio = peak / few[name]
        print(
            f"  {name:28} {few[name] / 1024:6.1f} at 1,000, {peak / 1024:6.1f} at {most:,}: {ratio:.2f} (at most 1.2)"
        )


def peaks(folder: Path, count: int, asked_jobs: list[str], asked_ways: list[str], *, flat: bool) -> dict[str, int]:
    """Measure each way of cleaning so many files; they are made and taken away here."""
    source, out, names = make_files(folder / "in", count, small=True, flat=flat), folder / "out", folder / "names"
    with open(names, "w", encoding="utf-8") as listed:
        listed.writelines(f"{place_of(source, number, flat=flat)}\n" for number in range(count))
    ways: dict[str, list[str | Path]] = {
        "shards": [source, "--shard-size", "100"],
        "list": ["--files-from", names],
        "stream": [source, "--to", "jsonl"],
        "tree": [source],
        "again": [source, "--resume", "--no-title"],  # over what "tree" has written
        "done": [source, "--resume", "--no-title"],  # nothing is left to do
    }
    found = {}
    for jobs in asked_jobs:
        for name in asked_ways or ways:
            args = ways[name]
            target = folder / "all.jsonl" if name == "stream" else out
            command = newsclean(*args, "-o", target, "-j", jobs)
            found[f"{name}, {jobs} workers"] = cost(command, None if "--resume" in args or target != out else out)[2]
    for made in source, out:
        take_away(made)
    return found


if __name__ == "__main__":
    main()
