"""Letters that go with a term: request for supplement, apology, notice of stopping; the sheet of the dossier's way; how the appointment was counted."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.rules import Role
from motcua.dossiers.queries import letters, proof_of
from motcua.dossiers.queries.printed import term_text
from motcua.kernel import clock
from motcua.papers.printing import apology_pdf, process_control_pdf, stop_pdf, supplement_pdf
from motcua.web.shared.http import StaffRequest, page, staff_only
from motcua.web.shared.pdf import pdf_answer

from ..desk_state import seen_dossier
from .files import tracking_url

OFFICE = (Role.RECEPTION, Role.DEPARTMENT, Role.HEAD)


@never_cache
@require_safe
@staff_only(*OFFICE)
def supplement_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Form 2 of the last request."""
    dossier, _parts = seen_dossier(request, pk, "phiếu yêu cầu bổ sung", clock.now())
    data = letters.supplement_data(dossier, tracking_url=tracking_url(request, dossier))
    if data is None:
        raise Http404
    return pdf_answer(supplement_pdf(data), f"phieu-bo-sung-{dossier.code}.pdf")


@never_cache
@require_safe
@staff_only(*OFFICE)
def apology_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Form 4."""
    dossier, _parts = seen_dossier(request, pk, "văn bản xin lỗi", clock.now())
    data = letters.apology_data(dossier, tracking_url=tracking_url(request, dossier))
    if data is None:
        raise Http404
    return pdf_answer(apology_pdf(data), f"xin-loi-{dossier.code}.pdf")


@never_cache
@require_safe
@staff_only(*OFFICE)
def stop_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Form 5."""
    dossier, _parts = seen_dossier(request, pk, "thông báo dừng", clock.now())
    data = letters.stop_data(dossier)
    if data is None:
        raise Http404
    return pdf_answer(stop_pdf(data), f"thong-bao-dung-{dossier.code}.pdf")


@never_cache
@require_safe
@staff_only(*OFFICE)
def control_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Form 6: the dossier's way from hand to hand."""
    now = clock.now()
    dossier, _parts = seen_dossier(request, pk, "phiếu kiểm soát quá trình", now)
    data = letters.control_data(dossier, now=now)
    if data is None:
        raise Http404
    return pdf_answer(process_control_pdf(data), f"kiem-soat-{dossier.code}.pdf")


@never_cache
@require_safe
@staff_only(*OFFICE)
def why(request: StaffRequest, pk: int) -> HttpResponse:
    """The proof on a page of its own, for the printer and for disputes."""
    dossier, _parts = seen_dossier(request, pk, "cách tính ngày hẹn", clock.now())
    if dossier.received_at is None:
        raise Http404
    context = {"dossier": dossier, "proof": proof_of(dossier), "term": term_text(dossier)}
    return page(request, "desk/why.html", context)
