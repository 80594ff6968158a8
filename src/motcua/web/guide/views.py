"""The guidance desk: find the procedure, choose the case, give the checklist on paper or to the phone (seed step 1)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.actions import log_guidance, note_found, note_opened, note_search
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.policies import GUIDES
from motcua.catalogue.queries import CaseList, ProcedurePage
from motcua.catalogue.rules import GuidanceHow
from motcua.centres.models import Centre
from motcua.centres.queries import deciding_unit
from motcua.dossiers.queries import checklist_data
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.kernel.text import clean
from motcua.papers.printing import guidance_pdf
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, page, papers_url, see_other, staff_only
from motcua.web.shared.pdf import pdf_answer
from motcua.web.shared.person import holds_number
from motcua.web.shared.procedure_words import Named, named, ways

KEYS = ("F2", "F3", "F4", "F6", "F7", "F8", "F9", "F10")
MAX_CODE = 60
MAX_QUESTION = 200
LISTED = 30


def _centre(request: StaffRequest) -> Centre:
    """Where the officer works; these roles always have a centre."""
    assert request.post.centre is not None
    return request.post.centre


def _keyed(rows: list[Named], used: int = 0) -> list[tuple[Named, str]]:
    """Each row with the key that opens it; the rows after the last key have none."""
    keys = KEYS[used:]
    return [(row, keys[place] if place < len(keys) else "") for place, row in enumerate(rows)]


@require_safe
@staff_only(*GUIDES)
def desk(request: StaffRequest) -> HttpResponse:
    """One search field; what was asked last and what is asked most are one key away. A single hit opens at once."""
    centre, now = _centre(request), clock.now()
    day = clock.local_day(now)
    question = clean(request.GET.get("q", "")[: 2 * MAX_QUESTION])[:MAX_QUESTION]
    if holds_number(question):
        messages.warning(request, _("Ô này chỉ tìm thủ tục. Xin không nhập số định danh của khách vào đây."))
        return see_other(reverse("guide:desk"))
    if question:
        found = catalogue.list_procedures(day=day, q=question, stands=centre, per_page=LISTED)
        hits = [named(version) for version in found.rows or found.near]
        note_found(question, day=day, found=found.total)
        note_search(question, day=day)
        if found.total == 1:
            return see_other(_opening(hits[0].code, question))
        groups = [(_("Kết quả tìm") if found.total else _("Gần với lời hỏi nhất"), _keyed(hits))] if hits else []
        understood = found.understood
    else:
        groups, understood = _usual(centre, day), ""
    context = {
        "centre": centre, "question": question, "groups": groups, "understood": understood, "today": catalogue.guidance_today(centre, now),
    }  # fmt: skip
    return desk_page(request, "guide/desk.html", context)


def _opening(code: str, question: str) -> str:
    """The way to a result of a search; it is counted there."""
    return f"{reverse('guide:procedure', args=[code])}?{urlencode({'tu': question})}"


@require_safe
@staff_only(*GUIDES)
def suggestions(request: StaffRequest) -> HttpResponse:
    """What the visitor may mean, as the guide types; without scripts the page of results."""
    question = clean(request.GET.get("q", "")[: 2 * MAX_QUESTION])[:MAX_QUESTION]
    if not request.headers.get("HX-Request"):
        return see_other(f"{reverse('guide:desk')}?{urlencode({'q': question})}")
    level = catalogue.level_of(_centre(request))
    found = catalogue.suggested(question, day=clock.local_day(clock.now()), level=level, limit=len(KEYS))
    rows = [
        {"name": one.name, "lang": one.lang, "field": one.field, "href": _opening(one.code, question), "key": key}
        for one, key in zip(map(named, found), KEYS, strict=False)
    ]
    return page(request, "shared/suggestions.html", {"rows": rows})


def _usual(centre: Centre, day: Any) -> list[tuple[str, list[tuple[Named, str]]]]:
    """The groups shown before anything was asked: three guided last, then the popular ones."""
    recent = [named(version) for version in catalogue.recently_guided(centre, day, limit=3)]
    seen = {row.code for row in recent}
    popular = [row for row in (named(version) for version in catalogue.popular(centre, day)) if row.code not in seen]
    groups = [(_("Vừa hướng dẫn"), _keyed(recent)), (_("Hay được hỏi"), _keyed(popular, used=len(recent)))]
    return [(title, rows) for title, rows in groups if rows]


def _found(code: str) -> ProcedurePage:
    found = catalogue.procedure_page(code, clock.local_day(clock.now())) if len(code) <= MAX_CODE else None
    if found is None:
        raise Http404
    return found


def _chosen(code: str, number: int) -> tuple[ProcedurePage, CaseList]:
    found = _found(code)
    if not 1 <= number <= len(found.cases):
        raise Http404
    return found, found.cases[number - 1]


@require_safe
@staff_only(*GUIDES)
def procedure(request: StaffRequest, code: str) -> HttpResponse:
    """Which case is it? A procedure with one case goes on to its checklist."""
    found = _found(code)
    if words := request.GET.get("tu", "")[:MAX_QUESTION]:
        note_opened(words, day=clock.local_day(clock.now()))
    if len(found.cases) == 1:
        return see_other(reverse("guide:case", args=[found.version.procedure.code, 1]))
    context = {"centre": _centre(request), "procedure": named(found.version), "cases": list(enumerate(found.cases, 1))}
    return desk_page(request, "guide/cases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*GUIDES)
def case(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """The checklist; a POST says how it was given, is logged, and goes to the paper, the QR or the next visitor."""
    found, chosen = _chosen(code, number)
    if request.method == "POST":
        return _given(request, found, chosen, number)
    centre = _centre(request)
    context = {
        "centre": centre, "procedure": named(found.version), "version": found.version, "chosen": chosen, "number": number,
        "has_cases": len(found.cases) > 1, "ways": ways(found, chosen.case.pk), "service": found.service,
        "decides": _decides(centre, found.version), "received_here": any(one.pk == centre.pk for one in found.centres), "places": found.centres,
    }  # fmt: skip
    return desk_page(request, "guide/case.html", context)


def _decides(centre: Centre, version: ProcedureVersion) -> str:
    """Who decides on it when it is received at this centre, as reception says it; the department where that is not certain."""
    try:
        return deciding_unit(centre, version, day=clock.local_day(clock.now())).name
    except DomainError:
        return version.department.name


def _given(request: StaffRequest, found: ProcedurePage, chosen: CaseList, number: int) -> HttpResponse:
    try:
        how = GuidanceHow(request.POST.get("how", ""))
    except ValueError:
        raise Http404 from None
    log_guidance(centre=_centre(request), case=chosen.case, by=request.staff, how=how, now=clock.now())
    place = [found.version.procedure.code, number]
    if how is GuidanceHow.PRINTED:
        return see_other(reverse("guide:slip", args=place))
    if how is GuidanceHow.QR:
        return see_other(reverse("guide:qr", args=place))
    messages.success(request, _("Đã ghi một lượt hướng dẫn: %(name)s.") % {"name": found.version.name})
    return see_other(reverse("guide:desk"))


def _citizen_url(request: StaffRequest, found: ProcedurePage, number: int) -> str:
    """The papers of this case on the citizen's page; a procedure with one case names none."""
    return papers_url(request, found.version.procedure.code, number if len(found.cases) > 1 else 0)


