"""Who prints a ticket: one print at a time claims it, so that a reloaded screen never feeds two papers."""

from __future__ import annotations

from datetime import datetime

from ..models import Ticket


def claim_print(ticket: Ticket, *, now: datetime) -> bool:
    """Claim the ticket's paper; False when it was printed (or is being printed) already. One statement."""
    return Ticket.objects.filter(pk=ticket.pk, printed_at__isnull=True).update(printed_at=now) == 1


def release_print(ticket: Ticket) -> None:
    """Give the claim back: the printer took nothing, or the visitor asks for another paper."""
    Ticket.objects.filter(pk=ticket.pk).update(printed_at=None)
