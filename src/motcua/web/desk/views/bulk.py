"""Handing many dossiers to departments at once, with the list that both sides sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.rules import Role
from motcua.centres.models import Unit
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier, HandOver
from motcua.dossiers.policies import actors, may_see
from motcua.dossiers.rules import Actor, Status, can
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, number_of, see_other, staff_only, staff_posts

from ..forms.processing import TakerForm

AT_MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.RECEPTION)
def hand_many(request: StaffRequest) -> HttpResponse:
    """First what was ticked, grouped by unit, and who takes it for each; then, confirmed, each dossier in its own transaction. Opened by GET: the list."""
    chosen, moved_on = _chosen(request)
    if not chosen:
        return _nothing_to_hand(request, moved_on)
    _tell(request, moved_on)
    given = request.POST if request.POST.get("sure") else None
    forms = {dossier.deciding_unit: TakerForm(given, prefix=f"u{dossier.deciding_unit_id}") for dossier in chosen}
    if given is None or not all(form.is_valid() for form in forms.values()):
        rows = {unit: [[one.code, one.version.name] for one in chosen if one.deciding_unit == unit] for unit in forms}
        context = {"chosen": chosen, "forms": forms, "rows": rows, "centre": request.post.centre}
        return desk_page(request, "desk/hand_many.html", context, status=422 if given else 200)
    first = _hand(request, chosen, {unit: form.cleaned_data for unit, form in forms.items()}, now=clock.now())
    return see_other(reverse("desk:handed", args=[first])) if first else see_other(reverse("desk:dossiers"))


def _chosen(request: StaffRequest) -> tuple[list[Dossier], list[Dossier]]:
    """The ticked dossiers of this person's counter: those that may be handed to a department, and those with which somebody was faster."""
    ids = [number for number in map(number_of, request.POST.getlist("dossier")[:AT_MOST]) if number]
    rows = Dossier.objects.filter(pk__in=ids).select_related("version", "deciding_unit").order_by("deciding_unit_id", "due_at", "pk")
    posts = staff_posts(request)
    own = [row for row in rows if Actor.RECEPTION in actors(posts, row)]
    here = [row for row in own if can(Status(row.status), "hand_to_department", who=Actor.RECEPTION)]
    return here, [row for row in own if row not in here]


def _nothing_to_hand(request: StaffRequest, moved_on: list[Dossier]) -> HttpResponse:
    """Whoever presses a second time, because no answer came to the first, gets to the list to print; others learn what became of the dossiers."""
    mine = HandOver.objects.filter(dossier__in=moved_on, giver=request.staff, to_unit__isnull=False).order_by("-at", "pk").first()
    if mine is not None and request.POST.get("sure"):
        messages.warning(request, _("Các hồ sơ này đã bàn giao trước đó. Lần bấm này không ghi thêm gì."))
        return see_other(reverse("desk:handed", args=[mine.pk]))
    _tell(request, moved_on)
    if not moved_on:
        messages.error(request, _("Chưa chọn hồ sơ nào. Xin đánh dấu ít nhất một hồ sơ mới tiếp nhận."))
    return see_other(reverse("desk:dossiers"))


def _tell(request: StaffRequest, moved_on: list[Dossier]) -> None:
    for row in moved_on:
        words = _("Hồ sơ đang ở trạng thái “%(status)s” nên chưa làm được việc này.") % {"status": _(Status(row.status).label)}
        messages.error(request, f"{row.code}: {words}")


def _hand(request: StaffRequest, chosen: Iterable[Dossier], given: Mapping[Unit, Mapping[str, str]], *, now: datetime) -> int | None:
    """Hand over one by one to the unit's `taker` with its `note`; what another officer was faster with is told and left out. The first record's id."""
    handed: list[int] = []
    for dossier in chosen:
        try:
            words = given[dossier.deciding_unit]
            dossiers.hand_to_department(dossier, taker=words["taker"], by=request.staff, now=now, note=words["note"])
            handed.append(dossier.pk)
        except DomainError as error:
            messages.error(request, f"{dossier.code}: {error.sentence}")
    if not handed:
        return None
    messages.success(request, ngettext("Đã bàn giao %(n)s hồ sơ.", "Đã bàn giao %(n)s hồ sơ.", len(handed)) % {"n": len(handed)})
    return HandOver.objects.filter(dossier__in=handed, at=now, giver=request.staff).order_by("pk").values_list("pk", flat=True).first()


@require_safe
@staff_only(Role.RECEPTION, Role.HEAD)
def handed(request: StaffRequest, first: int) -> HttpResponse:
    """What was handed over, one list for each unit."""
    rows = batch_of(request, first)
    later = rows[-1].pk
    start = rows[0]
    others = HandOver.objects.filter(pk__gt=later, pk__lt=start.pk + AT_MOST * 2, at=start.at, giver=start.giver).order_by("pk")
    next_first = others.exclude(to_unit=start.to_unit).values_list("pk", flat=True).first()
    context = {
        "rows": [[row.dossier.code, row.dossier.version.name] for row in rows], "first": start, "next_first": next_first,
        "centre": request.post.centre,
    }  # fmt: skip
    return desk_page(request, "desk/handed.html", context)


def batch_of(request: StaffRequest, first: int) -> list[HandOver]:
    """The records given in one go to one unit, from the first one on; 404 for strangers to them."""
    related = ("dossier__version", "dossier__received_at_centre__unit__parent", "giver", "to_unit")
    start = HandOver.objects.filter(pk=first, to_unit__isnull=False).first()
    if start is None:
        raise Http404
    near = HandOver.objects.filter(pk__gte=first, pk__lt=first + AT_MOST * 2, at=start.at, giver=start.giver_id, to_unit=start.to_unit_id)
    rows = list(near.select_related(*related).prefetch_related("dossier__papers").order_by("pk"))
    if not all(may_see(staff_posts(request), row.dossier) for row in rows):
        raise Http404
    return rows
