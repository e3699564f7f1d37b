"""Measure newsclean as ratios within one run.

    python -m tests.benchmarks                     # on dumps made here
    python -m tests.benchmarks --pages FOLDER      # on innertext.jsonl.gz and html.jsonl.gz of a benchmark folder;
                                                   # with trafilatura installed, against it on the same pages

The unit is reading, decoding and splitting the same bytes into lines. CPU time, interleaved, median of rounds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from newsclean import render
from newsclean.article import document_of
from newsclean.cue_table import CueTable
from newsclean.cues import Rule
from newsclean.features import Facts
from newsclean.filters.non_article import NonArticle
from newsclean.pipeline import Pipeline
from newsclean.repair_lines import shape_of
from newsclean.rulebook import standard_table
from newsclean.segment import lines
from tests.benchmarks.dumps import made_dumps

ROUNDS = 5
STARTS = 15
MENU = "Home\nHarbour\nBridges\nWinter\nShare this\nAdvertisement\nFerries and trains\n\n"  # makes the seed a page


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path)
    options.add_argument("--limit", type=int, default=150)
    asked = options.parse_args()
    texts = read(asked.pages / "innertext.jsonl.gz", "text") if asked.pages else made_dumps(150)
    pages = read(asked.pages / "html.jsonl.gz", "html") if asked.pages else {}
    shared = [key for key in texts if key in pages][: asked.limit] or list(texts)[: asked.limit]
    stages([texts[key] for key in shared])
    learned_filter([texts[key] for key in shared])
    cue_counts([texts[key] for key in shared])
    start_up()
    if pages:
        against_trafilatura([texts[key] for key in shared], [pages[key] for key in shared])


def read(path: Path, field: str) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8") as source:
        return {record["id"]: record[field] for record in map(json.loads, source)}


def measure(tasks: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Give the median CPU seconds of each task, the tasks taking turns."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            seconds[name].append(time.process_time() - start)
    return {name: statistics.median(found) for name, found in seconds.items()}


def stages(texts: list[str]) -> None:
    raw = [text.encode() for text in texts]
    pipeline = Pipeline.from_preset("rules")
    table = pipeline.spec.table
    documents = [document_of(text, table=CueTable(pipeline.spec.table.rules)) for text in texts]

    def cold() -> None:
        pipeline.spec.table.forget()
        for text in texts:
            pipeline.run(document_of(text, table=pipeline.spec.table))

    found = measure(
        {
            "read, decode, splitlines": lambda: [data.decode().splitlines() for data in raw],
            "segment": lambda: [lines(text, table) for text in texts],
            "facts": lambda: [Facts(block.text) for doc in documents for block in doc.blocks],
            "whole, memo emptied": cold,
            "whole": lambda: [pipeline.run(document_of(text, table=pipeline.spec.table)) for text in texts],
            "whole, as article": lambda: list(pipeline.clean_many(texts)),
        }
    )
    unit = found["read, decode, splitlines"]
    size = sum(len(text) for text in texts)
    print(f"{len(texts)} documents, {size:,} characters")
    for name, seconds in found.items():
        print(f"  {name:28} {seconds / unit:8.1f} x   {len(texts) / seconds:10,.0f} documents/s")


def learned_filter(texts: list[str]) -> None:
    """Measure non_article alone on whole pages, nothing of their lines being known to it; shapes count too."""
    table, learned = standard_table(), NonArticle()
    seconds = []
    for _ in range(ROUNDS):
        table.forget()
        documents = [document_of(text, table=table, shape="auto") for text in texts]
        start = time.process_time()
        for doc in documents:
            shape_of(doc.blocks)
            list(learned(doc))
        seconds.append(time.process_time() - start)
    lines = sum(len(doc.blocks) for doc in documents)
    print(f"non_article alone: {1000 * statistics.median(seconds) / lines * 100:.2f} ms per 100 lines of {lines:,}")


def cue_counts(texts: list[str]) -> None:
    """Compare 1,000 cues with 5,000."""
    tasks: dict[str, Callable[[], object]] = {}
    blocks = [block.text for text in texts for block in lines(text, CueTable([]))]
    for count in (1000, 5000):
        table = CueTable(made_rules(count))

        def task(table: CueTable = table) -> None:
            table.forget()
            for text in blocks:
                table.facts(text)

        tasks[str(count)] = task
    found = measure(tasks)
    print(f"5,000 cues against 1,000: {found['5000'] / found['1000']:.2f} x")


def made_rules(count: int) -> list[Rule]:
    """Make rules of invented phrases: most are whole lines or line starts, some stand inside."""
    kinds = ("whole", "whole", "start", "start", "end", "inside")
    return [
        Rule(f"made.{n}", "made", "mul", match=kinds[n % 6], cues=(f"read {n:x} more {n % 7} of it", f"join{n:x} us"))
        for n in range(count // 2)
    ]


def start_up() -> None:
    """Compare whole processes with a bare Python, by CPU time, which others on the machine disturb least."""
    seed = next(Path(__file__).parents[2].glob("seeds/*.txt"))
    program = str(Path(sys.executable).with_name("newsclean"))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as page:
        page.write(MENU + seed.read_text(encoding="utf-8"))
        page.flush()
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "clean SEED": [program, "clean", str(seed)],
            "clean --preset gentle SEED": [program, "clean", "--preset", "gentle", str(seed)],
            "clean PAGE, with numpy": [program, "clean", page.name],
            "clean -j 1 SEED, parsed": [program, "clean", "-j", "1", str(seed)],
            "--help": [program, "--help"],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(STARTS):
            for name, command in commands.items():
                seconds[name].append(process_time(command))
    unit = {how: how(seconds["python -c pass"]) for how in (min, statistics.median)}
    for name, found in seconds.items():
        least, middle = (how(found) / unit[how] for how in (min, statistics.median))
        print(f"  {name:28} {least:8.1f} x least, {middle:.1f} x median   {1000 * min(found):.0f} ms")


def process_time(command: list[str]) -> float:
    """Give the CPU seconds of a process."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def against_trafilatura(texts: list[str], pages: list[str]) -> None:
    try:
        from trafilatura import extract
    except ImportError:
        print("trafilatura is not installed (it needs lxml_html_clean beside it): not compared")
        return
    rules, news = Pipeline.from_preset("rules"), Pipeline.from_preset("news")

    def core(pipeline: Pipeline) -> None:
        """Clean texts to texts, nothing being remembered of the round before."""
        spec = pipeline.spec
        spec.table.forget()
        for text in texts:
            render.text(pipeline.run(document_of(text, table=spec.table, shape=spec.shape)))

    def records() -> None:
        news.spec.table.forget()
        for text in texts:
            news.clean(text)

    found = measure(
        {
            "rules on the text": lambda: core(rules),
            "news on the text": lambda: core(news),
            "news on the text, with metadata": records,
            "news on the HTML": lambda: [news.clean(page, html=True) for page in pages],
            "trafilatura on the HTML": lambda: [extract(page) for page in pages],
        },
        rounds=3,
    )
    unit = found["trafilatura on the HTML"]
    for name, seconds in found.items():
        print(f"  {name:32} {unit / seconds:8.1f} x trafilatura's speed   {1000 * seconds / len(texts):.2f} ms a page")


if __name__ == "__main__":
    main()
