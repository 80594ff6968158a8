"""The ticket on the phone (seed step 3): the place in the line, "your turn", giving the number up. No personal data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel.clock import now
from motcua.kernel.errors import DomainError
from motcua.queueing import actions, queries
from motcua.queueing.models import Ticket
from motcua.queueing.rules import State, can
from motcua.web.shared.http import live_url, page, see_other

from ..slips import slip_of, state_words, ticket_or_404
from ..tongue import asked_language, in_tongue
from ..words import error_words


@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a phone opens from the QR code; it follows the hall by itself."""
    found = ticket_or_404(token)
    return in_tongue(_tongue(request, found), lambda: _page(request, found))


@require_safe
def fragment(request: HttpRequest, token: str) -> HttpResponse:
    """The part of the page that changes; 304 while the hall's version and the minute are the same."""
    found = ticket_or_404(token)
    moment, tongue = now(), _tongue(request, found)
    etag = f'W/"{queries.hall_version(found.centre_id)}-{tongue}-{int(moment.timestamp() // 60)}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = in_tongue(tongue, lambda: page(request, "kiosk/ticket_part.html", _part(request, found, moment)))
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first, then give the number up; once it is being served the page says why not (409)."""
    found = ticket_or_404(token)

    def answer() -> HttpResponse:
        if request.method != "POST":
            return page(request, "kiosk/cancel.html", {"ticket": found, "back": _home(found), **_frame(found)})
        try:
            actions.cancel(found, now=now())
        except DomainError as error:
            return _page(request, ticket_or_404(token), error=error_words(error), status=409)
        return see_other(_home(found))

    return in_tongue(_tongue(request, found), answer)


def _page(request: HttpRequest, found: Ticket, *, error: str = "", status: int = 200) -> HttpResponse:
    other = "vi" if get_language() == "en" else "en"
    context = _part(request, found, now()) | _frame(found) | {
        "error": error, "language_url": f"{reverse('kiosk:ticket', args=[found.token])}?lang={other}",
        "live_address": f"{live_url(request)}/{found.centre_id}",
        "fragment_address": f"{reverse('kiosk:fragment', args=[found.token])}?lang={get_language()}",
    }  # fmt: skip
    answer = page(request, "kiosk/phone.html", context, status=status)
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _part(request: HttpRequest, found: Ticket, moment: datetime) -> dict[str, Any]:
    slip = slip_of(request, found, now=moment)
    can_cancel = can(found.state, "cancel")
    is_void = can_cancel and slip.is_past
    turn = (
        _("Đến lượt Ông/Bà: quầy %(counter)s") % {"counter": slip.position.counter or ""}
        if found.state == State.CALLED
        else ""
    )
    return {
        "slip": slip, "state_words": _("Hết hiệu lực") if is_void else state_words(found.state), "turn_title": turn, "moment": moment,
        "cancel_address": f"{reverse('kiosk:cancel', args=[found.token])}?lang={get_language()}" if can_cancel and not is_void else "",
        "start_over": found.state in {State.NO_SHOW, State.CANCELLED},
    }  # fmt: skip


def _frame(found: Ticket) -> dict[str, Any]:
    return {"centre": None, "home_url": reverse("portal:home"), "hall": found.centre}


def _home(found: Ticket) -> str:
    address = reverse("kiosk:ticket", args=[found.token])
    return f"{address}?lang={get_language()}" if get_language() != found.language else address


def _tongue(request: HttpRequest, found: Ticket) -> str:
    return asked_language(request) or found.language
