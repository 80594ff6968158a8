"""What the letters of a dossier say, and the sheet of its way: forms 2, 4, 5 and 6 of Circular 03/2025/TT-VPCP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from motcua.audit import queries as audit
from motcua.catalogue.rules import StepKind
from motcua.deadlines.rules import Judgement, judge
from motcua.kernel.money import Money
from motcua.papers.printing import (
    Apology,
    ControlRow,
    Defect,
    PaperLine,
    Person,
    ProcessControl,
    Signer,
    StopNotice,
    Supplement,
    Verdict,
)
from motcua.payments import rules as money

from ..models import Dossier, HandOver
from ..models import Extension as ExtensionRow
from ..models import Supplement as SupplementRow
from ..rules import Status
from ..rules.people import written_number
from ..rules.words import PROOFS
from .printed import letterhead, term_text
from .terms import first_promise, first_told, proof_of, restarts, steps_of

_VERDICTS = {Judgement.EARLY: Verdict.EARLY, Judgement.ON_TIME: Verdict.ON_TIME, Judgement.LATE: Verdict.LATE}


def _person(dossier: Dossier) -> Person:
    return Person(
        name=dossier.applicant_name, id_number=written_number(dossier.id_number), address=dossier.address, phone=dossier.phone, email=dossier.email
    )


def supplement_data(dossier: Dossier, *, tracking_url: str) -> Supplement | None:
    """Form 2 of the last request for papers; None when there was none."""
    row = SupplementRow.objects.filter(dossier=dossier).select_related("by").order_by("-at", "-id").first()
    centre = dossier.received_at_centre
    if row is None or centre is None:
        return None
    return Supplement(
        head=letterhead(centre, issued_at=row.at), code=dossier.code or "", applicant=_person(dossier), procedure=dossier.version.name,
        missing=tuple(Defect(paper=item.get("paper", ""), problem=item.get("problem", ""), remedy=item.get("remedy", "")) for item in row.items),
        reason=row.reason, officer=str(row.by), tracking_url=tracking_url, content=dossier.content, deadline=row.due_at, contact=centre.phones,
        bring_to=f"{centre.name}, {centre.address}", restarts=restarts(dossier), term=term_text(dossier),
    )  # fmt: skip


def apology_data(dossier: Dossier, *, tracking_url: str) -> Apology | None:
    """Form 4; None when the dossier was not extended."""
    row, centre, collect = ExtensionRow.objects.filter(dossier=dossier).first(), dossier.received_at_centre, dossier.collect_at
    if row is None or centre is None or dossier.received_at is None:
        return None
    return Apology(
        head=letterhead(centre, issued_at=row.at), code=dossier.code or "", applicant=_person(dossier), procedure=dossier.version.name,
        received_at=dossier.received_at, due_at=row.old_due_at, new_due_at=row.new_due_at, reason=row.reason,
        signer=Signer(title=row.signer_title, name=row.signer), tracking_url=tracking_url,
        collect_at=f"{collect.name}, {collect.address}" if collect else "", contact=centre.phones,
    )  # fmt: skip


def _fees_at_stop(fees: Sequence[money.Due]) -> str:
    paid = money.total(fee for fee in fees if fee.is_paid)
    if paid.dong:
        return f"Đã nộp {Money(paid.dong)}"
    return "Chưa thu khoản nào" if money.total(fees).dong else "Miễn phí"


def stop_data(dossier: Dossier) -> StopNotice | None:
    """Form 5; None unless the dossier was stopped. The state before is read from the last event."""
    centre = dossier.received_at_centre
    if dossier.status != Status.STOPPED or centre is None or dossier.received_at is None or dossier.ended_at is None:
        return None
    last = audit.story("dossier", dossier.pk).filter(verb__in=["stop", "expire"]).last()
    before = Status(last.data["from"]).label if last else ""
    return StopNotice(
        head=letterhead(centre, issued_at=dossier.ended_at), code=dossier.code or "", applicant=_person(dossier), procedure=dossier.version.name,
        received_at=dossier.received_at, stopped_at=dossier.ended_at, reason=dossier.reason, state=before,
        signer=Signer(title=f"Đại diện {dossier.deciding_unit.name}"),
        papers_returned=tuple(
            PaperLine(name=row.name, originals=row.originals, certified=row.certified, copies=row.copies) for row in dossier.papers.all() if not row.only_shown
        ),
        fees=_fees_at_stop(list(dossier.fees_due.all())), contact=centre.phones,
    )  # fmt: skip


def control_data(dossier: Dossier, *, now: datetime) -> ProcessControl | None:
    """Form 6 as it stands at `now`; None before the dossier went from one hand to another. Nobody types it: hand-overs and the result are its rows."""
    centre = dossier.received_at_centre
    due, handed = _reception_due(dossier), dossier.hand_overs.select_related("giver", "to_unit")
    rows = [_handed_row(dossier, row, due) for row in handed] + _result_rows(dossier)
    if centre is None or dossier.received_at is None or not rows:
        return None
    return ProcessControl(
        head=letterhead(centre, issued_at=now), code=dossier.code or "", applicant=dossier.applicant_name, procedure=dossier.version.name,
        received_at=dossier.received_at, due_at=first_promise(dossier), rows=tuple(sorted(rows, key=lambda row: row.at)),
    )  # fmt: skip


def _handed_row(dossier: Dossier, row: HandOver, due: datetime | None) -> ControlRow:
    if row.to_unit is None:
        note = ". ".join(filter(None, (PROOFS.get(row.proof, ""), row.note)))
        return ControlRow(giver=_at(row.giver, dossier.collect_at), taker=row.taker, at=row.at, step=StepKind.RETURN.label, note=note)
    return ControlRow(
        giver=_at(row.giver, dossier.received_at_centre), taker=_at(row.taker, row.to_unit), at=row.at, step=StepKind.RECEPTION.label, due_at=due,
        verdict=_VERDICTS[judge(row.at, due)] if due else None, note=row.note,
    )  # fmt: skip


def _result_rows(dossier: Dossier) -> list[ControlRow]:
    """The result comes back to the place of collection; judged as the dossier is, by the first appointment."""
    result, due = dossier.results.select_related("added_by").order_by("id").first(), dossier.first_due_at
    if result is None or dossier.finished_at is None or due is None:
        return []
    giver, taker = _at(result.added_by, dossier.deciding_unit), str(dossier.collect_at or "")
    return [ControlRow(giver=giver, taker=taker, at=dossier.finished_at, step="Giải quyết", due_at=due, verdict=_VERDICTS[judge(dossier.finished_at, due)])]


def _reception_due(dossier: Dossier) -> datetime | None:
    """By when the counter had to pass the dossier on, where the procedure says so. After a pause it is counted anew and judges nothing earlier."""
    if dossier.pauses:
        return None
    steps = steps_of(dossier, proof_of(dossier), first_told(dossier))
    return next((step.due for step in steps if step.kind == StepKind.RECEPTION), None)


def _at(person: object, place: object) -> str:
    return ", ".join(str(part) for part in (person, place) if part)
