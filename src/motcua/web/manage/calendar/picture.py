"""A year of working time as a picture: twelve months of days, and each weekly pattern as bars; with the words for those who listen."""

from __future__ import annotations

import calendar as months
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.deadlines.rules import Span, WeeklyHours, WorkCalendar
from motcua.deadlines.rules.changing import write_hours
from motcua.deadlines.rules.national import LABOUR_CODE
from motcua.kernel.clock import WEEKDAYS, write_day

KINDS = {
    "worked": gettext_lazy("Làm việc"),
    "rest": gettext_lazy("Nghỉ hằng tuần"),
    "holiday": gettext_lazy("Nghỉ lễ, tết"),
    "swapped": gettext_lazy("Nghỉ hoán đổi"),
    "makeup": gettext_lazy("Làm bù"),
    "off": gettext_lazy("Nghỉ riêng"),
    "hours": gettext_lazy("Giờ làm riêng"),
}
FIRST_HOUR, LAST_HOUR = 5, 22  # what the bars show unless somebody works earlier or later


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the picture. `words` is empty for a day that follows the weekly pattern."""

    day: dt.date
    kind: str
    own: bool
    words: str
    today: bool


def cell_of(calendar: WorkCalendar, day: dt.date, *, today: dt.date, replaced: frozenset[dt.date]) -> Cell:
    """How the picture shows the day."""
    kind, own = _kind(calendar, day, replaced), day in calendar.own
    words = f"{KINDS[kind]}: {calendar.reason(day)}" if calendar.is_special(day) else ""
    return Cell(day, kind, own, words, day == today)


def _kind(calendar: WorkCalendar, day: dt.date, replaced: frozenset[dt.date]) -> str:
    own, national, is_worked = calendar.own.get(day), calendar.national_day(day), bool(calendar.spans(day))
    if own:
        if is_worked and own.replaces:
            return "makeup"
        if is_worked:
            pattern = calendar.pattern(day)
            return "hours" if pattern and pattern.days.get(day.weekday()) else "makeup"
        return "swapped" if day in replaced else "off"
    if national:
        return "makeup" if is_worked else "holiday" if national.legal_basis == LABOUR_CODE else "swapped"
    return "worked" if is_worked else "rest"


def year_picture(calendar: WorkCalendar, year: int, *, today: dt.date) -> list[dict[str, Any]]:
    """Twelve months: their name and weeks of seven cells, None outside the month."""
    replaced = frozenset(entry.replaces for entry in calendar.own.values() if entry.replaces)
    found = []
    for month in range(1, 13):
        weeks = [
            [cell_of(calendar, dt.date(year, month, number), today=today, replaced=replaced) if number else None for number in week]
            for week in months.Calendar(0).monthdayscalendar(year, month)
        ]
        found.append({"name": _("Tháng %(month)s") % {"month": month}, "weeks": weeks})
    return found


def cells(picture: list[dict[str, Any]]) -> list[Cell]:
    """Every day of the picture in order."""
    return [cell for month in picture for week in month["weeks"] for cell in week if cell]


def special_rows(calendar: WorkCalendar, found: list[Cell]) -> list[list[str]]:
    """The text twin: each day that differs from the weekly pattern, what it is, its hours, and why."""
    rows = []
    for cell in found:
        if cell.words:
            hours = write_hours(calendar.spans(cell.day)).replace(",", ", ")
            day = f"{WEEKDAYS[cell.day.weekday()]} {write_day(cell.day)}"
            rows.append([day, str(KINDS[cell.kind]) + (f" · {_('mục riêng')}" if cell.own else ""), hours or "–", calendar.reason(cell.day)])
    return rows


def counts(found: list[Cell]) -> list[dict[str, str]]:
    """The year in figures."""

    def number(*kinds: str) -> str:
        return str(sum(cell.kind in kinds for cell in found))

    return [
        {"label": _("Ngày làm việc"), "value": number("worked", "makeup", "hours"), "tone": "done"},
        {"label": _("Nghỉ lễ, tết"), "value": number("holiday")},
        {"label": _("Nghỉ hoán đổi"), "value": number("swapped")},
        {"label": _("Làm bù"), "value": number("makeup")},
        {"label": _("Mục riêng"), "value": str(sum(cell.own for cell in found))},
    ]


def patterns_of(calendar: WorkCalendar, year: int, names: dict[dt.date | None, str]) -> list[dict[str, Any]]:
    """The weekly patterns in force in the year: their dates, bars and rows of words, in order of time."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found = []
    for hours in reversed(calendar.patterns):
        if (hours.valid_from or first) <= last and (hours.valid_to or last) >= first:
            found.append({"name": names.get(hours.valid_from, ""), "dates": dates_of(hours), "bars": bars(hours), "rows": week_rows(hours)})
    return found


def dates_of(hours: WeeklyHours) -> str:
    """From when to when the pattern is in force, in words."""
    if hours.valid_from and hours.valid_to:
        return _("từ %(first)s đến %(last)s") % {"first": write_day(hours.valid_from), "last": write_day(hours.valid_to)}
    if hours.valid_from:
        return _("từ %(first)s") % {"first": write_day(hours.valid_from)}
    return _("đến %(last)s") % {"last": write_day(hours.valid_to)} if hours.valid_to else _("mọi ngày")


def week_rows(hours: WeeklyHours) -> list[list[str]]:
    """Weekday and its hours."""
    return [[WEEKDAYS[day], write_hours(hours.days.get(day, ())).replace(",", ", ") or _("nghỉ")] for day in range(7)]


def bars(hours: WeeklyHours) -> SafeString:
    """The week as an SVG: a line a weekday, a bar a span. Only numbers and our own words go in, so it is safe."""
    spans = [span for day in hours.days.values() for span in day]
    low = min([FIRST_HOUR, *(span.opens.hour for span in spans)])
    high = max([LAST_HOUR, *(span.closes.hour + 1 for span in spans)])
    wide, left = 14, 30
    width = left + (high - low) * wide + 8
    parts = [f'<svg class="mc-week" viewBox="0 0 {width} 172" aria-hidden="true" focusable="false">']
    for hour in range(low, high + 1):
        x = left + (hour - low) * wide
        parts.append(f'<path class="mc-week__hour" d="M{x} 18V168"/>')
        if hour % 3 == 0:
            parts.append(f'<text class="mc-week__text" x="{x}" y="12" text-anchor="middle">{hour}</text>')
    for day in range(7):
        y = 22 + day * 21
        parts.append(f'<text class="mc-week__text" x="0" y="{y + 13}">{("T2", "T3", "T4", "T5", "T6", "T7", "CN")[day]}</text>')
        parts += [_bar(span, left, low, wide, y) for span in hours.days.get(day, ())]
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308  # numbers and fixed words only


def _bar(span: Span, left: int, low: int, wide: int, y: int) -> str:
    opens, closes = span.minutes()
    return (
        f'<rect class="mc-week__bar" x="{left + (opens / 60 - low) * wide:.1f}" y="{y}" width="{(closes - opens) / 60 * wide:.1f}" height="16" rx="3"/>'
    )
