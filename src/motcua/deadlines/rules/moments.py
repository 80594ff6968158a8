"""Moments as whole minutes of Vietnamese local time, the grain in which every term is counted and printed.

Seconds are dropped, never rounded: the receipt prints hours and minutes, and what is printed decides.
"""

from __future__ import annotations

import datetime as dt

from motcua.deadlines.errors import UnreadableMoment
from motcua.kernel.clock import VN

DAY = 24 * 60
FIRST_YEAR, LAST_YEAR = 1990, 2150


def to_minute(moment: dt.datetime) -> dt.datetime:
    """The same moment in Vietnamese time without seconds. Raises UnreadableMoment when it is naive or out of range."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise UnreadableMoment(f"Thời điểm “{moment.isoformat()}” thiếu múi giờ. Hãy thêm +07:00 vào cuối.")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise UnreadableMoment(f"Năm {moment.year} không tính được. Hãy nhập năm từ {FIRST_YEAR} đến {LAST_YEAR}.")
    return moment.astimezone(VN).replace(second=0, microsecond=0, fold=0)


def minute_number(moment: dt.datetime) -> int:
    """Minutes of local time since the day before 01/01/0001; ``// DAY`` is ``date.toordinal()``."""
    local = to_minute(moment)
    return local.toordinal() * DAY + local.hour * 60 + local.minute


def from_minute(number: int) -> dt.datetime:
    """The aware Vietnamese moment of a minute number."""
    day, minute = divmod(number, DAY)
    date = dt.date.fromordinal(day)
    return dt.datetime(date.year, date.month, date.day, minute // 60, minute % 60, tzinfo=VN)
