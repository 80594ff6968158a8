"""The dossier has been received: codes, the due moment with its proof, the receipt to print, what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.accounts.rules import Role
from motcua.dossiers.queries import proof_of
from motcua.dossiers.queries.printed import term_text
from motcua.kernel import clock
from motcua.payments import rules as money
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, staff_only

from ..desk_state import seat_of, seen_dossier


@require_safe
@staff_only(Role.RECEPTION)
def received(request: StaffRequest, pk: int) -> HttpResponse:
    """What the officer reads out and prints."""
    now = clock.now()
    dossier, _parts = seen_dossier(request, pk, "trang đã tiếp nhận", now)
    fees = list(dossier.fees_due.order_by("id"))
    seat = seat_of(request)
    in_hand = seat.current if seat.current and seat.current.pk == dossier.ticket_id else None
    context: dict[str, Any] = {
        "dossier": dossier, "fees": fees, "unpaid": money.unpaid(fees), "total": money.total(fees), "in_hand": in_hand, "centre": seat.centre,
        "term": term_text(dossier), "proof": proof_of(dossier), "now": now,
    }  # fmt: skip
    return desk_page(request, "desk/received.html", context)
