"""The reception desk: find the procedure and the case, fill in one page, receive (seed step 4; Decree 118/2025)."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.rules import Role, actor_of
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Case, ProcedureVersion
from motcua.centres.models import Centre
from motcua.dossiers import actions as dossiers
from motcua.dossiers.errors import RequestUsed
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.clock import local_day
from motcua.kernel.codes import new_token
from motcua.kernel.errors import DomainError
from motcua.kernel.text import clean
from motcua.queueing.models import Ticket
from motcua.queueing.rules import State
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, View, number_of, page, see_other, staff_only
from motcua.web.shared.login import keeps_typed, typed_in
from motcua.web.shared.person import holds_number

from ..carrying import forget_person, keep_person, kept_person, onto_version
from ..desk_state import Seat, asked_ticket, seat_of, seen_dossier
from ..filling import Filling, carried, same_person_note, typed_of
from ..forms.applicant import NAMES

LISTED = 30
MAX_QUESTION = 200
WITHOUT = "khong"  # in the address instead of a number: receive without one


@require_safe
@staff_only(Role.RECEPTION)
def choose(request: StaffRequest) -> HttpResponse:
    """Step 1: the procedure and its case; those of the ticket's group first."""
    seat, words = seat_of(request), clean(request.GET.get("q", "")[: 2 * MAX_QUESTION])[:MAX_QUESTION]
    ticket = asked_ticket(seat, request.GET["so"]) if "so" in request.GET else _served(seat)
    keep = {name: value for name in ("so", "nhu") if (value := request.GET.get(name, "")).isdigit() or value == WITHOUT}
    person = kept_person(request)
    if person:
        keep["giu"] = request.GET["giu"]
    if ticket is not None:
        keep["so"] = str(ticket.pk)
    if holds_number(words):
        messages.warning(request, _("Ô này chỉ tìm thủ tục. Thẻ căn cước và số định danh nhập ở bước sau, khi đã chọn thủ tục."))
        return see_other(f"{reverse('desk:choose')}?{urlencode(keep)}")
    day = local_day(clock.now())
    found = _searched(words, seat, day) if words else _offered(ticket, seat, day)
    context = {
        "centre": seat.centre, "ticket": ticket, "other_ticket": keep.get("so", WITHOUT) != WITHOUT and ticket is None, "without": {**keep, "so": WITHOUT},
        "q": words, "keep": keep, "rows": _with_cases(found), "searched": bool(words), "person": person,
    }  # fmt: skip
    return desk_page(request, "desk/choose.html", context)


def _served(seat: Seat) -> Ticket | None:
    """Whoever is being served at the counter: a dossier received now is theirs unless the officer says otherwise."""
    current = seat.current
    return current if current is not None and current.state == State.SERVING else None


def _searched(words: str, seat: Seat, day: Any) -> list[ProcedureVersion]:
    found = catalogue.search(words, day=day, centre=seat.centre, limit=LISTED)
    by_code = catalogue.current(day).filter(procedure__code=words[:40], procedure__receiving=seat.centre).first()
    return [by_code, *(one for one in found if one.pk != by_code.pk)] if by_code else found


def _offered(ticket: Ticket | None, seat: Seat, day: Any) -> list[ProcedureVersion]:
    """Without words: the ticket's own procedure, its group's fields, else what people ask for most."""
    here = catalogue.current(day).filter(procedure__receiving=seat.centre)
    if ticket is None:
        return catalogue.popular(seat.centre, day)
    own = list(here.filter(procedure=ticket.procedure)) if ticket.procedure_id else []
    group = here.filter(field__groups=ticket.group).exclude(pk__in=[one.pk for one in own]).distinct()
    return own + list(group.order_by("-procedure__is_popular", "folded", "pk")[:LISTED])


def _with_cases(found: list[ProcedureVersion]) -> list[dict[str, Any]]:
    cases: dict[int, list[Case]] = {}
    for case in Case.objects.filter(version__in=[version.pk for version in found]).order_by("order", "id"):
        cases.setdefault(case.version_id, []).append(case)
    return [{"version": version, "cases": cases.get(version.pk, [])} for version in found]


