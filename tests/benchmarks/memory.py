"""Measure the memory that a stream of records takes: ``python -m tests.benchmarks.memory [--gigabytes 1]``.

Records are made while they are read, so the disk holds nothing; the child's peak of resident memory is printed.
With ``--documents 10000`` the records are so many whole pages, which the learned filter judges, and their peak is
compared with that of a tenth of them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.benchmarks.dumps import each_dump

SEEDS = Path(__file__).parents[2] / "seeds"
LIMIT = 300  # megabytes
GROWTH = 1.2  # of the peak at ten times as many documents


def records(size: int) -> Iterator[bytes]:
    """Give lines of JSONL, about ``size`` bytes of them, no two alike."""
    dice = random.Random(4)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    made = number = 0
    while made < size:
        number += 1
        lines = dice.choice(texts).split("\n")
        start = dice.randrange(len(lines) // 2)
        unlike = [f"{row} {dice.randrange(10**9)}." if len(row) > 60 else row for row in lines[start:]]
        text = "\n".join([f"Story {number} of the day", "", *unlike])
        line = json.dumps({"id": number, "text": text, "rank": 1.50}, ensure_ascii=False).encode() + b"\n"
        made += len(line)
        yield line


def pages(count: int) -> Iterator[bytes]:
    """Give so many whole pages as lines of JSONL."""
    for number, text in enumerate(each_dump(count)):
        yield json.dumps({"id": number, "text": text}).encode() + b"\n"


def measure(lines: Iterable[bytes], *options: str) -> tuple[int, int, float]:
    """Pipe records through newsclean; give bytes read, the peak in kilobytes, and seconds."""
    command = [sys.executable, "-m", "newsclean", "clean", "-q", "--from", "jsonl", *options]
    started = time.monotonic()
    made = 0
    with tempfile.TemporaryFile() as messages:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=messages)
        assert child.stdin is not None
        for line in lines:
            made += len(line)
            child.stdin.write(line)
        child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            messages.seek(0)
            raise SystemExit(messages.read().decode(errors="replace"))
    scale = 1024 if sys.platform == "darwin" else 1
    return made, usage.ru_maxrss // scale, time.monotonic() - started


def main() -> None:
    """Measure and print; fail above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--documents", type=int, help="so many whole pages, against a tenth of them")
    parser.add_argument("options", nargs="*", help="further options of newsclean clean, after --")
    asked = parser.parse_args()
    if asked.documents:
        growth(asked.documents, *asked.options)
        return
    made, peak, seconds = measure(records(int(asked.gigabytes * 1e9)), *asked.options)
    print(f"{made / 1e6:,.0f} MB of JSONL: {peak / 1024:.0f} MB resident at most, {seconds:.0f} s")
    if peak > LIMIT * 1024:
        raise SystemExit(f"more than {LIMIT} MB")


def growth(count: int, *options: str) -> None:
    """Compare the peak over pages with that over a tenth of them; fail where it grows."""
    few, many = (measure(pages(n), *options)[1] for n in (count // 10, count))
    print(f"{few / 1024:.0f} MB resident at most at {count // 10:,} pages, {many / 1024:.0f} MB at {count:,}")
    print(f"ratio {many / few:.2f} (at most {GROWTH})")
    if many > GROWTH * few:
        raise SystemExit(f"more than {GROWTH} times the memory")


if __name__ == "__main__":
    main()
