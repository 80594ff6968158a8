"""Procedures that a source no longer has end, on somebody's word; nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.audit.actions import append_many

from ...models import ProcedureVersion
from ..revising import bump_revision


def missing_codes(sources: Iterable[str], present: Iterable[str]) -> list[str]:
    """Codes of procedures whose newest version came from one of the sources and that are not present. One query."""
    rows = ProcedureVersion.objects.filter(valid_to__isnull=True, source__in=set(sources))
    return sorted(set(rows.values_list("procedure__code", flat=True)) - set(present))


@transaction.atomic
def withdraw(codes: Iterable[str], *, day: date, by: str, now: datetime) -> int:
    """The newest versions of these procedures hold until the day before `day`; how many ended. Later ones than that stay."""
    rows = list(
        ProcedureVersion.objects.select_for_update().filter(
            procedure__code__in=list(codes), valid_to__isnull=True, valid_from__lt=day
        )
    )
    ProcedureVersion.objects.filter(pk__in=[row.pk for row in rows]).update(valid_to=day - timedelta(days=1))
    data = {"valid_to": (day - timedelta(days=1)).isoformat()}
    append_many(
        "procedure", "withdraw", [(row.procedure_id, {"number": row.number, **data}) for row in rows], at=now, actor=by
    )
    if rows:
        bump_revision()
    return len(rows)
