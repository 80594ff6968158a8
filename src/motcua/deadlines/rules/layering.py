"""One agency's calendar out of everybody's rows: its own hours and days win over those of all (domain: working time by agency and season)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

from motcua.deadlines.rules.calendar import DEFAULT_HOURS, WorkCalendar, office_hours
from motcua.deadlines.rules.changing import EVERYWHERE, Entry, Pattern
from motcua.deadlines.rules.hours import OwnDay, WeeklyHours

USUAL = office_hours(*DEFAULT_HOURS)


def layered(agency_code: str, patterns: Iterable[Pattern], entries: Iterable[Entry], *, culture_day: bool = True) -> WorkCalendar:
    """The calendar of the agency. Rows of other agencies are left out; days without any pattern have the usual hours.

    Raises BadCalendar or NoWorkingTime as WorkCalendar does.
    """
    mine = [pattern for pattern in patterns if pattern.agency_code in (EVERYWHERE, agency_code)]
    return WorkCalendar(hours_over_time(mine), days_of(agency_code, entries), culture_day=culture_day)


def days_of(agency_code: str, entries: Iterable[Entry]) -> list[OwnDay]:
    """One entry a day: the agency's own before that for all."""
    kept: dict[dt.date, Entry] = {}
    for entry in entries:
        if entry.agency_code in (EVERYWHERE, agency_code) and not (entry.agency_code == EVERYWHERE and entry.day.date in kept):
            kept[entry.day.date] = entry
    return [entry.day for entry in kept.values()]


def hours_over_time(patterns: Sequence[Pattern]) -> list[WeeklyHours]:
    """Patterns that no longer overlap, in order of time, the usual hours wherever none is in force.

    An agency's pattern wins over one for all whatever their dates; among equals the one that began last wins.
    """
    ranked = sorted(patterns, key=lambda pattern: (pattern.agency_code != EVERYWHERE, pattern.hours.valid_from or dt.date.min), reverse=True)
    candidates = [pattern.hours for pattern in ranked] + [USUAL]
    starts = {hours.valid_from for hours in candidates if hours.valid_from}
    starts |= {hours.valid_to + dt.timedelta(1) for hours in candidates if hours.valid_to}
    edges: list[dt.date | None] = [None, *sorted(starts), None]
    parts: list[WeeklyHours] = []
    for start, following in itertools.pairwise(edges):
        winner = next(hours for hours in candidates if hours.covers(start or dt.date.min))
        end = following - dt.timedelta(1) if following else None
        if parts and parts[-1].days == winner.days:
            start = parts.pop().valid_from
        parts.append(WeeklyHours(winner.days, start, end))
    return parts
