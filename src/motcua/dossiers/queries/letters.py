"""What the letters of a dossier say: forms 2, 4 and 5 of Circular 03/2025/TT-VPCP."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.audit import queries as audit
from motcua.kernel.money import Money
from motcua.papers.printing import Apology, Defect, PaperLine, Person, Signer, StopNotice, Supplement
from motcua.payments import rules as money

from ..models import Dossier
from ..models import Extension as ExtensionRow
from ..models import Supplement as SupplementRow
from ..rules import Status
from ..rules.people import written_number
from .printed import letterhead, term_text
from .terms import restarts


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
