"""The rows of a draft's sections: cases, papers, ways to file, fees, results, legal bases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.deadlines.errors import DeadlineError
from motcua.deadlines.rules import Limit, Unit

from .choices import GONE, Pairs, channels, choose, collected, fee_kinds, fee_units, limit_units
from .fields import Amount, Count, Dong, LongText, ShortText


class RowForm(forms.Form):
    """One row; a row in which nothing was typed is none."""

    def __init__(self, *args: Any, cases: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        if "case" in self.fields:
            self.offer("case", cases)

    def offer(self, name: str, pairs: Pairs) -> None:
        """These are the choices of the field; what the row says already stays among them."""
        one = self.fields[name]
        assert isinstance(one, forms.ChoiceField)
        said = str(self.initial.get(name) or "")
        one.choices = pairs if said in dict(pairs) else [*pairs, (said, said)]

    def clean_case(self) -> str:
        """A row of a case that was taken out has to be bound anew."""
        if self.cleaned_data["case"] == GONE:
            raise ValidationError(_("Trường hợp của dòng này đã bỏ. Hãy chọn trường hợp khác hoặc bỏ dòng."))
        return str(self.cleaned_data["case"])


class CaseRow(RowForm):
    """A case by its name; `place` is where it stood, so that papers, terms and fees go with it."""

    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = ShortText(label=_("Tên trường hợp"), rows=2, max_length=4000, required=False, help_text=_("Để trống khi chỉ có một trường hợp."))

    def has_changed(self) -> bool:
        return self.initial != {} or super().has_changed()


class PaperRow(RowForm):
    """A paper asked."""

    name = LongText(label=_("Tên giấy tờ"), rows=2, error_messages={"required": _("Chưa ghi tên giấy tờ. Muốn bỏ dòng này, hãy đánh dấu “Bỏ”.")})
    originals = Count(label=_("Bản chính"))
    certified = Count(label=_("Chứng thực"))
    copies = Count(label=_("Bản sao"))
    only_show = forms.BooleanField(label=_("Chỉ xuất trình"), required=False)
    optional = forms.BooleanField(label=_("Nộp nếu có"), required=False)
    replaced_by_data = forms.BooleanField(label=_("Thay bằng dữ liệu"), required=False)
    form = ShortText(label=_("Tên mẫu đơn, tờ khai"), max_length=4000, required=False)
    note = LongText(label=_("Ghi chú"), rows=2, required=False)


class TermRow(RowForm):
    """A way to file with its limit."""

    channel = forms.ChoiceField(label=_("Cách nộp"), error_messages={"required": _("Chưa chọn cách nộp.")})
    amount = Amount(label=_("Thời hạn"))
    unit = forms.ChoiceField(label=_("Đơn vị"), error_messages={"required": _("Chưa chọn đơn vị của thời hạn.")})
    case = forms.ChoiceField(label=_("Trường hợp"), required=False)
    pays_online = forms.BooleanField(label=_("Nộp tiền trực tuyến"), required=False)
    fee_words = LongText(label=_("Phí ghi bằng lời"), rows=2, required=False)
    note = LongText(label=_("Ghi chú"), rows=2, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("channel", [choose(), *channels()])
        self.offer("unit", [choose(), *limit_units()])

    def clean(self) -> dict[str, Any]:
        """A limit has an amount exactly when its unit counts something."""
        found = super().clean() or self.cleaned_data
        unit, amount = found.get("unit"), found.get("amount")
        if not unit or "amount" in self.errors:
            return found
        if unit in (Unit.SAME_DAY, Unit.NONE):
            if amount is not None:
                self.add_error("amount", _("Đơn vị này không đi với con số. Hãy xóa số hoặc chọn đơn vị khác."))
        elif amount is None:
            self.add_error("amount", _("Chưa ghi số. Nếu văn bản không quy định, hãy chọn “không quy định thời hạn”."))
        else:
            self._counted(amount, unit)
        return found

    def _counted(self, amount: Any, unit: str) -> None:
        try:
            Limit(amount, Unit(unit))
        except DeadlineError as error:
            self.add_error("amount", error.sentence)


class FeeRow(RowForm):
    """A fee or a levy."""

    kind = forms.ChoiceField(label=_("Loại"), error_messages={"required": _("Chưa chọn phí hay lệ phí.")})
    name = ShortText(label=_("Tên khoản thu"), rows=2, max_length=4000, error_messages={"required": _("Chưa ghi tên khoản thu.")})
    amount = Dong(label=_("Số tiền (đồng)"), error_messages={"required": _("Chưa ghi số tiền. Ghi 0 khi miễn phí.")})
    per = forms.ChoiceField(label=_("Tính cho"), required=False)
    when = forms.ChoiceField(label=_("Thu khi nào"), required=False)
    channel = forms.ChoiceField(label=_("Cách nộp hồ sơ"), required=False)
    case = forms.ChoiceField(label=_("Trường hợp"), required=False)
    is_choice = forms.BooleanField(label=_("Chọn một mức"), required=False)
    legal = ShortText(label=_("Căn cứ thu"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("kind", [choose(), *fee_kinds()])
        self.offer("per", fee_units())
        self.offer("when", collected())
        self.offer("channel", [("", str(_("Mọi cách nộp"))), *channels()])


class ResultRow(RowForm):
    """A result with its national code."""

    name = ShortText(label=_("Tên kết quả"), rows=2, max_length=4000, error_messages={"required": _("Chưa ghi tên kết quả.")})
    code = ShortText(label=_("Mã kết quả"), max_length=40, required=False, help_text=_("Ví dụ: KQ.G01.000123."))


class LegalRow(RowForm):
    """A legal text."""

    number = ShortText(label=_("Số, ký hiệu"), max_length=120, error_messages={"required": _("Chưa ghi số, ký hiệu văn bản.")})
    title = ShortText(label=_("Tên văn bản"), rows=2, max_length=4000, required=False)
