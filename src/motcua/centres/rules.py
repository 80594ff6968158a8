"""When a centre's counters are open (hours of their own, on the days of the office's calendar), and what units became in the reform of 01/07/2025."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import combinations

from motcua.deadlines.rules import DEFAULT_CALENDAR, OwnDay, WorkCalendar
from motcua.kernel.clock import WEEKDAYS, at, local, write_day
from motcua.kernel.marks import N_

from .errors import BadHours, BadSeason

LOOK_AHEAD_DAYS = 370
MONDAY, SATURDAY = 0, 5
# Levels of government are rows; these names of theirs stand here so that translators meet them.
USUAL_LEVELS = (N_("Trung ương"), N_("Cấp tỉnh"), N_("Cấp huyện"), N_("Cấp xã"))


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of opening time inside one day, [opens, closes)."""

    opens: time
    closes: time

    def text(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of one weekday (0 = Monday), in force from `valid_from` to `valid_to`, both included.

    Without any date they are the usual ones; with a date they are a season's, and take the place of the usual ones of their weekday.
    """

    weekday: int
    span: Span
    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_season(self) -> bool:
        return self.valid_from is not None or self.valid_to is not None

    def meets(self, other: Hours) -> bool:
        """Whether both count on some day: the same weekday, both usual or both of seasons that share a day."""
        if self.weekday != other.weekday or self.is_season != other.is_season:
            return False
        first = max(self.valid_from or date.min, other.valid_from or date.min)
        return first <= min(self.valid_to or date.max, other.valid_to or date.max)


def check_hours(hours: Iterable[Hours]) -> None:
    """Raises BadSeason or BadHours when a row ends before it begins, BadHours when it overlaps another that counts on the same day."""
    rows = sorted(hours, key=lambda row: (row.weekday, row.span))
    for row in rows:
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            raise BadSeason(WEEKDAYS[row.weekday], row.span.text())
        if row.span.opens >= row.span.closes:
            raise BadHours(WEEKDAYS[row.weekday], row.span.text())
    for before, after in combinations(rows, 2):
        if before.meets(after) and after.span.opens < before.span.closes:
            raise BadHours(WEEKDAYS[after.weekday], after.span.text())


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that decides when one centre is open: weekly hours, its own closed days with their reasons, and which days its office works."""

    hours: Sequence[Hours] = ()
    closed: Mapping[date, str] = field(default_factory=dict)
    calendar: WorkCalendar = DEFAULT_CALENDAR

    def _weekly(self, day: date, weekday: int) -> tuple[Span, ...]:
        """The spans of this weekday on the day: those of a season in force, else the usual ones."""
        rows = [row for row in self.hours if row.weekday == weekday and row.covers(day)]
        return tuple(sorted(row.span for row in [row for row in rows if row.is_season] or rows))

    def spans(self, day: date) -> tuple[Span, ...]:
        """The opening spans of the day in order, empty when closed. A day that is worked against the week has the hours that its entry
        names, else those of the day that it replaces, else its own weekday's or Monday's.
        """
        special = self.calendar.special(day)
        if day in self.closed or (special is not None and not special.worked):
            return ()
        if special is None:
            return self._weekly(day, day.weekday())
        if isinstance(special, OwnDay) and special.spans:
            return tuple(Span(span.opens, span.closes) for span in special.spans)
        like = special.replaces.weekday() if special.replaces else day.weekday() if day.weekday() < SATURDAY else MONDAY
        return self._weekly(day, like) or self._weekly(day, day.weekday())

    def reason(self, day: date) -> str:
        """Why the day is closed, or open against the week; empty on an ordinary day."""
        if day in self.closed:
            return self.closed[day]
        special = self.calendar.special(day)
        return special.reason if special else ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The answer for one moment: open until `closes_at`, or closed until `opens_at` (None: nothing is planned)."""

    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None


def opening_at(schedule: Schedule, now: datetime) -> Opening:
    """Whether the centre is open at `now` (aware), until when, when next. The closing moment counts as closed."""
    here = local(now)
    for span in schedule.spans(here.date()):
        if span.opens <= here.time() < span.closes:
            return Opening(True, at(here.date(), span.closes), next_opening(schedule, now))
    return Opening(False, None, next_opening(schedule, now))


def next_opening(schedule: Schedule, now: datetime) -> datetime | None:
    """The first moment after `now` at which a span begins, or None when none does within a year."""
    if not schedule.hours:
        return None
    today = local(now).date()
    for step in range(LOOK_AHEAD_DAYS):
        day = today + timedelta(days=step)
        for span in schedule.spans(day):
            if at(day, span.opens) > now:
                return at(day, span.opens)
    return None


def opening_sentence(opening: Opening, _: Callable[[str], str] = str) -> str:
    """What to tell a visitor: "Mở cửa lúc 07 giờ 30, thứ Tư 25/11/2026."; `_` translates, by default it does not."""
    if opening.is_open and opening.closes_at:
        return _("Đang mở cửa đến {hour} giờ {minute}.").format(**_clock(opening.closes_at))
    if opening.opens_at is None:
        return _("Chưa có lịch mở cửa. Xin gọi điện cho trung tâm trước khi đến.")
    day = local(opening.opens_at)
    return _("Mở cửa lúc {hour} giờ {minute}, {weekday} {day}.").format(
        **_clock(day), weekday=_(WEEKDAYS[day.weekday()]), day=write_day(day.date())
    )


def _clock(moment: datetime) -> dict[str, str]:
    """Hour and minute by themselves, so that each language writes the time as its other sentences do: "07 giờ 30", "07:30"."""
    here = local(moment)
    return {"hour": f"{here:%H}", "minute": f"{here:%M}"}


@dataclass(frozen=True, slots=True)
class DayRow:
    """A line of the week table."""

    day: date
    spans: tuple[Span, ...]
    reason: str
    is_today: bool

    @property
    def weekday(self) -> str:
        name = WEEKDAYS[self.day.weekday()]
        return name[0].upper() + name[1:]

    @property
    def text(self) -> str:
        """"07:30-11:30, 13:00-17:00", or empty when closed."""
        return ", ".join(span.text() for span in self.spans)


def week_table(schedule: Schedule, today: date) -> list[DayRow]:
    """Seven rows, Monday to Sunday of the week of `today`, holidays and own closed days shown as they really are."""
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=step) for step in range(7)]
    return [DayRow(day, schedule.spans(day), schedule.reason(day), day == today) for day in days]


def walk_successors(
    start: int, *, edges: Callable[[Iterable[int]], Iterable[int]], is_valid: Callable[[int], bool]
) -> list[int]:
    """The valid ones reached from `start` over any number of steps, each once, nearest first; a ring ends the walk."""
    if is_valid(start):
        return [start]
    seen, found, frontier = {start}, [], [start]
    while frontier:
        step = [one for one in dict.fromkeys(edges(frontier)) if one not in seen]
        seen.update(step)
        found += [one for one in step if is_valid(one)]
        frontier = [one for one in step if not is_valid(one)]
    return found
