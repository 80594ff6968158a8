"""The short cut of the counter's verbs writes what the long way writes, and nothing where anything has changed since it was read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import World

from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.queueing import actions, queries
from motcua.queueing.actions import heads, moving
from motcua.queueing.errors import CounterPaused, NobodyWaits, NothingInHand
from motcua.queueing.models import Call, CounterSession, Hall, Line, ServiceGroup, Ticket
from motcua.queueing.rules import LETTERS, State

from .hall import later, seat, take, ticket_at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the short cut is for PostgreSQL"),
]


def _fresh(world: World) -> CounterSession:
    found = queries.seat_of(world.clerk)
    assert found is not None
    return found


def _rows() -> list[Any]:
    """Everything that calls and ends write, but for keys and digests."""
    tickets = Ticket.objects.order_by("number").values_list("number", "state", "called_at", "started_at", "ended_at", "counter", "officer")
    first = {ticket.pk: ticket.number for ticket in Ticket.objects.all()}
    events = [(first[e.record], e.seq, e.verb, e.at, e.actor, e.data) for e in Event.objects.filter(kind="ticket").order_by("pk")]
    calls = Call.objects.order_by("pk").values_list("ticket__number", "counter", "centre", "at", "again")
    return [list(tickets), sorted(events, key=lambda row: row[:2]), list(calls), list(Line.objects.values_list("group", "last", "since_priority"))]


def _story(world: World) -> None:
    """Two ordinary visitors and a priority one: served, absent and called again after coming back, served at the next call."""
    for priority in (None, None, world.elderly):
        take(world, priority=priority)
    for minute, verb in enumerate(("call", "start", "call", "no_show", "come_back", "call", "start", "finish", "call", "finish")):
        session, now, by = _fresh(world), later(world, minute), world.clerk
        if verb == "call":
            actions.call_next(session, expected=session.current_id, by=by, now=now)
        elif verb == "come_back":
            actions.come_back(Ticket.objects.get(state=State.NO_SHOW), by=by, now=now)
        else:
            getattr(actions, verb)(session, by=by, now=now)


def test_both_ways_write_the_same(world: World) -> None:
    seat(world)
    with transaction.atomic():
        _story(world)
        version, long_way = Hall.objects.get(pk=world.centre.pk).version, _rows()
        transaction.set_rollback(True)
    _story(world)
    assert _rows() == long_way
    assert Hall.objects.get(pk=world.centre.pk).version == version
    assert not list(broken_links("ticket"))


def test_a_call_is_one_read_and_one_write(world: World) -> None:
    seat(world)
    for _ in range(3):
        take(world)
    session = _fresh(world)
    with CaptureQueriesContext(connection) as asked:
        ticket = actions.call_next(session, expected=None, by=world.clerk, now=world.now)
        actions.start(session, expected=ticket.pk, by=world.clerk, now=world.now)
        second = actions.call_next(session, expected=ticket.pk, by=world.clerk, now=world.now)
        actions.finish(session, expected=second.pk, by=world.clerk, now=world.now)
    kinds = ["write and tell" if "UPDATE" in one["sql"] and "pg_notify" in one["sql"] else "read" for one in asked.captured_queries]
    assert kinds == ["read", "write and tell", "write and tell", "read", "write and tell", "write and tell"]
    assert list(Ticket.objects.order_by("number").values_list("state", flat=True)) == ["finished", "finished", "waiting"]


def test_what_has_changed_since_it_was_read_is_decided_anew(world: World) -> None:
    seat(world)
    first = take(world)
    before = _fresh(world)
    actions.call_next(_fresh(world), expected=None, by=world.clerk, now=world.now)
    assert actions.call_next(before, expected=None, by=world.clerk, now=world.now).pk == first.pk
    held = _fresh(world)
    actions.cancel(first, now=world.now)
    with pytest.raises(NothingInHand):
        actions.start(held, by=world.clerk, now=world.now)
    idle = _fresh(world)
    take(world)
    actions.pause(_fresh(world), "Nghỉ giữa giờ", by=world.clerk, now=world.now)
    with pytest.raises(CounterPaused):
        actions.call_next(idle, expected=None, by=world.clerk, now=world.now)
    assert Call.objects.count() == 1


def test_whom_another_counter_took_is_not_called_again(world: World) -> None:
    one, other = seat(world), seat(world, 2, by=world.clerk_two)
    take(world)
    move = {}
    for session, by in ((one, world.clerk), (other, world.clerk_two)):
        found = heads._next(session, world.now)
        assert found is not None
        move[session.pk] = heads._move(session, *found, by=by, now=world.now)
    assert moving.write(move[one.pk])
    version = Hall.objects.get(pk=world.centre.pk).version
    assert not moving.write(move[other.pk])
    assert Hall.objects.get(pk=world.centre.pk).version == version
    assert Call.objects.get().counter_id == one.counter_id
    with pytest.raises(NobodyWaits):
        actions.call_next(other, expected=None, by=world.clerk_two, now=world.now)


def test_presses_of_one_moment_for_one_ticket_write_it_once(world: World) -> None:
    one, other = seat(world), seat(world, 2, by=world.clerk_two)
    take(world)
    moves = []
    for session, by in ((one, world.clerk), (other, world.clerk_two)):
        found = heads._next(session, world.now)
        assert found is not None
        moves.append(heads._move(session, *found, by=by, now=world.now))
    moving._write(moves)
    assert [move.is_written for move in moves] == [True, False]
    assert Event.objects.filter(kind="ticket", verb="call").count() == Call.objects.count() == 1


def test_a_ticket_of_last_night_is_called_for_two_hours(world: World) -> None:
    seat(world)
    ticket = take(world)
    night = world.now.replace(hour=23, minute=30)
    Ticket.objects.update(taken_at=night, rank_at=night)
    with pytest.raises(NobodyWaits):
        actions.call_next(_fresh(world), expected=None, by=world.clerk, now=night + timedelta(hours=2, minutes=1))
    assert heads._next(_fresh(world), night + timedelta(hours=1, minutes=59)) is not None
    assert actions.call_next(_fresh(world), expected=None, by=world.clerk, now=night + timedelta(hours=1, minutes=59)).pk == ticket.pk


def test_the_long_way_is_open_inside_a_transaction(world: World) -> None:
    session, ticket = ticket_at(world, State.CALLED)
    with transaction.atomic():
        actions.finish(session, expected=ticket.pk, by=world.clerk, now=world.now)
    assert Ticket.objects.get().state == State.FINISHED


def test_whom_to_call_is_found_by_the_index_however_many_came_today(world: World) -> None:
    """The database's statistics know nothing of them yet: it counts once in a while."""
    seat(world)
    waiting = take(world)
    rows = [
        Ticket(
            centre=waiting.centre, group=waiting.group, day=waiting.day, number=f"Z{n}", rank_at=waiting.rank_at,
            token=f"token{n}", request=f"request{n}", taken_at=waiting.taken_at,
        )
        for n in range(1_000)
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE queueing_ticket")
    Ticket.objects.bulk_create(rows)
    given = [world.counters[0].pk, waiting.day, waiting.taken_at - timedelta(days=1), None, waiting.taken_at, world.counters[0].pk]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {heads._HEADS}", given)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "ticket_waiting" in plan
    assert "rank_at" not in "".join(line for line in plan.splitlines() if "Sort Key" in line)


def test_a_counter_of_all_groups_calls_from_each(world: World) -> None:
    """A small centre may have one counter for everything: as many groups as there are letters, and nobody's line is passed over."""
    mine = world.counters[0]
    for letter in LETTERS:
        group, _ = ServiceGroup.objects.get_or_create(centre=world.centre, letter=letter, defaults={"name": f"Nhóm {letter}"})
        group.counters.add(mine)
    seat(world)
    groups = list(ServiceGroup.objects.filter(centre=world.centre).order_by("-letter"))
    for minute, group in enumerate(groups):
        take(world, group, now=later(world, minute))
    called = []
    for minute in range(30, 30 + len(groups)):
        ticket = heads.call_at_once(_fresh(world), expected=None, by=world.clerk, now=later(world, minute))
        assert ticket is not None
        actions.no_show(_fresh(world), by=world.clerk, now=later(world, minute))
        called.append(ticket.number[0])
    assert called == [group.letter for group in groups]
