"""Many procedures offered at many centres at once, by level of government."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from motcua.centres.models import Centre

from ..models import Procedure, ProcedureVersion
from .revising import bump_revision


@transaction.atomic
def receive_by_level(level: str, centres: Sequence[Centre], *, codes: Iterable[str] | None = None) -> int:
    """These centres receive every procedure of the level (of these codes), beside what they received; how many offers are new."""
    rows = ProcedureVersion.objects.filter(valid_to__isnull=True, level__code=level)
    if codes is not None:
        rows = rows.filter(procedure__code__in=list(codes))
    offers = Procedure.receiving.through.objects
    before = offers.count()
    offers.bulk_create(
        (
            Procedure.receiving.through(procedure_id=procedure, centre_id=centre.pk)
            for procedure in rows.values_list("procedure_id", flat=True)
            for centre in centres
        ),
        ignore_conflicts=True,
        batch_size=5000,
    )
    made = offers.count() - before
    if made:
        bump_revision()
    return made


def receive_as_usual(codes: Iterable[str]) -> int:
    """Commune-level work at every open centre, province-level work at the provincial ones, a ministry's own at none."""
    wanted = list(codes)
    centres = list(Centre.objects.filter(is_open=True))
    provincial = [centre for centre in centres if centre.is_provincial]
    made = 0
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        made += receive_by_level("commune", centres, codes=part)
        made += receive_by_level("province", provincial, codes=part)
    return made
