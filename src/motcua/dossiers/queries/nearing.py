"""Running dossiers near or past their appointment, for the worker's warnings and the desk's list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Q, QuerySet

from motcua.accounts.models import Staff
from motcua.accounts.rules import Role
from motcua.centres.models import Centre
from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import DEFAULT_CALENDAR

from ..models import Dossier
from ..rules import GROUPS
from ..rules.warnings import Warned, horizon, level_of

# A unit of old with more days off than any centre's of today.
_MARGIN = timedelta(days=2)
_RUNNING = sorted(int(status) for status in GROUPS["in_progress"])


@dataclass(frozen=True, slots=True)
class Near:
    """A running dossier and the warning that holds for it."""

    dossier: Dossier
    level: Warned


def horizons(now: datetime) -> tuple[datetime, datetime]:
    """(1 day, 3 days): no dossier of any centre due later than this can need that warning. One query."""
    codes = Centre.objects.values_list("unit__agency_code", flat=True).distinct()
    calendars = {id(found): found for found in map(calendar_of, codes)} or {0: DEFAULT_CALENDAR}
    one, three = (
        max(horizon(now, level, calendar) for calendar in calendars.values()) for level in (Warned.ONE_DAY, Warned.THREE_DAYS)
    )
    return one + _MARGIN, three + _MARGIN


def to_warn(*, now: datetime, bounds: tuple[datetime, datetime], after: int, limit: int) -> list[Dossier]:
    """Running dossiers that may need a warning they have not had, by id; `bounds` are the `horizons`."""
    one, three = bounds
    rows = Dossier.objects.filter(ended_at__isnull=True, finished_at__isnull=True, status__in=_RUNNING, received_at__isnull=False)
    near = Q(due_at__lt=now, warned__lt=Warned.EXPIRED) | Q(due_at__lte=one, due_at__gte=now, warned__lt=Warned.ONE_DAY)
    near |= Q(due_at__gt=one, warned__lt=Warned.THREE_DAYS)
    found = rows.filter(near, due_at__lte=three, pk__gt=after).select_related("version", "deciding_unit")
    return list(found.order_by("pk")[:limit])


def level_now(dossier: Dossier, now: datetime) -> Warned:
    """The warning that holds for a running dossier now."""
    if dossier.due_at is None or dossier.received_at is None:
        return Warned.NONE
    return level_of(dossier.due_at, received=dossier.received_at, now=now, calendar=calendar_of(dossier.agency_code))


def near_due(*, now: datetime, centres: Collection[int | None] = (), units: Collection[int | None] = (), limit: int = 10) -> list[Near]:
    """The soonest `limit` running dossiers that these centres received or these units decide and that are late or nearly so, by appointment.

    Fresh ones with a short term lie between them and are passed over. One query for the horizon and one a page; one page
    does unless many such lie in front, and nothing is read that is due after the horizon of three working days.
    """
    _one, three = horizons(now)
    rows = Dossier.objects.filter(ended_at__isnull=True, status__in=_RUNNING, due_at__lte=three)
    rows = rows.filter(Q(received_at_centre_id__in=centres) | Q(deciding_unit_id__in=units))
    looked = (Near(row, level_now(row, now)) for row in _by_appointment(rows.select_related("version"), 2 * limit))
    return list(islice((near for near in looked if near.level is not Warned.NONE), limit))


def _by_appointment(rows: QuerySet[Dossier], size: int) -> Iterator[Dossier]:
    """The rows by appointment, a page at a time. Each page is twice the one before, so that few queries reach far."""
    rest = rows = rows.order_by("due_at", "pk")
    while page := list(rest[:size]):
        yield from page
        if len(page) < size:
            return
        last, size = page[-1], 2 * size
        rest = rows.filter(due_at__gte=last.due_at).exclude(due_at=last.due_at, pk__lte=last.pk)


def people_to_warn(dossier: Dossier) -> Sequence[Staff]:
    """The handlers of the deciding unit and the head of the centre that received it, those with an e-mail address."""
    posts = Q(posts__role=Role.DEPARTMENT, posts__unit_id=dossier.deciding_unit_id) | Q(posts__role=Role.HEAD, posts__centre_id=dossier.received_at_centre_id)
    return list(Staff.objects.filter(posts, is_active=True).exclude(email="").distinct().order_by("pk"))


def over_supplements(*, now: datetime, limit: int = 500) -> list[Dossier]:
    """Dossiers whose term for papers is over."""
    return list(Dossier.objects.filter(supplement_due_at__lte=now, ended_at__isnull=True).select_related("version").order_by("supplement_due_at")[:limit])
