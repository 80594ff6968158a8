"""When a running dossier is near its appointment: 3 and 1 working days before, and on expiry (Decree 118/2025)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import IntEnum

from motcua.deadlines.rules import Limit, Unit, WorkCalendar, due_moment
from motcua.kernel.marks import N_


class Warned(IntEnum):
    """How urgent the last warning was."""

    NONE = 0
    THREE_DAYS = 1
    ONE_DAY = 2
    EXPIRED = 3

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Warned.NONE: N_("còn hạn"),
    Warned.THREE_DAYS: N_("còn không quá 3 ngày làm việc"),
    Warned.ONE_DAY: N_("còn không quá 1 ngày làm việc"),
    Warned.EXPIRED: N_("đã quá hạn"),
}
_DAYS = {Warned.THREE_DAYS: Decimal(3), Warned.ONE_DAY: Decimal(1)}


def horizon(now: datetime, level: Warned, calendar: WorkCalendar) -> datetime:
    """The latest appointment that lies within the level's working days of `now`."""
    if level is Warned.EXPIRED:
        return now
    found = due_moment(now, Limit(_DAYS[level], Unit.WORKING_DAY), calendar=calendar)
    assert found is not None
    return found


def level_of(due: datetime, *, received: datetime, now: datetime, calendar: WorkCalendar) -> Warned:
    """The warning that holds now. A term that was no longer than 3 (or 1) days from the start is not warned of that."""
    if now > due:
        return Warned.EXPIRED
    for level in (Warned.ONE_DAY, Warned.THREE_DAYS):
        if due <= horizon(now, level, calendar):
            return level if due > horizon(received, level, calendar) else Warned.NONE
    return Warned.NONE
