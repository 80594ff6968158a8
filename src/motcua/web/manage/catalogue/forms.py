"""The single fields of a draft's sections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import Choices, choose, late_rules, regimes
from .fields import Lines, LongText, Paragraphs, ShortText


class PartForm(forms.Form):
    """Fields of one section; the choices come with the draft."""

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fill(choices)

    def fill(self, choices: Choices) -> None:
        """Put the choices into the fields."""

    def offer(self, name: str, pairs: list[tuple[str, str]], *, blank: bool = False) -> None:
        """These are the choices of the field."""
        one = self.fields[name]
        assert isinstance(one, forms.ChoiceField)
        one.choices = [*([choose()] if blank else []), *pairs]
        one.error_messages["invalid_choice"] = str(_("Không có lựa chọn này. Hãy chọn lại trong danh sách."))


class GeneralForm(PartForm):
    """What the procedure is, whom it is for, and by which words it is found."""

    name = ShortText(
        label=_("Tên thủ tục"), rows=3, max_length=1200, help_text=_("Đúng như quyết định công bố."),
        error_messages={"required": _("Chưa ghi tên thủ tục.")},
    )  # fmt: skip
    name_en = ShortText(label=_("Tên tiếng Anh"), rows=2, max_length=1200, required=False)
    decision = ShortText(label=_("Quyết định công bố"), required=False, help_text=_("Ví dụ: 1165/QĐ-BTC."))
    field = forms.ChoiceField(
        label=_("Lĩnh vực"), help_text=_("Lĩnh vực mới được thêm ở trang Quản trị."), error_messages={"required": _("Chưa chọn lĩnh vực.")}
    )
    department = forms.ChoiceField(label=_("Cơ quan phụ trách"), error_messages={"required": _("Chưa chọn cơ quan.")})
    level = forms.ChoiceField(label=_("Cấp quyết định"), error_messages={"required": _("Chưa chọn cấp.")})
    levels = forms.MultipleChoiceField(label=_("Các cấp tham gia"), widget=forms.CheckboxSelectMultiple, required=False)
    audiences = forms.MultipleChoiceField(label=_("Đối tượng thực hiện"), widget=forms.CheckboxSelectMultiple, required=False)
    life_events = forms.MultipleChoiceField(label=_("Sự kiện trong đời"), widget=forms.CheckboxSelectMultiple, required=False)
    keywords = Lines(
        label=_("Từ khóa"), rows=4, max_length=4000, required=False,
        help_text=_("Lời người dân hay nói, mỗi dòng một từ. Từ đầu tiên là tên gọi hằng ngày."),
    )  # fmt: skip
    summary = LongText(label=_("Tóm tắt"), rows=3, max_length=4000, required=False, help_text=_("Một hai câu dễ hiểu: thủ tục này để làm gì."))
    kind = ShortText(label=_("Loại thủ tục"), required=False)
    partly_reason = LongText(
        label=_("Lý do chỉ một phần trực tuyến"), rows=2, max_length=4000, required=False, help_text=_("Phải công khai khi chưa trực tuyến toàn trình."),
    )  # fmt: skip

    def fill(self, choices: Choices) -> None:
        for name, pairs in (("field", choices.fields), ("department", choices.departments), ("level", choices.levels)):
            self.offer(name, pairs, blank=True)
        for name, pairs in (("levels", choices.levels), ("audiences", choices.audiences), ("life_events", choices.life_events)):
            self.offer(name, pairs)


class AgenciesForm(PartForm):
    """Who decides, executes and helps, as the decision words it."""

    competent = LongText(label=_("Cơ quan có thẩm quyền"), rows=2, required=False)
    executing = LongText(label=_("Cơ quan thực hiện"), rows=2, required=False)
    coordinating = LongText(label=_("Cơ quan phối hợp"), rows=2, required=False)
    authorised = LongText(label=_("Cơ quan được ủy quyền"), rows=2, required=False)
    address = LongText(label=_("Địa chỉ tiếp nhận"), rows=3, required=False)
    related = LongText(label=_("Thủ tục liên quan"), rows=2, required=False)


class StepsForm(PartForm):
    """What happens one after the other, and what must hold."""

    steps = Paragraphs(
        label=_("Trình tự thực hiện"), rows=16, required=False, help_text=_("Mỗi bước là một đoạn; để một dòng trống giữa hai bước."),
    )  # fmt: skip
    conditions = LongText(label=_("Yêu cầu, điều kiện"), rows=8, required=False)


class ResultForm(PartForm):
    """Where the result is, and whether it must be signed."""

    result_place = ShortText(label=_("Nơi trả kết quả"), max_length=300, required=False)
    needs_signed_result = forms.BooleanField(label=_("Kết quả điện tử phải có chữ ký số"), required=False)


class TermForm(PartForm):
    """How terms are counted."""

    late_rule = forms.ChoiceField(label=_("Hạn nhận trong ngày"))
    supplement_regime = forms.ChoiceField(label=_("Khi yêu cầu bổ sung giấy tờ"))
    supplement_days = forms.IntegerField(
        label=_("Số ngày làm việc chờ bổ sung"), min_value=1, max_value=365, widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        error_messages={
            "required": _("Chưa ghi số ngày. Thường là 15."), "invalid": _("Hãy ghi một số, ví dụ 15."),
            "min_value": _("Ít nhất là 1 ngày."), "max_value": _("Nhiều nhất là 365 ngày."),
        },
    )  # fmt: skip

    def fill(self, choices: Choices) -> None:
        self.offer("late_rule", late_rules())
        self.offer("supplement_regime", regimes())
