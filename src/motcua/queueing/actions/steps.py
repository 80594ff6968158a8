"""What the verbs share: the session's lock and the one place that changes a ticket's state, by compare-and-set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.accounts.models import Staff
from motcua.audit.actions import append
from motcua.kernel.prepared import number_mark
from motcua.kernel.rows import PreparedModels, change

from .. import policies
from ..errors import CounterNotOpen, NothingInHand, TicketNotInState
from ..models import CounterSession, Ticket
from ..rules import State, after

TRIES = 20
_seat = PreparedModels(
    lambda: (
        CounterSession.objects.select_for_update(of=("self",))
        .select_related("counter__centre")
        .filter(pk=number_mark(0), closed_at__isnull=True)
    )
)

_ticket = PreparedModels(lambda: Ticket.objects.filter(pk=number_mark(0)))


def locked_seat(session: CounterSession, by: Staff) -> CounterSession:
    """The open session's row, locked, with counter and centre read. Raises CounterNotOpen, NotYourCounter.

    The current ticket is read afterwards: after a wait for the lock PostgreSQL would pair the new row with the old ticket.
    """
    seat: CounterSession | None = _seat.first(connection, session.pk)
    if seat is None:
        raise CounterNotOpen
    policies.check_may_work(seat, by)
    if seat.current_id is not None:
        seat.current = _ticket.first(connection, seat.current_id)
    return seat


def seat_and_ticket(ticket: Ticket) -> tuple[CounterSession | None, Ticket]:
    """The session that has the ticket in hand, locked (None while it waits or has ended), and the ticket as it is now."""
    held = {State.CALLED, State.SERVING}
    for _ in range(TRIES):
        seat = CounterSession.objects.select_for_update().filter(current=ticket.pk, closed_at__isnull=True).first()
        fresh = Ticket.objects.select_related("group", "centre", "counter").get(pk=ticket.pk)
        if (fresh.state in held) == (seat is not None):
            return seat, fresh
    raise TicketNotInState(fresh.number, State(fresh.state).label)


def in_hand(seat: CounterSession) -> Ticket:
    """The session's current ticket. Raises NothingInHand."""
    if seat.current is None:
        raise NothingInHand
    return seat.current


def step(
    ticket: Ticket, verb: str, *, at: datetime, actor: str, data: Mapping[str, Any] | None = None, **changes: Any
) -> Ticket:
    """Move the ticket by the table of states if it is still where it was read, and write the event. Raises TicketNotInState."""
    target = after(ticket.state, verb, number=ticket.number)
    if change(connection, ticket, {"state": target, **changes}, state=ticket.state) != 1:
        present = Ticket.objects.only("state").get(pk=ticket.pk)
        raise TicketNotInState(ticket.number, State(present.state).label)
    for name, value in {"state": target, **changes}.items():
        setattr(ticket, name, value)
    append("ticket", ticket.pk, verb, at=at, actor=actor, data=data or {})
    return ticket


def seat_takes(seat: CounterSession, ticket: Ticket | None) -> None:
    """Set or clear the session's current ticket; the session's row is locked by the caller."""
    seat.current = ticket
    change(connection, seat, {"current": ticket})
