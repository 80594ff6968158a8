"""Not complete: what is missing or wrong, paper by paper, on a guidance slip; nothing is received, no personal data kept."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.rules import Role
from motcua.dossiers import actions as dossiers
from motcua.dossiers.errors import ReasonMissing, SlipWritten
from motcua.dossiers.models import GuidanceSlip
from motcua.kernel import clock
from motcua.kernel.codes import new_token
from motcua.kernel.errors import DomainError
from motcua.kernel.text import clean
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, see_other, staff_only, staff_posts
from motcua.web.shared.login import keeps_typed

from ..carrying import forget_person
from ..desk_state import seat_of
from ..filling import Filling, hidden_of
from .reception import opens_again, start_filling

FAULTS = (
    ("missing", gettext_noop("Thiếu")), ("form", gettext_noop("Sai mẫu")), ("counts", gettext_noop("Thiếu số bản")),
    ("unsigned", gettext_noop("Thiếu chữ ký hoặc dấu")), ("expired", gettext_noop("Hết hạn")), ("wrong", gettext_noop("Nội dung chưa đúng")),
)  # fmt: skip
LONGEST_WORDS = 300
TOKEN = re.compile(r"[\w-]{1,64}", re.ASCII)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.RECEPTION)
@opens_again
def write(request: StaffRequest, case: int) -> HttpResponse:
    """The page of the slip. A form sent after its session had ended is kept through the log-in."""
    filling = start_filling(request, case)
    if request.POST.get("do") != "guide":
        return _slip_page(request, filling, "")
    items = _items(filling)
    try:
        slip = dossiers.guide_back(
            centre=filling.centre, case=filling.case, items=items, words=filling.typed.get("advice", "").strip()[:2000], by=request.staff,
            now=filling.now, request=_token(filling), ticket=filling.ticket,
        )  # fmt: skip
    except SlipWritten as error:
        filling.typed["slip"] = new_token()
        return _slip_page(request, filling, error.sentence)
    except ReasonMissing:
        return _slip_page(request, filling, _("Chưa đánh dấu giấy tờ nào thiếu hoặc sai. Xin chọn ở từng giấy tờ, hoặc viết lời hướng dẫn chung."))
    except DomainError as error:
        return _slip_page(request, filling, error.sentence)
    forget_person(request)
    return see_other(reverse("desk:slip", args=[slip.pk]))


def _token(filling: Filling) -> str:
    """The form's own token; one that no page of ours has made is replaced."""
    given = filling.typed.get("slip", "")
    return given if TOKEN.fullmatch(given) else new_token()


def _items(filling: Filling) -> list[dict[str, str]]:
    """What was marked or written about each paper, in the order of the checklist."""
    labels = dict(FAULTS)
    items = []
    for row in filling.papers:
        fault = filling.typed.get(f"{row.prefix}_fault", "")
        words = clean(filling.typed.get(f"{row.prefix}_words", "")[:4000])[:LONGEST_WORDS]
        if row.name and (fault in labels or words):
            items.append({"paper": row.name, "problem": _(labels[fault]) if fault in labels else words, "remedy": words if fault in labels else ""})
    return items


def _slip_page(request: StaffRequest, filling: Filling, error: str) -> HttpResponse:
    came_from_form = request.POST.get("do") == "slip"
    rows: list[dict[str, Any]] = []
    for row in filling.papers:
        if row.name:
            is_missing = row.paper is not None and row.paper.is_needed and not row.is_given
            first = "missing" if came_from_form and is_missing else ""
            fault = filling.typed.get(f"{row.prefix}_fault", first)
            if came_from_form and row.is_given and fault == "missing":
                fault = ""
            rows.append({"row": row, "fault": fault, "words": filling.typed.get(f"{row.prefix}_words", "")})
    query = request.GET.urlencode()
    context = {
        "filling": filling, "version": filling.case.version, "case": filling.case, "ticket": filling.ticket, "rows": rows, "faults": FAULTS,
        "advice": filling.typed.get("advice", ""), "slip_request": _token(filling), "error": error,
        "hidden": hidden_of(filling.typed), "query": f"?{query}" if query else "", "centre": filling.centre,
    }  # fmt: skip
    return desk_page(request, "desk/slip_form.html", context, status=422 if error else 200)


@require_safe
@staff_only(Role.RECEPTION)
def written(request: StaffRequest, slip: int) -> HttpResponse:
    """The slip is written: print it, end the ticket."""
    found = slip_for(request, slip)
    seat = seat_of(request)
    in_hand = seat.current if found.ticket_id and seat.current and seat.current.pk == found.ticket_id else None
    context = {"slip": found, "in_hand": in_hand, "centre": found.centre, "now": clock.now()}
    return desk_page(request, "desk/slip.html", context)


def slip_for(request: StaffRequest, pk: int) -> GuidanceSlip:
    """The slip of a centre where this person receives; 404 otherwise."""
    centres = {post.centre_id for post in staff_posts(request) if post.role in (Role.RECEPTION, Role.HEAD)}
    rows = GuidanceSlip.objects.select_related("case__version__procedure", "centre__unit__parent", "by", "ticket")
    found = rows.filter(pk=pk, centre__in=centres - {None}).first()
    if found is None:
        raise Http404
    return found
