"""Receiving a dossier at the counter, or sending the visitor back with guidance (seed step 4; Decree 118/2025)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, connection, transaction

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.audit import actions as audit
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Case, PaperAsked
from motcua.centres import queries as centres
from motcua.centres.models import Centre
from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import LateRule, Limit, Unit, due_moment
from motcua.kernel.clock import local_day, write_moment
from motcua.kernel.codes import DossierCode, new_security_code
from motcua.kernel.text import clean, fold
from motcua.payments import actions as payments
from motcua.queueing.models import CounterSession, Ticket

from ..errors import (
    ChecklistIncomplete,
    NoLimit,
    NotReceivedHere,
    PapersNone,
    ReasonMissing,
    RequestUsed,
    SlipWritten,
    TicketNotYours,
)
from ..models import CodeSeries, Dossier, DossierPaper, GuidanceSlip
from ..rules.appointment import check_appointment
from ..rules.people import Applicant
from .steps import check_may_receive, check_place_open, opened


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGiven:
    """A paper as handed in; `asked` is the id of the catalogue's row, None for a paper beyond the list."""

    asked: int | None
    name: str = ""
    originals: int = 0
    certified: int = 0
    copies: int = 0
    shown: bool = False

    @property
    def is_given(self) -> bool:
        return self.shown or self.originals + self.certified + self.copies > 0


def receive(
    *, centre: Centre, case: Case, channel: str, applicant: Applicant, papers: Sequence[PaperGiven], by: Staff, now: datetime,
    request: str, ticket: Ticket | None = None, helped_at: Centre | None = None, collect_at: Centre | None = None,
    content: str = "", sets: int = 1, due_at: datetime | None = None, quantities: Mapping[int, int] | None = None,
) -> Dossier:  # fmt: skip
    """Receive a complete dossier: code, security code, due moment, fees copied, event; all in one transaction.

    `request` makes the call repeatable: the same token gives the same dossier, and RequestUsed for another person or
    case. `due_at` is used only when the procedure has no limit for the channel. Raises NotReceptionHere, ChecklistIncomplete,
    PapersNone, TicketNotYours, NotReceivedHere, NoLimit, PlaceClosed, and what `check_appointment` raises for a `due_at` when nobody is there.
    """
    known = Dossier.objects.filter(request=request).first()
    if known is not None:
        return _same(known, case, applicant)
    check_may_receive(by, centre)
    given = check_papers(case, papers)
    _check_place(centre, case)
    term = _term(case, channel, centre, now, due_at, collect_at or centre)
    people = _applicant_columns(applicant)
    try:
        with transaction.atomic():
            if ticket is not None:
                _hold_ticket(ticket, by)
            code = _next_code(centre.unit.agency_code, now)
            dossier = Dossier.objects.create(
                code=str(code), security_code=new_security_code(), request=request, status=opened("receive"), version=case.version, case=case,
                channel=channel, helped_at=helped_at or centre, received_at_centre=centre, collect_at=collect_at or centre,
                deciding_unit=centres.deciding_unit(centre, case.version, day=local_day(now)), agency_code=code.agency, ticket=ticket,
                content=clean(content)[:1000], sets=sets, received_at=now, receiver=by, **people, **term,
            )  # fmt: skip
            _write_papers(dossier, given)
            payments.copy_fees(dossier.pk, _fee_lines(case, channel, quantities or {}))
            audit.begin("dossier", dossier.pk, "receive", at=now, actor=actor_of(by), data=_told(dossier))
    except IntegrityError:
        twin = Dossier.objects.filter(request=request).first()
        if twin is None:
            raise
        return _same(twin, case, applicant)
    return dossier


def _same(known: Dossier, case: Case, applicant: Applicant) -> Dossier:
    """The dossier of an earlier call with this token when it is of the same person and case. Raises RequestUsed."""
    if (known.case_id, known.applicant_name, known.id_number) != (case.pk, applicant.name, applicant.id_number):
        raise RequestUsed(str(known))
    return known


def check_papers(case: Case, papers: Sequence[PaperGiven]) -> list[tuple[PaperAsked | None, PaperGiven]]:
    """The papers that were given, each with what was asked; raises PapersNone or ChecklistIncomplete."""
    asked = {paper.pk: paper for paper in case.papers.all()}
    given = [(asked.get(paper.asked or 0), paper) for paper in papers if paper.is_given]
    here = {wanted.pk for wanted, _ in given if wanted}
    missing = [paper.name for paper in asked.values() if paper.is_needed and paper.pk not in here]
    if not given and asked:
        raise PapersNone
    if missing:
        raise ChecklistIncomplete(missing)
    return given


def guide_back(
    *,
    centre: Centre,
    case: Case,
    items: Sequence[Mapping[str, str]],
    words: str,
    by: Staff,
    now: datetime,
    request: str,
    ticket: Ticket | None = None,
) -> GuidanceSlip:
    """Record what is missing or wrong; nothing is received and no personal data is kept. Needs an item or words.

    The same token gives the same slip, and SlipWritten when what it says or whom it is for has changed. Raises NotReceptionHere, ReasonMissing.
    """
    check_may_receive(by, centre)
    if not items and not clean(words):
        raise ReasonMissing
    slip = GuidanceSlip(
        centre=centre, case=case, ticket=ticket, by=by, at=now, items=[dict(item) for item in items], words=words.strip(), request=request
    )  # fmt: skip
    known = GuidanceSlip.objects.filter(request=request).first()
    if known is not None:
        return _same_slip(known, slip)
    try:
        with transaction.atomic():
            if ticket is not None:
                _hold_ticket(ticket, by)
            slip.save(force_insert=True)
            audit.begin("guidance", slip.pk, "guide_back", at=now, actor=actor_of(by), data={"case": case.pk, "items": len(slip.items)})
    except IntegrityError:
        twin = GuidanceSlip.objects.filter(request=request).first()
        if twin is None:
            raise
        return _same_slip(twin, slip)
    return slip


