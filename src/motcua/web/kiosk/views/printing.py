"""The ticket on paper: the kiosk's network printer, or the browser's own printing of an 80 mm sheet."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.kernel.clock import now
from motcua.papers.errors import PrinterUnreachable
from motcua.papers.ticket_printer import print_ticket
from motcua.queueing import actions
from motcua.web.shared.http import page, see_other

from ..keys import check_key, pressed_here
from ..menu import menu_of
from ..slips import paper_slip, qr_picture, slip_of, ticket_or_404
from ..tongue import asked_language, in_tongue, speaks

SILENCE_SECONDS = 2.0


@require_POST
@pressed_here
@speaks
def print_slip(request: HttpRequest, centre: str, kiosk: str, token: str) -> HttpResponse:
    """Print on the kiosk's printer, once, again when asked, five times at most; the ticket is valid whatever the printer does."""
    moment = now()
    place = menu_of(centre, kiosk, moment).kiosk
    ticket = ticket_or_404(token)
    if not place.printer_host or ticket.centre_id != place.centre_id:
        raise Http404
    query = {"lang": "en"} if get_language() == "en" else {}
    check_key(request, place)
    if actions.claim_print(ticket, now=moment, again=bool(request.POST.get("again"))):
        try:
            print_ticket(
                paper_slip(slip_of(request, ticket, now=moment)),
                host=place.printer_host,
                port=place.printer_port,
                timeout=SILENCE_SECONDS,
            )
        except PrinterUnreachable:
            actions.release_print(ticket)
            query["in"] = "loi"
    address = reverse("kiosk:taken", args=[centre, kiosk, token])
    return see_other(f"{address}?{urlencode(query)}" if query else address)


@never_cache
@require_safe
def sheet(request: HttpRequest, token: str) -> HttpResponse:
    """The 80 mm sheet for the browser's printer, in the language of the ticket; `ve` names the kiosk to go back to."""
    ticket = ticket_or_404(token)

    def answer() -> HttpResponse:
        slip = slip_of(request, ticket, now=now())
        slug = request.GET.get("ve", "")
        kiosk = ticket.centre.kiosks.filter(slug=slug).first() if slug.isprintable() else None
        back = (
            reverse("kiosk:start", args=[ticket.centre.slug, kiosk.slug])
            if kiosk
            else reverse("kiosk:ticket", args=[token])
        )
        return page(request, "kiosk/sheet.html", {
            "slip": slip, "centre": ticket.centre, "picture": qr_picture(slip.follow_url), "back": back, "is_kiosk": kiosk is not None,
        })  # fmt: skip

    return in_tongue(asked_language(request) or ticket.language, answer)
