"""When a result is due, with its proof: the one door to the deadlines (Decree 118/2025; Civil Code art. 144-148)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.deadlines.rules.calendar import DEFAULT_CALENDAR, WorkCalendar
from motcua.deadlines.rules.counting import Course, course
from motcua.deadlines.rules.explaining import Row
from motcua.deadlines.rules.explaining import explain as explain_course
from motcua.deadlines.rules.moments import DAY, from_minute, minute_number
from motcua.deadlines.rules.terms import LateRule, Limit, Pause, Regime, Unit
from motcua.kernel.clock import write_day, write_moment


@dataclass(frozen=True)
class Due:
    """A due moment and why. ``due`` is None when there is no limit or while a pause still runs.

    ``remaining`` is what was left when a pause that still runs began: minutes of work for working units (rounded up),
    calendar days for days and months; 0 when the term has an end. ``total_minutes`` is the sum of the counted rows.
    """

    due: dt.datetime | None
    starts: dt.datetime
    limit: Limit
    explanation: tuple[Row, ...] = ()
    warnings: tuple[str, ...] = ()
    remaining: int = 0

    @property
    def total_minutes(self) -> int:
        return sum(row.minutes for row in self.explanation)

    def text(self) -> str:
        """``16 giờ 59, thứ Tư 25/02/2026``, or why there is no date."""
        if self.due:
            return write_moment(self.due)
        return self.limit.text() if self.limit.unit is Unit.NONE else "đang tạm dừng, chưa tính được ngày hẹn trả"

    def as_dict(self) -> dict[str, object]:
        """JSON shape of the command and the API; moments are ISO 8601 with +07:00."""
        return {
            "due": self.due.isoformat() if self.due else None,
            "starts": self.starts.isoformat(),
            "limit": self.limit.as_dict(),
            "explanation": [row.as_dict() for row in self.explanation],
            "warnings": list(self.warnings),
        }


def due_moment(
    received: dt.datetime,
    limit: Limit,
    *,
    calendar: WorkCalendar = DEFAULT_CALENDAR,
    late_rule: LateRule = LateRule.NONE,
    pauses: Sequence[Pause] = (),
    regime: Regime = Regime.PAUSE,
) -> dt.datetime | None:
    """The due moment alone (fast), always equal to ``due(...).due``."""
    found = course(minute_number(received), limit, calendar, late_rule, pauses, regime).term.due
    return None if found is None else from_minute(found)


def due(
    received: dt.datetime,
    limit: Limit,
    *,
    calendar: WorkCalendar = DEFAULT_CALENDAR,
    late_rule: LateRule = LateRule.NONE,
    pauses: Sequence[Pause] = (),
    regime: Regime = Regime.PAUSE,
    explain: bool = True,
) -> Due:
    """When the result is due. ``received`` is aware; its seconds are dropped, as on the receipt.

    - The clock starts at reception inside working hours, else at the next working moment, or later by the late rule.
    - Working days and hours run through working time only and keep the hour of reception. One that is used up exactly
      at a close is due at that close. What one working day is, see WorkCalendar.
    - Calendar days and months leave out the day on which the clock starts and end at the close of work of their last
      day, or of the next working day when that is off. "Same day" ends at the close of the day on which it starts.
    - Pauses: see Regime. One that begins at or after the due moment or ended before reception changes nothing.

    Raises UnreadableMoment for a naive or absurd moment, NoWorkingTime when the calendar has too little.
    """
    number = minute_number(received)
    found = course(number, limit, calendar, late_rule, pauses, regime)
    term = found.term
    return Due(
        due=None if term.due is None else from_minute(term.due),
        starts=from_minute(term.starts),
        limit=limit,
        explanation=explain_course(number, limit, calendar, late_rule, pauses, found) if explain else (),
        warnings=_warnings(number, calendar, found),
        remaining=_remaining(calendar, limit, found),
    )


def _remaining(calendar: WorkCalendar, limit: Limit, found: Course) -> int:
    left = found.term.remaining
    if limit.unit is not Unit.WORKING_DAY:
        return left
    year = calendar.table(from_minute(found.term.starts).year)
    weight = year.weights[found.term.starts // DAY - year.first]
    return -(-left // weight)


def _warnings(received: int, calendar: WorkCalendar, found: Course) -> tuple[str, ...]:
    first = dt.date.fromordinal(received // DAY)
    last = first if found.term.due is None else dt.date.fromordinal(found.term.due // DAY)
    warnings = [
        f"Lịch nghỉ lễ năm {year} chưa được công bố hoặc chưa được đối chiếu. Ngày hẹn trả có thể thay đổi."
        for year in range(first.year, last.year + 1)
        if not calendar.is_decreed(dt.date(year, 1, 1))
    ]
    for year in range(first.year, last.year + 1):
        for day in calendar.culture_days(year):
            if first <= day <= last:
                warnings.append(
                    f"Ngày {write_day(day)} được tính là ngày nghỉ lễ mới. Hãy đối chiếu văn bản chính thức."
                )
    warnings += [f"Lần {pause.text()} không đổi ngày hẹn trả: nằm ngoài thời hạn." for pause in found.without_effect]
    if found.term.due is None and found.term.remaining:
        warnings.append("Hồ sơ đang tạm dừng. Ngày hẹn trả sẽ có khi hết tạm dừng.")
    return tuple(warnings)
