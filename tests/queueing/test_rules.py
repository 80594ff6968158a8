"""The rules of the hall as tables, without a database: states, who is next, order, midnight, the return, the forecast."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.clock import VN
from motcua.queueing.errors import TicketNotInState
from motcua.queueing.rules import (
    TRANSITIONS,
    VERBS,
    Head,
    State,
    after,
    calling_order,
    can,
    choose,
    days_called,
    expected_wait,
    is_still_called,
    place_of_returned,
    ticket_number,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=VN)
W, C, S, F, N, X = State.WAITING, State.CALLED, State.SERVING, State.FINISHED, State.NO_SHOW, State.CANCELLED
WHOLE_TABLE = {
    "call": {W: C}, "call_again": {C: C}, "start": {C: S}, "no_show": {C: N}, "transfer": {C: W, S: W}, "finish": {C: F, S: F},
    "come_back": {N: W}, "cancel": {W: X, C: X}, "close_day": {W: X, C: N, S: F},
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(State))
def test_state_and_verb(state: State, verb: str) -> None:
    target = WHOLE_TABLE[verb].get(state)
    assert can(state, verb) == (target is not None)
    if target is not None:
        assert after(state, verb) == target
    else:
        with pytest.raises(TicketNotInState, match=f"A012 hiện “{state.label}”"):
            after(state, verb, number="A012")


def test_table_holds_nothing_else() -> None:
    assert set(VERBS) == set(WHOLE_TABLE)
    assert len(TRANSITIONS) == sum(len(row) for row in WHOLE_TABLE.values())


@pytest.mark.parametrize(("ordinal", "number"), [(1, "A001"), (12, "A012"), (999, "A999"), (1000, "A1000")])
def test_ticket_number(ordinal: int, number: str) -> None:
    assert ticket_number("A", ordinal) == number


def head(ticket: int, minutes: int, *, priority: bool = False, group: int = 1) -> Head:
    return Head(ticket, group, priority, NOON - timedelta(minutes=minutes))


CHOICES = {
    "nobody": ([], 0, False, None),
    "longest waiting": ([head(1, 5), head(2, 9, group=2)], 0, False, 2),
    "same moment: the smaller id": ([head(2, 5), head(1, 5, group=2)], 0, False, 1),
    "priority waits for its turn": ([head(1, 9), head(2, 5, priority=True)], 1, False, 1),
    "priority after two ordinary": ([head(1, 9), head(2, 5, priority=True)], 2, False, 2),
    "priority that came first is first": ([head(1, 5), head(2, 9, priority=True)], 0, False, 2),
    "only priority waits": ([head(2, 5, priority=True)], 0, False, 2),
    "strict": ([head(1, 9), head(2, 5, priority=True)], 0, True, 2),
    "an hour beats strict": ([head(1, 60), head(2, 5, priority=True)], 9, True, 1),
    "59 minutes do not": ([head(1, 59), head(2, 5, priority=True)], 9, True, 2),
    "two hours before one hour": ([head(1, 61), head(2, 120, priority=True)], 0, False, 2),
}


@pytest.mark.parametrize(("heads", "since", "strict", "ticket"), CHOICES.values(), ids=CHOICES.keys())
def test_choose(heads: list[Head], since: int, strict: bool, ticket: int | None) -> None:
    found = choose(heads, since_priority={1: since, 2: since}, every=2, strict=strict, now=NOON)
    assert (found.ticket if found else None) == ticket


def test_interleaved_one_priority_after_two_ordinary() -> None:
    line = [head(n, 50 - n) for n in range(1, 7)] + [head(n, 20 - n, priority=True) for n in range(11, 14)]
    assert calling_order(line, since=0, every=2, strict=False, now=NOON) == [1, 2, 11, 3, 4, 12, 5, 6, 13]


waiting = st.lists(st.tuples(st.integers(0, 90), st.booleans()), max_size=30).map(
    lambda rows: [head(number, minutes, priority=priority) for number, (minutes, priority) in enumerate(rows)]
)


@given(waiting, st.integers(0, 5), st.integers(1, 4), st.booleans())
def test_order_calls_everybody_once_and_keeps_each_kind_in_line(
    rows: list[Head], since: int, every: int, strict: bool
) -> None:
    order = calling_order(rows, since=since, every=every, strict=strict, now=NOON)
    assert sorted(order) == sorted(row.ticket for row in rows)
    for priority in (True, False):
        kind = [
            row.ticket for row in sorted(rows, key=lambda row: (row.rank_at, row.ticket)) if row.is_priority == priority
        ]
        assert [ticket for ticket in order if ticket in set(kind)] == kind


@given(waiting, st.integers(1, 4))
def test_nobody_starves_and_priority_is_never_a_disadvantage(rows: list[Head], every: int) -> None:
    for strict in (True, False):
        order = calling_order(rows, since=0, every=every, strict=strict, now=NOON)
        starving = {row.ticket for row in rows if NOON - row.rank_at >= timedelta(minutes=60)}
        assert set(order[: len(starving)]) == starving
        for row in rows:
            if row.is_priority:
                as_ordinary = [Head(row.ticket, 1, False, row.rank_at) if other is row else other for other in rows]
                other_order = calling_order(as_ordinary, since=0, every=every, strict=strict, now=NOON)
                assert order.index(row.ticket) <= other_order.index(row.ticket)


MIDNIGHT = datetime(2026, 3, 3, 0, 0, tzinfo=VN)


@pytest.mark.parametrize(
    ("taken", "now", "counts"),
    [
        (MIDNIGHT - timedelta(seconds=1), MIDNIGHT + timedelta(minutes=1), True),
        (MIDNIGHT - timedelta(seconds=1), MIDNIGHT + timedelta(hours=2, seconds=-2), True),
        (MIDNIGHT - timedelta(seconds=1), MIDNIGHT + timedelta(hours=2), False),
        (MIDNIGHT - timedelta(hours=3), MIDNIGHT - timedelta(minutes=1), True),
        (MIDNIGHT - timedelta(hours=3), MIDNIGHT, False),
    ],
    ids=[
        "a minute into the new day",
        "just under two hours",
        "two hours",
        "the same evening",
        "three hours before midnight",
    ],
)
def test_ticket_across_midnight(taken: datetime, now: datetime, counts: bool) -> None:
    assert is_still_called(day=taken.date(), taken_at=taken, now=now) == counts


def test_days_called() -> None:
    today, yesterday = MIDNIGHT.date(), (MIDNIGHT - timedelta(days=1)).date()
    assert days_called(MIDNIGHT + timedelta(hours=1, minutes=59)) == [today, yesterday]
    assert days_called(MIDNIGHT + timedelta(hours=2)) == [today]


def test_who_comes_back_goes_behind_three() -> None:
    ranks = [NOON - timedelta(minutes=minutes) for minutes in (30, 20, 10)]
    back = place_of_returned(ranks, now=NOON)
    assert ranks[2] < back < ranks[2] + timedelta(seconds=1)
    assert place_of_returned(ranks[:2], now=NOON) == NOON


def minutes(*values: int) -> list[timedelta]:
    return [timedelta(minutes=value) for value in values]


@pytest.mark.parametrize(
    ("ahead", "counters", "recent", "wait"),
    [
        (0, 2, [], 0),
        (3, 1, [], 24),
        (3, 2, [], 12),
        (4, 0, [], 32),
        (4, 2, [5, 6], 16),
        (4, 2, [5, 6, 50], 12),
        (2, 1, [0, 0, 0], 0),
    ],
    ids=[
        "next",
        "usual eight minutes",
        "shared by two",
        "none open counts as one",
        "two services are too few",
        "median",
        "instant",
    ],
)
def test_expected_wait(ahead: int, counters: int, recent: list[int], wait: int) -> None:
    assert expected_wait(ahead, counters=counters, recent=minutes(*recent)) == timedelta(minutes=wait)