class Replaced(Exception):
    """The version of a form that is being sent ended meanwhile; `case` has taken its place."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case


def opens_again(view: View) -> View:
    """A form whose version ended opens again with the papers and fees of the present one and all that was typed of the person. Nothing has been done."""

    @wraps(view)
    def guarded(request: StaffRequest, case: int) -> HttpResponse:
        try:
            return view(request, case)
        except Replaced as found:
            name, query = request.resolver_match.view_name, f"?{request.GET.urlencode()}" if request.GET else ""  # type: ignore[union-attr]  # it was resolved
            context = {
                "heading": _("Thủ tục này vừa có phiên bản mới"), "action": reverse(name, args=[found.case.pk]) + query,
                "typed": onto_version(typed_in(request.POST), case, found.case),
                "lead": _("Những gì Ông/Bà đã nhập vẫn còn, chưa có gì được gửi đi. Giấy tờ và phí theo phiên bản mới: xin xem lại trước khi tiếp nhận."),
            }  # fmt: skip
            return page(request, "desk/resend.html", context, status=409)

    return guarded


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.RECEPTION)
@opens_again
def fill(request: StaffRequest, case: int) -> HttpResponse:
    """Step 2. A form sent after its session had ended is kept through the log-in."""
    filling = start_filling(request, case)
    if request.method != "POST":
        return form_page(request, filling, [])
    do = request.POST.get("do", "look")
    if do == "receive" and not filling.holds_scan:
        return _receive(request, filling)
    if do == "tick_all":
        filling.tick_all = True
        filling.build()
    filling.read_card()
    if do == "other":
        kept = {"so": request.GET.get("so", ""), "giu": keep_person(request, filling.typed)}
        return see_other(f"{reverse('desk:choose')}?{urlencode({name: value for name, value in kept.items() if value})}")
    filling.look_up_earlier(actor_of(request.staff))
    if do == "earlier":
        filling.use_earlier(actor_of(request.staff))
    return form_page(request, filling, [])


def start_filling(request: StaffRequest, case: int) -> Filling:
    """The form of this case at the officer's centre, with what was typed or is carried over; 404 when not received here. Raises Replaced."""
    now, seat = clock.now(), seat_of(request)
    found = catalogue.case_of(case, local_day(now))
    instead = catalogue.case_instead_of(case, local_day(now)) if found is None and request.method == "POST" else None
    if instead is not None:
        raise Replaced(instead)
    if found is None or not found.version.procedure.receiving.filter(pk=seat.centre.pk).exists():
        raise Http404
    typed, notes = typed_of(request), []
    like = number_of(request.GET.get("nhu"))
    if request.method != "POST" and like:
        dossier, _parts = seen_dossier(request, like, "thông tin đã khai", now)
        typed, notes = carried(dossier), [same_person_note(dossier)]
    elif request.method != "POST" and (person := kept_person(request)):
        typed, notes = person, [_("Thông tin người nộp lấy từ biểu mẫu vừa mở trước đó. Nếu là người khác, xin sửa lại.")]
    places = [(centre.pk, centre.name) for centre in Centre.objects.filter(is_open=True)]
    ticket = asked_ticket(seat, request.GET.get("so", ""))
    return Filling(found, seat.centre, ticket, typed, request.method == "POST", places, now, notes=notes)


def _receive(request: StaffRequest, filling: Filling) -> HttpResponse:
    faults = filling.check()
    mark = filling.form.warning_mark() if not faults else ""
    if faults or (mark and filling.typed.get("warned") != mark):
        if mark:
            filling.typed["warned"] = mark
            filling.notes += [*filling.form.warnings, _("Nếu đã đối chiếu với thẻ, xin bấm Tiếp nhận lần nữa.")]
            filling.build()
        return form_page(request, filling, faults)
    given, data = [row.given() for row in filling.papers], filling.form.cleaned_data
    collect = Centre.objects.get(pk=data["collect_at"])
    if _ticket_left(request, filling) and not _was_received(data["request"]):
        words = _("Số này không còn ở quầy của Ông/Bà: đã kết thúc hoặc đã chuyển đi. Bấm Tiếp nhận lần nữa để tiếp nhận không kèm số.")
        return form_page(request, filling, [("", words)], with_ticket=False)
    try:
        dossier = dossiers.receive(
            centre=filling.centre, case=filling.case, channel=data["channel"], applicant=filling.form.applicant(), papers=given,
            by=request.staff, now=filling.now, request=data["request"], ticket=filling.ticket, collect_at=collect,
            content=data["content"], sets=data["sets"], due_at=filling.form.due_at(),
            quantities={row.fee.pk: row.number for row in filling.fees},
        )  # fmt: skip
    except RequestUsed as error:
        filling.fill({"request": new_token()})
        return form_page(request, filling, [("", error.sentence)])
    except DomainError as error:
        return form_page(request, filling, [("", error.sentence)])
    forget_person(request)
    messages.success(request, _("Đã tiếp nhận hồ sơ %(code)s.") % {"code": dossier.code})
    return see_other(reverse("desk:received", args=[dossier.pk]))


def form_page(request: StaffRequest, filling: Filling, faults: list[tuple[str, str]], *, with_ticket: bool = True) -> HttpResponse:
    """The page of step 2 with its summary of errors; nothing typed is lost. `with_ticket` False lets go of the number in the address."""
    given = request.GET.copy()
    if not with_ticket:
        given.pop("so", None)
    query = given.urlencode()
    shown = filling.form if faults else _without_errors(filling)
    for bound in shown.fields.values():
        bound.required = True  # after the check: an officer's dense form does not say "not required" at every label
    context = {
        "filling": filling, "form": shown, "faults": faults, "case": filling.case, "version": filling.case.version, "ticket": filling.ticket,
        "centre": filling.centre, "query": f"?{query}" if query else "", "person_fields": NAMES,
    }  # fmt: skip
    return desk_page(request, "desk/receive.html", context, status=422 if faults else 200)


def _without_errors(filling: Filling) -> Any:
    """The form for looking at, before anybody asked to receive: what is still empty is not an error yet."""
    filling.form._errors = ErrorDict()  # type: ignore[attr-defined]  # the way to show a bound form unchecked
    return filling.form


def _ticket_left(request: HttpRequest, filling: Filling) -> bool:
    """Whether the number of the address has left this counter while the form was open."""
    return request.GET.get("so", "").isdigit() and filling.ticket is None


def _was_received(request: str) -> bool:
    return Dossier.objects.filter(request=request).exists()
