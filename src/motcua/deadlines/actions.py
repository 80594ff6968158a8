"""Verbs that write calendars: prepare a change, confirm it (one transaction), follow the recomputing it causes."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.audit.actions import begin
from motcua.kernel.clock import local_day
from motcua.kernel.text import clean

from .errors import BadCalendar, ChangeDiscarded, NoWorkingTime
from .models import CalendarChange, CalendarState, HoursPattern, OwnEntry
from .queries import calendars_with, entry_of, forget, hours_patterns, own_entries, pattern_of
from .rules.changing import EVERYWHERE, Change, Entry, Pattern, check_new, write_hours
from .rules.importing import Problem
from .rules.moments import LAST_YEAR
from .signals import calendar_changed


def prepare(change: Change, *, title: str, by: str, now: datetime, problems: Sequence[Problem] = ()) -> CalendarChange:
    """Keep a checked change for review; nothing else changes yet. Raises BadCalendar or NoWorkingTime."""
    check(change, now=now)
    told = [[problem.line, problem.sentence] for problem in problems]
    return CalendarChange.objects.create(title=clean(title)[:300], content=change.as_dict(), problems=told, made_at=now, made_by=by)


def without_known(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Imported days in three parts: new ones, ones that are saved just so, ones that are saved otherwise."""
    saved = {entry.key: entry for entry in map(entry_of, own_entries())}
    new = [entry for entry in entries if entry.key not in saved]
    same = [entry for entry in entries if saved.get(entry.key) == entry]
    other = [entry for entry in entries if entry.key in saved and saved[entry.key] != entry]
    return new, same, other


def check(change: Change, *, now: datetime) -> None:
    """Whether the change can stand beside what is saved. Raises BadCalendar or NoWorkingTime; writes nothing."""
    if change.is_empty:
        raise BadCalendar("Không có thay đổi nào để lưu. Hãy thêm ít nhất một ngày hoặc một khung giờ.")
    days = {entry_of(row).key: row for row in own_entries() if row.pk not in change.removed_entries}
    patterns = [pattern_of(row).key for row in hours_patterns() if row.pk not in change.removed_patterns]
    check_new(change, days, patterns)
    _check_time_left(change, now)


def _check_time_left(change: Change, now: datetime) -> None:
    """Every calendar that the change touches must keep working time in each year that it touches."""
    this_year = local_day(now).year
    years = {entry.day.date.year for entry in change.entries} | {this_year, min(this_year + 1, LAST_YEAR)}
    for pattern in change.patterns:
        years |= {day.year for day in (pattern.hours.valid_from, pattern.hours.valid_to) if day}
    calendar_for = calendars_with(change)
    for code in {entry.agency_code for entry in change.entries} | {pattern.agency_code for pattern in change.patterns} | {EVERYWHERE}:
        calendar = calendar_for(code)
        for year in sorted(years):
            first = dt.date(year, 1, 1)
            if not any(calendar.spans(first + dt.timedelta(step)) for step in range(365)):
                raise NoWorkingTime(f"Thay đổi này không để lại giờ làm việc nào trong năm {year}. Hãy bỏ bớt ngày nghỉ.")


@transaction.atomic
def confirm(change: Change | CalendarChange, *, by: str, now: datetime, title: str = "") -> CalendarChange:
    """Save the change, tell whoever recomputes, all in one transaction; a change that is already saved stays as it is.

    Raises BadCalendar or NoWorkingTime when what was saved meanwhile does not fit any more, ChangeDiscarded when it was thrown away.
    """
    CalendarState.objects.get_or_create(pk=1)
    state = CalendarState.objects.select_for_update().get(pk=1)  # changes are saved one after the other
    row = change if isinstance(change, CalendarChange) else prepare(change, title=title or "Thay đổi lịch làm việc", by=by, now=now)
    if not CalendarChange.objects.filter(pk=row.pk, confirmed_at__isnull=True).update(confirmed_at=now, confirmed_by=by):
        saved = CalendarChange.objects.filter(pk=row.pk).first()
        if saved is None:
            raise ChangeDiscarded
        return saved
    content = Change.from_dict(row.content)
    check(content, now=now)
    _write(content, row)
    state.stamp = secrets.token_hex(16)
    state.culture_day = state.culture_day if content.culture_day is None else content.culture_day
    state.save()
    _note(row, content, by=by, now=now)
    forget()
    transaction.on_commit(forget)
    row.refresh_from_db()
    calendar_changed.send(CalendarChange, change=row.pk, agency_codes=content.agency_codes, by=by, reason=row.title)
    return row


