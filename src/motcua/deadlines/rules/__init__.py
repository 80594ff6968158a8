"""Working calendars, limits and due moments with their proof (Decree 118/2025, Civil Code 2015, Labour Code 2019)."""

from motcua.deadlines.rules.appointing import Due, due, due_moment
from motcua.deadlines.rules.calendar import DEFAULT_CALENDAR, DEFAULT_HOURS, WorkCalendar, office_hours
from motcua.deadlines.rules.explaining import Row
from motcua.deadlines.rules.hours import OwnDay, Span, WeeklyHours, swap
from motcua.deadlines.rules.judging import (
    Judgement,
    can_extend,
    check_extendable,
    check_extension,
    is_letter_in_time,
    judge,
    working_minutes,
)
from motcua.deadlines.rules.national import NationalDay, national_days
from motcua.deadlines.rules.reading import parse_hours, parse_limit, parse_moment, parse_pause
from motcua.deadlines.rules.terms import LateRule, Limit, Pause, PauseKind, Regime, Unit

__all__ = [
    "DEFAULT_CALENDAR",
    "DEFAULT_HOURS",
    "Due",
    "Judgement",
    "LateRule",
    "Limit",
    "NationalDay",
    "OwnDay",
    "Pause",
    "PauseKind",
    "Regime",
    "Row",
    "Span",
    "Unit",
    "WeeklyHours",
    "WorkCalendar",
    "can_extend",
    "check_extendable",
    "check_extension",
    "due",
    "due_moment",
    "is_letter_in_time",
    "judge",
    "national_days",
    "office_hours",
    "parse_hours",
    "parse_limit",
    "parse_moment",
    "parse_pause",
    "swap",
    "working_minutes",
]
