"""Steps that stop, move or end a dossier's term; each with its page."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from motcua.accounts.rules import Role
from motcua.dossiers import actions
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier, Duty
from motcua.dossiers.policies import actors as parts_of
from motcua.dossiers.rules import Actor
from motcua.kernel.money import Money
from motcua.web.shared.http import StaffRequest, staff_only, staff_posts

from ..forms.terms import (
    CompleteForm,
    DutyForm,
    ExceptionForm,
    ExtendForm,
    PaidForm,
    StopForm,
    SupplementForm,
    WithdrawForm,
)
from .stepping import asks, step

OFFICE = (Actor.DEPARTMENT, Actor.RECEPTION)


@asks
@staff_only(Role.RECEPTION, Role.DEPARTMENT, Role.HEAD)
def request_supplement(request: StaffRequest, pk: int) -> HttpResponse:
    """2 or 4 -> 5: everything that is missing, once."""
    form = SupplementForm(request.POST or None)
    words = {
        "title": _("Yêu cầu bổ sung giấy tờ"), "yes": _("Gửi yêu cầu bổ sung"), "done": _("Đã yêu cầu bổ sung. Xin in phiếu cho công dân."),
        "consequence": _("Chỉ được yêu cầu một lần, ghi đủ mọi giấy tờ còn thiếu. Thời hạn giải quyết tạm dừng từ lúc này."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        parts = parts_of(staff_posts(request), found)
        who = next(actor for actor in OFFICE if actor in parts)
        actions.request_supplement(found, items=form.cleaned_data["items"], reason=form.cleaned_data["reason"], who=who, by=request.staff, now=now)

    return step(request, pk, verb="request_supplement", actors=OFFICE, form=form, words=words, act=act)


@asks
@staff_only(Role.RECEPTION, Role.HEAD)
def complete_supplement(request: StaffRequest, pk: int) -> HttpResponse:
    """5 -> back, or 2 with the whole term again."""
    asked = dossiers.open_supplement(pk)
    form = CompleteForm(request.POST or None, items=asked.items if asked else [])
    words = {
        "title": _("Nhận giấy tờ bổ sung"), "yes": _("Đã nhận đủ"), "done": _("Đã nhận đủ giấy tờ bổ sung. Ngày hẹn đã được tính lại."),
        "consequence": _("Thời hạn giải quyết chạy lại từ lúc này và ngày hẹn mới được tính ngay."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        actions.complete_supplement(found, papers=form.papers(), by=request.staff, now=now, note=form.cleaned_data["note"])

    return step(request, pk, verb="complete_supplement", actors=(Actor.RECEPTION,), form=form, words=words, act=act)


@asks
@staff_only(Role.HEAD)
def allow_supplement(request: StaffRequest, pk: int) -> HttpResponse:
    """The head's exception for one more request."""
    form = ExceptionForm(request.POST or None)
    words = {
        "title": _("Cho phép yêu cầu bổ sung lần nữa"), "yes": _("Cho phép"), "done": _("Đã ghi quyết định ngoại lệ."),
        "consequence": _("Luật chỉ cho yêu cầu một lần. Quyết định này được ghi lại cùng tên Ông/Bà."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        actions.allow_second_supplement(found, reason=form.cleaned_data["reason"], by=request.staff, now=now)

    return step(request, pk, verb="allow_supplement", actors=(Actor.RECEPTION,), form=form, words=words, act=act)


@asks
@staff_only(Role.DEPARTMENT)
def require_payment(request: StaffRequest, pk: int) -> HttpResponse:
    """2 or 4 -> 6."""
    form = DutyForm(request.POST or None)
    words = {
        "title": _("Yêu cầu nghĩa vụ tài chính"), "yes": _("Gửi yêu cầu"), "done": _("Đã yêu cầu nghĩa vụ tài chính."),
        "consequence": _("Thời hạn giải quyết tạm dừng đến khi công dân nộp tiền."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        actions.require_payment(found, amount=form.cleaned_data["amount"], basis=form.cleaned_data["basis"], by=request.staff, now=now)

    return step(request, pk, verb="require_payment", actors=(Actor.DEPARTMENT,), form=form, words=words, act=act)


@asks
@staff_only(Role.RECEPTION, Role.HEAD)
def confirm_payment(request: StaffRequest, pk: int) -> HttpResponse:
    """6 -> back."""
    form = PaidForm(request.POST or None)
    words = {
        "title": _("Xác nhận đã nộp tiền"), "yes": _("Đã nộp"), "done": _("Đã ghi chứng từ. Ngày hẹn đã được tính lại."),
        "consequence": _("Thời hạn giải quyết chạy tiếp từ lúc này, phần còn lại giữ nguyên."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        actions.confirm_payment(found, document=form.cleaned_data["document"], by=request.staff, now=now)

    return step(request, pk, verb="confirm_payment", actors=(Actor.RECEPTION,), form=form, words=words, act=act, facts=_duty)


def _duty(found: Dossier) -> list[tuple[str, str]]:
    """What the document shown must say."""
    asked = dossiers.asked_of_citizen(found)
    return [(_("Số tiền"), str(Money(asked.amount))), (_("Căn cứ"), asked.basis)] if isinstance(asked, Duty) else []


@asks
@staff_only(Role.DEPARTMENT)
def extend(request: StaffRequest, pk: int) -> HttpResponse:
    """A second appointment, once, with the letter."""
    form = ExtendForm(request.POST or None)
    words = {
        "title": _("Xin lỗi và hẹn lại ngày trả"), "yes": _("Hẹn lại"), "done": _("Đã hẹn lại. Xin in văn bản xin lỗi gửi công dân."),
        "consequence": _("Chỉ được hẹn lại một lần và trước khi hết hạn. Hồ sơ vẫn được đánh giá theo ngày hẹn đầu."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        data = form.cleaned_data
        actions.extend(
            found, until=data["until"], reason=data["reason"], signer=data["signer"], signer_title=data["signer_title"], by=request.staff, now=now
        )

    return step(request, pk, verb="extend", actors=(Actor.DEPARTMENT,), form=form, words=words, act=act)


@asks
@staff_only(Role.DEPARTMENT)
def stop(request: StaffRequest, pk: int) -> HttpResponse:
    """2, 4, 5 or 6 -> 8."""
    form = StopForm(request.POST or None)
    words = {
        "title": _("Dừng giải quyết"), "yes": _("Dừng giải quyết"), "done": _("Đã dừng giải quyết. Xin in thông báo cho công dân."),
        "consequence": _("Hồ sơ kết thúc mà chưa có kết quả. Việc này không hoàn lại được."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        actions.stop(found, reason=form.cleaned_data["reason"], by=request.staff, now=now)

    return step(request, pk, verb="stop", actors=(Actor.DEPARTMENT,), form=form, words=words, act=act)


@asks
@staff_only(Role.RECEPTION, Role.HEAD)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """2, 4, 5 or 6 -> 7."""
    form = WithdrawForm(request.POST or None)
    words = {
        "title": _("Rút hồ sơ theo yêu cầu của công dân"), "yes": _("Rút hồ sơ"), "done": _("Đã rút hồ sơ. Xin trả lại giấy tờ cho công dân."),
        "consequence": _("Hồ sơ kết thúc và giấy tờ được trả lại. Việc này không hoàn lại được."),
    }  # fmt: skip

    def act(found: Dossier, now: datetime) -> None:
        actions.withdraw(found, reason=form.cleaned_data["reason"], by=request.staff, now=now)

    return step(request, pk, verb="withdraw", actors=(Actor.RECEPTION,), form=form, words=words, act=act)
