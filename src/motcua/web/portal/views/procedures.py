"""The page of one procedure: what to bring, how long, how much, where; its printed checklist; its QR (seed, level 1 and 2)."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.kernel import clock
from motcua.web.shared.http import public_url

from ..elsewhere import MAX_CODE, elsewhere
from ..frame import show_kept
from ..telling import checklist, told


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The page in the process's memory for each code, language and case, until something published changes."""
    return _kept(request, code, template="portal/procedure.html", path="portal:procedure")


@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The checklist on A5, printed by the browser."""
    return _kept(request, code, template="portal/checklist_print.html", path="portal:procedure_print")


def _kept(request: HttpRequest, code: str, *, template: str, path: str) -> HttpResponse:
    day = clock.local_day(clock.now())
    if len(code) > MAX_CODE:
        return elsewhere(request, code, day)
    chosen = case_number(request)

    def context() -> dict[str, Any] | None:
        found = catalogue.procedure_page(code, day)
        if found is None:
            return None
        if template == "portal/procedure.html":
            return told(found, chosen, day)
        number = chosen if chosen <= len(found.cases) else 1
        return {**checklist(found, found.cases[number - 1], number), "unread": catalogue.unread_parts(found.version)}

    canonical = reverse(path, args=[code]) + (f"?truong-hop={chosen}" if chosen > 1 else "")
    key = (code, chosen, catalogue.revision(), day)
    answer = show_kept(request, template, context, key=key, here="procedures", canonical=canonical)
    return elsewhere(request, code, day) if answer is None else answer


def case_number(request: HttpRequest) -> int:
    """The case asked for, from 1; anything else that was typed is the first one."""
    typed = request.GET.get("truong-hop", "1")
    number = int(typed) if len(typed) <= 2 and typed.isascii() and typed.isdigit() else 1
    return number or 1


@require_safe
def qr_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The address of the procedure's page as a QR picture, for showing it to another phone."""
    day = clock.local_day(clock.now())
    if len(code) > MAX_CODE or catalogue.current_version(code, day) is None:
        return elsewhere(request, code, day)
    number = case_number(request)
    target = reverse("portal:procedure", args=[code]) + (f"?truong-hop={number}" if number > 1 else "")
    picture = io.BytesIO()
    segno.make(public_url(request, target), error="m").save(picture, kind="svg", scale=6, border=4, xmldecl=False)
    answer = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
