"""The end of a day: what nobody closed is closed, one small transaction a record, so that the next morning starts empty."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import CounterSession, Ticket
from ..rules import TRANSITIONS, State, is_still_called
from .counters import closed
from .hall import touch
from .steps import seat_and_ticket, seat_takes, step

ACTOR = "system"


@transaction.atomic
def close_day_of(ticket: Ticket, *, now: datetime) -> bool:
    """End a ticket of a past day by the table: waiting -> cancelled, called -> no-show, serving -> finished.

    False when it had ended or still counts (`rules.is_still_called`); then nothing changed.
    """
    seat, fresh = seat_and_ticket(ticket)
    if (State(fresh.state), "close_day") not in TRANSITIONS:
        return False
    if is_still_called(day=fresh.day, taken_at=fresh.taken_at, now=now):
        return False
    step(fresh, "close_day", at=now, actor=ACTOR, ended_at=now)
    if seat is not None:
        seat_takes(seat, None)
    touch(fresh.centre_id)
    return True


@transaction.atomic
def close_session_of_the_past(session: CounterSession, *, now: datetime) -> bool:
    """Close a counter that was left open on a past day and serves nobody; False when there was nothing to do."""
    rows = CounterSession.objects.select_for_update(of=("self",)).select_related("counter")
    seat = rows.filter(pk=session.pk, closed_at__isnull=True, current__isnull=True).first()
    if seat is None:
        return False
    closed(seat, at=now, actor=ACTOR)
    return True