def _same_slip(known: GuidanceSlip, wanted: GuidanceSlip) -> GuidanceSlip:
    """The slip of an earlier call with this token when it says the same. After the ticket ended it comes without one. Raises SlipWritten."""
    other_visitor = wanted.ticket_id is not None and wanted.ticket_id != known.ticket_id
    if other_visitor or (known.case_id, known.items, known.words) != (wanted.case_id, wanted.items, wanted.words):
        raise SlipWritten(known.pk, write_moment(known.at))
    return known


def _check_place(centre: Centre, case: Case) -> None:
    if not case.version.procedure.receiving.filter(pk=centre.pk).exists():
        raise NotReceivedHere


def _hold_ticket(ticket: Ticket, by: Staff) -> None:
    """Lock the session that serves the ticket, so that two officers cannot receive with it at once."""
    if (
        not CounterSession.objects.select_for_update()
        .filter(officer=by, closed_at__isnull=True, current=ticket)
        .exists()
    ):
        raise TicketNotYours(ticket.number)


def _term(case: Case, channel: str, centre: Centre, now: datetime, due_at: datetime | None, collect_at: Centre) -> dict[str, Any]:
    row = catalogue.term_for(case.version, case, channel)
    unit, calendar = Unit(row.unit) if row else Unit.NONE, calendar_of(centre.unit.agency_code)
    if unit is Unit.NONE:
        if due_at is None:
            raise NoLimit
        check_appointment(due_at, now=now, calendar=calendar)
        check_place_open(collect_at.pk, local_day(due_at))
        return {"limit_amount": None, "limit_unit": Unit.NONE.value, "due_at": due_at, "first_due_at": due_at}
    assert row is not None
    limit = Limit(row.amount or Decimal(0), unit)
    due = due_moment(now, limit, calendar=calendar, late_rule=LateRule(case.version.late_rule))
    return {"limit_amount": row.amount, "limit_unit": unit.value, "due_at": due, "first_due_at": due}


def _applicant_columns(applicant: Applicant) -> dict[str, Any]:
    return {
        "applicant_name": applicant.name, "applicant_folded": fold(applicant.name)[:200], "applicant_kind": applicant.kind,
        "id_number": applicant.id_number, "birth_date": applicant.birth_date, "sex": applicant.sex, "address": applicant.address,
        "phone": applicant.phone, "email": applicant.email, "authoriser": applicant.authoriser,
        "authoriser_id_number": applicant.authoriser_id_number, "authoriser_address": applicant.authoriser_address,
        "authoriser_phone": applicant.authoriser_phone, "authoriser_email": applicant.authoriser_email,
    }  # fmt: skip


def _next_code(agency: str, now: datetime) -> DossierCode:
    """The next code of the agency today; the row stays locked until the transaction ends, so no two can be equal."""
    day, table = local_day(now), CodeSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (agency_code, day, last) VALUES (%s, %s, 1) "  # noqa: S608 - the table's own name
            f"ON CONFLICT (agency_code, day) DO UPDATE SET last = {table}.last + 1 RETURNING last",
            [agency, day],
        )
        row = cursor.fetchone()
    return DossierCode(agency, day, int(row[0]))


def _write_papers(dossier: Dossier, given: Sequence[tuple[PaperAsked | None, PaperGiven]]) -> None:
    DossierPaper.objects.bulk_create(
        DossierPaper(
            dossier=dossier, asked=asked, order=order, name=asked.name if asked else clean(paper.name), originals=paper.originals,
            certified=paper.certified, copies=paper.copies, only_shown=paper.shown,
        )
        for order, (asked, paper) in enumerate(given)
    )  # fmt: skip


def _fee_lines(case: Case, channel: str, quantities: Mapping[int, int]) -> list[payments.FeeLine]:
    """What is to be paid; of several amounts to choose from only those that the officer gave a quantity."""
    return [
        payments.FeeLine(
            kind=fee.kind,
            name=fee.name,
            amount=fee.amount,
            quantity=max(quantities.get(fee.pk, 1), 1),
            when=fee.when,
            legal=fee.legal,
        )
        for fee in catalogue.fees_for(case.version, case, channel)
        if not fee.is_choice or quantities.get(fee.pk, 0) > 0
    ]


def _told(dossier: Dossier) -> dict[str, Any]:
    """What the first event says; no personal data, only what a dispute needs."""
    return {
        "from": None, "to": int(dossier.status), "code": dossier.code, "centre": dossier.received_at_centre_id, "version": dossier.version_id,
        "channel": dossier.channel, "due": dossier.due_at.isoformat() if dossier.due_at else None, "unit": dossier.deciding_unit_id,
        "steps": catalogue.step_shares(dossier.version_id),
    }  # fmt: skip
