"""The closing job of the hall: tickets and counters of past days are ended (run by the worker)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models.expressions import RawSQL

from motcua.accounts.rules import LONGEST_SHIFT
from motcua.kernel.clock import day_bounds, local_day

from .actions import close_day_of, close_session_of_the_past
from .models import CounterSession, Ticket
from .rules import STILL_CALLED_FOR, State

# Written out and no parameter: only so can both databases tell that the index of those who wait holds the answer.
WAITING = f"'{State.WAITING.value}'"


@dataclass(frozen=True, slots=True)
class Closed:
    """How many tickets and counters were ended."""

    tickets: int
    counters: int


def left_open(now: datetime) -> list[Ticket]:
    """Open tickets of past days that were taken two hours ago or earlier, first to last: those who wait, and those whom a counter has in hand.

    Each by an index of the few that are open, however many tickets there are: this is asked twice a minute.
    """
    past = Ticket.objects.filter(day__lt=local_day(now), taken_at__lte=now - STILL_CALLED_FOR)
    waiting = past.filter(state=RawSQL(WAITING, []))  # noqa: S611 - a constant
    in_hand = CounterSession.objects.filter(closed_at__isnull=True, current__isnull=False).values("current")
    return sorted([*waiting, *past.filter(pk__in=in_hand)], key=attrgetter("pk"))


def close_day(*, now: datetime) -> Closed:
    """End open tickets of past days that were taken two hours ago or earlier, and counters left open since an earlier shift (over 12 hours) that serve nobody.

    May run at any time and any number of times; each record is its own transaction.
    """
    tickets = sum([close_day_of(ticket, now=now) for ticket in left_open(now)])
    midnight, _next = day_bounds(local_day(now))
    forgotten = CounterSession.objects.filter(
        closed_at__isnull=True, opened_at__lt=min(midnight, now - LONGEST_SHIFT)
    ).order_by("pk")
    return Closed(tickets, sum([close_session_of_the_past(session, now=now) for session in list(forgotten)]))
