"""Reads of centres: the public directory, opening hours, who decides, what a former unit became."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from motcua.deadlines.queries import calendar_of
from motcua.kernel.clock import local_day

from .errors import NoLocalAuthority, NoSuccessor, SeveralSuccessors
from .models import Centre, ClosedDay, Level, Unit
from .rules import DayRow, Hours, Opening, Schedule, Span, opening_at, opening_sentence, walk_successors, week_table
from .rules import next_opening as _next_opening

LOCAL_LEVEL = "commune"


@dataclass(frozen=True, slots=True)
class CentreEntry:
    """A line of the directory: the centre and how it stands at the moment asked for."""

    centre: Centre
    opening: Opening
    sentence: str


class DecidedVersion(Protocol):
    """What deciding_unit reads of a procedure's version (the catalogue lies above this package)."""

    @property
    def level(self) -> Level: ...
    @property
    def department(self) -> Unit: ...


def _centres() -> QuerySet[Centre]:
    return Centre.objects.select_related("unit", "local_authority").prefetch_related("hours", "closed_days")


def directory(*, now: datetime) -> list[CentreEntry]:
    """All centres in use with their state at `now`. Three queries whatever the number of centres, besides the calendars that the process keeps."""
    return [_entry(centre, now) for centre in _centres().filter(is_open=True)]


def _entry(centre: Centre, now: datetime) -> CentreEntry:
    opening = opening_at(schedule(centre), now)
    return CentreEntry(centre, opening, opening_sentence(opening, gettext))


def centre_by_slug(slug: str) -> Centre | None:
    """The centre in use under this name in the address, with hours and closed days (three queries), or None."""
    return _centres().filter(slug=slug[:60], is_open=True).first()


def closed_day(centre_id: int, day: date) -> ClosedDay | None:
    """The centre's own day off on `day`, with the centre, or None; what the calendar of its office says is not asked."""
    return ClosedDay.objects.select_related("centre").filter(centre=centre_id, day=day).first()


def schedule(centre: Centre) -> Schedule:
    """The centre's opening hours, closed days and its office's calendar; two queries, none when the centre came from this module."""
    hours = [
        Hours(row.weekday, Span(row.opens, row.closes), row.valid_from, row.valid_to) for row in centre.hours.all()
    ]
    return Schedule(hours, {row.day: row.reason for row in centre.closed_days.all()}, calendar_of(centre.unit.agency_code))


def opening_now(centre: Centre, now: datetime) -> Opening:
    """Open or not at `now`, until when, and when it opens next."""
    return opening_at(schedule(centre), now)


def is_open_now(centre: Centre, now: datetime) -> bool:
    """Whether the counters are open by hours, holidays and closed days (the demonstration switch is not looked at)."""
    return opening_now(centre, now).is_open


def takes_visitors(centre: Centre, now: datetime) -> bool:
    """Whether numbers are given at `now`: the centre is in use, and it is open or gives numbers after hours."""
    return centre.is_open and (centre.accepts_after_hours or is_open_now(centre, now))


def next_opening(centre: Centre, now: datetime) -> datetime | None:
    """The first moment after `now` at which the counters open, or None when none is planned within a year."""
    return _next_opening(schedule(centre), now)


def opening_words(centre: Centre, now: datetime) -> str:
    """The sentence for visitors in the language of the page: "Mở cửa lúc 07 giờ 30, thứ Tư 25/11/2026."."""
    return opening_sentence(opening_now(centre, now), gettext)


def week(centre: Centre, now: datetime) -> list[DayRow]:
    """The week table of the week in which `now` lies, Monday first."""
    return week_table(schedule(centre), local_day(now))


def in_force(day: date) -> Q:
    """The condition on a dated row (valid_from, valid_to) that it holds on the day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def successors_today(unit: Unit, day: date) -> list[Unit]:
    """The units that do on `day` what `unit` did: itself while it lives, else successors over any number of reforms.

    One query per reform on the way, one more for the rows. Rings in the data end the walk.
    """
    known = {unit.pk: unit}

    def edges(ids: Iterable[int]) -> list[int]:
        rows = list(Unit.objects.filter(predecessors__in=list(ids)).distinct())
        known.update({row.pk: row for row in rows})
        return [row.pk for row in rows]

    def is_valid(pk: int) -> bool:
        row = known[pk]
        return row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)

    return [known[pk] for pk in walk_successors(unit.pk, edges=edges, is_valid=is_valid)]


def deciding_unit(centre: Centre, version: DecidedVersion, *, day: date) -> Unit:
    """Who decides on a dossier received here on the day: the department, or for the commune level the centre's People's Committee.

    A unit that has ended is replaced by its one successor of the day. Raises NoLocalAuthority when the centre is tied to
    none, NoSuccessor and SeveralSuccessors when a person has to say who decides.
    """
    if version.level.code != LOCAL_LEVEL:
        return _the_one(version.department, day)
    if centre.local_authority is None:
        raise NoLocalAuthority(centre.name)
    return _the_one(centre.local_authority, day)


def _the_one(unit: Unit, day: date) -> Unit:
    found = successors_today(unit, day)
    if not found:
        raise NoSuccessor(unit.name)
    if len(found) > 1:
        raise SeveralSuccessors(unit.name, [one.name for one in found])
    return found[0]


def departments(day: date) -> list[Unit]:
    """The departments (sở, ban, ngành) in force on the day."""
    return list(Unit.objects.filter(in_force(day), is_department=True).order_by("pk"))
