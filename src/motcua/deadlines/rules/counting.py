"""The count itself, from reception to the due minute (Decree 118/2025; Civil Code 2015 art. 147-148)."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from motcua.deadlines.rules.calendar import WorkCalendar
from motcua.deadlines.rules.moments import DAY, minute_number
from motcua.deadlines.rules.ruler import (
    LONGEST_BREAK,
    after,
    between,
    closing,
    day_spans,
    next_working_minute,
    no_working_time,
)
from motcua.deadlines.rules.terms import LateRule, Limit, Pause, PauseKind, Regime, Unit

FOREVER = 10**10
Stop = tuple[int, int]
THREE_O_CLOCK = 15 * 60


@dataclass(frozen=True, slots=True)
class Term:
    """One run of a limit: its start, its end (None: the clock still stands), and what remained at an open pause.

    ``need`` and ``remaining`` are minutes or day shares for working units, calendar days for days and months.
    """

    starts: int
    due: int | None
    need: int
    remaining: int
    last: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to a limit: its last run, the restarting supplements, its stops, the pauses without effect."""

    origin: int
    term: Term
    restarts: tuple[Pause, ...]
    stops: tuple[Stop, ...]
    without_effect: tuple[Pause, ...]


def is_late(calendar: WorkCalendar, moment: int, late_rule: LateRule) -> bool:
    """Whether the late rule moves a reception to the next working day.

    "After 15:00" means 15:01 at the earliest; the last hour is the 60 minutes before the day's last closing, its first
    minute (16:00) included.
    """
    if late_rule is LateRule.NONE:
        return False
    day, minute = divmod(moment, DAY)
    spans = day_spans(calendar, day)
    if not spans:
        return False
    return minute > THREE_O_CLOCK if late_rule is LateRule.AFTER_15 else minute >= spans[-1][1] - 60


def first_minute(calendar: WorkCalendar, received: int, late_rule: LateRule) -> int:
    """When the clock starts: at reception, or at the next working moment."""
    if is_late(calendar, received, late_rule):
        received = (received // DAY + 1) * DAY
    return next_working_minute(calendar, received)


def merged(pauses: Sequence[Pause]) -> tuple[Stop, ...]:
    """The pauses as disjoint stops in order; touching and overlapping ones become one, empty ones vanish."""
    stops: list[Stop] = []
    for start, end in sorted(minutes_of(pause) for pause in pauses):
        if start == end:
            continue
        if stops and start <= stops[-1][1]:
            stops[-1] = (stops[-1][0], max(stops[-1][1], end))
        else:
            stops.append((start, end))
    return tuple(stops)


def minutes_of(pause: Pause) -> Stop:
    return minute_number(pause.start), FOREVER if pause.end is None else minute_number(pause.end)


def add_months(day: int, months: int) -> int:
    """The same day of a later month, or that month's last day (Civil Code art. 148.3); days are ordinals."""
    start = dt.date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = gregorian.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last)).toordinal()


def working_need(calendar: WorkCalendar, limit: Limit) -> int:
    """The limit in day shares (working days) or minutes (working hours)."""
    one = calendar.day_shares if limit.unit is Unit.WORKING_DAY else 60
    return int(limit.amount * Decimal(one))


def working_term(calendar: WorkCalendar, starts: int, limit: Limit, stops: Sequence[Stop]) -> Term:
    """Working days and hours: the earliest moment at which the limit is used up, stops left out to the minute."""
    by_day = limit.unit is Unit.WORKING_DAY
    need = remaining = working_need(calendar, limit)
    position = starts
    for stop_start, stop_end in stops:
        if stop_end <= position:
            continue
        if stop_start > position:
            used = between(calendar, position, stop_start, by_day=by_day)
            if used >= remaining:
                break
            remaining -= used
        if stop_end == FOREVER:
            return Term(starts, None, need, remaining)
        position = stop_end
    return Term(starts, after(calendar, position, remaining, by_day=by_day), need, 0)


def end_of_work(calendar: WorkCalendar, day: int, stops: Sequence[Stop]) -> int:
    """The close of work of the day, or of the next day that is worked and whose close is not inside a stop."""
    for later in range(day, day + LONGEST_BREAK):
        close = closing(calendar, later)
        if close is not None and not any(start < close <= end for start, end in stops):
            return close
    raise no_working_time(day)


def civil_term(calendar: WorkCalendar, starts: int, limit: Limit, stops: Sequence[Stop]) -> Term:
    """Calendar days, months and "same day": the close of work of the last day, the first day not counted.

    A stop takes out the days after the one in which it begins, up to the one in which it ends: the day on which the
    clock runs again is a first day again. A stop without working time (in the night, over a weekend) changes nothing.
    """
    first = starts // DAY
    last = add_months(first, int(limit.amount)) if limit.unit is Unit.MONTH else first + int(limit.amount)
    need = last - first
    real: list[Stop] = []
    for stop_start, stop_end in stops:
        if stop_end <= starts:
            continue
        if stop_start >= end_of_work(calendar, last, real):
            break
        begun = max(stop_start // DAY, first)
        if stop_end == FOREVER:
            return Term(starts, None, need, max(last - begun, 0), last)
        if between(calendar, max(stop_start, starts), stop_end, by_day=False):
            real.append((stop_start, stop_end))
            last += stop_end // DAY - begun
    return Term(starts, end_of_work(calendar, last, real), need, 0, last)


def run(calendar: WorkCalendar, starts: int, limit: Limit, stops: Sequence[Stop]) -> Term:
    if limit.unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR):
        return working_term(calendar, starts, limit, stops)
    if limit.unit is Unit.NONE:
        return Term(starts, None, 0, 0)
    return civil_term(calendar, starts, limit, stops)


def course(
    received: int, limit: Limit, calendar: WorkCalendar, late_rule: LateRule, pauses: Sequence[Pause], regime: Regime
) -> Course:
    """Replay the history: the run from reception, and under *restart* a new run from the end of each supplement."""
    starts = first_minute(calendar, received, late_rule)
    if not pauses:
        return Course(received, run(calendar, starts, limit, ()), (), (), ())
    restarting = [p for p in pauses if regime is Regime.RESTART and p.kind is PauseKind.SUPPLEMENT]
    stops = merged([pause for pause in pauses if pause not in restarting])
    origin, restarts = received, []
    term = run(calendar, starts, limit, stops)
    for pause in sorted(restarting, key=minutes_of):
        begun, ended = minutes_of(pause)
        if ended <= origin:
            continue
        if limit.unit is Unit.NONE or (term.due is not None and begun >= term.due):
            break
        restarts.append(pause)
        if ended == FOREVER:
            term = Term(term.starts, None, term.need, term.need, term.last)
            break
        origin = ended
        term = run(calendar, first_minute(calendar, origin, late_rule), limit, stops)
    return Course(origin, term, tuple(restarts), stops, _without_effect(received, term, pauses))


def _without_effect(received: int, term: Term, pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Pauses that ended before reception or began when the term was over."""
    spans = [(pause, *minutes_of(pause)) for pause in pauses]
    return tuple(p for p, begun, ended in spans if ended <= received or (term.due is not None and begun >= term.due))
