"""Many inputs: the same bytes for any number of workers, shards, time limits, killed workers."""

from __future__ import annotations

import json
import pickle
import shutil
import time
from pathlib import Path

import pytest

from newsclean.config import PipelineSpec
from newsclean.filework import Task, clean_files
from newsclean.work import Job
from tests.shell import ARTICLE, DIRTY, run, spawn, tree_of

SPAWNING = "tests.spawning"  # workers as macOS and Windows start them
HANG = ("--filters", "tests.slow_filters:Hang")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make_inputs(folder: Path, count: int = 30) -> None:
    for number in range(count):
        path = folder / "in" / f"{number % 3}" / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Story {number}\n\n{DIRTY if number % 2 else ARTICLE}")
    lines = [json.dumps({"id": n, "text": f"Number {n}\n\n{DIRTY}", "rank": 1.50}) for n in range(300)]
    lines[7] = "not json"
    (folder / "in" / "records.jsonl").write_text("\n".join(lines) + "\n")
    (folder / "in" / "broken.txt.gz").write_bytes(b"\x1f\x8b\x08\x00broken")


def test_a_tree_is_the_same_for_any_number_of_workers(here: Path) -> None:
    make_inputs(here)
    said = []
    for jobs in "1", "2", "3":
        answer = run("clean", "in", "-o", f"out{jobs}", "-j", jobs, "--report", f"{jobs}.csv", "-v")
        assert answer.code == 1
        said.append(answer.lines)
    assert tree_of(here / "out1") == tree_of(here / "out2") == tree_of(here / "out3")
    assert len(tree_of(here / "out1")) == 31
    assert said[0] == said[1] == said[2]
    reports = [[row.split(",")[0::2][:2] for row in Path(f"{n}.csv").read_text().splitlines()] for n in (1, 2, 3)]
    assert reports[0] == reports[1] == reports[2]


@pytest.mark.parametrize("to", ["text", "json", "jsonl"])
def test_a_stream_is_the_same_for_any_number_of_workers(here: Path, to: str) -> None:
    make_inputs(here)
    end = {"text": ".txt"}.get(to, f".{to}")
    for jobs in "1", "2", "3":
        audit = ("--audit", f"audit{jobs}")
        answer = run("clean", "in", "in/records.jsonl", "-t", to, "-o", f"one{jobs}{end}", "-j", jobs, *audit)
        assert answer.code == 1
        assert any("record 8" in line for line in answer.lines)
    for name in f"one{{}}{end}", "audit{}":
        first, second, third = (Path(name.format(n)).read_bytes() for n in (1, 2, 3))
        assert first
        assert first == second == third


def test_records_from_a_pipe_are_the_same_for_any_number_of_workers(here: Path) -> None:
    make_inputs(here)
    records = Path("in/records.jsonl").read_bytes() * 5
    answers = [run("clean", *jobs, stdin=records) for jobs in (("-j", "1"), ("-j", "3"), ())]
    assert answers[0].out.count(b"\n") == 5 * 299
    assert answers[0].out == answers[1].out == answers[2].out


def test_shards_are_the_same_for_any_number_of_workers(here: Path) -> None:
    make_inputs(here)
    for jobs in "1", "2", "3":
        assert run("clean", "in", "-o", f"out{jobs}", "-j", jobs, "--shard-size", "7").code == 1
    tree = tree_of(here / "out1")
    assert tree == tree_of(here / "out2") == tree_of(here / "out3")
    assert list(tree) == [f"shard-{n:05}.jsonl" for n in range(5)]
    ids = [json.loads(line)["id"] for shard in tree.values() for line in shard.splitlines()]
    assert "0/000.txt" in ids
    assert len(ids) == 30 + 299


