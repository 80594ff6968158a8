"""The rows of versions: many at once, one statement for each table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.centres.models import Level, Unit
from motcua.kernel.text import clean

from ..errors import UnknownKey
from ..models import Case, ChannelTerm, FeeAsked, Field, LegalBasis, PaperAsked, Procedure, ProcedureVersion
from ..rules import Draft, DraftPaper, life_events_of, searchable


@dataclass(frozen=True, slots=True)
class Places:
    """The rows behind the keys of drafts: fields by name, levels by code, departments by key."""

    fields: dict[str, Field]
    levels: dict[str, Level]
    units: dict[str, Unit]

    def of(self, draft: Draft) -> tuple[Field, Level, Unit]:
        """The draft's field, level and department. Raises UnknownKey."""
        found = self.fields.get(draft.field), self.levels.get(draft.level), self.units.get(draft.department)
        for row, what, key in zip(
            found, ("lĩnh vực", "cấp", "cơ quan"), (draft.field, draft.level, draft.department), strict=True
        ):
            if row is None:
                raise UnknownKey(draft.code, what, key)
        return found  # type: ignore[return-value]  # none of them is None here


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A draft on its way into the tables, as this version of the procedure."""

    procedure: Procedure
    draft: Draft
    number: int
    valid_from: date


def places_of(drafts: Iterable[Draft]) -> Places:
    """The rows behind the keys of these drafts. Three queries."""
    rows = list(drafts)
    return Places(
        {one.name: one for one in Field.objects.filter(name__in={draft.field for draft in rows})},
        {one.code: one for one in Level.objects.filter(code__in={draft.level for draft in rows})},
        {one.key: one for one in Unit.objects.filter(key__in={draft.department for draft in rows})},
    )


def write_versions(rows: Sequence[ToWrite]) -> list[ProcedureVersion]:
    """The versions with all their parts, in the order of the rows. Nine statements for any number. Raises UnknownKey."""
    places = places_of(row.draft for row in rows)
    versions = ProcedureVersion.objects.bulk_create(_version(row, places) for row in rows)
    pairs = [(version, row.draft) for version, row in zip(versions, rows, strict=True)]
    LegalBasis.objects.bulk_create(
        LegalBasis(version=version, number=number, title=title, order=order)
        for version, draft in pairs
        for order, (number, title) in enumerate(draft.legal, 1)
    )
    cases = _write_cases(pairs)
    ChannelTerm.objects.bulk_create(row for version, draft in pairs for row in _terms(version, draft, cases))
    FeeAsked.objects.bulk_create(row for version, draft in pairs for row in _fees(version, draft, cases))
    return versions


def _version(row: ToWrite, places: Places) -> ProcedureVersion:
    draft = row.draft
    field, level, department = places.of(draft)
    return ProcedureVersion(
        procedure=row.procedure, number=row.number, valid_from=row.valid_from, name=clean(draft.name), name_en=draft.name_en,
        folded=searchable(
            code=draft.code, name=draft.name, keywords=draft.keywords, name_en=draft.name_en, field=field.name
        ),
        decision=draft.decision, level=level, field=field, department=department, audiences=list(draft.audiences),
        life_events=list(draft.life_events or life_events_of(draft.field, draft.name)), keywords=list(draft.keywords), summary=draft.summary,
        conditions=draft.conditions, steps=list(draft.steps), results=[{"name": one.name, "code": one.code} for one in draft.results],
        late_rule=draft.late_rule, levels=list(draft.levels or (draft.level,)), kind=draft.kind, competent=draft.agencies.competent,
        executing=draft.agencies.executing, coordinating=draft.agencies.coordinating, authorised=draft.agencies.authorised,
        address=draft.agencies.address, related=draft.related, partly_reason=draft.partly_reason,
        supplement_regime=draft.supplement_regime, supplement_days=draft.supplement_days, source=draft.source,
        result_place=draft.result_place, needs_signed_result=draft.needs_signed_result,
        fingerprint=draft.fingerprint(),
    )  # fmt: skip


CaseIds = dict[tuple[int, str], int]


def _write_cases(pairs: Sequence[tuple[ProcedureVersion, Draft]]) -> CaseIds:
    """The cases with their papers; their ids by (version, name)."""
    wanted = [(version, order, row) for version, draft in pairs for order, row in enumerate(draft.cases, 1)]
    cases = Case.objects.bulk_create(
        Case(version=version, name=row.name, order=order) for version, order, row in wanted
    )
    PaperAsked.objects.bulk_create(
        _paper(case, order, paper)
        for case, (_, _, row) in zip(cases, wanted, strict=True)
        for order, paper in enumerate(row.papers, 1)
    )
    return {(case.version_id, case.name): case.pk for case in cases}


def _paper(case: Case, order: int, paper: DraftPaper) -> PaperAsked:
    return PaperAsked(
        case=case, order=order, name=paper.name, originals=paper.originals, certified=paper.certified,
        copies=paper.copies, only_show=paper.only_show, required=paper.required,
        replaced_by_data=paper.replaced_by_data, form=paper.form, note=paper.note,
    )  # fmt: skip


def _terms(version: ProcedureVersion, draft: Draft, cases: CaseIds) -> Iterable[ChannelTerm]:
    for term in draft.terms:
        yield ChannelTerm(
            version=version, case_id=cases[version.pk, term.case] if term.case else None, channel=term.channel, amount=term.amount,
            unit=term.unit, note=term.note, pays_online=term.pays_online, order=term.order, fee_words=term.fee_words,
        )  # fmt: skip


def _fees(version: ProcedureVersion, draft: Draft, cases: CaseIds) -> Iterable[FeeAsked]:
    for fee in draft.fees:
        yield FeeAsked(
            version=version, case_id=cases[version.pk, fee.case] if fee.case else None, channel=fee.channel, kind=fee.kind,
            name=fee.name, amount=fee.amount, per=fee.per, when=fee.when, legal=fee.legal, is_choice=fee.is_choice,
        )  # fmt: skip
