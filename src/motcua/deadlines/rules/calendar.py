"""The working calendar of an agency: weekly hours, national days, own entries (Labour Code 2019 art. 112)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import lcm

from motcua.deadlines.errors import BadCalendar, NoWorkingTime
from motcua.deadlines.rules.hours import OwnDay, Span, WeeklyHours, length, minute_spans
from motcua.deadlines.rules.moments import FIRST_YEAR, LAST_YEAR
from motcua.deadlines.rules.national import DECREED_FROM, DECREED_TO, NationalDay, national_days
from motcua.deadlines.rules.table import YearTable
from motcua.deadlines.rules.wording import short_day, weekday_name
from motcua.kernel.clock import write_day

STANDARD_DAY = 8 * 60


class WorkCalendar:
    """Working time of an agency.

    Own entries win over national days, national days over the weekly pattern. Of several patterns in force on a day
    the one with the latest ``valid_from`` counts (a summer pattern over the usual one).

    **One working day** is the normal day of the pattern in force: 8 hours with the usual hours, 7.5 hours where an
    agency works 07:30-11:30 and 13:30-17:00. Otherwise a limit in days would not keep the hour of reception. The normal
    day is the longest of the week, so a worked Saturday morning is half a day. One working hour is always 60 minutes.

    Raises BadCalendar for two entries of the same day or two patterns from the same date, NoWorkingTime when empty.
    """

    def __init__(
        self,
        patterns: Sequence[WeeklyHours],
        own: Sequence[OwnDay] = (),
        *,
        national: bool = True,
        culture_day: bool = True,
    ) -> None:
        self.patterns = tuple(sorted(patterns, key=lambda pattern: pattern.valid_from or dt.date.min, reverse=True))
        self.own = {entry.date: entry for entry in own}
        self.national = national
        self.culture_day = culture_day
        self._tables: dict[int, YearTable] = {}
        self._check(own)
        norms = [length(pattern.normal_day) for pattern in self.patterns]
        # Quarter days stay whole numbers: limits go in steps of 0.25.
        self.day_shares = 4 * lcm(STANDARD_DAY, *(norm for norm in norms if norm))

    def _check(self, own: Sequence[OwnDay]) -> None:
        if len(self.own) != len(own):
            seen: set[dt.date] = set()
            twice = next(entry.date for entry in own if entry.date in seen or seen.add(entry.date))  # type: ignore[func-returns-value]  # add() is the "remember" of the search
            raise BadCalendar(f"Ngày {write_day(twice)} được khai báo hai lần. Hãy bỏ một lần.")
        starts = [pattern.valid_from for pattern in self.patterns]
        if len(set(starts)) != len(starts):
            raise BadCalendar("Có hai khung giờ cùng ngày bắt đầu hiệu lực. Hãy sửa ngày bắt đầu của một khung giờ.")
        has_hours = any(pattern.normal_day for pattern in self.patterns)
        if not has_hours and not any(entry.spans for entry in own):
            raise NoWorkingTime(
                "Lịch không có giờ làm việc nào. Hãy nhập giờ làm việc cho ít nhất một ngày trong tuần."
            )

    def pattern(self, day: dt.date) -> WeeklyHours | None:
        """The weekly pattern in force on the day, None when none is."""
        return next((pattern for pattern in self.patterns if pattern.covers(day)), None)

    def national_day(self, day: dt.date) -> NationalDay | None:
        """What the nation says about the day: a holiday, a swap, or nothing."""
        if not self.national:
            return None
        found = national_days(day.year).get(day)
        return None if found and found.is_culture_day and not self.culture_day else found

    def special(self, day: dt.date) -> OwnDay | NationalDay | None:
        """What decides about the day against the week: an own entry, else what the nation says; None on an ordinary day."""
        return self.own.get(day) or self.national_day(day)

    def spans(self, day: dt.date) -> tuple[Span, ...]:
        """The working spans of the day in order; empty when it is off."""
        pattern = self.pattern(day)
        usual = pattern.days.get(day.weekday(), ()) if pattern else ()
        entry = self.special(day)
        if entry is None:
            return usual
        if not entry.worked:
            return ()
        if isinstance(entry, OwnDay) and entry.spans:
            return entry.spans
        if pattern is None:
            return ()
        if entry.replaces:
            return pattern.days.get(entry.replaces.weekday(), ())
        return usual or pattern.normal_day

    def reason(self, day: dt.date) -> str:
        """Why the day is off or worked against the pattern; empty for an ordinary working day."""
        if entry := self.own.get(day):
            return f"{short_day(day)}: {entry.text()}"
        if special := self.national_day(day):
            return special.reason
        if self.pattern(day) is None:
            return "chưa khai báo giờ làm việc"
        return "" if self.spans(day) else weekday_name(day)

    def is_special(self, day: dt.date) -> bool:
        """Whether an own entry or a national day decides about the day."""
        return self.special(day) is not None

    def culture_days(self, year: int) -> list[dt.date]:
        """Days off of the year that rest on Vietnam Culture Day alone, whose legal basis has still to be verified."""
        if not (self.national and self.culture_day):
            return []
        return [day for day, entry in national_days(year).items() if entry.is_culture_day and day not in self.own]

    def is_decreed(self, day: dt.date) -> bool:
        """Whether the national days of that year are known for certain."""
        return not self.national or DECREED_FROM <= day.year <= DECREED_TO

    def table(self, year: int) -> YearTable:
        """Running totals of a year, built once. Raises NoWorkingTime outside the years that can be counted."""
        found = self._tables.get(year)
        if found is None:
            if not FIRST_YEAR - 1 <= year <= LAST_YEAR + 50:
                raise NoWorkingTime("Lịch không đủ giờ làm việc để tính thời hạn này. Hãy khai báo thêm giờ làm việc.")
            found = self._tables[year] = self._build(year)
        return found

    def _build(self, year: int) -> YearTable:
        first = dt.date(year, 1, 1)
        days = [first + dt.timedelta(n) for n in range((dt.date(year + 1, 1, 1) - first).days)]
        weights = []
        for day in days:
            pattern = self.pattern(day)
            norm = length(pattern.normal_day) if pattern else 0
            weights.append(self.day_shares // (norm or STANDARD_DAY))
        return YearTable.build(first.toordinal(), [minute_spans(self.spans(day)) for day in days], weights)


def office_hours(*spans: Span, days: Sequence[int] = range(5)) -> WeeklyHours:
    """The same spans on each of the days, Monday to Friday unless told."""
    return WeeklyHours(dict.fromkeys(days, spans))


DEFAULT_HOURS = (Span(dt.time(7, 30), dt.time(11, 30)), Span(dt.time(13), dt.time(17)))
DEFAULT_CALENDAR = WorkCalendar([office_hours(*DEFAULT_HOURS)])