@never_cache
@require_safe
@staff_only(*GUIDES)
def slip(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """The checklist as an A5 PDF; asking again prints again and logs nothing."""
    found, chosen = _chosen(code, number)
    rows = ways(found, chosen.case.pk)
    fees = tuple(f"{fee.name}: {fee.amount}" for fee in rows[0].fees) if rows else ()
    data = checklist_data(
        chosen.case, centre=_centre(request), at=clock.now(), url=_citizen_url(request, found, number), officer=request.staff.full_name,
        term=rows[0].term if rows else "", fees=fees,
    )  # fmt: skip
    return pdf_answer(guidance_pdf(data), f"huong-dan-{found.version.procedure.code}-{number}.pdf")


@require_safe
@staff_only(*GUIDES)
def qr(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """A QR as large as the screen allows: the visitor's phone opens the checklist of this case."""
    found, chosen = _chosen(code, number)
    target = _citizen_url(request, found, number)
    picture = segno.make(target, error="m").svg_inline(border=4, omitsize=True)
    context = {
        "centre": _centre(request), "procedure": named(found.version), "chosen": chosen, "number": number, "target": target,
        "picture": mark_safe(picture),  # noqa: S308 - drawn by segno from an address of ours
    }  # fmt: skip
    return desk_page(request, "guide/qr.html", context)
