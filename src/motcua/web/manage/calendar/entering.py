"""Entering an own day, a swap, weekly hours or a file: right input becomes a change that waits for its confirmation."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.rules import Role, actor_of
from motcua.deadlines import actions, queries
from motcua.deadlines.errors import BadCalendar, DeadlineError
from motcua.deadlines.models import CalendarChange, HoursPattern, OwnEntry
from motcua.deadlines.rules.changing import Change
from motcua.deadlines.rules.importing import Found, Problem, read_csv, read_day
from motcua.deadlines.rules.importing_ics import read_ics
from motcua.kernel import clock
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, see_other, staff_only
from motcua.web.shared.login import keeps_typed

from .forms import ChangeForm, DayForm, FileForm, SwapForm, WeekForm

FORMS: dict[str, tuple[type[ChangeForm], Any, Any]] = {
    "ngay": (DayForm, _("Thêm một ngày"), _("Một ngày nghỉ hoặc làm việc khác với lịch chung.")),
    "hoan-doi": (SwapForm, _("Hoán đổi ngày làm việc"), _("Một ngày được nghỉ, một ngày nghỉ được làm bù với giờ của ngày kia.")),
    "khung-gio": (WeekForm, _("Thêm khung giờ trong tuần"), _("Khung giờ bắt đầu sau thay khung giờ trước trong thời gian có hiệu lực.")),
    "tep": (FileForm, _("Nhập lịch từ tệp"), _("Mỗi dòng đọc được thành một mục. Dòng sai được báo lại; chưa mục nào được lưu trước khi xác nhận.")),
}


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMIN)
def enter(request: StaffRequest, kind: str) -> HttpResponse:
    """One of the four forms; a right one leads to the preview. One that comes back from a log-in is only shown."""
    form_class, title, lead = FORMS[kind]
    now = clock.now()
    day = clock.local_day(now)
    if request.method != "POST":
        form = form_class(day=day, initial=_wished(request))
    else:
        form = form_class(request.POST, request.FILES, day=day)
        if form.is_valid() and request.POST.get("do") != "look":
            try:
                return see_other(reverse("manage:calendar_change", args=[_prepared(request, form).pk]))
            except DeadlineError as error:
                form.add_error(None, error.sentence)
    context = {"form": form, "title": title, "lead": lead, "kind": kind, "centre": request.post.centre}
    return desk_page(request, "manage/calendar_form.html", context, status=422 if form.errors else 200)


def _wished(request: StaffRequest) -> dict[str, Any]:
    """What the address says already: ?ngay=2026-08-31&don-vi=H49.1."""
    wished: dict[str, Any] = {"agency": request.GET.get("don-vi", "")[:35]}
    try:
        wished["date"] = wished["off"] = wished["valid_from"] = read_day(request.GET["ngay"])
    except (KeyError, BadCalendar):
        return wished
    return wished


def _prepared(request: StaffRequest, form: ChangeForm) -> CalendarChange:
    change, problems = form.changed, list[Problem]()
    if isinstance(form, FileForm):
        change, problems = _from_file(form)
    return actions.prepare(change, title=form.title(), by=actor_of(request.staff), now=clock.now(), problems=problems)


def _from_file(form: FileForm) -> tuple[Change, list[Problem]]:
    """The new days of the file and what is wrong with the others. Raises BadCalendar when no new day is left."""
    typed = form.cleaned_data
    data = typed["file"].read()
    reader = read_ics if b"BEGIN:VCALENDAR" in data[:400].upper() or typed["file"].name.lower().endswith(".ics") else read_csv
    found: Found = reader(data, agency_code=typed["agency"], legal_basis=typed["legal_basis"])
    problems = list(found.problems)
    new, same, other = actions.without_known(found.entries)
    problems += [Problem(0, f"Ngày {entry.day.date:%d/%m/%Y} đã có trong lịch với nội dung khác. Hãy bỏ mục đã có rồi nhập lại.") for entry in other]
    if not new:
        first = f" Dòng {problems[0].line}: {problems[0].sentence}" if problems else ""
        why = f"{len(same)} ngày đã có sẵn trong lịch, {len(problems)} dòng không đọc được."
        raise BadCalendar(f"Tệp không có ngày nào mới: {why}{first}")
    return Change(tuple(new)), problems


@require_POST
@staff_only(Role.ADMIN)
def remove(request: StaffRequest) -> HttpResponse:
    """Prepare the removal of an own day (with its other half), of weekly hours, or a change of Vietnam Culture Day."""
    change, title = _removal(request.POST.get("muc", ""))
    if change is None:
        raise BadCalendar("Mục này đã được bỏ. Hãy tải lại danh sách.")
    row = actions.prepare(change, title=title, by=actor_of(request.staff), now=clock.now())
    return see_other(reverse("manage:calendar_change", args=[row.pk]))


def _removal(wish: str) -> tuple[Change | None, str]:
    kind, _colon, text = wish.partition(":")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    if kind == "van-hoa":
        is_off = text == "nghi"
        return Change(culture_day=is_off), "Nghỉ Ngày Văn hóa Việt Nam 24/11" if is_off else "Không nghỉ Ngày Văn hóa Việt Nam 24/11"
    if kind == "ngay" and (entry := OwnEntry.objects.filter(pk=number, removed_in__isnull=True).first()):
        together = queries.with_partner(entry)
        days = ", ".join(f"{one.day:%d/%m/%Y}" for one in together)
        return Change(removed_entries=frozenset(one.pk for one in together), removed_agencies=frozenset({entry.agency_code})), f"Bỏ mục riêng: {days}"
    if kind == "gio" and (hours := HoursPattern.objects.filter(pk=number, removed_in__isnull=True).first()):
        return Change(removed_patterns=frozenset({hours.pk}), removed_agencies=frozenset({hours.agency_code})), f"Bỏ khung giờ: {hours.name}"
    return None, ""
