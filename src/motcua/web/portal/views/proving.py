"""How an appointment was counted, for the citizen: a page to print and JSON, behind both codes and the same brakes as tracking."""

from __future__ import annotations

import math
import time
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.dossiers.actions import Refused, Wrong, look_up
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import story_for_citizen
from motcua.dossiers.rules import Clock, clock_of
from motcua.kernel import clock
from motcua.kernel.clock import local
from motcua.web.shared.http import caller_address, page, see_other
from motcua.web.shared.procedure_words import title

from ..forms import TypedCodes, read_typed
from ..story import PRINT_SALT, term_words
from .tracking import private

LINK_SECONDS = 3600


@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """The proof on a page of its own; without the right codes the tracking page answers."""
    number, security = _given(request)
    found = _opened(request, read_typed(number, security)) if number and security else _linked(request.GET.get("xem", ""))
    if not isinstance(found, Dossier) or found.received_at is None:
        return private(see_other(reverse("portal:track")))
    name, lang = title(found.version)
    story = story_for_citizen(found)
    context = {
        "dossier": found, "proof": story.proof, "term": term_words(found), "procedure": name, "procedure_lang": lang,
        "is_extended": found.extended_at is not None,
    }  # fmt: skip
    return private(page(request, "portal/why_print.html", context))


@require_safe
def why_json(request: HttpRequest) -> HttpResponse:
    """The proof as JSON: docs/reference/appointments.md. 400 without codes, 404 for wrong ones, 429 while braked."""
    number, security = _given(request)
    if not number or not security:
        return _answer({"error": _("Xin ghi mã hồ sơ (ma) và mã bảo mật (bm).")}, 400)
    found = _opened(request, read_typed(number, security))
    if isinstance(found, int):
        answer = _answer({"error": _("Đã thử sai quá nhiều lần. Xin thử lại sau.")}, 429)
        answer["Retry-After"] = str(found)
        return answer
    if found is None or found.received_at is None:
        return _answer({"error": _("Không tìm thấy hồ sơ với số và mã này. Xin xem lại trên giấy tiếp nhận rồi gõ lại.")}, 404)
    return _answer(_told(found), 200)


def _given(request: HttpRequest) -> tuple[str, str]:
    return request.GET.get("ma", "").strip(), request.GET.get("bm", "").strip()


def _linked(token: str) -> Dossier | None:
    """The dossier of a link that a tracking page gave within the last hour."""
    try:
        pk = signing.loads(token[:400], salt=PRINT_SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return None
    return Dossier.objects.select_related("version").filter(pk=pk).first()


def _opened(request: HttpRequest, typed: TypedCodes) -> Dossier | int | None:
    """The dossier; None for wrong codes (counted); seconds to wait while a brake refuses."""
    found = look_up(typed.code, typed.security, address=caller_address(request), now=clock.now(), wait=time.sleep)
    match found:
        case Refused():
            return max(1, math.ceil(found.rest.total_seconds()))
        case Wrong():
            return None
    return found.dossier()


def _told(dossier: Dossier) -> dict[str, Any]:
    """The proof as the command prints it, with what the dossier says: both appointments and whether the clock stands."""
    story = story_for_citizen(dossier)
    proof = story.proof
    counted: dict[str, Any] = proof.as_dict() if proof else {"limit": None, "explanation": [], "warnings": []}
    return {
        **counted, "code": dossier.code, "received": local(dossier.received_at).isoformat() if dossier.received_at else None,
        "due": _iso(dossier.due_at), "first_due": _iso(dossier.first_due_at), "is_extended": dossier.extended_at is not None,
        "is_paused": clock_of(story.status) is Clock.STOPPED, "total_minutes": proof.total_minutes if proof else 0,
        "remaining": proof.remaining if proof else 0,
    }  # fmt: skip


def _iso(moment: Any) -> str | None:
    return local(moment).isoformat() if moment else None


def _answer(told: dict[str, Any], status: int) -> HttpResponse:
    return private(JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False}))
