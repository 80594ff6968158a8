"""Today's figures of a centre for its head: the hall from the day's tickets, dossiers from index scans (fast at a million dossiers)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, FilteredRelation, Q, QuerySet
from django.db.models.functions import ExtractHour, Substr

from motcua.centres.models import Centre
from motcua.deadlines.rules.moments import to_minute
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import GROUPS
from motcua.kernel.clock import VN, day_bounds, local_day
from motcua.queueing.models import ServiceGroup, Ticket
from motcua.queueing.queries import HallFigures, hall_figures, still_called
from motcua.queueing.rules import State

# figure of dossiers -> the moment that decides whether it counts one, and by which its list is ordered
MOMENTS: Mapping[str, str] = {
    "received": "received_at", "finished": "finished_at", "returned": "returned_at", "due_today": "due_at", "late": "first_due_at",
}  # fmt: skip
_RUNNING = sorted(int(status) for status in GROUPS["in_progress"])


@dataclass(frozen=True, slots=True)
class DossierFigures:
    """Dossiers received at a centre: what came and went today, what is due today, what is late now."""

    received: int
    finished: int
    returned: int
    due_today: int
    late: int


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """A group's day so far: numbers it gave, people in its line now, mean wait for the first call of those numbers (None before the first).

    A visitor who was passed on counts, with the wait until the first call, for the group that gave the number, and as waiting for the one
    where they stand now. A second wait after that is in no group's mean, as it is in none of the whole hall."""

    letter: str
    name: str
    issued: int
    waiting: int
    mean_wait: timedelta | None


@dataclass(frozen=True, slots=True)
class HourFigures:
    """Numbers given in one hour of the day in Việt Nam."""

    hour: int
    issued: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class Today:
    """A centre's day so far."""

    hall: HallFigures
    dossiers: DossierFigures
    groups: list[GroupFigures]
    hours: list[HourFigures]


def today_figures(centre: Centre, now: datetime) -> Today:
    """All figures of the head's page; ten queries whatever the numbers are."""
    return Today(hall_figures(centre, now), dossier_figures(centre, now), group_figures(centre, now), hour_figures(centre, now))


def dossier_figures(centre: Centre, now: datetime) -> DossierFigures:
    """Five counts, each an index scan."""
    return DossierFigures(**{figure: dossiers_behind(figure, centre, now).count() for figure in MOMENTS})


def dossiers_behind(figure: str, centre: Centre, now: datetime) -> QuerySet[Dossier]:
    """The dossiers that a figure counts (a name of `MOMENTS`); the caller orders and slices.

    Both of the last count dossiers whose clock runs: due by the present appointment, late against the first one, which an extension
    does not move (domain: an extended dossier is still late against the first)."""
    moment, here = MOMENTS[figure], Dossier.objects.filter(received_at_centre=centre)
    if figure in ("due_today", "late"):
        here = here.filter(status__in=_RUNNING, ended_at__isnull=True)
    if figure == "late":
        return here.filter(first_due_at__lt=to_minute(now))
    start, end = day_bounds(local_day(now))
    return here.filter(**{f"{moment}__gte": start, f"{moment}__lt": end})


def group_figures(centre: Centre, now: datetime) -> list[GroupFigures]:
    """The groups that have a line today or people waiting, by letter; two queries. The line keeps how many numbers it gave, wherever they went since."""
    day, tickets = local_day(now), still_called(now, of="tickets__") & Q(tickets__centre=centre)
    groups = ServiceGroup.objects.filter(centre=centre).annotate(
        line=FilteredRelation("lines", condition=Q(lines__day=day)), here=FilteredRelation("tickets", condition=tickets)
    )
    rows = groups.values("letter", "name", "line__last").order_by("letter")
    counted, waits = rows.annotate(waits=Count("here", filter=Q(here__state=State.WAITING))), _mean_waits(centre, day)
    known = counted.filter(Q(line__last__isnull=False) | Q(waits__gt=0))
    return [GroupFigures(row["letter"], row["name"], row["line__last"] or 0, row["waits"], waits.get(row["letter"])) for row in known]


def _mean_waits(centre: Centre, day: date) -> dict[str, timedelta]:
    """Letter -> mean wait until the first call. Nobody changes groups before that call, and a number begins with the letter of the group that gave it;
    the ticket itself knows only where it stands now."""
    wait = ExpressionWrapper(F("called_at") - F("taken_at"), output_field=DurationField())
    called = Ticket.objects.filter(centre=centre, day=day, called_at__isnull=False)
    return dict(called.annotate(letter=Substr("number", 1, 1)).values_list("letter").annotate(mean=Avg(wait)))


def hour_figures(centre: Centre, now: datetime) -> list[HourFigures]:
    """Numbers given per hour, from the first to the last hour with one (or now), gaps filled with 0; one query."""
    rows = Ticket.objects.filter(centre=centre, day=local_day(now)).annotate(hour=ExtractHour("taken_at", tzinfo=VN))
    found = dict(rows.values_list("hour").annotate(number=Count("pk")).order_by("hour"))
    if not found:
        return []
    present = now.astimezone(VN).hour
    return [HourFigures(hour, found.get(hour, 0), hour == present) for hour in range(min(found), max(max(found), present) + 1)]
