"""What the catalogue has: fields, departments, levels and life events with their numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import Count, Q

from motcua.centres.models import Centre, Level, Unit
from motcua.centres.queries import in_force
from motcua.kernel.text import fold

from ..models import Field, ProcedureVersion

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Counted(Generic[Thing]):
    """A field or department and how many procedures are in force under it."""

    row: Thing
    count: int


def fields_with_counts(day: date, *, centre: Centre | None = None) -> list[Counted[Field]]:
    """Fields that have a procedure in force (at the centre, when given), in order of name. One query."""
    rows = Field.objects.annotate(number=_number("versions", day, centre)).filter(number__gt=0)
    return sorted((Counted(row, row.number) for row in rows), key=lambda one: fold(one.row.name))


def departments_with_counts(day: date, *, centre: Centre | None = None) -> list[Counted[Unit]]:
    """Departments that have a procedure in force (at the centre, when given), in order of name. One query."""
    rows = Unit.objects.annotate(number=_number("procedure_versions", day, centre)).filter(number__gt=0)
    return sorted((Counted(row, row.number) for row in rows), key=lambda one: fold(one.row.name))


def levels_in_use(day: date) -> list[Level]:
    """The levels of government that decide on a procedure in force, in their order. One query."""
    used = ProcedureVersion.objects.filter(in_force(day)).values("level")
    return list(Level.objects.filter(pk__in=used).order_by("rank"))


def life_events_in_use(day: date) -> set[str]:
    """The keys of the life events that lead to a procedure in force. One query."""
    return set(life_event_counts(day))


def life_event_counts(day: date) -> Counter[str]:
    """How many procedures in force each life event leads to. One query."""
    rows = ProcedureVersion.objects.filter(in_force(day)).exclude(life_events=[]).values_list("life_events", flat=True)
    return Counter(key for keys in rows for key in keys)


def audience_counts(day: date) -> Counter[str]:
    """How many procedures in force each audience may apply for. One query."""
    rows = ProcedureVersion.objects.filter(in_force(day)).values_list("audiences", flat=True)
    return Counter(key for keys in rows for key in keys)


def levels_with_counts(day: date) -> list[Counted[Level]]:
    """The levels of government with their procedures in force, the nearest to people first. Two queries."""
    rows = ProcedureVersion.objects.filter(in_force(day)).order_by().values_list("level").annotate(number=Count("pk"))
    numbers = dict(rows)
    return [Counted(level, numbers[level.pk]) for level in Level.objects.filter(pk__in=numbers).order_by("-rank")]


def _number(path: str, day: date, centre: Centre | None) -> Count:
    held = Q(**{f"{path}__valid_from__lte": day}) & (
        Q(**{f"{path}__valid_to__isnull": True}) | Q(**{f"{path}__valid_to__gte": day})
    )
    if centre is not None:
        held &= Q(**{f"{path}__procedure__receiving": centre})
    return Count(path, filter=held, distinct=True)
