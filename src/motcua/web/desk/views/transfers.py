"""Passing a visitor on, and pausing the counter with a reason: each a short page of choices with number keys."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from motcua.accounts.rules import Role
from motcua.centres.models import Counter
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.queueing import actions as hall
from motcua.queueing import queries
from motcua.queueing.errors import ReasonMissing
from motcua.queueing.models import CounterSession, ServiceGroup
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, number_of, see_other, staff_only

from ..forms.pausing import PauseForm

GROUP_KEYS = "1234567890"
COUNTER_KEYS = "CEFGIKLMOPRSUVXY"  # letters that no tab of the desk has
REASONS = (
    gettext_noop("Nghỉ giải lao"), gettext_noop("Họp, hội ý"), gettext_noop("Trực thay quầy khác"), gettext_noop("Máy hoặc mạng hỏng"),
    gettext_noop("Bàn giao hồ sơ"),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.RECEPTION)
def transfer(request: StaffRequest) -> HttpResponse:
    """Choose a group's line or an open counter for the present visitor; the place in the line is kept."""
    session = queries.session_of(request.staff)
    if session is None or session.current is None:
        return see_other(reverse("desk:counter"))
    request.counter = session.counter.number
    error = ""
    if request.method == "POST":
        target = _target(request, session)
        error = _pass_on(request, session, target)
        if target is not None and not error:
            words = _("Đã chuyển số %(number)s đến %(where)s, giữ nguyên thứ tự.")
            messages.success(request, words % {"number": session.current.number, "where": _where(target)})
            return see_other(reverse("desk:counter"))
    centre = session.counter.centre
    context = {"session": session, "current": session.current, "centre": centre, "error": error, **_choices(session)}
    return desk_page(request, "desk/transfer.html", context)


def _choices(session: CounterSession) -> dict[str, Any]:
    """Where a visitor can be passed on to: (group, what it says of its counters, key) of each line, (session, key) of each other open counter."""
    centre = session.counter.centre
    sessions = list(queries.open_sessions(centre))
    at_work = {one.counter_id for one in sessions}
    others = [one for one in sessions if one.pk != session.pk]
    return {
        "groups": [(group, _about(group, at_work), GROUP_KEYS[place : place + 1]) for place, group in enumerate(queries.groups_of(centre))],
        "sessions": [(other, COUNTER_KEYS[place : place + 1]) for place, other in enumerate(others)],
    }


def _about(group: ServiceGroup, at_work: Container[int]) -> str:
    """The counters of a line; says so when none of them is open."""
    counters = list(group.counters.all())
    words = [_("Quầy %(numbers)s") % {"numbers": ", ".join(str(one.number) for one in counters)}] if counters else []
    if not any(one.pk in at_work for one in counters):
        words.append(_("chưa quầy nào mở") if counters else _("Chưa có quầy"))
    return " · ".join(words)


def _where(target: ServiceGroup | Counter) -> str:
    """The line with what it says of its counters, or the counter."""
    if isinstance(target, Counter):
        return _("quầy %(number)s") % {"number": target.number}
    at_work = {one.counter_id for one in queries.open_sessions(target.centre)}
    return f"{target.letter} {target.name} ({_about(target, at_work)})"


def _target(request: StaffRequest, session: CounterSession) -> ServiceGroup | Counter | None:
    """What was chosen, when it is of this centre."""
    kind, _colon, pk = request.POST.get("to", "").partition(":")
    table = {"group": ServiceGroup, "counter": Counter}.get(kind)
    found: ServiceGroup | Counter | None = (
        table.objects.filter(pk=number_of(pk), centre=session.counter.centre_id).first() if table else None  # type: ignore[attr-defined]
    )
    return found


def _pass_on(request: StaffRequest, session: CounterSession, target: ServiceGroup | Counter | None) -> str:
    """Empty when it was done, else why not."""
    if target is None:
        return _("Chưa chọn nơi chuyển đến. Xin chọn một nhóm việc hoặc một quầy đang mở.")
    try:
        hall.transfer(session, target, expected=number_of(request.POST.get("current")) or None, by=request.staff, now=clock.now())
    except DomainError as error:
        return error.sentence
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.RECEPTION)
def pause(request: StaffRequest) -> HttpResponse:
    """Pause calling with a reason, chosen by a key or typed."""
    session = queries.session_of(request.staff)
    if session is None:
        return see_other(reverse("desk:counter"))
    request.counter = session.counter.number
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hall.pause(session, form.cleaned_data["reason"] or form.cleaned_data["other"], by=request.staff, now=clock.now())
            return see_other(reverse("desk:counter"))
        except DomainError as problem:
            form.add_error("other" if isinstance(problem, ReasonMissing) else None, problem.sentence)
    context = {"session": session, "centre": session.counter.centre, "form": form, "reasons": [_(one) for one in REASONS]}
    return desk_page(request, "desk/pause.html", context, status=422 if form.is_bound else 200)
