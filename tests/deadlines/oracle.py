"""A slow second opinion on due moments: it walks minute by minute and day by day and shares no code with the rules.

Only holidays are looked up in the package; all else (hours, swaps, pauses, late rules) is written again from the
description of the trade. It knows 2024 to 2028 and the default hours, or hours given as pairs of minutes.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import holidays

Hours = tuple[tuple[int, int], ...]
MINUTE = timedelta(minutes=1)
USUAL = ((450, 690), (780, 1020))
_PACKAGE = holidays.country_holidays("VN", years=range(2023, 2031), language="en_US")
WORKED = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 8, 22), date(2026, 1, 10)}
OFF = {date(2026, 1, 2)}


@dataclass(frozen=True)
class Stop:
    """A pause on naive local clocks; ``end`` is always known here."""

    start: datetime
    end: datetime
    is_payment: bool = False


@cache
def is_worked(day: date) -> bool:
    if day in WORKED:
        return True
    return day.weekday() < 5 and day not in _PACKAGE and day not in OFF


@cache
def open_minutes(hours: Hours) -> tuple[int, ...]:
    """The minutes of a day that are worked, one by one."""
    return tuple(minute for minute in range(1440) if any(opens <= minute < closes for opens, closes in hours))


def worked_minutes(begin: datetime, hours: Hours) -> Iterator[datetime]:
    """Every minute that is worked, one after the other, from the moment on."""
    day = begin.date()
    while True:
        if is_worked(day):
            midnight = datetime.combine(day, datetime.min.time())
            for minute in open_minutes(hours):
                moment = midnight + minute * MINUTE
                if moment >= begin:
                    yield moment
        day += timedelta(days=1)


def starts(received: datetime, late: str, hours: Hours) -> datetime:
    minute = received.hour * 60 + received.minute
    too_late = (late == "after-15:00" and minute > 900) or (late == "last-hour" and minute >= hours[-1][1] - 60)
    moment = received
    if too_late and is_worked(received.date()):
        moment = datetime.combine(received.date() + timedelta(days=1), datetime.min.time())
    return next(worked_minutes(moment, hours))


def stands(moment: datetime, stops: list[Stop]) -> bool:
    return any(stop.start <= moment < stop.end for stop in stops)


def by_minutes(begin: datetime, minutes: int, stops: list[Stop], hours: Hours) -> datetime:
    for moment in worked_minutes(begin, hours):
        if not stands(moment, stops):
            minutes -= 1
            if not minutes:
                return moment + MINUTE
    raise AssertionError("time does not end")


def _touching(stops: list[Stop]) -> list[Stop]:
    """Pauses that touch are one."""
    joined: list[Stop] = []
    for stop in sorted(stops, key=lambda found: found.start):
        if joined and stop.start <= joined[-1].end:
            joined[-1] = Stop(joined[-1].start, max(joined[-1].end, stop.end))
        else:
            joined.append(stop)
    return joined


def _stops_work(stop: Stop, begin: datetime, hours: Hours) -> bool:
    return next(worked_minutes(max(stop.start, begin), hours)) < stop.end


def by_days(begin: datetime, days: int, stops: list[Stop], hours: Hours) -> datetime:
    """Count days one after the other; a day whose midnight lies in a pause that cost working time is not counted."""
    real = [stop for stop in _touching(stops) if stop.end > begin and _stops_work(stop, begin, hours)]
    day, left = begin.date(), days
    while left:
        day += timedelta(days=1)
        midnight = datetime.combine(day, datetime.min.time())
        if not any(max(stop.start, begin) < midnight <= stop.end for stop in real):
            left -= 1
    while True:
        close = datetime.combine(day, datetime.min.time()) + MINUTE * hours[-1][1]
        if is_worked(day) and not any(stop.start < close <= stop.end for stop in real):
            return close
        day += timedelta(days=1)


def _days_of(begin: datetime, months: int) -> int:
    year, month = begin.year, begin.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    last = calendar.monthrange(year, month)[1]
    return (date(year, month, min(begin.day, last)) - begin.date()).days


def _one_run(begin: datetime, amount: float, unit: str, stops: list[Stop], hours: Hours) -> datetime:
    worked = sum(closes - opens for opens, closes in hours)
    if unit == "working_day":
        return by_minutes(begin, int(amount * worked), stops, hours)
    if unit == "working_hour":
        return by_minutes(begin, int(amount * 60), stops, hours)
    days = {"calendar_day": int(amount), "same_day": 0}.get(unit)
    return by_days(begin, _days_of(begin, int(amount)) if days is None else days, stops, hours)


def due(
    received: datetime,
    amount: float,
    unit: str,
    *,
    late: str = "none",
    stops: list[Stop] | None = None,
    restart: bool = False,
    hours: Hours = USUAL,
) -> datetime:
    """The due moment on naive local clocks. ``restart``: each supplement that falls into the term begins it anew."""
    stops = sorted(stops or [], key=lambda stop: (stop.start, stop.end))
    standing = [stop for stop in stops if stop.is_payment or not restart]
    begin = received
    found = _one_run(starts(begin, late, hours), amount, unit, standing, hours)
    for stop in stops:
        if stop in standing or stop.end <= begin:
            continue
        if stop.start >= found:
            break
        begin = stop.end
        found = _one_run(starts(begin, late, hours), amount, unit, standing, hours)
    return found
