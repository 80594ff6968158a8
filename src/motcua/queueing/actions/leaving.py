"""Visitors who give up their number, and visitors who come back after they were called in vain."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of

from .. import policies
from ..errors import TicketOfThePast
from ..models import CounterSession, Ticket
from ..rules import RETURNS_BEHIND, State, is_still_called, place_of_returned
from .hall import touch
from .steps import seat_and_ticket, seat_takes, step


@transaction.atomic
def cancel(ticket: Ticket, *, now: datetime) -> Ticket:
    """The visitor gives the number up; cancelling twice changes nothing. Raises TicketNotInState once it is being served."""
    seat, fresh = seat_and_ticket(ticket)
    if fresh.state == State.CANCELLED:
        return fresh
    step(fresh, "cancel", at=now, actor="citizen", ended_at=now)
    if seat is not None:
        seat_takes(seat, None)
    touch(fresh.centre_id)
    return fresh


@transaction.atomic
def come_back(ticket: Ticket, *, by: Staff, now: datetime) -> Ticket:
    """A visitor noted as absent has come: waits again, behind the next three of the same line (`rules.place_of_returned`).

    A ticket that a transfer had given to one counter goes back to it while it is open, else to its group.
    Raises TicketNotInState, TicketOfThePast, NotStaffHere.
    """
    policies.check_may_open(by, ticket.centre_id)
    fresh = Ticket.objects.select_related("group", "centre").get(pk=ticket.pk)
    if not is_still_called(day=fresh.day, taken_at=fresh.taken_at, now=now):
        raise TicketOfThePast(fresh.number)
    only_counter = fresh.only_counter_id if _stays_open(fresh.only_counter_id) else None
    waiting = Ticket.objects.filter(
        group=fresh.group, day=fresh.day, state=State.WAITING, is_priority=fresh.is_priority
    )
    ranks = list(waiting.order_by("rank_at", "pk").values_list("rank_at", flat=True)[:RETURNS_BEHIND])
    rank = place_of_returned(ranks, now=now)
    step(fresh, "come_back", at=now, actor=actor_of(by), rank_at=rank, ended_at=None, only_counter_id=only_counter)
    touch(fresh.centre_id)
    return fresh


def _stays_open(counter_id: int | None) -> bool:
    """Whether the counter is open; its session stays locked, so that it cannot close before the ticket waits there and then never be called."""
    rows = CounterSession.objects.select_for_update().filter(counter=counter_id, closed_at__isnull=True)
    return counter_id is not None and rows.first() is not None
