"""Whether the chains of events still hold after the day, read straight from the database when it is the server's own.

It is the server's own when it knows the numbers that the server just gave: no setting can be trusted as much as that.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import DatabaseError, connection

from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.dossiers.models import Dossier
from motcua.queueing.models import Ticket

from .ledger import Issued, Receipt

KINDS = ("ticket", "dossier")


def chains_broken(issued: Iterable[Issued], receipts: Iterable[Receipt]) -> int | None:
    """How many chains of tickets and dossiers are broken; None when the server's database cannot be read from here."""
    try:
        if not _is_the_servers(list(issued), list(receipts)):
            return None
        kinds = set(Event.objects.filter(kind__in=KINDS).values_list("kind", flat=True).distinct())
        return sum(1 for kind in sorted(kinds) for _ in broken_links(kind))
    except DatabaseError:
        return None
    finally:
        connection.close()


def _is_the_servers(issued: list[Issued], receipts: list[Receipt]) -> bool:
    """Whether this database holds the last number and the last dossier that the server acknowledged."""
    taps = {ticket.tap for ticket in issued[-20:] if ticket.tap}
    codes = {receipt.code for receipt in receipts[-20:]}
    if not taps and not codes:
        return False
    return (not taps or Ticket.objects.filter(request__in=taps).exists()) and (
        not codes or Dossier.objects.filter(code__in=codes).exists()
    )
