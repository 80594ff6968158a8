"""The counter: open it, call, serve, end (seed step 3). Each button is one verb of the hall; a repeated press changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.models import Staff
from motcua.accounts.rules import Role
from motcua.centres.models import Counter
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.queueing import actions as hall
from motcua.queueing import queries
from motcua.queueing.models import CounterSession, Ticket
from motcua.queueing.rules import State
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, number_of, page, see_other, staff_only, staff_posts

from ..hall_part import counter_context

Verb = Callable[[CounterSession, int | None, Staff, datetime], object]


def _start_unless_serving(session: CounterSession, seen: int | None, by: Staff, now: datetime) -> None:
    if session.current is None or session.current.state == State.CALLED:
        hall.start(session, expected=seen, by=by, now=now)


def _end_and_call(session: CounterSession, seen: int | None, by: Staff, now: datetime) -> object:
    """The next visitor, or the sentence that the number has ended and nobody waits."""
    current = session.current
    called = hall.end_and_call(session, expected=seen, by=by, now=now)
    if called is not None or current is None:
        return called
    return _("Số %(number)s đã kết thúc. Không có ai chờ ở quầy này; số mới hiện ngay khi có người lấy.") % {"number": current.number}


VERBS: dict[str, Verb] = {
    "next": _end_and_call,
    "again": lambda session, seen, by, now: hall.call_again(session, expected=seen, by=by, now=now),
    "start": lambda session, seen, by, now: hall.start(session, expected=seen, by=by, now=now),
    "receive": _start_unless_serving,
    "no_show": lambda session, seen, by, now: hall.no_show(session, expected=seen, by=by, now=now),
    "finish": lambda session, seen, by, now: hall.finish(session, expected=seen, by=by, now=now),
    "resume": lambda session, seen, by, now: hall.resume(session, by=by, now=now),
    "close": lambda session, seen, by, now: hall.close_counter(session, by=by, now=now),
}


@require_safe
@staff_only(Role.RECEPTION)
def counter(request: StaffRequest) -> HttpResponse:
    """The calling page, or the choice of a counter while none is open."""
    session = queries.session_of(request.staff)
    if session is None:
        return _choose(request)
    return desk_page(request, "desk/counter.html", counter_context(request, session, clock.now()))


@require_safe
@staff_only(Role.RECEPTION)
def counter_part(request: StaffRequest) -> HttpResponse:
    """The live part of the calling page; equals the same part of the page."""
    session = queries.session_of(request.staff)
    if session is None:
        return see_other(reverse("desk:counter"))
    return page(request, "desk/counter_part.html", counter_context(request, session, clock.now()))


def _choose(request: StaffRequest) -> HttpResponse:
    centres = {post.centre_id: post.centre for post in staff_posts(request) if post.role == Role.RECEPTION}
    counters = Counter.objects.filter(centre__in=centres, is_active=True).select_related("centre", "room").prefetch_related("groups")
    taken = {
        row.counter_id: row.officer.full_name
        for row in CounterSession.objects.filter(counter__centre__in=centres, closed_at__isnull=True).select_related("officer")
    }
    found = list(counters.order_by("centre__order", "number"))
    keys = _number_keys([one for one in found if one.pk not in taken])
    rows = [{"counter": one, "taken_by": taken.get(one.pk, ""), "key": keys.get(one.pk, "")} for one in found]
    return desk_page(request, "desk/counters.html", {"rows": rows, "many": len(centres) > 1, "centre": request.post.centre})


def _number_keys(free: Iterable[Counter]) -> dict[int, str]:
    """The key of each free counter is its own number (10 is 0), so that it never moves; of two centres' same number the first has it."""
    keys: dict[str, int] = {}
    for one in free:
        if one.number <= 10:
            keys.setdefault(str(one.number % 10), one.pk)
    return {pk: key for key, pk in keys.items()}


@require_POST
@staff_only(Role.RECEPTION)
def open_counter(request: StaffRequest) -> HttpResponse:
    """Open the chosen counter."""
    centres = [post.centre_id for post in staff_posts(request) if post.role == Role.RECEPTION]
    chosen = get_object_or_404(Counter, pk=number_of(request.POST.get("counter")), centre__in=centres)
    try:
        hall.open_counter(chosen, by=request.staff, now=clock.now())
        messages.success(request, _("Đã mở quầy %(number)s.") % {"number": chosen.number})
    except DomainError as error:
        messages.error(request, error.sentence)
    return see_other(reverse("desk:counter"))


@require_POST
@staff_only(Role.RECEPTION)
def do(request: StaffRequest) -> HttpResponse:
    """One verb on the present ticket; `current` is what the page showed, so that a second press finds it done."""
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    session = queries.seat_of(request.staff)
    back = see_other(reverse("desk:counter"))
    if session is None:
        return back
    seen, now = number_of(request.POST.get("current")) or None, clock.now()
    try:
        done = verb(session, seen, request.staff, now)
    except DomainError as error:
        messages.error(request, error.sentence)
        return back
    if isinstance(done, str):
        messages.success(request, done)
    if request.POST["do"] == "again" and session.current is not None and seen in (None, session.current.pk):
        when = f"{clock.local(now):%H:%M:%S}"
        messages.success(request, _("Đã gọi lại số %(number)s lúc %(when)s.") % {"number": session.current.number, "when": when})
    if request.POST["do"] == "receive" and session.current is not None:
        return see_other(f"{reverse('desk:choose')}?so={session.current.pk}")
    return back


@require_POST
@staff_only(Role.RECEPTION)
def come_back(request: StaffRequest) -> HttpResponse:
    """Put a visitor who came late back into the line."""
    centres = [post.centre_id for post in staff_posts(request) if post.role == Role.RECEPTION]
    ticket = get_object_or_404(Ticket, pk=number_of(request.POST.get("ticket")), centre__in=centres)
    try:
        hall.come_back(ticket, by=request.staff, now=clock.now())
        messages.success(request, _("Số %(number)s đã trở lại hàng chờ.") % {"number": ticket.number})
    except DomainError as error:
        messages.error(request, error.sentence)
    return see_other(reverse("desk:counter"))
