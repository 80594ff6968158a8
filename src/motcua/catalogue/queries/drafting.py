"""Published versions back as the drafts they were written from: to compare, to merge, to export."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet, prefetch_related_objects

from ..models import Case, ChannelTerm, FeeAsked, PaperAsked, ProcedureVersion
from ..rules import (
    Agencies,
    Channel,
    CollectedWhen,
    Draft,
    DraftCase,
    DraftFee,
    DraftPaper,
    DraftResult,
    DraftTerm,
    FeeKind,
)

_PARTS = ("procedure", "field", "level", "department", "cases__papers", "terms", "fees", "legal_bases")


def latest_versions() -> QuerySet[ProcedureVersion]:
    """The version of each procedure that nothing has followed yet, in order of code."""
    return (
        ProcedureVersion.objects.filter(valid_to__isnull=True).select_related("procedure").order_by("procedure__code")
    )


def drafts_of(versions: Iterable[ProcedureVersion]) -> list[Draft]:
    """The drafts in the order of the versions; nine queries for any number of them."""
    rows = list(versions)
    prefetch_related_objects(rows, *_PARTS)
    return [_draft(version) for version in rows]


def draft_of(version: ProcedureVersion) -> Draft:
    """Everything the version says, as the draft that would say the same. Five queries when its foreign rows were read with it."""
    return drafts_of([version])[0]


def _draft(version: ProcedureVersion) -> Draft:
    names = {case.pk: case.name for case in version.cases.all()}
    return Draft(
        code=version.procedure.code, name=version.name, department=version.department.key, field=version.field.name, level=version.level.code,
        levels=tuple(version.levels), cases=tuple(_case(case) for case in version.cases.all()),
        terms=tuple(_term(term, names) for term in version.terms.all()), fees=tuple(_fee(fee, names) for fee in version.fees.all()),
        legal=tuple((row.number, row.title) for row in version.legal_bases.all()), name_en=version.name_en, decision=version.decision,
        audiences=tuple(version.audiences), life_events=tuple(version.life_events), keywords=tuple(version.keywords), summary=version.summary,
        conditions=version.conditions, steps=tuple(version.steps),
        results=tuple(DraftResult(row["name"], row.get("code", "")) for row in version.results), late_rule=version.late_rule,
        result_place=version.result_place, needs_signed_result=version.needs_signed_result, kind=version.kind,
        agencies=Agencies(version.competent, version.executing, version.coordinating, version.authorised, version.address),
        related=version.related, partly_reason=version.partly_reason, supplement_regime=version.supplement_regime,
        supplement_days=version.supplement_days, source=version.source,
    )  # fmt: skip


def _case(case: Case) -> DraftCase:
    return DraftCase(case.name, tuple(_paper(paper) for paper in case.papers.all()))


def _paper(paper: PaperAsked) -> DraftPaper:
    return DraftPaper(
        name=paper.name, originals=paper.originals, certified=paper.certified, copies=paper.copies, only_show=paper.only_show, form=paper.form,
        required=paper.required, replaced_by_data=paper.replaced_by_data, note=paper.note,
    )  # fmt: skip


def _term(term: ChannelTerm, names: dict[int, str]) -> DraftTerm:
    amount = None if term.amount is None else Decimal(f"{term.amount.normalize():f}")
    return DraftTerm(
        Channel(term.channel), amount, term.unit, note=term.note, case=names.get(term.case_id or 0, ""), pays_online=term.pays_online,
        order=term.order, fee_words=term.fee_words,
    )  # fmt: skip


def _fee(fee: FeeAsked, names: dict[int, str]) -> DraftFee:
    return DraftFee(
        FeeKind(fee.kind), fee.name, fee.amount, per=fee.per, when=CollectedWhen(fee.when), channel=fee.channel, legal=fee.legal,
        case=names.get(fee.case_id or 0, ""), is_choice=fee.is_choice,
    )  # fmt: skip
