"""The register of a day (form 7 of Circular 03/2025/TT-VPCP): what a centre received, in the order of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count

from motcua.centres.models import Centre
from motcua.kernel.clock import day_bounds, write_day
from motcua.kernel.codes import read_dossier_code
from motcua.papers.printing import Register, RegisterRow, Signer

from ..models import Dossier
from ..rules import Status
from ..rules.words import PROOFS
from .printed import letterhead, register_book

_ENDED = {Status.WITHDRAWN, Status.STOPPED}


def received_on(centre: Centre, day: date) -> list[Dossier]:
    """What the centre received on that day in Việt Nam. Two queries."""
    first, after = day_bounds(day)
    rows = Dossier.objects.filter(received_at_centre=centre, received_at__gte=first, received_at__lt=after)
    related = rows.select_related("version", "deciding_unit").prefetch_related("hand_overs").annotate(sheets=Count("papers"))
    return sorted(related, key=_number)


def register_data(centre: Centre, day: date, rows: Sequence[Dossier], *, signer: str, now: datetime) -> Register:
    """Form 7 of the day for the `rows` of `received_on`, as they stand at `now`."""
    return Register(
        head=letterhead(centre, issued_at=now), period=f"ngày {write_day(day)}", book=register_book(centre.unit.agency_code, day),
        signer=Signer(title="Người lập sổ", name=signer), rows=tuple(_row(dossier) for dossier in rows),
    )  # fmt: skip


def _number(dossier: Dossier) -> int:
    code = read_dossier_code(dossier.code or "")
    return code.ordinal if code else 0


def _row(dossier: Dossier) -> RegisterRow:
    assert dossier.received_at is not None  # received dossiers only
    how = next((PROOFS.get(one.proof, "") for one in dossier.hand_overs.all() if one.to_unit_id is None), "")
    return RegisterRow(
        number=_number(dossier), code=dossier.code or "", applicant=dossier.applicant_name, address=dossier.address, procedure=dossier.version.name,
        papers=getattr(dossier, "sheets", 0), unit=dossier.deciding_unit.name, received_at=dossier.received_at, due_at=dossier.due_at,
        finished_at=dossier.finished_at, handed_at=dossier.returned_at, handed_how=how,
        note=Status(dossier.status).label if dossier.status in _ENDED else "",
    )  # fmt: skip
