"""Which working calendar counts for whom, what is entered in it, and how far a change has come."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from .models import CalendarChange, CalendarState, HoursPattern, OwnEntry
from .rules import OwnDay, WeeklyHours, WorkCalendar
from .rules.changing import EVERYWHERE, Change, Entry, Pattern, read_hours
from .rules.layering import layered

STATE_SECONDS = 1.0
LATEST = 30


Rows = tuple[list[Pattern], list[Entry], bool]


@dataclass
class _Snapshot:
    """The rows under one stamp and the calendars made of them; replaced as a whole, so threads never mix two."""

    stamp: str
    rows: Rows
    calendars: dict[str, WorkCalendar] = field(default_factory=dict)

    def calendar(self, agency_code: str) -> WorkCalendar:
        patterns, entries, culture_day = self.rows
        # Agencies without rows of their own share one calendar, and so its tables.
        is_own = any(one.agency_code == agency_code for one in patterns) or any(one.agency_code == agency_code for one in entries)
        key = agency_code if is_own else EVERYWHERE
        kept = self.calendars.get(key)
        if kept is None:
            kept = self.calendars[key] = layered(key, patterns, entries, culture_day=culture_day)
        self.calendars[agency_code] = kept
        return kept


@dataclass
class _Known:
    """What this process remembers, and when it last asked whether that is still true."""

    snapshot: _Snapshot | None = None
    read_at: float = -math.inf


_known = _Known()


def calendar_of(agency_code: str, *, changes: Change | None = None) -> WorkCalendar:
    """The working calendar of the agency, kept in the process; other processes see a change within a second.

    With ``changes`` the calendar as it would be if they were saved (read afresh, not kept). Raises BadCalendar or
    NoWorkingTime when such a change leaves no calendar.
    """
    if changes is not None:
        return calendars_with(changes)(agency_code)
    snapshot = _current()
    return snapshot.calendars.get(agency_code) or snapshot.calendar(agency_code)


def calendars_with(change: Change) -> Callable[[str], WorkCalendar]:
    """Calendars as they would be with the change: one reading of the rows for any number of agencies."""
    patterns, entries, culture_day = _saved(change)
    wanted = culture_day if change.culture_day is None else change.culture_day
    snapshot = _Snapshot("", ([*patterns, *change.patterns], [*entries, *change.entries], wanted))
    return lambda agency_code: snapshot.calendars.get(agency_code) or snapshot.calendar(agency_code)


def _current() -> _Snapshot:
    moment, kept = time.monotonic(), _known.snapshot
    if kept is not None and moment - _known.read_at < STATE_SECONDS:
        return kept
    stamp = CalendarState.objects.filter(pk=1).values_list("stamp", flat=True).first() or ""
    if kept is None or stamp != kept.stamp:
        kept = _known.snapshot = _Snapshot(stamp, _saved(Change()))
    _known.read_at = moment
    return kept


def forget() -> None:
    """The next calendar_of() asks the database."""
    _known.snapshot, _known.read_at = None, -math.inf


def _saved(change: Change) -> Rows:
    """The rows in force without those that the change removes, and whether Vietnam Culture Day is a day off."""
    entries = [entry_of(row) for row in own_entries() if row.pk not in change.removed_entries]
    patterns = [pattern_of(row) for row in hours_patterns() if row.pk not in change.removed_patterns]
    return patterns, entries, has_culture_day()


def own_entries() -> list[OwnEntry]:
    """Own days in force, by day."""
    return list(OwnEntry.objects.filter(removed_in__isnull=True).order_by("day", "agency_code"))


def hours_patterns() -> list[HoursPattern]:
    """Weekly hours in force or to come, by their first day."""
    return list(HoursPattern.objects.filter(removed_in__isnull=True).order_by("valid_from", "agency_code"))


def has_culture_day() -> bool:
    """Whether 24 November is a day off here."""
    found = CalendarState.objects.filter(pk=1).values_list("culture_day", flat=True).first()
    return True if found is None else found


def entry_of(row: OwnEntry) -> Entry:
    """The rule behind the row."""
    return Entry(OwnDay(row.day, row.worked, row.reason, row.legal_basis, row.replaces, read_hours(row.hours)), row.agency_code)


def pattern_of(row: HoursPattern) -> Pattern:
    """The rule behind the row."""
    days = {int(day): read_hours(text) for day, text in row.days.items()}
    return Pattern(WeeklyHours(days, row.valid_from, row.valid_to), row.name, row.legal_basis, row.agency_code)


def with_partner(row: OwnEntry) -> list[OwnEntry]:
    """The row and, when it is half of a swap, its other half: they come and go together."""
    together = OwnEntry.objects.filter(removed_in__isnull=True, agency_code=row.agency_code, change=row.change)
    if row.replaces:
        return [row, *together.filter(day=row.replaces)]
    return [row, *together.filter(replaces=row.day)]


def changes_lately() -> list[CalendarChange]:
    """Confirmed changes, the last one first."""
    fields = ("pk", "title", "made_by", "confirmed_at", "confirmed_by", "looked", "moved", "total", "done_at", "failure")
    return list(CalendarChange.objects.filter(confirmed_at__isnull=False).only(*fields).order_by("-confirmed_at")[:LATEST])


def changes_open() -> list[CalendarChange]:
    """Changes that wait for their confirmation, the last one first."""
    return list(CalendarChange.objects.filter(confirmed_at__isnull=True).only("pk", "title", "made_at", "made_by", "confirmed_by").order_by("-pk"))


def stamp() -> str:
    """Which state the saved calendars are in; another text after every change."""
    return CalendarState.objects.filter(pk=1).values_list("stamp", flat=True).first() or ""
