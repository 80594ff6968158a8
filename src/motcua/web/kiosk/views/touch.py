"""The touch screen (seed step 2): choose, one tap gives the number, then the ticket on the screen. Works without JavaScript."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.models import Procedure
from motcua.centres import queries as centres
from motcua.centres.models import Kiosk
from motcua.kernel.clock import now
from motcua.kernel.codes import new_token
from motcua.kernel.errors import DomainError
from motcua.queueing import actions
from motcua.queueing.errors import CentreClosed
from motcua.queueing.memory import remembered
from motcua.queueing.models import ServiceGroup, Ticket
from motcua.web.shared.http import page, see_other

from ..keys import check_key, opened, pressed_here
from ..menu import Menu, in_language, menu_of, procedure_named, procedures_like
from ..slips import qr_picture, slip_of, ticket_or_404
from ..tongue import speaks
from ..words import error_words

RETURNS_AFTER = 20
OPENING_KEPT = 5.0
fresh_page = never_cache(page)
ANY_TOKEN = "-any-token-"  # noqa: S105 - no secret: it stands for the part of an address that differs


@require_safe
def kiosks(request: HttpRequest) -> HttpResponse:
    """The list of all kiosks, for whoever sets one up."""
    rows = (
        Kiosk.objects.filter(centre__is_open=True)
        .select_related("centre")
        .order_by("centre__order", "centre__name", "slug")
    )
    return page(request, "kiosk/kiosks.html", {"kiosks": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@pressed_here
@speaks
def start(request: HttpRequest, centre: str, kiosk: str) -> HttpResponse:
    """The choices; a POST gives the number and leads to it. Closed, unknown, locked or stale: the same screen with a sentence, status 409."""
    moment = now()
    menu = menu_of(centre, kiosk, moment)
    if "khoa" in request.GET:
        return opened(menu.kiosk, reverse("kiosk:start", args=[centre, kiosk]), given=request.GET["khoa"])
    try:
        check_key(request, menu.kiosk)
        if request.method != "POST":
            return fresh_page(request, "kiosk/start.html", _screen(request, menu, moment))
        group, procedure = _wish(request, menu, moment)
        ticket = actions.issue_ticket(
            menu.centre, group, request=request.POST.get("token", ""), priority=menu.reason(request.POST.get("priority", "")),
            procedure=procedure, language=get_language() or "vi", now=moment, kiosk=menu.kiosk.slug,
        )  # fmt: skip
    except DomainError as error:
        screen = _screen(request, menu, moment, error=error)
        return fresh_page(request, "kiosk/start.html", screen, status=409)
    return see_other(_address("kiosk:taken", centre, kiosk, ticket.token))


def _wish(request: HttpRequest, menu: Menu, moment: datetime) -> tuple[ServiceGroup, Procedure | None]:
    code = request.POST.get("procedure", "")
    if code:
        choice = procedure_named(menu, code, moment)
        return choice.group, choice.procedure
    return menu.group(request.POST.get("group", "")), None


def _screen(request: HttpRequest, menu: Menu, moment: datetime, *, error: DomainError | None = None) -> dict[str, Any]:
    here = reverse("kiosk:start", args=[menu.centre.slug, menu.kiosk.slug])
    chosen, words = (
        menu.reason(request.GET.get("uu-tien", "") or request.POST.get("priority", "")),
        request.GET.get("q", "").replace("\0", "").strip()[:100],
    )
    is_open = remembered(
        ("takes visitors", menu.centre.pk), lambda: centres.takes_visitors(menu.centre, moment), seconds=OPENING_KEPT
    )
    other = "vi" if get_language() == "en" else "en"
    keep = {"uu-tien": chosen.code} if chosen else {}
    return {
        "menu": menu, "centre": _shown(menu), "here": here, "token": new_token(), "lang": get_language(), "chosen": chosen,
        "closed": not is_open or isinstance(error, CentreClosed), "opening": centres.opening_words(menu.centre, moment),
        "error": "" if error is None or isinstance(error, CentreClosed) else error_words(error),
        "searching": "q" in request.GET, "words": words, "found": procedures_like(menu, words, moment) if words else [],
        "language_url": f"{here}?{urlencode({'lang': other, **keep})}",
        "idle_url": here, "idle_seconds": 60, "keep": keep,
    }  # fmt: skip


@never_cache
@require_safe
@speaks
def ticket(request: HttpRequest, centre: str, kiosk: str, token: str) -> HttpResponse:
    """The number just taken; the screen goes back to the start by itself."""
    moment = now()
    menu = menu_of(centre, kiosk, moment)
    slip = slip_of(request, ticket_or_404(token), now=moment)
    back = reverse("kiosk:start", args=[centre, kiosk])
    other = "vi" if get_language() == "en" else "en"
    return page(request, "kiosk/taken.html", {
        "menu": menu, "centre": _shown(menu), "slip": slip, "picture": qr_picture(slip.follow_url), "back": back,
        "idle_url": back, "idle_seconds": RETURNS_AFTER, "lang": get_language(), "language_url": f"?lang={other}",
        "has_printer": bool(menu.kiosk.printer_host), "print_state": _print_state(request, slip.ticket),
    })  # fmt: skip


def _print_state(request: HttpRequest, ticket: Ticket) -> str:
    if ticket.prints >= actions.MOST_PRINTS:
        return "spent"
    if request.GET.get("in") == "loi":
        return "failed"
    return "todo" if ticket.printed_at is None else "done"


def _address(name: str, centre: str, kiosk: str, token: str) -> str:
    address = _pattern(name, centre, kiosk).replace(ANY_TOKEN, token)
    return f"{address}?lang=en" if get_language() == "en" else address


@lru_cache(maxsize=512)
def _pattern(name: str, centre: str, kiosk: str) -> str:
    """The address with a token of no ticket: finding one anew would be a tenth of a tap."""
    return reverse(name, args=[centre, kiosk, ANY_TOKEN])


def _shown(menu: Menu) -> dict[str, str]:
    """The centre as the head of the screen names it."""
    return {"name": in_language(menu.centre.name, menu.centre.name_en)}