def _write(content: Change, row: CalendarChange) -> None:
    gone = OwnEntry.objects.filter(pk__in=content.removed_entries, removed_in__isnull=True).update(removed_in=row)
    gone += HoursPattern.objects.filter(pk__in=content.removed_patterns, removed_in__isnull=True).update(removed_in=row)
    if gone != len(content.removed_entries) + len(content.removed_patterns):
        raise BadCalendar("Mục cần bỏ đã được người khác bỏ. Hãy tải lại danh sách.")
    OwnEntry.objects.bulk_create(_entry_row(entry, row) for entry in content.entries)
    HoursPattern.objects.bulk_create(_pattern_row(pattern, row) for pattern in content.patterns)


def _entry_row(entry: Entry, change: CalendarChange) -> OwnEntry:
    day = entry.day
    return OwnEntry(
        agency_code=entry.agency_code, day=day.date, worked=day.worked, reason=day.reason, legal_basis=day.legal_basis,
        replaces=day.replaces, hours=write_hours(day.spans), change=change,
    )  # fmt: skip


def _pattern_row(pattern: Pattern, change: CalendarChange) -> HoursPattern:
    data, hours = pattern.as_dict(), pattern.hours
    if hours.valid_from is None:
        raise BadCalendar("Khung giờ chưa có ngày bắt đầu hiệu lực. Hãy ghi ngày bắt đầu.")
    return HoursPattern(
        agency_code=pattern.agency_code, name=pattern.name, legal_basis=pattern.legal_basis, days=data["days"],
        valid_from=hours.valid_from, valid_to=hours.valid_to, change=change,
    )  # fmt: skip


def _note(row: CalendarChange, content: Change, *, by: str, now: datetime) -> None:
    """The event: everything that was saved while it is short, its size otherwise (the row keeps it whole)."""
    data: dict[str, Any] = {"title": row.title, "entries": len(content.entries), "patterns": len(content.patterns)}
    if len(content.entries) <= 40:
        data["content"] = content.as_dict()
    begin("calendar", row.pk, "confirm", at=now, actor=by, data=data)


def keep_preview(row: CalendarChange, preview: dict[str, Any]) -> None:
    """Remember which dossiers the change would move, so that a reload does not count again."""
    row.preview = preview
    CalendarChange.objects.filter(pk=row.pk, confirmed_at__isnull=True).update(preview=preview)


def discard(row: CalendarChange) -> bool:
    """Throw away a change that nobody confirmed; False when it was confirmed or thrown away before."""
    return bool(CalendarChange.objects.filter(pk=row.pk, confirmed_at__isnull=True).delete()[0])


def note_progress(change: int, *, looked: int, moved: int, total: int | None = None) -> None:
    """The recomputing has come this far."""
    values: dict[str, Any] = {"looked": looked, "moved": moved, "failure": ""}
    CalendarChange.objects.filter(pk=change).update(**values, **({} if total is None else {"total": total}))


def note_end(change: int, *, now: datetime, failure: str = "") -> None:
    """The recomputing is through, or failed for this reason (and will be tried again)."""
    CalendarChange.objects.filter(pk=change).update(done_at=None if failure else now, failure=failure[:500])


@transaction.atomic
def recompute_again(row: CalendarChange, *, by: str) -> bool:
    """Ask once more for the recomputing of a saved change, after a failure or a stop; False when it is not saved or done."""
    if row.confirmed_at is None or row.done_at is not None:
        return False
    content = Change.from_dict(row.content)
    calendar_changed.send(CalendarChange, change=row.pk, agency_codes=content.agency_codes, by=by, reason=row.title)
    return True
