"""The closing job of the hall: tickets and counters of past days are ended (run by the worker)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.rules import LONGEST_SHIFT
from motcua.kernel.clock import day_bounds, local_day

from .actions import close_day_of, close_session_of_the_past
from .models import CounterSession, Ticket
from .rules import OPEN_STATES, STILL_CALLED_FOR


@dataclass(frozen=True, slots=True)
class Closed:
    """How many tickets and counters were ended."""

    tickets: int
    counters: int


def close_day(*, now: datetime) -> Closed:
    """End open tickets of past days that were taken two hours ago or earlier, and counters left open since an earlier shift (over 12 hours) that serve nobody.

    May run at any time and any number of times; each record is its own transaction.
    """
    today = local_day(now)
    rows = Ticket.objects.filter(day__lt=today, state__in=OPEN_STATES, taken_at__lte=now - STILL_CALLED_FOR).order_by(
        "pk"
    )
    tickets = sum([close_day_of(ticket, now=now) for ticket in list(rows)])
    midnight, _next = day_bounds(today)
    forgotten = CounterSession.objects.filter(
        closed_at__isnull=True, opened_at__lt=min(midnight, now - LONGEST_SHIFT)
    ).order_by("pk")
    return Closed(tickets, sum([close_session_of_the_past(session, now=now) for session in list(forgotten)]))
