"""Many threads, one doer: everybody's item is done once, a bad one harms no other, and errors reach whom they concern."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from motcua.kernel.together import Together


def test_many_threads_have_each_item_done_once() -> None:
    done: list[list[int]] = []
    together = Together[int](lambda items: done.append(list(items)), alone=(ValueError,))
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(together, range(500)))
    assert sorted(item for batch in done for item in batch) == list(range(500))


def test_who_comes_while_others_are_served_is_served_with_the_rest() -> None:
    started, go_on = threading.Event(), threading.Event()
    batches: list[list[int]] = []

    def do(items: list[int]) -> None:
        batches.append(list(items))
        started.set()
        go_on.wait(5)

    together = Together[int](do, alone=(), at_most=3)
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(together, 0)
        started.wait(5)
        rest = [pool.submit(together, number) for number in range(1, 6)]
        while len(together._waiting) < 5:
            threading.Event().wait(0.001)
        go_on.set()
        for future in (first, *rest):
            future.result(5)
    assert batches[0] == [0]
    assert [len(batch) for batch in batches[1:]] == [3, 2]


def _three_while_it_is_entered(together: Together[int], asked: threading.Event, go_on: threading.Event) -> list[BaseException | None]:
    """The first asks to begin, two more come, then it may begin: the error of each."""
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(together, 0)
        asked.wait(5)
        rest = [pool.submit(together, number) for number in (1, 2)]
        while len(together._waiting) < 3:
            threading.Event().wait(0.001)
        go_on.set()
        return [future.exception(5) for future in (first, *rest)]


def test_who_comes_before_the_doing_can_begin_is_of_the_party() -> None:
    asked, go_on = threading.Event(), threading.Event()
    batches: list[list[int]] = []

    @contextmanager
    def inside() -> Iterator[None]:
        asked.set()
        go_on.wait(5)
        yield

    together = Together[int](lambda items: batches.append(list(items)), alone=(), inside=inside)
    assert _three_while_it_is_entered(together, asked, go_on) == [None] * 3
    assert [sorted(batch) for batch in batches] == [[0, 1, 2]]


def test_what_cannot_be_entered_is_everybodys_error_at_once() -> None:
    asked, go_on = threading.Event(), threading.Event()
    tries: list[int] = []

    @contextmanager
    def inside() -> Iterator[None]:
        tries.append(1)
        asked.set()
        go_on.wait(5)
        raise OSError
        yield

    together = Together[int](lambda items: None, alone=(ValueError,), inside=inside)
    assert [type(error) for error in _three_while_it_is_entered(together, asked, go_on)] == [OSError] * 3
    assert len(tries) == 1


def test_one_bad_item_is_alone_with_its_error() -> None:
    gate = threading.Barrier(4)
    done: set[int] = set()

    def do(items: list[int]) -> None:
        if 13 in items:
            raise ValueError
        done.update(items)

    together = Together[int](do, alone=(ValueError,))

    def ask(number: int) -> bool:
        gate.wait()
        try:
            together(number)
        except ValueError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        fine = dict(zip((1, 13, 2, 3), pool.map(ask, (1, 13, 2, 3)), strict=True))
    assert fine == {1: True, 13: False, 2: True, 3: True}
    assert done == {1, 2, 3}


def test_whoever_waits_is_served_also_after_a_batch_that_failed() -> None:
    def do(items: list[int]) -> None:
        if min(items) % 3 == 0:
            raise OSError(str(items))

    together = Together[int](do, alone=(ValueError,), at_most=4)
    with ThreadPoolExecutor(20) as pool:
        errors = [pool.submit(together, number).exception(10) for number in range(600)]
        crowd = [pool.submit(together, number) for number in range(600)]
        errors += [future.exception(10) for future in crowd]
    assert {type(error) for error in errors} == {type(None), OSError}
    assert isinstance(errors[600], OSError)
    assert not together._waiting
    together(1)


def test_any_other_error_is_everybodys_and_the_next_ones_go_on() -> None:
    broken = True

    def do(items: list[int]) -> None:
        if broken:
            raise OSError

    together = Together[int](do, alone=(ValueError,))
    with pytest.raises(OSError):
        together(1)
    broken = False
    together(2)
