"""Seasonal hours of the demonstration province: something to see in the year's picture, named as invented."""

from __future__ import annotations

import datetime as dt
from datetime import datetime

from motcua.deadlines.actions import confirm
from motcua.deadlines.models import HoursPattern
from motcua.deadlines.rules import WeeklyHours, parse_hours
from motcua.deadlines.rules.changing import Change, Pattern
from motcua.kernel.clock import local_day

NAME = "Giờ mùa hè (trình diễn)"
HOURS = "07:00-11:30,13:30-17:00"


def load_calendar(*, now: datetime) -> bool:
    """Summer hours of this year and the next, once; hours that an administrator removed stay removed. True when new."""
    if HoursPattern.objects.filter(name=NAME).exists():
        return False
    days = dict.fromkeys(range(5), parse_hours(HOURS))
    year = local_day(now).year
    summers = [WeeklyHours(days, dt.date(one, 4, 16), dt.date(one, 10, 15)) for one in (year, year + 1)]
    confirm(Change(patterns=tuple(Pattern(hours, NAME, "Dữ liệu trình diễn") for hours in summers)), by="system", now=now, title=NAME)
    return True
