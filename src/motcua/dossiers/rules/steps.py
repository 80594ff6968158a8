"""A dossier's limit divided over the internal steps of its procedure, each with its own due moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import accumulate

from motcua.deadlines.rules import Due, Row, Unit, WorkCalendar
from motcua.deadlines.rules.counting import end_of_work
from motcua.deadlines.rules.moments import from_minute, minute_number
from motcua.kernel.clock import at


@dataclass(frozen=True, slots=True)
class StepDue:
    """One internal step: its kind, its share of the limit in percent, and when it is due (None: the clock stands before it)."""

    kind: str
    share: Decimal
    due: datetime | None


def divide(proof: Due, shares: Sequence[tuple[str, Decimal]], calendar: WorkCalendar) -> tuple[StepDue, ...]:
    """When each step is due: the moment at which its share and those before it are used up, pauses left out.

    Shares are percent and sum to at most 100. Working limits are divided to the minute; limits in days and months end
    each step at the close of work of its last day (or of the next working day). A step that ends with the limit is due
    with the dossier.
    """
    counted = [row for row in proof.explanation if row.counted]
    whole = proof.total_minutes + _left(proof)
    sums = accumulate(share for _, share in shares)
    return tuple(
        StepDue(kind, share, _moment(counted, _minutes(whole, reached), reached, proof, calendar))
        for (kind, share), reached in zip(shares, sums, strict=True)
    )


def _left(proof: Due) -> int:
    return proof.remaining * (1440 if proof.limit.unit in (Unit.CALENDAR_DAY, Unit.MONTH) else 1)


def _minutes(whole: int, reached: Decimal) -> int:
    return max(int((whole * reached / 100).to_integral_value(ROUND_CEILING)), 1)


def _moment(
    counted: Iterable[Row], target: int, reached: Decimal, proof: Due, calendar: WorkCalendar
) -> datetime | None:
    if reached >= 100:
        return proof.due
    used = 0
    for row in counted:
        used += row.minutes
        if used >= target:
            found = _within(row, used - target, calendar)
            return min(found, proof.due) if proof.due else found
    return proof.due


def _within(row: Row, unused: int, calendar: WorkCalendar) -> datetime:
    if row.end is not None:
        return at(row.date, row.end) - timedelta(minutes=unused)
    return from_minute(end_of_work(calendar, row.date.toordinal(), ()))


def is_over(step: StepDue, now: datetime) -> bool:
    """Whether the step's time has been used up."""
    return step.due is not None and minute_number(now) > minute_number(step.due)
