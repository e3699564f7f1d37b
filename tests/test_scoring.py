"""The figures of ``newsclean score`` are those of the benchmark's own program."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from typer.testing import CliRunner

from newsclean.cli import app
from newsclean.errors import InputError
from newsclean.evaluate import read_gold
from newsclean.scoring import Overlap, Scores, overlap, summary, tokens
from tests.dumps import random_dump
from tests.shell import run

BENCH = Path(__file__).parents[2] / "shared" / "bench" / "score.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    if not BENCH.exists():
        pytest.skip("the benchmark is not here")
    spec = importlib.util.spec_from_file_location("bench_score", BENCH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs() -> list[tuple[str, str]]:
    random = Random(5)
    found = [("", ""), ("one two", "one two"), ("a b c d e", ""), ("", "a b c d e"), ("港口の桟橋は長い", "港口の桟橋")]
    for seed in range(60):
        lines = random_dump(seed).lines
        found.append(("\n".join(lines), "\n".join(line for line in lines if random.random() < 0.7)))
    return found


def test_overlaps_are_those_of_the_benchmark(bench: ModuleType) -> None:
    for known, made in pairs():
        assert tuple(overlap(known, made)) == bench.overlap(known, made)


def test_averages_are_those_of_the_benchmark(bench: ModuleType) -> None:
    rows = [overlap(known, made) for known, made in pairs()]
    theirs = bench.summary([tuple(row) for row in rows])
    ours = summary(rows)
    assert (ours.precision, ours.recall, ours.f1) == pytest.approx((theirs["p"], theirs["r"], theirs["f1"]))


def test_the_mean_of_the_sets_counts_each_set_once() -> None:
    scores = Scores()
    for _ in range(9):
        scores.add("large", Overlap(10, 0, 0))
    scores.add("small", Overlap(0, 10, 10))
    assert scores.mean_f1 == pytest.approx(0.5)
    assert scores.total.documents == 10


def test_scripts_without_spaces_are_counted_by_character() -> None:
    assert tokens("桟橋 Pier 12") == ["桟", "橋", "pier", "12"]


def score_files(folder: Path, *options: str) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["score", *options, str(folder / "dumps"), "--gold", str(folder / "gold.jsonl")])
    return found.exit_code, found.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dumps").mkdir()
    rows = []
    for seed in range(6):
        dump = random_dump(seed)
        (tmp_path / "dumps" / f"page{seed}.txt").write_text(dump.text, encoding="utf-8")
        rows.append({"id": f"page{seed}", "text": "\n".join(dump.kept[1:]), "set": "ab"[seed % 2]})
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_score_tells_figures_filters_and_the_worst(folder: Path) -> None:
    code, output = score_files(folder, "--worst", "1")
    assert code == 0
    assert "mean F1 of the sets" in output
    assert "teaser_list" in output and "100.0%" in output
    assert sum("  F1 " in line for line in output.splitlines()) == 1


def test_score_counts_what_is_missing(folder: Path) -> None:
    (folder / "dumps" / "page3.txt").unlink()
    assert "1 of the known articles have no document among the inputs" in score_files(folder)[1]


def test_what_cannot_be_read_is_named_and_the_rest_is_scored(folder: Path) -> None:
    (folder / "dumps" / "page9.txt").write_bytes(bytes(range(256)))
    answer = run("score", folder / "dumps", folder / "none.txt", "--gold", folder / "gold.jsonl")
    assert answer.code == 1
    assert f"newsclean: {folder / 'dumps' / 'page9.txt'}: binary file, not text" in answer.lines
    assert f"newsclean: {folder / 'none.txt'}: no such file or folder" in answer.lines
    assert "all          6" in answer.text


def test_gold_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    with pytest.raises(InputError, match=r"gold\.jsonl: no such file"):
        read_gold(path)
    path.write_text('{"id": 3}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1: a known article has an id and a text"):
        read_gold(path)
