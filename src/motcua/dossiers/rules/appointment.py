"""An appointment that somebody chooses: ahead, on a working day, while somebody is there (seed step 4; Decree 118/2025)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from motcua.deadlines.rules import DEFAULT_HOURS, Span, WorkCalendar
from motcua.deadlines.rules.moments import to_minute
from motcua.kernel.clock import local_day, write_clock, write_day

from ..errors import DueInPast, DueTooFar, NotAWorkingDay, OutsideHours

# No procedure takes as long: a year beyond is a slip of the finger, and a date once promised is not taken back (one extension at most).
FARTHEST_YEARS = 10


def working_spans(day: date, calendar: WorkCalendar) -> tuple[Span, ...]:
    """The working spans of an appointment's day. Raises NotAWorkingDay when there are none."""
    spans = calendar.spans(day)
    if not spans:
        raise NotAWorkingDay(write_day(day))
    return spans


def check_not_far(day: date, *, now: datetime) -> None:
    """Raise DueTooFar for a day more than ten years ahead."""
    if day - local_day(now) > timedelta(days=366 * FARTHEST_YEARS):
        raise DueTooFar(write_day(day), FARTHEST_YEARS)


def check_appointment(due: datetime, *, now: datetime, calendar: WorkCalendar) -> None:
    """Raise DueInPast, DueTooFar, NotAWorkingDay or OutsideHours unless `due` lies ahead and within working hours, their close included.

    Raises UnreadableMoment for a year that cannot be counted.
    """
    moment = to_minute(due)
    if due <= now:
        raise DueInPast
    check_not_far(moment.date(), now=now)
    spans = working_spans(moment.date(), calendar)
    # A term that is used up at a close is due at that close: so is a promise made by hand.
    if not any(span.opens <= moment.time() <= span.closes for span in spans):
        raise OutsideHours(write_clock(moment), write_day(moment.date()), [span.text() for span in spans])


def usual_hour(day: date, calendar: WorkCalendar) -> time:
    """The hour to suggest before a day is chosen: the close of an ordinary working day under the hours in force on `day`."""
    pattern = calendar.pattern(day)
    return (pattern.normal_day if pattern and pattern.normal_day else DEFAULT_HOURS)[-1].closes
