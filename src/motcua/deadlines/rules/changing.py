"""A change of calendars before it is saved: own days, weekly patterns, removals; checked as a whole (house 4.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from motcua.deadlines.errors import BadCalendar, NoWorkingTime
from motcua.deadlines.rules.calendar import WorkCalendar
from motcua.deadlines.rules.hours import OwnDay, Span, WeeklyHours, ordered
from motcua.deadlines.rules.moments import LAST_YEAR
from motcua.deadlines.rules.national import DECREED_FROM
from motcua.deadlines.rules.reading import parse_hours
from motcua.kernel.clock import write_day

EVERYWHERE = ""


@dataclass(frozen=True)
class Entry:
    """An own day of one agency, or of all when ``agency_code`` is empty."""

    day: OwnDay
    agency_code: str = EVERYWHERE

    @property
    def key(self) -> tuple[str, dt.date]:
        return self.agency_code, self.day.date

    def as_dict(self) -> dict[str, Any]:
        day = self.day
        return {
            "agency": self.agency_code, "date": day.date.isoformat(), "worked": day.worked, "reason": day.reason, "basis": day.legal_basis,
            "replaces": day.replaces.isoformat() if day.replaces else None, "hours": write_hours(day.spans),
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Entry:
        replaces = dt.date.fromisoformat(data["replaces"]) if data["replaces"] else None
        date, spans = dt.date.fromisoformat(data["date"]), read_hours(data["hours"])
        return cls(OwnDay(date, data["worked"], data["reason"], data["basis"], replaces, spans), data["agency"])


@dataclass(frozen=True)
class Pattern:
    """The weekly hours of one agency, or of all, with their name and legal basis."""

    hours: WeeklyHours
    name: str
    legal_basis: str = ""
    agency_code: str = EVERYWHERE

    @property
    def key(self) -> tuple[str, dt.date | None]:
        return self.agency_code, self.hours.valid_from

    def as_dict(self) -> dict[str, Any]:
        hours = self.hours
        return {
            "agency": self.agency_code, "name": self.name, "basis": self.legal_basis,
            "days": {str(day): write_hours(spans) for day, spans in hours.days.items() if spans},
            "from": hours.valid_from.isoformat() if hours.valid_from else None,
            "to": hours.valid_to.isoformat() if hours.valid_to else None,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Pattern:
        first, last = (dt.date.fromisoformat(data[name]) if data[name] else None for name in ("from", "to"))
        days = {int(day): read_hours(text) for day, text in data["days"].items()}
        return cls(WeeklyHours(days, first, last), data["name"], data["basis"], data["agency"])


@dataclass(frozen=True)
class Change:
    """What an administrator is about to save. The numbers in ``removed_*`` are those of saved rows."""

    entries: tuple[Entry, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    removed_entries: frozenset[int] = frozenset()
    removed_patterns: frozenset[int] = frozenset()
    culture_day: bool | None = None
    removed_agencies: frozenset[str] = field(default_factory=frozenset)

    @property
    def agency_codes(self) -> list[str] | None:
        """Whose due moments can move; None for everybody's."""
        codes = {one.agency_code for one in self.entries} | {one.agency_code for one in self.patterns} | self.removed_agencies
        return None if EVERYWHERE in codes or self.culture_day is not None else sorted(codes)

    @property
    def is_empty(self) -> bool:
        kept = (self.entries, self.patterns, self.removed_entries, self.removed_patterns)
        return not any(kept) and self.culture_day is None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, for keeping the change until it is confirmed."""
        return {
            "entries": [entry.as_dict() for entry in self.entries], "patterns": [pattern.as_dict() for pattern in self.patterns],
            "removed_entries": sorted(self.removed_entries), "removed_patterns": sorted(self.removed_patterns),
            "removed_agencies": sorted(self.removed_agencies), "culture_day": self.culture_day,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Change:
        return cls(
            tuple(Entry.from_dict(one) for one in data["entries"]), tuple(Pattern.from_dict(one) for one in data["patterns"]),
            frozenset(data["removed_entries"]), frozenset(data["removed_patterns"]), data["culture_day"], frozenset(data["removed_agencies"]),
        )  # fmt: skip


def write_hours(spans: Iterable[Span]) -> str:
    """``07:30-11:30,13:00-17:00``; empty without spans."""
    return ",".join(span.text() for span in spans)


def read_hours(text: str) -> tuple[Span, ...]:
    """The spans that write_hours wrote; () for the empty text. Raises BadCalendar."""
    return parse_hours(text) if text.strip() else ()


def halves(morning: Sequence[Span], afternoon: Sequence[Span], *, where: str) -> tuple[Span, ...]:
    """Morning and afternoon of a day in one; raises BadCalendar when they overlap."""
    return ordered((*morning, *afternoon), where=where)


def check_day(day: dt.date) -> dt.date:
    """The day, when a calendar is kept for its year. Raises BadCalendar."""
    if not DECREED_FROM <= day.year <= LAST_YEAR:
        raise BadCalendar(f"Ngày {write_day(day)} nằm ngoài lịch. Hãy ghi ngày trong các năm {DECREED_FROM}-{LAST_YEAR}.")
    return day


def check_entry(entry: OwnDay) -> None:
    """Raises BadCalendar for a year that is not counted, an entry without a reason, a swap with itself."""
    check_day(entry.date)
    if not entry.reason.strip():
        raise BadCalendar(f"Ngày {write_day(entry.date)} chưa có lý do. Hãy ghi lý do, ví dụ “hoán đổi ngày làm việc”.")
    if entry.replaces is not None:
        check_day(entry.replaces)
        if entry.replaces == entry.date:
            raise BadCalendar(f"Ngày {write_day(entry.date)} không thể làm bù cho chính nó. Hãy chọn một ngày khác.")


def check_pattern(hours: WeeklyHours) -> None:
    """Raises NoWorkingTime when no weekday has hours, BadCalendar for a year that is not counted."""
    if not hours.normal_day:
        raise NoWorkingTime("Khung giờ chưa có giờ làm việc nào. Hãy nhập giờ cho ít nhất một ngày trong tuần.")
    for day in (hours.valid_from, hours.valid_to):
        if day is not None:
            check_day(day)


def check_new(change: Change, saved_days: Mapping[tuple[str, dt.date], object], saved_patterns: Iterable[tuple[str, dt.date | None]]) -> None:
    """Raises BadCalendar when a day or a start of hours stands twice: in the change, or in it and among what is saved."""
    seen: set[tuple[str, dt.date]] = set()
    for entry in change.entries:
        check_entry(entry.day)
        if entry.key in seen:
            raise BadCalendar(f"Ngày {write_day(entry.day.date)} được khai báo hai lần. Hãy bỏ một lần.")
        if entry.key in saved_days:
            raise BadCalendar(f"Ngày {write_day(entry.day.date)} đã có trong lịch riêng. Hãy bỏ mục đã có trước khi thêm mục mới.")
        seen.add(entry.key)
    starts = set(saved_patterns)
    for pattern in change.patterns:
        check_pattern(pattern.hours)
        if pattern.key in starts:
            start = pattern.hours.valid_from
            raise BadCalendar(f"Đã có khung giờ bắt đầu từ {write_day(start) if start else 'đầu'}. Hãy sửa ngày bắt đầu hoặc bỏ khung giờ đã có.")
        starts.add(pattern.key)


def check_swap(calendar: WorkCalendar, off: dt.date, worked: dt.date) -> None:
    """Raises BadCalendar when the day to take off is off already or the day to make up is worked already."""
    if off == worked:
        raise BadCalendar(f"Ngày {write_day(off)} không thể làm bù cho chính nó. Hãy chọn một ngày khác.")
    for day in (off, worked):
        check_day(day)
        if day in calendar.own:
            raise BadCalendar(f"Ngày {write_day(day)} đã có trong lịch riêng. Hãy bỏ mục đã có trước khi thêm mục mới.")
    if not calendar.spans(off):
        raise BadCalendar(f"Ngày {write_day(off)} vốn đã nghỉ ({calendar.reason(off)}). Hãy chọn một ngày đang làm việc để nghỉ.")
    if calendar.spans(worked):
        raise BadCalendar(f"Ngày {write_day(worked)} vốn đã làm việc. Hãy chọn một ngày đang nghỉ để làm bù.")
