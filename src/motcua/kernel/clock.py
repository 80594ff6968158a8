"""Time at the edges: the zone of Việt Nam, the present moment, and how moments are written for people."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from motcua.kernel.marks import N_

VN = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = (N_("thứ Hai"), N_("thứ Ba"), N_("thứ Tư"), N_("thứ Năm"), N_("thứ Sáu"), N_("thứ Bảy"), N_("Chủ nhật"))


def now() -> datetime:
    """The present moment, aware, in UTC. Only the edges (views, commands, tasks) call it; rules get `now` as a parameter."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment on the clocks of Việt Nam. Raises ValueError for a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("Thời điểm phải có múi giờ.")
    return moment.astimezone(VN)


def local_day(moment: datetime) -> date:
    """The calendar day in Việt Nam on which the moment lies."""
    return local(moment).date()


def at(day: date, clock: time) -> datetime:
    """The moment when the clocks of Việt Nam show `clock` on `day`."""
    return datetime.combine(day, clock, VN)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of the day and first moment of the next one, for half-open range queries."""
    start = at(day, time(0))
    return start, start + timedelta(days=1)


def write_day(day: date) -> str:
    """ "23/02/2026"."""
    return f"{day:%d/%m/%Y}"


def write_moment(moment: datetime) -> str:
    """ "17 giờ 00, thứ Hai 23/02/2026", the form the receipt and all pages use."""
    here = local(moment)
    return f"{here:%H} giờ {here:%M}, {WEEKDAYS[here.weekday()]} {here:%d/%m/%Y}"


def write_clock(moment: datetime) -> str:
    """ "07:30" on the clocks of Việt Nam."""
    return f"{local(moment):%H:%M}"


def write_duration(span: timedelta) -> str:
    """A length of time in words: "dưới 1 phút", "12 phút", "1 giờ 05 phút", "3 ngày"."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return "dưới 1 phút"
    if minutes < 60:
        return f"{minutes} phút"
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} giờ {rest:02d} phút" if rest else f"{hours} giờ"
    return f"{minutes // (24 * 60)} ngày"
