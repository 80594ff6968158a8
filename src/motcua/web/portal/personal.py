"""The personal checklist at the end of the questions: what to hand in, to show, not to bring, to ask about; on paper and by QR."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.catalogue.models import PaperAsked
from motcua.catalogue.queries import CaseList, ChecklistRow, ProcedurePage
from motcua.centres.models import Centre
from motcua.dossiers.queries.printed import letterhead
from motcua.papers.printing import AskedPaper, GuidanceSlip, Letterhead
from motcua.web.shared.procedure_words import Way, ways

from .questions import NO, UNSURE, YES, Answers, asked_about

PLACES_ON_PAPER = 3


@dataclass(frozen=True, slots=True)
class Personal:
    """The papers of one person in four groups, and the way to file."""

    chosen: CaseList
    to_bring: list[ChecklistRow]
    to_show: list[ChecklistRow]
    looked_up: list[ChecklistRow]
    unsure: list[ChecklistRow]
    way: Way | None


def personal(found: ProcedurePage, answers: Answers) -> Personal:
    """The list for answers that leave no question open."""
    chosen = found.cases[answers.case - 1]
    needed = [row for row in chosen.papers if _is_needed(row.paper, answers)]
    rows = ways(found, chosen.case.pk)
    return Personal(
        chosen,
        [row for row in needed if not row.paper.only_show],
        [row for row in needed if row.paper.only_show],
        [row for row in chosen.papers if row.paper.replaced_by_data and answers.papers.get(row.paper.order) == NO],
        [row for row in chosen.papers if answers.papers.get(row.paper.order) == UNSURE],
        next((row for row in rows if answers.channel in row.channels), None),
    )


def _is_needed(paper: PaperAsked, answers: Answers) -> bool:
    return answers.papers.get(paper.order) == YES if asked_about(paper) else True


def slip(found: ProcedurePage, own: Personal, *, url: str, at: datetime) -> GuidanceSlip:
    """The list as the A5 paper of the guidance desk; printed papers are Vietnamese. It names no person."""
    version = found.version
    with override("vi"):
        way = next((row for row in ways(found, own.chosen.case.pk) if own.way and row.channels == own.way.channels), None)
        unsure = "; ".join(row.paper.name for row in own.unsure)
        return GuidanceSlip(
            head=head_of(found.centres, at), procedure=version.name, procedure_code=version.procedure.code, case=own.chosen.case.name,
            url=url, papers=tuple(asked_paper(row.paper) for row in own.to_bring + own.to_show),
            term=way.term if way else "", fees=tuple(f"{fee.name}: {fee.amount}" for fee in way.fees) if way else (),
            places=places(found.centres), result="; ".join(row["name"] for row in version.results),
            advice=_("Hỏi lại cán bộ: %(papers)s.") % {"papers": unsure} if unsure else "", hotline=found.centres[0].phones if found.centres else "",
        )  # fmt: skip


def head_of(centres: list[Centre], at: datetime) -> Letterhead:
    """The head of the first centre that receives the procedure; the province's site where none does."""
    if centres:
        return letterhead(centres[0], issued_at=at)
    return Letterhead(unit=settings.SITE_NAME, place=settings.PROVINCE, issued_at=at)


def places(centres: list[Centre]) -> tuple[str, ...]:
    """Where to file, as far as paper has room for it."""
    if len(centres) > PLACES_ON_PAPER:
        return (_("%(count)s trung tâm trong tỉnh, xem bằng mã QR") % {"count": len(centres)},)
    return tuple(f"{centre.name}, {centre.address}" for centre in centres)


def asked_paper(paper: PaperAsked) -> AskedPaper:
    """A paper as the printed checklist shows it."""
    return AskedPaper(
        name=paper.name, originals=paper.originals, certified=paper.certified, copies=paper.copies, form=paper.form, note=paper.note,
        show_only=paper.only_show,
    )  # fmt: skip
