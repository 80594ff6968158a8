"""Following a dossier with receipt number and security code; guessing is slowed and then refused (seed, figure 5)."""

from __future__ import annotations

import math
import time
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.rules import TRACKING_BY_CODE
from motcua.dossiers.actions import Refused, Wrong, look_up
from motcua.dossiers.queries import Glimpse
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.web.shared.http import caller_address

from ..forms import LONGEST_TYPED, TrackingForm, TypedCodes, read_typed
from ..frame import sent_again, show, show_inside
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
    """Two queries for a right code: the dossier with its brakes, and its events unless the story is kept."""
    now = clock.now()
    found = look_up(typed.code, typed.security, address=caller_address(request), now=now, wait=time.sleep)
    match found:
        case Refused():
            return _refused(request, found)
        case Wrong():
            return _wrong(request, given)
    return _found(request, found, now)


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


def _wrong(request: HttpRequest, given: dict[str, str]) -> HttpResponse:
    """The same answer for an unknown code and for a wrong one."""
    form = TrackingForm({name: clean(value[:LONGEST_TYPED]) for name, value in given.items()})
    form.add_error(None, _("Không tìm thấy hồ sơ với số và mã này. Xin xem lại trên giấy tiếp nhận rồi gõ lại."))
    return _form_page(request, form, status=404, is_wrong=True)


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    """429 with the rule by its name; the same whether the codes are right or wrong."""
    seconds = max(1, math.ceil(refused.rest.total_seconds()))
    context: dict[str, Any] = {
        "brake": refused.brake,
        **_number_alone(request),
        "by_code": refused.brake is TRACKING_BY_CODE,
        "minutes": math.ceil(seconds / 60),
    }
    answer = show(request, "portal/refused.html", context, here="track", status=429)
    answer["Retry-After"] = str(seconds)
    return answer


def _number_alone(request: HttpRequest) -> dict[str, Any]:
    """What the language switch sends again after a refusal: both codes would be one more wrong try."""
    return {"sent": sent_again(request, names=("ma",))}


def _form_page(request: HttpRequest, form: TrackingForm, *, status: int = 200, is_wrong: bool = False) -> HttpResponse:
    return show(request, "portal/track.html", {"form": form, "is_wrong": is_wrong, **(_number_alone(request) if is_wrong else {})}, here="track", status=status)


def private(answer: HttpResponse) -> HttpResponse:
    """Kept nowhere and found by no search engine; the codes in the address go to no other site (same-origin, which the settings give every page).

    Not "no-referrer": from such a page Chromium sends its form without an origin, and the check against forgery refuses it.
    """
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
