"""Answers kept for seconds: who finds one too old asks anew, and nobody else waits for that."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from tests.cast import World

from motcua.queueing import actions, memory, queries

from .hall import seat, take

pytestmark = pytest.mark.django_db(transaction=True)
KEY = ("what is asked", 1)


@pytest.fixture
def pass_seconds(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets this many seconds pass."""
    present = [1000.0]
    monkeypatch.setattr(memory, "monotonic", lambda: present[0])

    def go_on(seconds: float) -> None:
        present[0] += seconds

    return go_on


def test_an_answer_is_kept_for_its_seconds(pass_seconds: Callable[[float], None]) -> None:
    assert memory.remembered(KEY, lambda: "old", seconds=5) == "old"
    pass_seconds(4.9)
    assert memory.remembered(KEY, lambda: "new", seconds=5) == "old"
    pass_seconds(0.2)
    assert memory.remembered(KEY, lambda: "new", seconds=5) == "new"


def test_the_phone_knows_of_a_counter_as_soon_as_it_opens(world: World, pass_seconds: Callable[[float], None]) -> None:
    """Its part of the page is the same for a minute while the hall's version stays, so what it says belongs to that version."""
    ticket = take(world)
    assert queries.position(ticket, now=world.now).counters == 0
    session = seat(world)
    assert queries.position(ticket, now=world.now).counters == 1
    actions.pause(session, "Họp", by=world.clerk, now=world.now)
    assert queries.position(ticket, now=world.now).counters == 0


def test_while_one_asks_anew_the_others_go_on_with_the_old_answer(pass_seconds: Callable[[float], None]) -> None:
    memory.remembered(KEY, lambda: "old", seconds=5)
    pass_seconds(6)
    asks, goes_on = threading.Event(), threading.Event()

    def slow() -> str:
        asks.set()
        assert goes_on.wait(10)
        return "new"

    first = threading.Thread(target=memory.remembered, args=(KEY, slow), kwargs={"seconds": 5})
    first.start()
    assert asks.wait(10)
    assert memory.remembered(KEY, lambda: "second", seconds=5) == "old"
    goes_on.set()
    first.join()
    assert memory.remembered(KEY, lambda: "third", seconds=5) == "new"


def test_a_question_that_fails_leaves_no_old_answer(pass_seconds: Callable[[float], None]) -> None:
    memory.remembered(KEY, lambda: "old", seconds=5)
    pass_seconds(6)

    def fails() -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        memory.remembered(KEY, fails, seconds=5)
    assert memory.remembered(KEY, lambda: "new", seconds=5) == "new"
