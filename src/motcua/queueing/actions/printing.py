"""Who prints a ticket: one print at a time claims it, so that a reloaded screen never feeds two papers, and nobody empties the roll."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce

from ..models import Ticket

MOST_PRINTS = 5


def claim_print(ticket: Ticket, *, now: datetime, again: bool = False) -> bool:
    """Claim the ticket's paper; False when it was printed (or is being printed) already and nobody asks `again`, or five times. One statement."""
    rows = Ticket.objects.filter(pk=ticket.pk, prints__lt=MOST_PRINTS)
    if not again:
        rows = rows.filter(printed_at__isnull=True)
    return rows.update(printed_at=Coalesce("printed_at", now), prints=F("prints") + 1) == 1


def release_print(ticket: Ticket) -> None:
    """Give the claim back: the printer took nothing. A paper that came out before stays printed."""
    first = Case(When(prints__lte=1, then=Value(None)), default=F("printed_at"))
    Ticket.objects.filter(pk=ticket.pk, prints__gt=0).update(printed_at=first, prints=F("prints") - 1)
