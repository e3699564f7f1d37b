"""The pool: results in order whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest

from newsclean import turns
from newsclean.pool import Pool, Retry
from newsclean.turns import tick

Work = Callable[[int], int]
HANG, DIE, FAIL, SLOW = -1, -2, -3, -4


@pytest.fixture(params=["fork", "spawn"], autouse=True)
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Start workers as Linux does, and as macOS and Windows do."""
    monkeypatch.setattr(turns, "START", request.param)
    return str(request.param)


def make() -> Work:
    return work


def work(item: int) -> int:
    tick()
    if item == HANG:
        time.sleep(60)
    if item == SLOW:
        time.sleep(0.12)
    if item == DIE:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == FAIL:
        raise ValueError("no")
    return item * 2


def lost(item: int, why: str, part: int) -> int | Retry:
    return {"timeout": -100, "killed": -200}[why] - part


def run(items: list[int], jobs: int, size: int, timeout: float | None = None, **more: object) -> list[int]:
    chunks = [items[n : n + size] for n in range(0, len(items), size)]
    with Pool[int, int](jobs, make, (), lost, timeout=timeout, **more) as pool:  # type: ignore[arg-type]
        return list(pool.run(chunks))


@pytest.mark.parametrize(("jobs", "size"), [(1, 1), (2, 3), (3, 256)])
def test_results_come_in_order(jobs: int, size: int) -> None:
    assert run(list(range(50)), jobs, size) == [2 * n for n in range(50)]


def test_nothing_is_nothing() -> None:
    assert run([], 2, 1) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_that_hangs_or_dies_costs_itself(jobs: int) -> None:
    assert run([1, HANG, 2, 3, DIE, 4, DIE, HANG, 5], jobs, 4, 0.3) == [2, -101, 4, 6, -201, 8, -201, -101, 10]


def test_one_that_died_long_ago_is_not_taken_to_hang_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(pipes: list[Any], seconds: float | None) -> list[Any]:
        found = wait(pipes, seconds)
        time.sleep(0.4)  # a machine with much else to do
        return found

    monkeypatch.setattr("newsclean.pool.wait", late)
    assert run([1, DIE, 2], 1, 4, 0.3) in ([2, -201, 4], [2, -101, 4])  # whatever was seen first


def test_what_is_lost_can_be_tried_again() -> None:
    def again(item: int, why: str, part: int) -> int | Retry:
        return Retry(7)

    with Pool[int, int](1, make, (), again) as pool:
        assert list(pool.run([[1, DIE, 2]])) == [2, 14, 4]


def test_an_error_ends_the_run() -> None:
    with pytest.raises(ValueError, match="no"):
        run([1, FAIL, 2], 2, 1)


def test_the_window_is_bounded() -> None:
    given = 0

    def chunks() -> Iterator[list[int]]:
        nonlocal given
        for number in range(100):
            given += 1
            yield [number]

    with Pool[int, int](2, make, (), lost) as pool:
        for taken, _ in enumerate(pool.run(chunks())):
            assert given - taken <= 2 * 4 + 1


def test_a_run_that_is_left_leaves_no_process() -> None:
    with Pool[int, int](2, make, (), lost) as pool:
        results = pool.run([[1], [HANG], [HANG]])
        assert next(results) == 2
        processes = [worker.process for worker in pool.workers]
        started = time.monotonic()
    assert time.monotonic() - started < 2
    assert not any(process.is_alive() for process in processes)


def test_results_of_a_chunk_do_not_wait_for_its_end() -> None:
    with Pool[int, int](1, make, (), lost) as pool:
        results = pool.run([[SLOW, SLOW, SLOW, HANG]])
        assert [next(results), next(results)] == [2 * SLOW, 2 * SLOW]


def test_what_a_killed_worker_leaves_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    assert run([DIE], 1, 1, sweep=lambda item, process: told.append((item, process))) == [-201]
    assert told[0][0] == DIE
    assert told[0][1] > 0
