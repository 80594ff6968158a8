"""Forms of the steps after reception: who takes the dossier, the result, the fee's method, who collects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.rules import people
from motcua.dossiers.rules.words import PROOFS
from motcua.kernel.text import clean
from motcua.payments.actions import METHODS
from motcua.web.shared.person import rule

from .texts import line_field


class TakerForm(forms.Form):
    """Who of the department takes the dossiers."""

    taker = line_field(_("Người nhận của cơ quan giải quyết"), 200, _("Chưa ghi người nhận. Xin ghi họ tên người ký nhận."))
    note = line_field(_("Ghi chú"), 400)

    def clean_taker(self) -> str:
        name = clean(self.cleaned_data["taker"])
        if sum(char.isalpha() for char in name) < 2:
            raise forms.ValidationError(_("Họ tên người nhận cần ít nhất hai chữ cái."))
        return name


class ResultForm(forms.Form):
    """The result: its name, number and file."""

    name = line_field(_("Tên kết quả"), 300, _("Chưa ghi tên kết quả, ví dụ: Giấy chứng nhận."))
    number = line_field(_("Số, ký hiệu"), 120)
    file = forms.FileField(
        label=_("Tệp kết quả"), allow_empty_file=True, max_length=None,
        help_text=_("PDF, JPG hoặc PNG, tối đa 20 MB. Kết quả phải ký số thì chọn tệp PDF đã ký."),
        error_messages={"required": _("Chưa có tệp kết quả. Hãy chọn tệp PDF hoặc ảnh của kết quả rồi hoàn thành.")},
    )  # fmt: skip


class CollectForm(forms.Form):
    """How the fees are paid."""

    method = forms.ChoiceField(
        label=_("Cách nộp"), choices=list(METHODS.items()), widget=forms.RadioSelect, initial="cash",
        error_messages={"required": _("Chưa chọn cách nộp tiền."), "invalid_choice": _("Chưa chọn cách nộp tiền.")},
    )  # fmt: skip


class CollectorForm(forms.Form):
    """Who collects the result, and how that was proven."""

    proof = forms.ChoiceField(
        label=_("Người nhận xuất trình"), choices=list(PROOFS.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Chưa chọn giấy tờ đã xem."), "invalid_choice": _("Chưa chọn giấy tờ đã xem.")},
    )  # fmt: skip
    taker = line_field(_("Họ tên người được ủy quyền"), 200, help_text=_("Chỉ ghi khi đã xem giấy ủy quyền. Đương sự tự nhận thì để trống."))
    note = line_field(_("Ghi chú"), 400)

    def clean_taker(self) -> str:
        """A name as an applicant's is one, or nothing."""
        name = clean(self.cleaned_data["taker"])
        return rule(lambda: people.check_name(name)) if name else ""

    def clean(self) -> dict[str, Any]:
        """An authorised person has a name, and a person with another's name has an authorisation."""
        data = super().clean() or {}
        if data.get("proof") == "authorised" and not data.get("taker") and "taker" not in self.errors:
            self.add_error("taker", _("Chưa ghi họ tên người được ủy quyền. Xin ghi như trên giấy ủy quyền."))
        if data.get("proof") in {"receipt", "id"} and data.get("taker"):
            self.add_error("taker", _("Người khác nhận thay thì phải xem giấy ủy quyền: xin chọn “Giấy ủy quyền”. Đương sự tự nhận thì để trống ô này."))
        return data
