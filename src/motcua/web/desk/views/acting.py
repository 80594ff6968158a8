"""The page of one dossier and the steps of its usual way, from the desk to the department and back to the citizen."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.rules import Role, headed
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Actor
from motcua.kernel import clock
from motcua.kernel.money import Money
from motcua.payments import rules as money
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, see_other, staff_only, staff_posts

from ..desk_state import seen_dossier
from ..dossier_page import hand_over_facts, page_context
from ..forms.processing import CollectForm, CollectorForm, ResultForm, TakerForm
from .stepping import asks, step

DESK = (Role.RECEPTION, Role.DEPARTMENT, Role.HEAD)
_SAMPLE = "demo/ket-qua-mau-da-ky.pdf"


@require_safe
@staff_only(*DESK)
def dossier(request: StaffRequest, pk: int) -> HttpResponse:
    """Facts, papers, timeline, fees, the proof of the due date, and the steps that are open to this person."""
    now = clock.now()
    found, parts = seen_dossier(request, pk, "hồ sơ", now)
    context = page_context(found, parts, now, heads=headed(staff_posts(request)))
    return desk_page(request, "desk/dossier.html", {**context, "centre": request.post.centre})


@asks
@staff_only(Role.RECEPTION, Role.HEAD)
def hand_one(request: StaffRequest, pk: int) -> HttpResponse:
    """2 -> 4."""
    form = TakerForm(request.POST or None)
    words = {
        "title": _("Bàn giao cho cơ quan giải quyết"), "yes": _("Bàn giao"), "done": _("Đã bàn giao hồ sơ."),
        "consequence": _("Hồ sơ chuyển sang “Đang xử lý”. Biên bản ghi người giao, người nhận và giờ giao."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        actions.hand_to_department(found, taker=form.cleaned_data["taker"], note=form.cleaned_data["note"], by=request.staff, now=now)

    return step(request, pk, verb="hand_to_department", actors=(Actor.RECEPTION,), form=form, words=words, act=act, facts=_to)


def _to(found: Dossier) -> list[tuple[str, str]]:
    return [(_("Đến"), found.deciding_unit.name)]


@asks
@staff_only(Role.DEPARTMENT)
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """2 or 4 -> 9, with the result's file."""
    form = ResultForm(request.POST or None, request.FILES or None)
    words = {
        "title": _("Hoàn thành, có kết quả"), "yes": _("Hoàn thành"), "done": _("Hồ sơ đã có kết quả."),
        "consequence": _("Thời hạn giải quyết dừng tại đây. Người nộp có e-mail được báo ngay. Việc này không hoàn lại được."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        upload = form.cleaned_data["file"]
        actions.finish(
            found, name=form.cleaned_data["name"], number=form.cleaned_data["number"], upload=upload.file if upload else None,
            file_name=upload.name if upload else "", by=request.staff, now=now,
        )  # fmt: skip

    return step(request, pk, verb="finish", actors=(Actor.DEPARTMENT,), form=form, words=words, act=act, facts=_signed)


def _signed(found: Dossier) -> list[tuple[str, str]]:
    if not found.version.needs_signed_result:
        return []
    words = _("PDF có chữ ký số")
    if settings.DEMO:  # a presenter has no key to sign with
        words = format_html('{} (<a class="govuk-link" href="{}" download>{}</a>)', words, static(_SAMPLE), _("tệp mẫu đã ký của bản trình diễn"))
    return [(_("Tệp kết quả"), words)]


@asks
@staff_only(Role.RECEPTION, Role.HEAD)
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """9 -> 10, to the applicant or an authorised person."""
    form = CollectorForm(request.POST or None)
    words = {
        "title": _("Trả kết quả cho công dân"), "yes": _("Đã trả kết quả"), "done": _("Đã trả kết quả. Hồ sơ kết thúc."),
        "consequence": _("Hồ sơ kết thúc. Việc này không hoàn lại được."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        data = form.cleaned_data
        actions.hand_over(found, proof=data["proof"], taker=data["taker"], note=data["note"], by=request.staff, now=now)

    return step(request, pk, verb="hand_over", actors=(Actor.RECEPTION,), form=form, words=words, act=act, facts=hand_over_facts)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.RECEPTION, Role.HEAD)
def collect(request: StaffRequest, pk: int) -> HttpResponse:
    """Take all unpaid fees; a second press takes nothing."""
    form = CollectForm(request.POST or None)
    now = clock.now()
    found, parts = seen_dossier(request, pk, "thu phí", now)
    fees = list(found.fees_due.order_by("id"))
    back = reverse("desk:received" if request.GET.get("ve") == "tiep-nhan" else "desk:dossier", args=[pk])
    if Actor.RECEPTION not in parts or found.ended_at is not None:
        return see_other(back)
    if not money.unpaid(fees).dong:
        return _taken_before(request, back)
    if request.method == "POST" and form.is_valid():
        taken = actions.collect_fees(found, method=form.cleaned_data["method"], by=request.staff, now=now)
        if not taken:
            return _taken_before(request, back)
        messages.success(request, _("Đã thu %(amount)s.") % {"amount": Money(taken)})
        return see_other(back)
    context = {"dossier": found, "form": form, "fees": fees, "unpaid": money.unpaid(fees), "back": back, "centre": request.post.centre}
    return desk_page(request, "desk/collect.html", context, status=422 if form.is_bound else 200)


def _taken_before(request: StaffRequest, back: str) -> HttpResponse:
    """Whoever presses second must learn that nothing was recorded: two officers may each hold the citizen's money."""
    if request.method == "POST":
        messages.warning(request, _("Phí đã được ghi thu trước đó. Lần bấm này không ghi thêm khoản nào."))
    return see_other(back)
