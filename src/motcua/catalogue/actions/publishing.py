"""Publishing a version: it never changes after."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.audit.actions import append
from motcua.centres.models import Level, Unit
from motcua.kernel.text import clean

from ..errors import UnknownKey, VersionTooEarly
from ..models import Case, ChannelTerm, FeeAsked, Field, LegalBasis, PaperAsked, Procedure, ProcedureVersion
from ..rules import Draft, DraftPaper, check_draft, life_events_of, searchable
from .revising import bump_revision


@transaction.atomic
def publish_version(draft: Draft, *, valid_from: date, by: str, now: datetime) -> ProcedureVersion:
    """The draft is what the procedure says from `valid_from` on; the version in force ends the day before.

    The same content again returns the version in force, unchanged. Creates the procedure at its first version.
    Raises BadDraft, UnknownKey, VersionTooEarly. `by` is an actor ("staff:3", "system").
    """
    check_draft(draft)
    procedure, _ = Procedure.objects.get_or_create(code=draft.code)
    procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    last = procedure.versions.filter(valid_to__isnull=True).first()
    if last and last.fingerprint == draft.fingerprint():
        return last
    if last:
        _close(last, valid_from)
    version = _write_version(procedure, draft, valid_from, number=last.number + 1 if last else 1)
    _write_parts(version, draft)
    data = {"number": version.number, "valid_from": valid_from.isoformat(), "fingerprint": version.fingerprint}
    append("procedure", procedure.pk, "publish", at=now, actor=by, data=data)
    bump_revision()
    return version


def _close(last: ProcedureVersion, next_from: date) -> None:
    if last.valid_from >= next_from:
        raise VersionTooEarly(last.procedure.code, last.valid_from)
    last.valid_to = next_from - timedelta(days=1)
    last.save(update_fields=["valid_to"])


def _write_version(procedure: Procedure, draft: Draft, valid_from: date, *, number: int) -> ProcedureVersion:
    field, level, department = _placed(draft)
    return ProcedureVersion.objects.create(
        procedure=procedure, number=number, valid_from=valid_from, name=clean(draft.name), name_en=draft.name_en,
        folded=searchable(
            code=draft.code, name=draft.name, keywords=draft.keywords, name_en=draft.name_en, field=field.name
        ),
        decision=draft.decision, level=level, field=field, department=department, audiences=list(draft.audiences),
        life_events=list(draft.life_events or life_events_of(draft.field, draft.name)), keywords=list(draft.keywords), summary=draft.summary,
        conditions=draft.conditions, steps=list(draft.steps), results=[{"name": row.name, "code": row.code} for row in draft.results],
        late_rule=draft.late_rule, levels=list(draft.levels or (draft.level,)), kind=draft.kind, competent=draft.agencies.competent,
        executing=draft.agencies.executing, coordinating=draft.agencies.coordinating, authorised=draft.agencies.authorised,
        address=draft.agencies.address, related=draft.related, partly_reason=draft.partly_reason,
        supplement_regime=draft.supplement_regime, supplement_days=draft.supplement_days, source=draft.source,
        result_place=draft.result_place, needs_signed_result=draft.needs_signed_result,
        fingerprint=draft.fingerprint(),
    )  # fmt: skip


def _placed(draft: Draft) -> tuple[Field, Level, Unit]:
    """The rows behind the draft's keys: the field by its name, level by code, department by key."""
    field = Field.objects.filter(name=draft.field).first()
    level = Level.objects.filter(code=draft.level).first()
    department = Unit.objects.filter(key=draft.department).first()
    if field is None:
        raise UnknownKey(draft.code, "lĩnh vực", draft.field)
    if level is None:
        raise UnknownKey(draft.code, "cấp", draft.level)
    if department is None:
        raise UnknownKey(draft.code, "cơ quan", draft.department)
    return field, level, department


def _write_parts(version: ProcedureVersion, draft: Draft) -> None:
    LegalBasis.objects.bulk_create(
        LegalBasis(version=version, number=number, title=title, order=order)
        for order, (number, title) in enumerate(draft.legal, 1)
    )
    cases = {
        row.name: Case.objects.create(version=version, name=row.name, order=order)
        for order, row in enumerate(draft.cases, 1)
    }
    for row in draft.cases:
        papers = enumerate(row.papers, 1)
        PaperAsked.objects.bulk_create(_paper(cases[row.name], order, paper) for order, paper in papers)
    ChannelTerm.objects.bulk_create(
        ChannelTerm(
            version=version, case=cases[term.case] if term.case else None, channel=term.channel, amount=term.amount,
            unit=term.unit, note=term.note, pays_online=term.pays_online, order=term.order,
        ) for term in draft.terms
    )  # fmt: skip
    FeeAsked.objects.bulk_create(
        FeeAsked(
            version=version, case=cases[fee.case] if fee.case else None, channel=fee.channel, kind=fee.kind,
            name=fee.name, amount=fee.amount, per=fee.per, when=fee.when, legal=fee.legal,
        ) for fee in draft.fees
    )  # fmt: skip


def _paper(case: Case, order: int, paper: DraftPaper) -> PaperAsked:
    return PaperAsked(
        case=case, order=order, name=paper.name, originals=paper.originals, certified=paper.certified,
        copies=paper.copies, only_show=paper.only_show, required=paper.required,
        replaced_by_data=paper.replaced_by_data, form=paper.form, note=paper.note,
    )  # fmt: skip
