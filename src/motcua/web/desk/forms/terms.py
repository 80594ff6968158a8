"""Forms of the steps that stop, move or end a dossier's term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions import PaperGiven
from motcua.kernel.money import read_dong
from motcua.kernel.text import clean
from motcua.web.shared.forms import DayField

from .checklist import brought_rows, check_rows
from .texts import line_field

MOST_ITEMS = 50


def _area(label: Any, most: int, required: Any = "", **options: Any) -> forms.CharField:
    return line_field(label, most, required, widget=forms.Textarea(attrs={"rows": 4}), **options)


class SupplementForm(forms.Form):
    """What is missing, a paper a line, and why."""

    items = _area(
        _("Giấy tờ còn thiếu hoặc cần sửa"), 8000, _("Chưa ghi giấy tờ còn thiếu. Xin ghi đủ trong một lần, mỗi giấy tờ một dòng."),
        help_text=_("Mỗi giấy tờ một dòng, ví dụ: Bản vẽ: chưa có chữ ký của chủ đất."),
    )  # fmt: skip
    reason = _area(_("Lý do"), 1000, _("Chưa ghi lý do. Công dân sẽ đọc câu này."))

    def clean_items(self) -> list[dict[str, str]]:
        lines = [clean(line) for line in self.cleaned_data["items"].splitlines() if clean(line)]
        if not lines:
            raise forms.ValidationError(_("Chưa ghi giấy tờ còn thiếu. Xin ghi đủ trong một lần, mỗi giấy tờ một dòng."))
        if len(lines) > MOST_ITEMS:
            raise forms.ValidationError(_("Nhiều hơn 50 dòng. Xin gộp các giấy tờ giống nhau."))
        parts = [line.partition(": ") for line in lines]
        return [{"paper": paper, "problem": problem, "remedy": ""} for paper, _colon, problem in parts]


class CompleteForm(forms.Form):
    """The desk confirms that everything is there, and what: a line of counts for each item asked for.

    The lines are drawn as a table; the hidden field of each is where its errors stand.
    """

    checked = forms.BooleanField(
        label=_("Tôi đã nhận đủ giấy tờ ghi trong phiếu yêu cầu bổ sung"),
        error_messages={"required": _("Xin xác nhận đã nhận đủ giấy tờ. Nếu còn thiếu, xin chờ công dân nộp đủ.")},
    )  # fmt: skip
    note = line_field(_("Ghi chú"), 400)

    def __init__(self, data: Mapping[str, Any] | None = None, *, items: Sequence[Mapping[str, str]]) -> None:
        super().__init__(data, auto_id="%s")
        self.rows = brought_rows(items, self.data if self.is_bound else None)
        for number, row in enumerate(self.rows, 1):
            self.fields[f"{row.prefix}_o"] = forms.CharField(label=_("Dòng %(n)s") % {"n": number}, required=False, widget=forms.HiddenInput)
        self.order_fields([f"{row.prefix}_o" for row in self.rows])

    def clean(self) -> dict[str, Any]:
        """Each line says how much came."""
        data = super().clean() or {}
        for name, sentence in check_rows(self.rows):
            self.add_error(name, sentence)
        return data

    def papers(self) -> list[PaperGiven]:
        """What came for each item, of a valid form."""
        return [row.given() for row in self.rows]


class ExceptionForm(forms.Form):
    """Why the head allows one more request."""

    reason = _area(_("Lý do cho phép"), 400, _("Chưa ghi lý do cho phép yêu cầu bổ sung lần nữa."))


class DutyForm(forms.Form):
    """How much is to be paid, and on what basis."""

    amount = line_field(_("Số tiền (đồng)"), 20, _("Chưa ghi số tiền. Ví dụ: 1.500.000."))
    basis = line_field(_("Căn cứ"), 300, _("Chưa ghi căn cứ, ví dụ: Thông báo thuế số 12/TB-CCT."))

    def clean_amount(self) -> int:
        amount = read_dong(self.cleaned_data["amount"])
        if amount is None or not 1 <= amount <= 10**13:
            raise forms.ValidationError(_("Số tiền là số đồng lớn hơn 0, ví dụ 1.500.000. Xin gõ lại."))
        return amount


class PaidForm(forms.Form):
    """The document that proves the payment."""

    document = line_field(_("Số chứng từ nộp tiền"), 120, _("Chưa ghi số chứng từ. Xin ghi số biên lai hoặc giấy nộp tiền đã xem."))


class ExtendForm(forms.Form):
    """The new appointment and what the letter of apology says."""

    until = DayField(label=_("Ngày hẹn mới"), error_messages={"required": _("Chưa chọn ngày hẹn mới.")})
    reason = _area(_("Lý do chậm"), 1000, _("Chưa ghi lý do chậm. Công dân sẽ đọc câu này."))
    signer = line_field(_("Người ký văn bản xin lỗi"), 200, _("Chưa ghi họ tên người ký."))
    signer_title = line_field(_("Chức danh người ký"), 200, _("Chưa ghi chức danh người ký, ví dụ: Giám đốc Sở."))


class StopForm(forms.Form):
    """Why processing stops."""

    reason = _area(_("Lý do dừng"), 1000, _("Chưa ghi lý do. Công dân sẽ đọc câu này."))


class WithdrawForm(forms.Form):
    """The citizen's wish, in their words when they give some."""

    reason = _area(_("Lý do của công dân"), 1000)
