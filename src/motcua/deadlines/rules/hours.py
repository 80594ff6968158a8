"""Working hours of a week with validity dates, and an agency's own days (domain: working time by agency and season)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from motcua.deadlines.errors import BadCalendar
from motcua.deadlines.rules.table import MinuteSpans
from motcua.kernel.clock import WEEKDAYS, write_day


@dataclass(frozen=True, order=True)
class Span:
    """Work inside one day, [opens, closes), to the minute. Raises BadCalendar when empty or crossing midnight."""

    opens: dt.time
    closes: dt.time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise BadCalendar(
                f"Giờ làm việc {self.text()} không hợp lệ: giờ đóng phải sau giờ mở và trong cùng một ngày. "
                "Hãy tách ca qua nửa đêm thành hai ngày."
            )
        if any(clock.second or clock.microsecond for clock in (self.opens, self.closes)):
            raise BadCalendar(f"Giờ làm việc {self.text()} phải chẵn phút. Hãy bỏ phần giây.")

    def text(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    def minutes(self) -> tuple[int, int]:
        return self.opens.hour * 60 + self.opens.minute, self.closes.hour * 60 + self.closes.minute


def ordered(spans: Iterable[Span], *, where: str) -> tuple[Span, ...]:
    """The spans of one day in order; raises BadCalendar when two overlap. Touching spans are fine."""
    found = tuple(sorted(spans))
    for before, after in itertools.pairwise(found):
        if after.opens < before.closes:
            raise BadCalendar(
                f"Giờ làm việc {before.text()} và {after.text()} ({where}) chồng lên nhau. Hãy sửa một trong hai."
            )
    return found


def minute_spans(spans: Iterable[Span]) -> MinuteSpans:
    return tuple(span.minutes() for span in spans)


def length(spans: Iterable[Span]) -> int:
    """Minutes of work in the spans of a day."""
    return sum(closes - opens for opens, closes in minute_spans(spans))


@dataclass(frozen=True)
class WeeklyHours:
    """The weekly pattern: weekday (0 = Monday) to spans, in force from ``valid_from`` to ``valid_to`` inclusive."""

    days: Mapping[int, tuple[Span, ...]]
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def __post_init__(self) -> None:
        if not set(self.days) <= set(range(7)):
            raise BadCalendar("Ngày trong tuần phải từ 0 (thứ Hai) đến 6 (Chủ nhật).")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise BadCalendar("Ngày hết hiệu lực của khung giờ phải sau ngày bắt đầu. Hãy đổi lại hai ngày.")
        checked = {day: ordered(spans, where=WEEKDAYS[day]) for day, spans in sorted(self.days.items())}
        object.__setattr__(self, "days", checked)

    def covers(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def normal_day(self) -> tuple[Span, ...]:
        """The longest day of the week (the first of them): what "one working day" means under this pattern."""
        return max(self.days.values(), key=length, default=())


@dataclass(frozen=True)
class OwnDay:
    """An administrator's entry: the day is worked or off, whatever the nation says, with its legal basis.

    A worked day has ``spans`` when given; else the hours of the day that it ``replaces``; else its own weekday's hours;
    else those of the normal day. A half day off is a worked day with the spans that remain.
    """

    date: dt.date
    worked: bool
    reason: str
    legal_basis: str = ""
    replaces: dt.date | None = None
    spans: tuple[Span, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.spans and not self.worked:
            raise BadCalendar(
                f"Ngày {write_day(self.date)} được nghỉ thì không có giờ làm việc. Hãy bỏ giờ hoặc chọn “làm việc”."
            )
        object.__setattr__(self, "spans", ordered(self.spans, where=write_day(self.date)))

    def text(self) -> str:
        return f"{self.reason} theo {self.legal_basis}" if self.legal_basis else self.reason


def swap(
    off: dt.date, worked: dt.date, *, reason: str = "hoán đổi ngày làm việc", legal_basis: str = ""
) -> tuple[OwnDay, OwnDay]:
    """The two entries of a swapped day: ``off`` is taken off, ``worked`` is worked with the hours of ``off``."""
    return (
        OwnDay(off, False, f"{reason} (làm bù {write_day(worked)})", legal_basis),
        OwnDay(worked, True, f"{reason} (nghỉ {write_day(off)})", legal_basis, replaces=off),
    )
