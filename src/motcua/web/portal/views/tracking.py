"""Following a dossier with receipt number and security code; guessing is slowed and then refused (seed, figure 5)."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.actions import note_wrong_try
from motcua.accounts.queries import braked, rest_left
from motcua.accounts.rules import TRACKING_BY_ADDRESS, TRACKING_BY_CODE, Brake
from motcua.dossiers.queries import Glimpse, glimpse
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.web.shared.http import caller_address

from ..forms import LONGEST_TYPED, TrackingForm, TypedCodes, read_typed
from ..frame import show, show_inside
from ..story import told

KEPT_SECONDS = 60


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The form; with both codes (typed, from the QR, from an old bookmark) the answer at once."""
    given = request.POST if request.method == "POST" else request.GET
    number, security = given.get("ma", "").strip(), given.get("bm", "").strip()
    if number and security:
        return private(_answer(request, read_typed(number, security), {"ma": number, "bm": security}))
    if request.method == "POST":
        typed = {"ma": clean(number[:LONGEST_TYPED]), "bm": clean(security[:LONGEST_TYPED])}
        return private(_form_page(request, TrackingForm(typed), status=422))
    return private(
        _form_page(
            request, TrackingForm(initial={"ma": clean(number[:LONGEST_TYPED]), "bm": clean(security[:LONGEST_TYPED])})
        )
    )


def _answer(request: HttpRequest, typed: TypedCodes, given: dict[str, str]) -> HttpResponse:
    """Three queries for a right code: brakes, dossier, events."""
    now = clock.now()
    tries = tries_of(request, typed)
    refusing, delay = braked(tries, now=now)
    if refusing is not None:
        return _refused(request, refusing, dict(tries)[refusing], now)
    if delay:
        time.sleep(delay)
    found = glimpse(typed.code, typed.security) if typed.is_readable else None
    return _found(request, found, now) if found else _wrong(request, tries, given, now)


def tries_of(request: HttpRequest, typed: TypedCodes) -> tuple[tuple[Brake, str], ...]:
    """Whom a wrong try counts against: the caller's address, and the dossier code."""
    return ((TRACKING_BY_ADDRESS, caller_address(request)), (TRACKING_BY_CODE, typed.code))


def _found(request: HttpRequest, found: Glimpse, now: datetime) -> HttpResponse:
    """The story, kept for a minute at most and only while the dossier has not taken another step."""
    key = (found.pk, found.revision, int(now.timestamp()) // KEPT_SECONDS)
    return show_inside(
        request,
        "portal/story.html",
        "portal/_story.html",
        lambda: told(found.dossier(), now=now),
        key=key,
        here="track",
    )


def _wrong(
    request: HttpRequest, tries: Sequence[tuple[Brake, str]], given: dict[str, str], now: datetime
) -> HttpResponse:
    """The same answer for an unknown code and for a wrong one; both brakes count it."""
    for brake, value in tries:
        note_wrong_try(brake, value, now=now)
    form = TrackingForm({name: clean(value[:LONGEST_TYPED]) for name, value in given.items()})
    form.add_error(None, _("Không tìm thấy hồ sơ với số và mã này. Xin xem lại trên giấy tiếp nhận rồi gõ lại."))
    return _form_page(request, form, status=404, is_wrong=True)


def _refused(request: HttpRequest, brake: Brake, value: str, now: datetime) -> HttpResponse:
    """429 with the rule by its name; the same whether the codes are right or wrong."""
    rest = rest_left(brake, value, now=now)
    context: dict[str, Any] = {
        "brake": brake,
        "by_code": brake is TRACKING_BY_CODE,
        "minutes": max(1, math.ceil(rest.total_seconds() / 60)),
    }
    answer = show(request, "portal/refused.html", context, here="track", status=429)
    answer["Retry-After"] = str(max(1, math.ceil(rest.total_seconds())))
    return answer


def _form_page(request: HttpRequest, form: TrackingForm, *, status: int = 200, is_wrong: bool = False) -> HttpResponse:
    return show(request, "portal/track.html", {"form": form, "is_wrong": is_wrong}, here="track", status=status)


def private(answer: HttpResponse) -> HttpResponse:
    """Kept nowhere, found by no search engine, and the codes in the address go to nobody."""
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
