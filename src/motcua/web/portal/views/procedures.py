"""The page of one procedure: what to bring, how long, how much, where; its printed checklist; its QR (seed, level 1 and 2)."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.queries import ProcedurePage
from motcua.kernel import clock
from motcua.web.shared.filters import is_english
from motcua.web.shared.http import public_url
from motcua.web.shared.procedure_words import named, ways

from ..frame import show_kept

MAX_CODE = 60
MAX_CASES = 99


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The page in the process's memory for each code, language and case, until something published changes."""
    return _kept(request, code, template="portal/procedure.html", path="portal:procedure")


@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The checklist on A5, printed by the browser."""
    return _kept(request, code, template="portal/checklist_print.html", path="portal:procedure_print")


def _kept(request: HttpRequest, code: str, *, template: str, path: str) -> HttpResponse:
    if len(code) > MAX_CODE:
        raise Http404
    day = clock.local_day(clock.now())
    chosen = _case_number(request)

    def context() -> dict[str, Any] | None:
        found = catalogue.procedure_page(code, day)
        return None if found is None else _page(found, chosen)

    canonical = reverse(path, args=[code]) + (f"?truong-hop={chosen}" if chosen > 1 else "")
    answer = show_kept(
        request,
        template,
        context,
        key=(code, chosen, catalogue.revision(), day),
        here="procedures",
        canonical=canonical,
    )
    if answer is None:
        raise Http404
    return answer


def _case_number(request: HttpRequest) -> int:
    """The case asked for, from 1; anything else that was typed is the first one."""
    typed = request.GET.get("truong-hop", "1")
    number = int(typed) if len(typed) <= 2 and typed.isascii() and typed.isdigit() else 1
    return number or 1


def _page(found: ProcedurePage, number: int) -> dict[str, Any]:
    number = number if number <= len(found.cases) else 1
    chosen = found.cases[number - 1]
    rows = ways(found, chosen.case.pk)
    return {
        "found": found,
        "version": found.version,
        "procedure": named(found.version),
        "cases": [
            {"number": place, "name": row.case.name or _("Thông thường")} for place, row in enumerate(found.cases, 1)
        ],
        "number": number,
        "chosen": chosen,
        "to_bring": [row for row in chosen.papers if row.paper.required and not row.paper.only_show],
        "to_show": [row for row in chosen.papers if row.paper.required and row.paper.only_show],
        "if_needed": [row for row in chosen.papers if not row.paper.required],
        "ways": rows,
        "term": rows[0].term if rows else "",
        "cost": rows[0].cost if rows else "",
        "is_online": found.service.level >= 3,
        "other_language": "vi" if is_english() else "",
    }


@require_safe
def qr_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The address of the procedure's page as a QR picture, for showing it to another phone."""
    if len(code) > MAX_CODE or catalogue.current_version(code, clock.local_day(clock.now())) is None:
        raise Http404
    number = _case_number(request)
    target = reverse("portal:procedure", args=[code]) + (f"?truong-hop={number}" if number > 1 else "")
    picture = io.BytesIO()
    segno.make(public_url(request, target), error="m").save(picture, kind="svg", scale=6, border=4, xmldecl=False)
    answer = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
