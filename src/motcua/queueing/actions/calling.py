"""Calling visitors to a counter (seed step 3): whoever is next by the priority policy, each called once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.kernel.prepared import mark
from motcua.kernel.rows import PreparedModels, add, change

from ..errors import CounterPaused, NobodyWaits, TicketInHand, TicketNotInState
from ..models import Call, CounterSession, Line, Ticket
from ..rules import STILL_CALLED_FOR, Head, State, choose, days_called, since_then
from .hall import touch
from .heads import call_at_once
from .sharing import in_one_transaction
from .steps import in_hand, locked_seat, seat_takes, step

TRIES = 50
FIRST = """
SELECT id FROM (SELECT id FROM queueing_ticket WHERE state = 'waiting' AND day = %s AND taken_at > %s AND is_priority = %s AND
"""
OF_GROUP = "group_id = %s AND only_counter_id IS NULL ORDER BY rank_at, id LIMIT 1) AS head"
OF_COUNTER = "only_counter_id = %s ORDER BY rank_at, id LIMIT 1) AS head"
WHOLE_DAY = timedelta(days=2)
LINES = """
SELECT id FROM queueing_line WHERE group_id IN (SELECT servicegroup_id FROM queueing_servicegroup_counters WHERE counter_id = %s)
AND day IN (%s, %s)
"""
_lines = PreparedModels(
    lambda: Line.objects.select_for_update().filter(pk__in=RawSQL(LINES, [mark(0), mark(1), mark(2)])).order_by("pk")  # noqa: S611  # a constant
)


def call_next(session: CounterSession, *, expected: int | None, by: Staff, now: datetime) -> Ticket:
    """Call the next ticket to the session's counter and return it.

    `expected` is the current ticket that the officer saw (None: none). When another one is in hand by now, it is returned
    unchanged: a double click calls nobody twice. A ticket being served is finished first, in the same transaction.
    Raises CounterNotOpen, NotYourCounter, CounterPaused, TicketInHand, NobodyWaits; then nothing changed.
    """
    return call_at_once(session, expected=expected, by=by, now=now) or _call_next(session, expected=expected, by=by, now=now)


@in_one_transaction
def _call_next(session: CounterSession, *, expected: int | None, by: Staff, now: datetime) -> Ticket:
    """The long way: locks, then reads, rules and rows."""
    seat = locked_seat(session, by)
    if seat.current is not None and seat.current.pk != expected:
        return seat.current
    check_can_call(seat)
    lines = _locked_lines(seat, now)
    if seat.current is not None:
        step(seat.current, "finish", at=now, actor=actor_of(by), data={"counter": seat.counter.number}, ended_at=now)
    ticket = _take(seat, lines, by=by, now=now)
    _count(ticket, lines)
    seat_takes(seat, ticket)
    touch(seat.counter.centre_id)
    return ticket


def check_can_call(seat: CounterSession) -> None:
    """Raises CounterPaused, or TicketInHand while a called visitor has neither come nor been noted as absent."""
    if seat.paused_at is not None:
        raise CounterPaused
    if seat.current is not None and seat.current.state == State.CALLED:
        raise TicketInHand(seat.current.number)


@transaction.atomic
def call_again(session: CounterSession, *, expected: int | None = None, by: Staff, now: datetime) -> Ticket:
    """Announce the called ticket once more. Raises NothingInHand, TicketNotInState, CounterNotOpen."""
    seat = locked_seat(session, by)
    ticket = in_hand(seat)
    if expected is not None and ticket.pk != expected:
        return ticket
    step(ticket, "call_again", at=now, actor=actor_of(by), data={"counter": seat.counter.number})
    Call.objects.create(centre_id=ticket.centre_id, ticket=ticket, counter=seat.counter, at=now, again=True)
    touch(ticket.centre_id)
    return ticket


def _locked_lines(seat: CounterSession, now: datetime) -> dict[int, Line]:
    """The newest line of every group of this counter, all locked in the order of their groups, as taps do."""
    days = [connection.ops.adapt_datefield_value(day) for day in days_called(now)]
    rows: list[Line] = _lines.all(connection, seat.counter_id, days[0], days[-1])
    return {line.group_id: line for line in sorted(rows, key=lambda line: line.day)}


def _take(seat: CounterSession, lines: dict[int, Line], *, by: Staff, now: datetime) -> Ticket:
    since = {group: line.since_priority for group, line in lines.items()}
    centre = seat.counter.centre
    for _ in range(TRIES):
        tickets = {ticket.pk: ticket for ticket in _first_tickets(seat.counter_id, lines, now)}
        heads = [Head(ticket.pk, ticket.group_id, ticket.is_priority, ticket.rank_at) for ticket in tickets.values()]
        head = choose(heads, since_priority=since, every=centre.priority_after, strict=centre.priority_strict, now=now)
        if head is None:
            raise NobodyWaits
        try:
            return _call(tickets[head.ticket], seat, by=by, now=now)
        except TicketNotInState:
            continue
    raise NobodyWaits


def _call(ticket: Ticket, seat: CounterSession, *, by: Staff, now: datetime) -> Ticket:
    called_before = ticket.called_at is not None
    step(
        ticket, "call", at=now, actor=actor_of(by), data={"counter": seat.counter.number, "number": ticket.number},
        called_at=ticket.called_at or now, counter=seat.counter, officer=by,
    )  # fmt: skip
    here_before = called_before and Call.objects.filter(ticket=ticket, counter=seat.counter, again=False).exists()
    add(connection, Call(centre_id=ticket.centre_id, ticket=ticket, counter=seat.counter, at=now, again=here_before))
    return ticket


def _count(ticket: Ticket, lines: dict[int, Line]) -> None:
    line = lines.get(ticket.group_id)
    if line is not None:
        line.since_priority = since_then(ticket.is_priority, line.since_priority)
        change(connection, line, {"since_priority": line.since_priority})


def _first_tickets(counter_id: int, groups: Collection[int], now: datetime) -> Iterable[Ticket]:
    """The first of each line: per group and per kind, and of those given to this counter by a transfer. One statement of index scans."""
    today, *earlier = days_called(now)
    days = [(today, now - WHOLE_DAY), *((day, now - STILL_CALLED_FOR) for day in earlier)]
    values: list[Any] = []
    for place, (day, since), is_priority in product((*groups, counter_id), days, (True, False)):
        values += [
            connection.ops.adapt_datefield_value(day),
            connection.ops.adapt_datetimefield_value(since),
            is_priority,
            place,
        ]
    found: list[Ticket] = _heads(len(groups), len(days)).all(connection, *values)
    return found


@cache
def _heads(groups: int, days: int) -> PreparedModels:
    """The heads of this many groups on this many days, and of the counter's own."""
    parts = [FIRST + where for where, _day, _kind in product([OF_GROUP] * groups + [OF_COUNTER], range(days), range(2))]
    marks = [mark(place) for place in range(4 * len(parts))]
    return PreparedModels(lambda: Ticket.objects.filter(pk__in=RawSQL(" UNION ALL ".join(parts), marks)))  # noqa: S611  # constants with parameters
