"""All that the page of one procedure shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from motcua.centres.models import Centre
from motcua.centres.queries import in_force

from ..models import Case, ChannelTerm, FeeAsked, LegalBasis, PaperAsked, ProcedureVersion
from ..rules import SERVICE_WORDS, Fact, Offer, ServiceLevel, classify, facts, paper_counts
from ..rules import service_level as derived_level
from .versions import current_version, numbered_version


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A paper of a case as people read it; `counts` is "1 bản chính, 2 bản sao"."""

    paper: PaperAsked
    counts: str


@dataclass(frozen=True, slots=True)
class CaseList:
    """A case with its checklist."""

    case: Case
    papers: list[ChecklistRow]


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """All that the page of one procedure shows."""

    version: ProcedureVersion
    cases: list[CaseList]
    terms: list[ChannelTerm]
    fees: list[FeeAsked]
    legal: list[LegalBasis]
    centres: list[Centre]
    service: ServiceLevel


def procedure_page(code: str, day: date, *, number: int = 0) -> ProcedurePage | None:
    """The whole page of a procedure in seven queries, or None when nothing is in force under the code.

    With a `number` it is that version, in force or ended, but never one that has not begun.
    """
    version = numbered_version(code, number, day) if number else current_version(code, day)
    if version is None:
        return None
    return page_of(version, day)


def page_of(version: ProcedureVersion, day: date) -> ProcedurePage:
    """The page of a version; six queries, none when its parts were prefetched."""
    cases = list(_cases(version))
    terms, fees = list(version.terms.all()), list(version.fees.all())
    centres = [centre for centre in version.procedure.receiving.all() if centre.is_open]
    return ProcedurePage(
        version, [CaseList(case, case_checklist(case)) for case in cases], terms, fees, list(version.legal_bases.all()),
        centres, _level(version, [paper for case in cases for paper in case.papers.all()], terms, fees, day),
    )  # fmt: skip


def _cases(version: ProcedureVersion) -> Iterable[Case]:
    """With their papers; a prefetched list is not asked for again."""
    held = getattr(version, "_prefetched_objects_cache", {})
    return version.cases.all() if "cases" in held else version.cases.prefetch_related("papers")


def case_checklist(case: Case) -> list[ChecklistRow]:
    """The papers of the case in order, with counts in words. One query, none when the papers were prefetched."""
    return [
        ChecklistRow(
            paper,
            paper_counts(
                originals=paper.originals, certified=paper.certified, copies=paper.copies, only_show=paper.only_show,
                _=gettext, ngettext=ngettext,
            ),
        ) for paper in case.papers.all()
    ]  # fmt: skip


def case_of(pk: int, day: date) -> Case | None:
    """A case of a version in force on the day with version, procedure, field, department, or None. One query."""
    return _cases_in_force(day).filter(pk=pk).first()


def case_instead_of(pk: int, day: date) -> Case | None:
    """What a case of a version that is over has become: the case of that name, else the first one, of the procedure's version in force on the day;
    None when the procedure is not offered any more. Two queries."""
    old = Case.objects.filter(pk=pk).values_list("name", "version__procedure").first()
    if old is None:
        return None
    found = list(_cases_in_force(day).filter(version__procedure=old[1]).order_by("order", "id"))
    return next((case for case in found if case.name == old[0]), found[0] if found else None)


def number_of_case(case: Case, day: date) -> int:
    """Which one the case is on its procedure's page, from 1; 0 when that page has one case only or shows another version by now. Two queries."""
    if not ProcedureVersion.objects.filter(in_force(day), pk=case.version_id).exists():
        return 0
    cases = list(case.version.cases.values_list("pk", flat=True))
    return cases.index(case.pk) + 1 if len(cases) > 1 else 0


def _cases_in_force(day: date) -> QuerySet[Case]:
    related = ("version__procedure", "version__field", "version__department", "version__level")
    return Case.objects.select_related(*related).filter(version__in=ProcedureVersion.objects.filter(in_force(day)))


def service_level(version: ProcedureVersion, day: date) -> ServiceLevel:
    """The level derived from what the version offers, by the decree of the day. Four queries, none when prefetched."""
    papers = [paper for case in _cases(version) for paper in case.papers.all()]
    return _level(version, papers, list(version.terms.all()), list(version.fees.all()), day)


def _has_unread_fees(version: ProcedureVersion) -> bool:
    """Whether a fee of the source waits for an editor; one query for an imported version, none for an own one."""
    return bool(version.source) and any(row.field == "fees" and row.settled_at is None for row in version.unreadable.all())


def _level(
    version: ProcedureVersion, papers: list[PaperAsked], terms: list[ChannelTerm], fees: list[FeeAsked], day: date
) -> ServiceLevel:
    online = [term for term in terms if term.channel == "online"]
    offer = Offer(
        has_forms=any(paper.form for paper in papers),
        files_online=bool(online),
        pays_online=any(term.pays_online for term in online),
        has_fee=any(fee.amount for fee in fees) or _has_unread_fees(version),
        by_post=any(term.channel == "post" for term in terms),
    )
    level = derived_level(
        has_forms=offer.has_forms, files_online=offer.files_online, pays_online=offer.pays_online, has_fee=offer.has_fee
    )
    kind, decree = classify(offer, day)
    why = tuple(Fact(gettext(fact.words), fact.is_so) for fact in facts(offer))
    return ServiceLevel(level, gettext(SERVICE_WORDS[level]), kind, decree, why)
