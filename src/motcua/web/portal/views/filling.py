""" "Điền sẵn mẫu đơn": what is typed once comes back as a DOCX or as a PDF with a cover for the post; nothing is stored or logged."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.queries import CaseList, ProcedurePage
from motcua.kernel import clock
from motcua.papers.actions import DOCX_TYPE
from motcua.papers.filling import filled_pdf
from motcua.web.shared.filters import is_english
from motcua.web.shared.http import public_url
from motcua.web.shared.procedure_words import named

from ..elsewhere import MAX_CODE, elsewhere
from ..filling import FillForm, chosen_paper, filled_docx, post_cover
from ..frame import show, show_bytes
from .procedures import case_number

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def fill_form(request: HttpRequest, code: str) -> HttpResponse:
    """The fields; a POST answers with the file that its button names. Errors keep what was typed."""
    day = clock.local_day(clock.now())
    found = _found(code, day)
    if found is None:
        return elsewhere(request, code, day)
    chosen = _chosen(found, case_number(request))
    form = FillForm(_typed(request) if request.method == "POST" else None, found=found, chosen=chosen)
    if form.is_bound and form.is_valid():
        return _unkept(_file(request, found, chosen, form))
    context = {
        "form": form, "found": found, "version": found.version, "procedure": named(found.version), "chosen": chosen,
        "number": case_number(request), "paper": chosen_paper(chosen, 0), "other_language": "vi" if is_english() else "",
    }  # fmt: skip
    return _unkept(show(request, "portal/fill_form.html", context, here="procedures", status=422 if form.is_bound else 200))


def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed without control characters, which no page and no document may hold."""
    return {name: _CONTROLS.sub("", value) for name, value in request.POST.items() if isinstance(value, str)}


def _file(request: HttpRequest, found: ProcedurePage, chosen: CaseList, form: FillForm) -> HttpResponse:
    data: dict[str, Any] = form.cleaned_data
    paper, now, code = chosen_paper(chosen, data.get("paper") or 0), clock.now(), found.version.procedure.code
    docx = filled_docx(found, chosen, paper, data, now=now) if paper else None
    if docx and request.POST.get("tep") == "docx":
        return _download(docx, DOCX_TYPE, f"don-{code}.docx")
    url = public_url(request, reverse("portal:procedure", args=[code]))
    cover = post_cover(found, chosen, data, url=url, now=now)
    return _download(filled_pdf(cover, docx), "application/pdf", f"ho-so-buu-chinh-{code}.pdf")


@require_safe
def blank_form(request: HttpRequest, code: str) -> HttpResponse:
    """A form without a person: the procedure's name in it, dots for the rest."""
    day = clock.local_day(clock.now())
    number, order = case_number(request), _order(request)

    def made() -> bytes | None:
        found = _found(code, day)
        if found is None:
            return None
        chosen = _chosen(found, number)
        paper = chosen_paper(chosen, order)
        return filled_docx(found, chosen, paper, {}, now=clock.now()) if paper else b""

    key = ("blank-form", code, number, order, catalogue.revision(), day)
    answer = show_bytes(request, made, key=key, content_type=DOCX_TYPE)
    if answer is None:
        return elsewhere(request, code, day)
    if answer.status_code == 200 and not answer.content:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="mau-{code}-{order or 1}.docx"'
    return answer


def _found(code: str, day: date) -> ProcedurePage | None:
    return catalogue.procedure_page(code, day) if len(code) <= MAX_CODE else None


def _chosen(found: ProcedurePage, number: int) -> CaseList:
    return found.cases[number - 1 if number <= len(found.cases) else 0]


def _order(request: HttpRequest) -> int:
    typed = request.GET.get("giay", "")
    return int(typed) if len(typed) <= 4 and typed.isascii() and typed.isdigit() else 0


def _unkept(answer: HttpResponse) -> HttpResponse:
    """Kept nowhere. The page says who refers: without that a browser posts from nowhere, and the form would be refused."""
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
