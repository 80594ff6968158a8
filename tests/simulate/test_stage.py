"""Simulated time beside real work: requests overlap, order holds within the window, errors reach the process."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from motcua.simulate.stage import Stage


def test_work_of_one_moment_overlaps_in_real_time() -> None:
    stage, together = Stage(threads=4), threading.Barrier(4, timeout=5)

    def process() -> Any:
        yield stage.do(together.wait)

    for _ in range(4):
        stage.add(process())
    stage.run()
    assert not together.broken


def test_time_runs_ahead_of_unfinished_work_by_the_window_at_most() -> None:
    stage, seen = Stage(threads=1, window=30), []
    release = threading.Event()

    def slow() -> Any:
        yield stage.do(lambda: release.wait(5))
        seen.append(("slow", stage.now))

    def clock() -> Any:
        for _ in range(10):
            yield stage.pause(10)
            seen.append(("tick", stage.now))
            if stage.now == 30:
                threading.Timer(0.1, release.set).start()

    stage.add(slow())
    stage.add(clock())
    stage.run()
    place = seen.index(next(row for row in seen if row[0] == "slow"))
    assert seen[place] == ("slow", 30.0)
    assert [moment for _, moment in seen[:place]] == [10.0, 20.0, 30.0]
    assert seen[-1] == ("tick", 100.0)


def test_a_job_gives_its_result_or_its_error_to_the_process() -> None:
    stage, got = Stage(threads=2), []

    def fails() -> None:
        raise ValueError("hỏng")

    def process() -> Any:
        got.append((yield stage.do(lambda: 41 + 1)))
        try:
            yield stage.do(fails)
        except ValueError as error:
            got.append(str(error))

    stage.add(process())
    stage.run()
    assert got == [42, "hỏng"]


def test_an_error_that_nobody_caught_ends_the_run_and_leaves_no_thread() -> None:
    stage = Stage(threads=2)

    def fails() -> None:
        raise KeyError("x")

    def process() -> Any:
        yield stage.do(fails)

    stage.add(process())
    with pytest.raises(KeyError):
        stage.run()
    until = time.monotonic() + 5
    while any(thread.name.startswith("simulate") for thread in threading.enumerate()):
        assert time.monotonic() < until, "threads are left over"
        time.sleep(0.01)
