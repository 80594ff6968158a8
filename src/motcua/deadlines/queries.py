"""Which working calendar counts for whom."""

from __future__ import annotations

from .rules import DEFAULT_CALENDAR, WorkCalendar


def calendar_of(agency_code: str) -> WorkCalendar:
    """The working calendar of the agency: national office hours and holidays."""
    return DEFAULT_CALENDAR
