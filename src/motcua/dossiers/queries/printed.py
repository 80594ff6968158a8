"""What the printed papers of a dossier say (forms of Circular 03/2025/TT-VPCP)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

from django.conf import settings

from motcua.catalogue.models import Case
from motcua.centres.models import Centre
from motcua.deadlines.rules import Limit, Unit
from motcua.kernel.clock import local_day, write_day
from motcua.kernel.codes import read_dossier_code
from motcua.kernel.money import Money
from motcua.papers.printing import AskedPaper, Defect, FeeLine, Letterhead, PaperLine, Person, Receipt
from motcua.papers.printing import GuidanceSlip as SlipPaper

from ..models import Dossier, DossierPaper, GuidanceSlip
from ..rules.people import written_number
from .terms import first_promise


def letterhead(centre: Centre, *, issued_at: datetime, number: str = "") -> Letterhead:
    """The head of every paper of a centre."""
    parent = centre.unit.parent
    return Letterhead(
        unit=centre.name,
        superior=parent.name if parent else "",
        place=settings.PROVINCE,
        issued_at=issued_at,
        number=number,
    )


def term_text(dossier: Dossier) -> str:
    """ "3 ngày làm việc", or that the appointment was set by hand."""
    unit = Unit(dossier.limit_unit)
    return "theo ngày hẹn" if unit is Unit.NONE else Limit(dossier.limit_amount or Decimal(0), unit).text()


def _authoriser(dossier: Dossier) -> Person | None:
    if not dossier.authoriser:
        return None
    return Person(
        name=dossier.authoriser,
        id_number=written_number(dossier.authoriser_id_number),
        address=dossier.authoriser_address,
        phone=dossier.authoriser_phone,
        email=dossier.authoriser_email,
    )


def _note(paper: DossierPaper) -> str:
    """What the receipt adds to a paper; one that came later must not read as if it had been there at reception."""
    later = f"bổ sung ngày {write_day(local_day(paper.brought_at))}" if paper.brought_at else ""
    return ", ".join(filter(None, ("chỉ xuất trình" if paper.only_shown else "", later)))


def receipt_data(dossier: Dossier, *, tracking_url: str) -> Receipt:
    """Form 1 of a received dossier; `tracking_url` is absolute and holds both codes. Whenever it is printed it promises what it promised;
    papers that were brought later say so.
    """
    centre, collect = dossier.received_at_centre, dossier.collect_at
    assert centre is not None and collect is not None and dossier.received_at is not None
    return Receipt(
        head=letterhead(centre, issued_at=dossier.received_at, number=f"{(dossier.code or '').rsplit('-', 1)[-1]}/TNHS"),
        code=dossier.code or "", security_code=dossier.security_code, tracking_url=tracking_url,
        applicant=Person(
            name=dossier.applicant_name, id_number=written_number(dossier.id_number), address=dossier.address, phone=dossier.phone, email=dossier.email
        ),
        authoriser=_authoriser(dossier),
        procedure=dossier.version.name, case=dossier.case.name, content=dossier.content, sets=dossier.sets,
        papers=tuple(
            PaperLine(name=row.name, originals=row.originals, certified=row.certified, copies=row.copies, note=_note(row))
            for row in dossier.papers.all()
        ),
        fees=tuple(FeeLine(name=fee.name, amount=Money(fee.total), paid=fee.paid_at is not None) for fee in dossier.fees_due.order_by("id")),
        term=term_text(dossier), received_at=dossier.received_at, due_at=first_promise(dossier), collect_at=f"{collect.name}, {collect.address}",
        officer=str(dossier.receiver or ""), register=_register(dossier), tracking_site=f"{urlsplit(tracking_url).netloc}/tra-cuu", hotline=centre.phones,
    )  # fmt: skip


def register_book(agency: str, day: date) -> str:
    """The name of an agency's electronic register of a year, as the receipt and form 7 write it."""
    return f"{agency}/{day:%Y}"


def _register(dossier: Dossier) -> str:
    """Where the electronic register has the dossier: the agency's book of the year, the day, and the number of that day."""
    code = read_dossier_code(dossier.code or "")
    return f"Quyển {register_book(code.agency, code.day)}, ngày {code.day:%d/%m}, số thứ tự {code.ordinal}" if code else ""


def slip_data(slip: GuidanceSlip, *, url: str) -> SlipPaper:
    """The guidance slip after a check that found the papers incomplete."""
    defects = tuple(
        Defect(paper=item.get("paper", ""), problem=item.get("problem", ""), remedy=item.get("remedy", ""))
        for item in slip.items
    ) or (Defect(paper="Hồ sơ", problem=slip.words),)
    return SlipPaper(
        head=letterhead(slip.centre, issued_at=slip.at), procedure=slip.case.version.name, procedure_code=slip.case.version.procedure.code,
        case=slip.case.name, url=url, defects=defects, advice=slip.words, officer=str(slip.by), hotline=slip.centre.phones,
    )  # fmt: skip


def checklist_data(
    case: Case, *, centre: Centre, at: datetime, url: str, officer: str, term: str, fees: tuple[str, ...]
) -> SlipPaper:
    """The checklist of a case as the guidance desk prints it (seed step 1); no personal data."""
    version = case.version
    return SlipPaper(
        head=letterhead(centre, issued_at=at), procedure=version.name, procedure_code=version.procedure.code, case=case.name, url=url,
        papers=tuple(
            AskedPaper(
                name=paper.name, originals=paper.originals, certified=paper.certified, copies=paper.copies, form=paper.form, note=paper.note,
                show_only=paper.only_show,
            )
            for paper in case.papers.all()
        ),
        term=term, fees=fees, places=(f"{centre.name}, {centre.address}",),
        result="; ".join(row["name"] for row in version.results), officer=officer, hotline=centre.phones,
    )  # fmt: skip
