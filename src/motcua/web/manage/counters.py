"""The head closes the counter of an officer who has left (seed step 3): who sits there, which number is in hand, what happens with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.rules import Role
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.queueing import actions
from motcua.queueing.models import CounterSession
from motcua.queueing.rules import State
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, number_of, see_other, staff_only

from .headed import headed_centres, today_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.HEAD)
def free(request: StaffRequest, session: int) -> HttpResponse:
    """Ask, then close it. A counter that is closed by now needs nothing more."""
    row = CounterSession.objects.select_related("counter__centre", "officer", "current").filter(pk=session).first()
    if row is None or row.counter.centre.slug not in headed_centres(request):
        raise Http404
    back = today_of(row.counter.centre)
    if request.method == "POST":
        try:
            actions.free_counter(row, seen=_seen(request), by=request.staff, now=clock.now())
        except DomainError as error:
            messages.error(request, error.sentence)
            return see_other(request.path)
        messages.success(request, _("Đã đóng quầy %(number)s.") % {"number": row.counter.number})
        return see_other(back)
    if row.closed_at is not None:
        messages.success(request, _("Quầy %(number)s đã đóng từ trước.") % {"number": row.counter.number})
        return see_other(back)
    context = {"session": row, "centre": row.counter.centre, "back": back, "is_called": row.current is not None and row.current.state == State.CALLED}
    return desk_page(request, "manage/free_counter.html", context)


def _seen(request: StaffRequest) -> tuple[int, str] | None:
    """The number in hand and its state as the page showed them; what nobody shows fits nothing."""
    number, _colon, state = request.POST.get("dang-giu", "").partition(":")
    if not number and not state:
        return None
    return number_of(number), state
