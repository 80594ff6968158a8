"""The proof of a due moment: which days and spans were counted, which were skipped and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.deadlines.rules.calendar import WorkCalendar
from motcua.deadlines.rules.counting import FOREVER, Course, is_late, minutes_of
from motcua.deadlines.rules.moments import DAY, from_minute
from motcua.deadlines.rules.ruler import closing, day_spans
from motcua.deadlines.rules.terms import LateRule, Limit, Pause, Unit
from motcua.deadlines.rules.wording import clock_day, day_month
from motcua.kernel.clock import WEEKDAYS

FIRST_DAY = "ngày đầu của thời hạn: không tính (Bộ luật Dân sự 2015, Điều 147)"


@dataclass(frozen=True)
class Row:
    """One line of the proof. ``minutes`` is what the line adds to the limit, so a line that is not counted has 0.

    Working days and hours count working minutes; calendar days and months count 1,440 minutes a day.
    """

    date: dt.date
    start: dt.time | None
    end: dt.time | None
    minutes: int
    counted: bool
    reason: str

    def as_dict(self) -> dict[str, object]:
        """JSON shape: date (ISO), from, to (HH:MM or null), minutes, counted, reason."""
        return {
            "date": self.date.isoformat(),
            "from": f"{self.start:%H:%M}" if self.start else None,
            "to": f"{self.end:%H:%M}" if self.end else None,
            "minutes": self.minutes,
            "counted": self.counted,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class _Story:
    """Everything that the lines are told from."""

    received: int
    limit: Limit
    calendar: WorkCalendar
    late_rule: LateRule
    pauses: Sequence[Pause]
    course: Course


def explain(
    received: int, limit: Limit, calendar: WorkCalendar, late_rule: LateRule, pauses: Sequence[Pause], course: Course
) -> tuple[Row, ...]:
    """The lines from reception to the due moment in order of time; the counted minutes sum to the limit."""
    story = _Story(received, limit, calendar, late_rule, pauses, course)
    rows = list(_beginning(story))
    if limit.unit is Unit.NONE:
        rows.append(_row(received, None, reason="thủ tục không quy định thời hạn: không có ngày hẹn trả"))
    elif limit.unit in (Unit.CALENDAR_DAY, Unit.MONTH):
        rows.extend(_civil_rows(story))
    else:
        rows.extend(_working_rows(story))
    return tuple(rows)


def _row(start: int, end: int | None, *, minutes: int = 0, counted: bool = False, reason: str = "") -> Row:
    opens = from_minute(start)
    return Row(opens.date(), opens.time(), from_minute(end).time() if end else None, minutes, counted, reason)


def _day_row(day: int, *, minutes: int = 0, reason: str) -> Row:
    return Row(dt.date.fromordinal(day), None, None, minutes, minutes > 0, reason)


def _beginning(story: _Story) -> Iterator[Row]:
    course = story.course
    if course.restarts:
        yield _row(story.received, None, reason="tiếp nhận hồ sơ")
    for pause in course.restarts:
        if pause.end is None:
            yield _row(minutes_of(pause)[0], None, reason=f"{pause.text()}; khi đủ hồ sơ sẽ tính lại toàn bộ thời hạn")
            return
        yield _row(minutes_of(pause)[1], None, reason=f"tính lại toàn bộ thời hạn sau khi {pause.text()}")
    if course.term.starts != course.origin:
        yield _row(course.origin, None, reason=_moved_start(story))


def _moved_start(story: _Story) -> str:
    starts = from_minute(story.course.term.starts)
    begun = f"tính từ {starts:%H:%M} {WEEKDAYS[starts.weekday()]} {day_month(starts.date())}"
    if is_late(story.calendar, story.course.origin, story.late_rule):
        return f"{story.late_rule.label}: {begun}"
    return f"tiếp nhận ngoài giờ làm việc: {begun}"


def _off_reason(calendar: WorkCalendar, day: int) -> str:
    date = dt.date.fromordinal(day)
    reason = calendar.reason(date)
    own = date in calendar.own
    return f"{day_month(date)}: {reason}" if calendar.is_special(date) and not own else reason


def _open_pause(story: _Story) -> tuple[Pause, int] | None:
    """The pause that still runs and the minute at which the clock stopped; None when the term has an end."""
    if story.course.term.due is not None:
        return None
    running = [pause for pause in story.pauses if pause.end is None]
    first = min(running, key=minutes_of)
    stopped = next((begun for begun, ended in story.course.stops if ended == FOREVER), minutes_of(first)[0])
    return first, stopped


def _working_rows(story: _Story) -> Iterator[Row]:
    """Spans between the start of the (last) run and its end, cut where the clock stood; days off in between."""
    term, calendar = story.course.term, story.calendar
    still = _open_pause(story)
    if still and story.course.restarts and story.course.restarts[-1].end is None:
        return
    until = still[1] if still else term.due
    assert until is not None
    for day in range(story.course.origin // DAY, until // DAY + 1):
        spans = day_spans(calendar, day)
        if not spans:
            yield _day_row(day, reason=_off_reason(calendar, day))
        for opens, closes in spans:
            begun, ended = max(day * DAY + opens, term.starts), min(day * DAY + closes, until)
            if begun < ended:
                yield from _cut(story, begun, ended)
    if still:
        yield _row(still[1], None, reason=still[0].text())


def _cut(story: _Story, begun: int, ended: int) -> Iterator[Row]:
    special = story.calendar.reason(dt.date.fromordinal(begun // DAY))
    for stop_start, stop_end in story.course.stops:
        if stop_end <= begun or stop_start >= ended:
            continue
        if stop_start > begun:
            yield _row(begun, stop_start, minutes=stop_start - begun, counted=True, reason=special)
        stopped, begun = max(begun, stop_start), min(stop_end, ended)
        yield _row(stopped, begun, reason=_pause_reason(story, stopped, begun))
    if begun < ended:
        yield _row(begun, ended, minutes=ended - begun, counted=True, reason=special)


def _pause_reason(story: _Story, begun: int, ended: int) -> str:
    """The words of every pause that touches the stretch, several joined."""
    found = [pause for pause in story.pauses if minutes_of(pause)[0] < ended and minutes_of(pause)[1] > begun]
    return "; ".join(dict.fromkeys(pause.text() for pause in found)) or "tạm dừng"


def _civil_rows(story: _Story) -> Iterator[Row]:
    """Each day from the first (not counted) to the last, and the days by which an end on a day off moves."""
    term, calendar = story.course.term, story.calendar
    still = _open_pause(story)
    if still and story.course.restarts and story.course.restarts[-1].end is None:
        return
    first = term.starts // DAY
    for day in range(story.course.origin // DAY, first):
        if not day_spans(calendar, day):
            yield _day_row(day, reason=_off_reason(calendar, day))
    yield _day_row(first, reason=FIRST_DAY)
    if still:
        for day in range(first + 1, first + term.need - term.remaining + 1):
            yield _day_row(day, minutes=DAY, reason=_off_reason(calendar, day))
        yield _row(still[1], None, reason=still[0].text())
        return
    assert term.due is not None
    left = term.need
    for day in range(first + 1, term.due // DAY + 1):
        counted = left > 0 and not _is_stopped(story, day)
        left -= counted
        yield _civil_day(story, day, counted=counted, is_over=left == 0)


def _is_stopped(story: _Story, day: int) -> bool:
    """Whether the day is taken out by a stop that began before it and reached it."""
    term = story.course.term
    return any(
        begun // DAY < day <= ended // DAY and _has_work(story, begun, ended)
        for begun, ended in _stops(story, term.starts)
    )


def _stops(story: _Story, starts: int) -> Iterator[tuple[int, int]]:
    for begun, ended in story.course.stops:
        if ended > starts:
            yield max(begun, starts), ended


def _has_work(story: _Story, begun: int, ended: int) -> bool:
    for day in range(begun // DAY, ended // DAY + 1):
        for opens, closes in day_spans(story.calendar, day):
            if max(begun, day * DAY + opens) < min(ended, day * DAY + closes):
                return True
    return False


def _civil_day(story: _Story, day: int, *, counted: bool, is_over: bool) -> Row:
    off = _off_reason(story.calendar, day)
    due = story.course.term.due
    if counted:
        return _day_row(day, minutes=DAY, reason=off)
    if not is_over or _is_stopped(story, day):
        return _day_row(day, reason=_pause_reason(story, day * DAY, day * DAY + DAY))
    close = closing(story.calendar, day)
    if close is not None and close == due:
        return _row(day * DAY, close, reason=f"hạn được chuyển đến hết giờ làm việc {clock_day(from_minute(close))}")
    return _day_row(day, reason=f"{off or 'đang tạm dừng'}: hạn chuyển sang ngày làm việc tiếp theo")
