"""Papers to print and result files, each opening remembered; sent with their own type and never guessed by the browser."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.accounts.rules import Role, actor_of
from motcua.audit import actions as audit
from motcua.catalogue import queries as catalogue
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier, HandOver
from motcua.dossiers.queries.printed import letterhead
from motcua.kernel import clock
from motcua.kernel.clock import local_day
from motcua.papers.printing import Handover, HandoverKind, HandoverRow, guidance_pdf, handover_pdf, receipt_pdf
from motcua.papers.queries import place_of
from motcua.web.shared.http import StaffRequest, papers_url, public_url, staff_only
from motcua.web.shared.pdf import pdf_answer

from ..desk_state import seen_dossier
from .bulk import batch_of
from .slips import slip_for


def tracking_url(request: StaffRequest, dossier: Dossier) -> str:
    """The address in the receipt's code: it holds both codes, as the paper does."""
    return public_url(request, f"/tra-cuu/?ma={quote(dossier.code or '')}&bm={quote(dossier.security_code)}")


@never_cache
@require_safe
@staff_only(Role.RECEPTION, Role.HEAD)
def receipt_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Form 1, A5."""
    dossier, _parts = seen_dossier(request, pk, "giấy tiếp nhận", clock.now())
    if dossier.received_at is None:
        raise Http404
    return pdf_answer(receipt_pdf(dossiers.receipt_data(dossier, tracking_url=tracking_url(request, dossier))), f"giay-tiep-nhan-{dossier.code}.pdf")


@never_cache
@require_safe
@staff_only(Role.RECEPTION, Role.HEAD)
def slip_paper(request: StaffRequest, slip: int) -> HttpResponse:
    """The guidance slip, A5."""
    found = slip_for(request, slip)
    url = papers_url(request, found.case.version.procedure.code, catalogue.number_of_case(found.case, local_day(clock.now())))
    return pdf_answer(guidance_pdf(dossiers.slip_data(found, url=url)), f"phieu-huong-dan-{found.pk}.pdf")


@never_cache
@require_safe
@staff_only(Role.RECEPTION, Role.HEAD)
def handover_paper(request: StaffRequest, first: int) -> HttpResponse:
    """The list that giver and taker sign; it names every applicant, so it is a reading of every dossier in it."""
    rows = batch_of(request, first)
    audit.note_readings("dossier", [row.dossier_id for row in rows], "danh sách bàn giao", at=clock.now(), actor=actor_of(request.staff))
    return pdf_answer(handover_pdf(_handover(rows)), f"ban-giao-{first}.pdf")


def _handover(rows: list[HandOver]) -> Handover:
    first = rows[0]
    centre = first.dossier.received_at_centre
    assert centre is not None  # received dossiers only are handed over
    return Handover(
        head=letterhead(centre, issued_at=first.at), kind=HandoverKind.DOSSIERS, giver=str(first.giver), giver_unit=centre.name,
        taker=first.taker, taker_unit=str(first.to_unit or ""), at=first.at,
        rows=tuple(
            HandoverRow(
                code=row.dossier.code or "", applicant=row.dossier.applicant_name, procedure=row.dossier.version.name,
                papers=len(row.dossier.papers.all()), due_at=row.dossier.due_at, note=row.note,
            )
            for row in rows
        ),
    )  # fmt: skip


@never_cache
@require_safe
@staff_only(Role.RECEPTION, Role.DEPARTMENT, Role.HEAD)
def result_file(request: StaffRequest, pk: int, result: int) -> HttpResponse:
    """A result as it was uploaded, to keep; 404 when it belongs to another dossier."""
    dossier, _parts = seen_dossier(request, pk, "tệp kết quả", clock.now())
    found = dossier.results.select_related("file").filter(pk=result).first()
    if found is None:
        raise Http404
    place = place_of(found.file.sha256)
    if not place.is_relative_to(settings.MEDIA_ROOT) or not place.exists():
        raise Http404
    answer = FileResponse(place.open("rb"), content_type=found.file.content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return cast(HttpResponse, answer)
