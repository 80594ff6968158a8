"""A published version as the draft that would say the same: where an editor begins, and what comparisons read."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import prefetch_related_objects

from ..models import Case, ProcedureVersion
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


def drafts_of(versions: Iterable[ProcedureVersion]) -> dict[int, Draft]:
    """Each version, by its key, as `draft_of` gives it. Five queries whatever their number, when they were read as for `draft_of`."""
    rows = list(versions)
    prefetch_related_objects(rows, "cases__papers", "terms", "fees", "legal_bases")
    return {version.pk: _draft(version) for version in rows}


def draft_of(version: ProcedureVersion) -> Draft:
    """Everything the version says. Five queries when procedure, field, department and level were read with it."""
    return drafts_of([version])[version.pk]


def _draft(version: ProcedureVersion) -> Draft:
    cases = list(version.cases.all())
    names = {case.pk: case.name for case in cases}
    return Draft(
        code=version.procedure.code, name=version.name, department=version.department.key, field=version.field.name, level=version.level.code,
        cases=tuple(map(_case, cases)), terms=_terms(version, names), fees=_fees(version, names),
        legal=tuple((row.number, row.title) for row in version.legal_bases.all()), name_en=version.name_en, decision=version.decision,
        audiences=tuple(version.audiences), life_events=tuple(version.life_events), keywords=tuple(version.keywords), summary=version.summary,
        conditions=version.conditions, steps=tuple(version.steps),
        results=tuple(DraftResult(row["name"], row.get("code", "")) for row in version.results), late_rule=version.late_rule,
        result_place=version.result_place, needs_signed_result=version.needs_signed_result, levels=tuple(version.levels), kind=version.kind,
        agencies=Agencies(version.competent, version.executing, version.coordinating, version.authorised, version.address),
        related=version.related, partly_reason=version.partly_reason, supplement_regime=version.supplement_regime,
        supplement_days=version.supplement_days, source=version.source,
    )  # fmt: skip


def _case(case: Case) -> DraftCase:
    return DraftCase(
        case.name,
        tuple(
            DraftPaper(
                name=paper.name, originals=paper.originals, certified=paper.certified, copies=paper.copies, only_show=paper.only_show,
                form=paper.form, required=paper.required, replaced_by_data=paper.replaced_by_data, note=paper.note,
            ) for paper in case.papers.all()
        ),
    )  # fmt: skip


def _terms(version: ProcedureVersion, names: dict[int, str]) -> tuple[DraftTerm, ...]:
    return tuple(
        DraftTerm(
            channel=Channel(row.channel), amount=_plain(row.amount), unit=row.unit, note=row.note, case=names.get(row.case_id or 0, ""),
            pays_online=row.pays_online, order=row.order,
        ) for row in version.terms.all()
    )  # fmt: skip


def _plain(amount: Decimal | None) -> Decimal | None:
    """Without the zeros that the column adds: a draft with 2.00 days would not be the one that was published with 2."""
    return None if amount is None else Decimal(f"{amount.normalize():f}")


def _fees(version: ProcedureVersion, names: dict[int, str]) -> tuple[DraftFee, ...]:
    return tuple(
        DraftFee(
            kind=FeeKind(row.kind), name=row.name, amount=row.amount, per=row.per, when=CollectedWhen(row.when), channel=row.channel,
            legal=row.legal, case=names.get(row.case_id or 0, ""),
        ) for row in version.fees.all()
    )  # fmt: skip
