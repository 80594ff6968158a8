"""Measuring along a working calendar in whole minutes: next working moment, time between, moment after."""

from __future__ import annotations

import datetime as dt

from motcua.deadlines.errors import NoWorkingTime
from motcua.deadlines.rules.calendar import WorkCalendar
from motcua.deadlines.rules.moments import DAY
from motcua.deadlines.rules.table import MinuteSpans

# A calendar in which nobody works for this long is a mistake of whoever entered it.
LONGEST_BREAK = 800


def _year(day: int) -> int:
    return dt.date.fromordinal(day).year


def day_spans(calendar: WorkCalendar, day: int) -> MinuteSpans:
    """Spans of the day (its ordinal) in minutes since midnight."""
    table = calendar.table(_year(day))
    return table.spans[day - table.first]


def closing(calendar: WorkCalendar, day: int) -> int | None:
    """The minute number at which work ends on the day, None on a day off."""
    spans = day_spans(calendar, day)
    return day * DAY + spans[-1][1] if spans else None


def no_working_time(day: int) -> NoWorkingTime:
    date = dt.date.fromordinal(day)
    return NoWorkingTime(
        f"Lịch không có giờ làm việc nào sau ngày {date:%d/%m/%Y}. Hãy khai báo giờ làm việc cho thời gian này."
    )


def next_working_minute(calendar: WorkCalendar, moment: int) -> int:
    """The moment itself inside working time, else the next opening. A closing minute (11:30, 17:00) is outside."""
    day, minute = divmod(moment, DAY)
    for later in range(day, day + LONGEST_BREAK):
        for opens, closes in day_spans(calendar, later):
            if minute < closes:
                return later * DAY + max(minute, opens)
        minute = 0
    raise no_working_time(day)


def between(calendar: WorkCalendar, start: int, end: int, *, by_day: bool) -> int:
    """Working time in [start, end) in minutes, or in day shares when ``by_day``; 0 when end <= start."""
    if end <= start:
        return 0
    first_day, first_minute = divmod(start, DAY)
    last_day, last_minute = divmod(end, DAY)
    year, last_year = _year(first_day), _year(last_day)
    table, last_table = calendar.table(year), calendar.table(last_year)
    found = last_table.elapsed(last_day - last_table.first, last_minute, by_day=by_day)
    found -= table.elapsed(first_day - table.first, first_minute, by_day=by_day)
    for passed in range(year, last_year):
        found += calendar.table(passed).total(by_day=by_day)
    return found


def after(calendar: WorkCalendar, start: int, need: int, *, by_day: bool) -> int:
    """The earliest minute at which ``need`` > 0 has been worked since the start: inside hours or at their closing."""
    day, minute = divmod(start, DAY)
    year = _year(day)
    table = calendar.table(year)
    target = table.elapsed(day - table.first, minute, by_day=by_day) + need
    empty_years = 0
    while target > (total := table.total(by_day=by_day)):
        empty_years = 0 if total else empty_years + 1
        if empty_years > 2:
            raise no_working_time(day)
        target -= total
        year += 1
        table = calendar.table(year)
    found, at = table.reach(target, by_day=by_day)
    return (table.first + found) * DAY + at
