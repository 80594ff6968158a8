"""What the hall tells: places, forecast, board, figures, the closing job and midnight, with literal numbers of queries."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests.cast import MONDAY, World

from motcua.kernel.clock import VN
from motcua.queueing import actions, queries, tasks
from motcua.queueing.errors import NobodyWaits
from motcua.queueing.models import CounterSession, Hall, Ticket
from motcua.queueing.rules import State

from .hall import later, one_more_clerk, seat, take

MIDNIGHT = datetime(2026, 3, 3, 0, 0, tzinfo=VN)
NEW_YEAR = datetime(2027, 1, 1, 0, 0, tzinfo=VN)


def test_people_ahead_in_the_order_of_calling(world: World) -> None:
    first, second, third = take(world), take(world, now=later(world, 1)), take(world, now=later(world, 2))
    old = take(world, priority=world.elderly, now=later(world, 3))
    take(world, world.estate)
    moment = later(world, 4)
    assert [queries.position(ticket, now=moment).ahead for ticket in (first, second, old, third)] == [0, 1, 2, 3]
    called = actions.call_next(seat(world), expected=None, by=world.clerk, now=moment)
    assert queries.position(called, now=moment).ahead == 0
    assert [queries.position(ticket, now=moment).ahead for ticket in (second, old, third)] == [0, 1, 2]


def test_place_of_the_phone_agrees_with_the_calls(world: World) -> None:
    for minute in range(12):
        take(world, priority=world.elderly if minute % 3 == 2 else None, now=later(world, minute))
    session, moment = seat(world), later(world, 13)
    places = queries.calling_places(world.civil.pk, moment)
    called = []
    for _ in range(12):
        called.append(actions.call_next(session, expected=None, by=world.clerk, now=moment).pk)
        actions.no_show(session, by=world.clerk, now=moment)
    assert called == sorted(places, key=places.__getitem__)


def test_forecast_from_open_counters_and_recent_services(world: World) -> None:
    for _ in range(6):
        take(world)
    assert queries.forecast(world.civil, world.now) == queries.Forecast(6, 0, timedelta(minutes=48))
    first, second = seat(world, 1), seat(world, 2, world.clerk_two)
    assert queries.forecast(world.civil, world.now).wait == timedelta(minutes=24)
    for minute in range(3):
        actions.call_next(first, expected=None, by=world.clerk, now=later(world, minute * 5))
        actions.start(first, by=world.clerk, now=later(world, minute * 5))
        actions.finish(first, by=world.clerk, now=later(world, minute * 5 + 4))
    assert queries.forecast(world.civil, later(world, 15)) == queries.Forecast(3, 2, timedelta(minutes=6))
    actions.pause(second, "Họp", by=world.clerk_two, now=world.now)
    assert queries.forecast(world.civil, later(world, 15)).counters == 1


def test_position_tells_the_counter_of_the_last_call(world: World) -> None:
    ticket = take(world)
    assert queries.position(ticket, now=world.now) == queries.Position(0, timedelta(0), None, None)
    session = seat(world, 2)
    called = actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    waiting = take(world)
    assert queries.position(waiting, now=later(world, 15)).counters == 1
    first = queries.position(called, now=world.now)
    assert (first.counter, first.ahead) == (2, 0)
    again = actions.call_again(session, by=world.clerk, now=world.now)
    assert queries.position(again, now=world.now).call != first.call


def test_board_shows_each_ticket_once_newest_first(world: World) -> None:
    sessions = {1: (seat(world, 1), world.clerk), 3: (seat(world, 3, world.clerk_two), world.clerk_two)}
    take(world), take(world, world.estate, language="en"), take(world)
    for number, (session, clerk) in sessions.items():
        actions.call_next(session, expected=None, by=clerk, now=later(world, number))
    actions.call_again(sessions[1][0], by=world.clerk, now=later(world, 5))
    lines = queries.last_calls(world.room, later(world, 6))
    assert [(line.ticket, line.counter, line.language) for line in lines] == [("A001", 1, "vi"), ("B001", 3, "en")]
    assert len(queries.last_calls(world.room, later(world, 6), 1)) == 1
    assert queries.last_calls(world.site.rooms.get(), later(world, 6)) == []
    assert queries.last_calls(world.room, later(world, 60 * 24)) == []


def test_waiting_by_group_of_the_room(world: World) -> None:
    take(world), take(world), take(world, world.estate)
    assert [(group.letter, count) for group, count in queries.waiting_by_group(world.room, world.now)] == [
        ("A", 2),
        ("B", 1),
    ]


def test_figures_of_the_day(world: World) -> None:
    for _ in range(4):
        take(world)
    actions.cancel(take(world), now=world.now)
    session = seat(world)
    for wait, service in ((10, 6), (20, 12)):
        actions.call_next(session, expected=None, by=world.clerk, now=later(world, wait))
        actions.start(session, by=world.clerk, now=later(world, wait))
        actions.finish(session, by=world.clerk, now=later(world, wait + service))
    actions.call_next(session, expected=None, by=world.clerk, now=later(world, 33))
    actions.no_show(session, by=world.clerk, now=later(world, 36))
    found = queries.hall_figures(world.centre, later(world, 40))
    assert (found.issued, found.waiting, found.serving, found.served, found.no_shows, found.cancelled) == (
        5,
        1,
        0,
        2,
        1,
        1,
    )
    assert (found.mean_wait, found.longest_wait, found.longest_waiting_now) == (
        timedelta(minutes=21), timedelta(minutes=33), timedelta(minutes=40),
    )  # fmt: skip
    assert found.within_promise == pytest.approx(1 / 3)
    assert found.counters == [queries.CounterFigures(1, 2, timedelta(minutes=9))]


def test_figures_of_an_empty_day(world: World) -> None:
    found = queries.hall_figures(world.site, world.now)
    assert (found.issued, found.mean_wait, found.within_promise, found.counters) == (0, None, None, [])


@pytest.mark.parametrize("rows", [1, 3])
def test_numbers_of_queries_do_not_grow(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    tickets = [take(world) for _ in range(rows)]
    session = seat(world)
    with django_assert_num_queries(1):
        assert len(list(queries.waiting_tickets(world.counters[0], world.now))) == rows
    with django_assert_num_queries(4 + 2):
        queries.position(tickets[0], now=world.now)
    with django_assert_num_queries(3):
        queries.forecast(world.civil, world.now)
    actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    with django_assert_num_queries(2):
        queries.last_calls(world.room, world.now)
    with django_assert_num_queries(2):
        queries.hall_figures(world.centre, world.now)
    with django_assert_num_queries(1):
        queries.waiting_by_group(world.room, world.now)


def _night(world: World, midnight: datetime = MIDNIGHT) -> CounterSession:
    world.centre.accepts_after_hours = True
    world.centre.save()
    return actions.open_counter(world.counters[0], by=world.clerk, now=midnight - timedelta(hours=1))


@pytest.mark.parametrize("midnight", [MIDNIGHT, NEW_YEAR], ids=["a night", "New Year's Eve"])
def test_ticket_of_the_last_second_is_called_after_midnight(world: World, midnight: datetime) -> None:
    session = _night(world, midnight)
    take(world, now=midnight - timedelta(hours=3))
    late = take(world, now=midnight - timedelta(seconds=1))
    fresh = take(world, now=midnight + timedelta(minutes=2))
    assert (late.number, late.day, fresh.number, fresh.day) == ("A002", (midnight - timedelta(days=1)).date(), "A001", midnight.date())
    moment = midnight + timedelta(minutes=5)
    assert queries.forecast(world.civil, moment).waiting == 2
    assert queries.position(fresh, now=moment).ahead == 1
    assert actions.call_next(session, expected=None, by=world.clerk, now=moment).pk == late.pk
    assert [line.ticket for line in queries.last_calls(world.room, moment)] == ["A002"]
    actions.finish(session, by=world.clerk, now=moment)
    assert actions.call_next(session, expected=None, by=world.clerk, now=moment).pk == fresh.pk
    actions.finish(session, by=world.clerk, now=moment)
    with pytest.raises(NobodyWaits):
        actions.call_next(session, expected=None, by=world.clerk, now=moment)


def test_after_midnight_the_lists_show_whom_the_counter_may_call(world: World) -> None:
    session = _night(world)
    take(world, now=MIDNIGHT - timedelta(hours=3))
    late, fresh = take(world, now=MIDNIGHT - timedelta(minutes=10)), take(world, now=MIDNIGHT + timedelta(minutes=2))
    moment = MIDNIGHT + timedelta(minutes=10)
    for place in (session.counter, world.centre):
        assert [ticket.pk for ticket in queries.waiting_tickets(place, moment)] == [late.pk, fresh.pk]
    for waits in (queries.waiting_by_group(world.room, moment), queries.waiting_in_centre(world.centre, moment)):
        assert [(group.letter, count) for group, count in waits] == [("A", 2), ("B", 0)]
    found = queries.hall_figures(world.centre, moment)
    assert (found.issued, found.waiting, found.longest_waiting_now) == (1, 2, timedelta(minutes=20))
    assert actions.call_next(session, expected=None, by=world.clerk, now=moment).pk == late.pk
    actions.start(session, by=world.clerk, now=moment)
    found = queries.hall_figures(world.centre, moment)
    assert (found.waiting, found.serving, found.longest_waiting_now, found.mean_wait) == (1, 1, timedelta(minutes=8), None)
    actions.finish(session, by=world.clerk, now=moment)
    found = queries.hall_figures(world.centre, moment)
    assert (found.serving, found.served, found.counters) == (0, 0, []), "that visit is of the evening's figures"
    assert list(queries.waiting_tickets(world.centre, MIDNIGHT + timedelta(hours=2))) == [fresh]


def test_ticket_of_yesterday_is_not_called_after_two_hours(world: World) -> None:
    session = _night(world)
    take(world, now=MIDNIGHT - timedelta(seconds=1))
    with pytest.raises(NobodyWaits):
        actions.call_next(session, expected=None, by=world.clerk, now=MIDNIGHT + timedelta(hours=2))


def test_closing_the_day_ends_what_was_left(world: World) -> None:
    session, other = _night(world), one_more_clerk(world, "quay9")
    serving = actions.open_counter(world.counters[1], by=other, now=MIDNIGHT - timedelta(hours=4))
    evening = MIDNIGHT - timedelta(hours=3)
    tickets = [take(world, now=evening) for _ in range(3)]
    actions.call_next(session, expected=None, by=world.clerk, now=evening)
    actions.call_next(serving, expected=None, by=other, now=evening)
    actions.start(serving, by=other, now=evening)
    late = take(world, now=MIDNIGHT - timedelta(minutes=5))
    assert tasks.close_day(now=MIDNIGHT - timedelta(minutes=1)) == tasks.Closed(0, 0)
    assert tasks.close_day(now=MIDNIGHT + timedelta(minutes=5)) == tasks.Closed(3, 0)
    states = dict(Ticket.objects.values_list("pk", "state"))
    assert [states[ticket.pk] for ticket in tickets] == [State.NO_SHOW, State.FINISHED, State.CANCELLED]
    assert states[late.pk] == State.WAITING
    assert not CounterSession.objects.filter(current__isnull=False).exists()
    version = Hall.objects.get(pk=world.centre.pk).version
    assert tasks.close_day(now=MIDNIGHT + timedelta(hours=13)) == tasks.Closed(1, 2)
    assert Hall.objects.get(pk=world.centre.pk).version == version + 3
    assert tasks.close_day(now=MIDNIGHT + timedelta(hours=14)) == tasks.Closed(0, 0)


@pytest.mark.parametrize("moment", [MONDAY, MIDNIGHT + timedelta(minutes=10)], ids=["by day", "after midnight"])
def test_the_waiting_are_counted_by_their_index_however_many_came_before(world: World, moment: datetime) -> None:
    world.centre.accepts_after_hours = True
    world.centre.save()
    take(world, now=moment)
    with CaptureQueriesContext(connection) as seen:
        counted = {group.letter: waits for group, waits in queries.waiting_in_centre(world.centre, moment)}
        assert counted == {group.letter: waits for group, waits in queries.waiting_by_group(world.room, moment)} == {"A": 1, "B": 0}
        assert len(queries.waiting_tickets(world.counters[0], moment)) == 1
    assert all("ticket_waiting" in _plan(query["sql"]) for query in seen.captured_queries)


def test_the_closing_job_reads_open_tickets_alone_however_many_came_before(world: World) -> None:
    with CaptureQueriesContext(connection) as seen:
        assert tasks.left_open(later(world, 24 * 60)) == []
    waiting, in_hand = (_plan(query["sql"]) for query in seen.captured_queries)
    assert "ticket_waiting" in waiting
    assert ("queueing_ticket_pkey" if connection.vendor == "postgresql" else "SEARCH queueing_ticket USING INTEGER PRIMARY KEY") in in_hand


def _plan(sql: str) -> str:
    """How the database would answer."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # so small a table is read whole, whatever its indexes
        cursor.execute(f"EXPLAIN {'' if connection.vendor == 'postgresql' else 'QUERY PLAN '}{sql}")
        return str(cursor.fetchall())
