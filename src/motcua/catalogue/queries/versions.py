"""Which version of a procedure is in force."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from motcua.centres.queries import in_force
from motcua.kernel.text import clean

from ..models import InternalStep, ProcedureVersion
from ..rules import StepKind


def current(day: date) -> QuerySet[ProcedureVersion]:
    """The versions in force on the day, with procedure, field, department and level read."""
    return ProcedureVersion.objects.filter(in_force(day)).select_related("procedure", "field", "department", "level")


def current_version(code: str, day: date) -> ProcedureVersion | None:
    """The version of the procedure with this code that is in force on the day, or None. One query."""
    return current(day).filter(procedure__code=clean(code[:60])).first()


def numbered_version(code: str, number: int, day: date) -> ProcedureVersion | None:
    """This version of the procedure, in force or ended; None for one that has not begun or is not there. One query."""
    rows = ProcedureVersion.objects.select_related("procedure", "field", "department", "level")
    return rows.filter(procedure__code=clean(code[:60]), number=number, valid_from__lte=day).first()


def step_shares(version: int) -> list[list[str]]:
    """The internal steps of a version in their order, each [kind, share in percent]; plain JSON for an event."""
    found = dict(InternalStep.objects.filter(version_id=version).values_list("kind", "share"))
    return [[kind.value, str(found[kind.value])] for kind in StepKind if kind.value in found]