@pytest.mark.parametrize("more", [("-o", "out"), ("-o", "out", "--shard-size", "7"), ("-t", "jsonl")])
def test_it_is_the_same_however_workers_are_started(here: Path, more: tuple[str, ...]) -> None:
    make_inputs(here)
    answers, trees = [], []
    for module in "newsclean", SPAWNING:
        answers.append(spawn("clean", "in", *more, "-j", "2", "-v", cwd=here, module=module))
        trees.append(tree_of(here / "out"))
        shutil.rmtree("out", ignore_errors=True)
    assert answers[0].code == answers[1].code == 1
    assert answers[0].out == answers[1].out
    assert answers[0].lines == answers[1].lines
    assert trees[0] == trees[1]
    assert trees[0] or answers[0].out


def test_shards_refuse_what_they_cannot_do(here: Path) -> None:
    make_inputs(here, 1)
    assert "goes with an output folder" in run("clean", "in", "--shard-size", "7").err
    assert run("clean", "in", "-o", "out", "--shard-size", "7", "--to", "text").code == 2
    assert run("clean", "in", "-o", "out", "--timeout", "0").code == 2
    assert run("clean", "in", "-o", "out", "--timeout", "nan").code == 2
    assert not Path("out").exists()


def put_bad(folder: Path) -> None:
    for number in range(6):
        word = {2: "HANG", 4: "KILL"}.get(number, "fine")
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / f"{number}.txt").write_text(f"{ARTICLE}\n{word}\n")


@pytest.mark.parametrize(("jobs", "module"), [("1", "newsclean"), ("2", "newsclean"), ("2", SPAWNING)])
def test_a_document_that_hangs_or_kills_costs_itself_alone(here: Path, jobs: str, module: str) -> None:
    put_bad(here)
    started = time.monotonic()
    limit = ("--timeout", "0.5", *HANG)
    answer = spawn("clean", "in", "-o", "out", "-j", jobs, *limit, "--report", "r.json", cwd=here, module=module)
    assert time.monotonic() - started < 15
    assert answer.code == 1, answer.err
    assert list(tree_of(here / "out")) == ["0.txt", "1.txt", "3.txt", "5.txt"]
    rows = json.loads(Path("r.json").read_text())
    assert [row["status"] for row in rows] == [*["unchanged"] * 2, "timeout", "unchanged", "failed", "unchanged"]
    assert "took more than 0.5 s" in answer.err
    assert "the worker was killed" in answer.err
    assert not list(here.rglob("*.newsclean-tmp"))


def test_a_record_that_hangs_costs_itself_alone(here: Path) -> None:
    lines = [
        json.dumps({"id": n, "text": ARTICLE + ("HANG" if n == 3 else "KILL" if n == 5 else "")}) for n in range(9)
    ]
    Path("a.jsonl").write_text("\n".join(lines) + "\n")
    limit = ("--timeout", "0.5", *HANG)
    one = spawn("clean", "a.jsonl", *limit, cwd=here)
    spawn("clean", "a.jsonl", "-o", "out/", *limit, cwd=here)
    shards = spawn("clean", "a.jsonl", "-o", "shards", "--shard-size", "2", *limit, cwd=here)
    assert one.code == shards.code == 1
    assert Path("out/a.jsonl").read_bytes() == Path("shards/shard-00000.jsonl").read_bytes() == one.out
    found = [json.loads(line) for line in one.text.splitlines()]
    assert [row["id"] for row in found] == list(range(9))
    statuses = [row["newsclean"]["status"] for row in found]
    assert statuses == [*["unchanged"] * 3, "timeout", "unchanged", "failed", *["unchanged"] * 3]


def test_a_page_that_hangs_is_given_up_in_a_stream_of_pages(here: Path) -> None:
    put_bad(here)
    answer = spawn("clean", "in", "--to", "jsonl", "--timeout", "0.5", *HANG, cwd=here)
    assert [json.loads(line)["newsclean"]["status"] for line in answer.out.splitlines()].count("unchanged") == 4
    assert "2.txt: took more" in answer.err


def test_work_is_a_plain_function(here: Path) -> None:
    put_bad(here)
    job = pickle.loads(pickle.dumps(Job(PipelineSpec.load("news"))))
    rows = pickle.loads(pickle.dumps(clean_files([Task("in/0.txt", "out/0.txt", "text")], job)))
    assert rows[0].documents == 1
    assert Path("out/0.txt").exists()
