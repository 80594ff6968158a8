"""Before a change is saved: what it changes and which open dossiers it moves; after it: how far the recomputing is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.rules import Role, actor_of
from motcua.deadlines import actions, queries
from motcua.deadlines.errors import ChangeDiscarded, DeadlineError
from motcua.deadlines.models import CalendarChange
from motcua.deadlines.rules import WorkCalendar
from motcua.deadlines.rules.changing import Change, write_hours
from motcua.dossiers import queries as dossiers
from motcua.kernel import clock
from motcua.kernel.clock import WEEKDAYS, write_day, write_moment
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, page, see_other, staff_only

from .forms import agency_choices
from .picture import dates_of, week_rows
from .showing import people

SHOWN_DAYS, SHOWN_DOSSIERS, SHOWN_PROBLEMS = 60, 50, 100
PATIENCE = 20.0  # seconds that a person waits for the count; beyond, it is a "more than"


class Moved(Protocol):
    """An open dossier whose due moment, or deadline for papers, another calendar would move."""

    code: str
    unit: str
    old_due: datetime
    new_due: datetime
    is_supplement: bool


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMIN)
def change(request: StaffRequest, number: int) -> HttpResponse:
    """The page of one change. POST: confirm it, or throw it away while nobody confirmed it."""
    if request.method == "POST":
        return _pressed(request, number)
    row = get_object_or_404(CalendarChange, pk=number)
    context: dict[str, Any] = {"change": row, "people": people([row]), "centre": request.post.centre} | progress_of(row)
    content = Change.from_dict(row.content)
    agencies = dict(agency_choices(clock.local_day(clock.now())))
    try:
        context |= _content(content, agencies, saved=bool(row.confirmed_at))
        context["preview"] = row.preview if row.confirmed_at else _preview(row, content)
        context["moved_rows"] = _moved_rows(context["preview"])
    except DeadlineError as error:
        context |= {"refused": error.sentence, "preview": None}
    return desk_page(request, "manage/calendar_change.html", context)


def _pressed(request: StaffRequest, number: int) -> HttpResponse:
    """What a button of the page does. Another tab may have confirmed the change or thrown it away: then that is what is told."""
    here, wish, by = reverse("manage:calendar_change", args=[number]), request.POST.get("viec"), actor_of(request.staff)
    row = CalendarChange.objects.filter(pk=number).first()
    try:
        if row is None:
            raise ChangeDiscarded
        if wish == "bo":
            return _discarded(request, row)
        if wish == "tinh-lai":
            actions.recompute_again(row, by=by)
        else:
            actions.confirm(row, by=by, now=clock.now())
    except ChangeDiscarded as error:
        messages.error(request, error.sentence)
        return see_other(reverse("manage:calendar_entries"))
    except DeadlineError as error:
        messages.error(request, error.sentence)
    return see_other(here)


def _discarded(request: StaffRequest, row: CalendarChange) -> HttpResponse:
    """Throw the change away and say so. Raises ChangeDiscarded when it is gone already."""
    if actions.discard(row):
        messages.success(request, _("Đã bỏ thay đổi “%(title)s”. Lịch vẫn như cũ.") % {"title": row.title})
        return see_other(reverse("manage:calendar_entries"))
    saved = CalendarChange.objects.filter(pk=row.pk).first()
    if saved is None:
        raise ChangeDiscarded
    sentence = _("Thay đổi này đã được xác nhận lúc %(when)s, nên không bỏ được nữa. Muốn lịch như cũ, hãy bỏ từng mục ở danh sách mục riêng.")
    messages.error(request, sentence % {"when": write_moment(cast("datetime", saved.confirmed_at))})
    return see_other(reverse("manage:calendar_change", args=[row.pk]))


@require_safe
@staff_only(Role.ADMIN)
def change_part(request: StaffRequest, number: int) -> HttpResponse:
    """How far the recomputing is."""
    row = get_object_or_404(CalendarChange, pk=number, confirmed_at__isnull=False)
    return page(request, "manage/calendar_progress.html", {"change": row} | progress_of(row))


def progress_of(row: CalendarChange) -> dict[str, Any]:
    """The state of the recomputing: waiting, running, failed or done."""
    state = "done" if row.done_at else "failed" if row.failure else "running" if row.total is not None or row.looked else "waiting"
    return {"state": state}


def _content(content: Change, agencies: dict[str, str], *, saved: bool) -> dict[str, Any]:
    """Tables of what the change says. Before it is saved each day with what it is today and what it becomes."""
    after, before = queries.calendars_with(Change() if saved else content), queries.calendars_with(Change())
    days = []
    for entry in content.entries[:SHOWN_DAYS]:
        day = entry.day
        words = [_state(calendar(entry.agency_code), day) for calendar in ((after,) if saved else (before, after))]
        days.append([f"{WEEKDAYS[day.date.weekday()]} {write_day(day.date)}", *words, day.text(), agencies.get(entry.agency_code, entry.agency_code)])
    removed = [row for row in queries.own_entries() if row.pk in content.removed_entries]
    gone = [[f"{WEEKDAYS[row.day.weekday()]} {write_day(row.day)}", row.reason, agencies.get(row.agency_code, row.agency_code)] for row in removed]
    patterns = [
        {"name": one.name, "dates": dates_of(one.hours), "rows": week_rows(one.hours), "agency": agencies.get(one.agency_code, one.agency_code),
         "basis": one.legal_basis} for one in content.patterns
    ]  # fmt: skip
    more = len(content.entries) - len(days)
    return {"days": days, "more_days": more, "gone": gone, "patterns": patterns, "shown_problems": SHOWN_PROBLEMS, "count": len(content.entries)}


def _state(calendar: WorkCalendar, day: Any) -> str:
    return write_hours(calendar.spans(day.date)).replace(",", ", ") or "nghỉ"


def _preview(row: CalendarChange, content: Change) -> dict[str, Any]:
    """How many open dossiers would move, and the first of them; kept with the state of the calendars it was counted for."""
    stamp = queries.stamp()
    if row.preview is None or row.preview.get("stamp") != stamp:
        actions.keep_preview(row, _counted(content) | {"stamp": stamp, "at": clock.now().isoformat()})
    return dict(row.preview or {})


def _moved_rows(preview: dict[str, Any] | None) -> list[list[str]]:
    """Code, unit, which moment, old and new; previews kept by an older program know of appointments only."""
    return [
        [code, unit, _("Hạn bổ sung") if any(is_supplement) else _("Hẹn trả"), *(write_moment(datetime.fromisoformat(due)) for due in (old, new))]
        for code, unit, old, new, *is_supplement in (preview or {}).get("rows", [])
    ]


def _counted(content: Change) -> dict[str, Any]:
    moved_by = cast("Callable[..., Iterable[Moved]]", dossiers.moved_by)
    begun, count, rows, is_all = time.monotonic(), 0, [], True
    for one in moved_by(queries.calendars_with(content), agency_codes=content.agency_codes):
        count += 1
        if count <= SHOWN_DOSSIERS:
            rows.append([one.code, one.unit, one.old_due.isoformat(), one.new_due.isoformat(), one.is_supplement])
        elif time.monotonic() - begun > PATIENCE:
            is_all = False
            break
    return {"count": count, "rows": rows, "is_all": is_all}
