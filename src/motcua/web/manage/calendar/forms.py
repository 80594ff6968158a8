"""Forms of the calendar: an own day, a swap, weekly hours, a file. Each turns what was typed into a Change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.centres.models import Unit
from motcua.centres.queries import in_force
from motcua.deadlines.errors import DeadlineError
from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import OwnDay, Span, WeeklyHours, swap
from motcua.deadlines.rules.changing import (
    Change,
    Entry,
    Pattern,
    check_day,
    check_pattern,
    check_swap,
    halves,
    read_hours,
)
from motcua.deadlines.rules.importing import MOST_BYTES
from motcua.kernel.text import clean
from motcua.web.shared.forms import DayField

WEEKDAYS = [
    ("0", _("thứ Hai")), ("1", _("thứ Ba")), ("2", _("thứ Tư")), ("3", _("thứ Năm")), ("4", _("thứ Sáu")), ("5", _("thứ Bảy")), ("6", _("Chủ nhật")),
]  # fmt: skip
MOST_YEARS = 10


def agency_choices(day: dt.date) -> list[tuple[str, str]]:
    """All agencies in one, then each agency in force."""
    units = Unit.objects.filter(in_force(day)).order_by("agency_code").values_list("agency_code", "name")
    return [("", str(_("Mọi đơn vị"))), *((code, f"{name} ({code})") for code, name in units)]


class HoursField(forms.CharField):
    """Hours as people write them: 07:30-11:30, several with commas; gives spans."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, required=False, **options)

    def to_python(self, value: Any) -> Any:
        try:
            return read_hours((super().to_python(value) or "").replace("–", "-").replace(";", ","))  # people type the long hyphen
        except DeadlineError as error:
            raise ValidationError(error.sentence) from None


class KnownDay(DayField):
    """A day for which a calendar is kept."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        try:
            return check_day(day) if day else None
        except DeadlineError as error:
            raise ValidationError(error.sentence) from None


class ChangeForm(forms.Form):
    """What every form of the calendar asks: for whom, and by which paper."""

    agency = forms.ChoiceField(label=_("Áp dụng cho"), required=False)
    legal_basis = forms.CharField(
        label=_("Căn cứ pháp lý"), max_length=300, help_text=_("Ví dụ: Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024."),
        error_messages={"required": _("Chưa ghi căn cứ. Hãy ghi số và ngày của văn bản."), "max_length": _("Dài hơn 300 ký tự. Hãy rút gọn.")},
    )  # fmt: skip

    def __init__(self, *args: Any, day: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = agency_choices(day)
        choice.error_messages["invalid_choice"] = str(_("Không có đơn vị này. Hãy chọn lại trong danh sách."))

    def clean_legal_basis(self) -> str:
        return clean(self.cleaned_data["legal_basis"])

    def clean(self) -> dict[str, Any]:
        """Ask the rules once every field is right."""
        found = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.changed = self.change()
            except DeadlineError as error:
                self.add_error(None, error.sentence)
        return found

    def change(self) -> Change:
        """What was typed as a change. Raises DeadlineError."""
        raise NotImplementedError

    def title(self) -> str:
        """One line that says what the change is."""
        raise NotImplementedError


def _required(sentence: Any) -> dict[str, Any]:
    return {"required": sentence}


class DayForm(ChangeForm):
    """One own day: off, or worked with hours of its own."""

    date = KnownDay(label=_("Ngày"), error_messages=_required(_("Chưa ghi ngày. Hãy ghi ngày, tháng, năm.")))
    kind = forms.ChoiceField(
        label=_("Ngày này"), choices=[("off", _("Nghỉ")), ("worked", _("Làm việc"))], widget=forms.RadioSelect, initial="off",
        error_messages=_required(_("Chưa chọn nghỉ hay làm việc.")),
    )  # fmt: skip
    morning = HoursField(label=_("Giờ buổi sáng"), help_text=_("Chỉ cho ngày làm việc, ví dụ 07:30-11:30. Để trống cả hai: giờ như thường lệ."))
    afternoon = HoursField(label=_("Giờ buổi chiều"), help_text=_("Ví dụ 13:00-17:00."))
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, help_text=_("Câu này được in trong phần giải thích ngày hẹn trả."),
        error_messages=_required(_("Chưa ghi lý do, ví dụ: bầu cử đại biểu Quốc hội.")),
    )  # fmt: skip
    field_order = ("date", "kind", "morning", "afternoon", "reason", "legal_basis", "agency")

    def change(self) -> Change:
        typed = self.cleaned_data
        spans = halves(typed["morning"], typed["afternoon"], where="ngày này")
        day = OwnDay(typed["date"], typed["kind"] == "worked", clean(typed["reason"]), typed["legal_basis"], spans=spans)
        return Change((Entry(day, typed["agency"]),))

    def title(self) -> str:
        day = self.changed.entries[0].day
        return f"{'Làm việc' if day.worked else 'Nghỉ'} ngày {day.date:%d/%m/%Y}: {day.reason}"


class SwapForm(ChangeForm):
    """A day taken off against a day off that is worked."""

    off = KnownDay(label=_("Ngày được nghỉ"), error_messages=_required(_("Chưa ghi ngày được nghỉ.")))
    worked = KnownDay(label=_("Ngày làm bù"), error_messages=_required(_("Chưa ghi ngày làm bù.")))
    field_order = ("off", "worked", "legal_basis", "agency")

    def change(self) -> Change:
        typed = self.cleaned_data
        check_swap(calendar_of(typed["agency"]), typed["off"], typed["worked"])
        pair = swap(typed["off"], typed["worked"], legal_basis=typed["legal_basis"])
        return Change(tuple(Entry(day, typed["agency"]) for day in pair))

    def title(self) -> str:
        return f"Hoán đổi: nghỉ {self.cleaned_data['off']:%d/%m/%Y}, làm bù {self.cleaned_data['worked']:%d/%m/%Y}"


class WeekForm(ChangeForm):
    """Weekly hours with dates; a seasonal one may come again in the following years."""

    name = forms.CharField(
        label=_("Tên khung giờ"), max_length=120, help_text=_("Ví dụ: Giờ mùa hè."), error_messages=_required(_("Chưa ghi tên, ví dụ: Giờ mùa hè.")),
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label=_("Những ngày làm việc"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, initial=list("01234"), required=False,
    )  # fmt: skip
    morning = HoursField(label=_("Giờ buổi sáng"), initial="07:30-11:30", help_text=_("Ví dụ 07:30-11:30."))
    afternoon = HoursField(label=_("Giờ buổi chiều"), initial="13:00-17:00", help_text=_("Ví dụ 13:00-17:00."))
    saturday = HoursField(label=_("Giờ thứ Bảy nếu khác"), help_text=_("Ví dụ 07:30-11:30 khi chỉ làm buổi sáng."))
    valid_from = KnownDay(label=_("Có hiệu lực từ ngày"), error_messages=_required(_("Chưa ghi ngày bắt đầu hiệu lực.")))
    valid_to = KnownDay(label=_("Đến hết ngày"), required=False, help_text=_("Để trống khi chưa biết ngày kết thúc."))
    years = forms.IntegerField(
        label=_("Lặp lại thêm mấy năm"), required=False, min_value=0, max_value=MOST_YEARS, initial=0, help_text=_("Cho giờ theo mùa, ví dụ 4."),
        error_messages={
            "invalid": _("Hãy ghi một số, ví dụ 4."), "max_value": _("Lặp lại nhiều nhất %(limit_value)s năm."), "min_value": _("Số năm không thể âm."),
        },
    )  # fmt: skip
    field_order = ("name", "days", "morning", "afternoon", "saturday", "valid_from", "valid_to", "years", "legal_basis", "agency")

    def change(self) -> Change:
        typed = self.cleaned_data
        usual: tuple[Span, ...] = halves(typed["morning"], typed["afternoon"], where="mỗi ngày")
        days = {int(day): usual for day in typed["days"]} if usual else {}
        if typed["saturday"]:
            days[5] = halves(typed["saturday"], (), where="thứ Bảy")
        first, last, years = typed["valid_from"], typed["valid_to"], typed["years"] or 0
        if years and (last is None or last >= _year_later(first, 1)):
            raise ValidationError(_("Khung giờ lặp lại hằng năm cần ngày kết thúc trong vòng một năm. Hãy ghi “Đến hết ngày”."))
        return Change(patterns=tuple(self._patterns(days, first, last, range(years + 1))))

    def _patterns(self, days: dict[int, tuple[Span, ...]], first: dt.date, last: dt.date | None, years: Iterable[int]) -> Iterable[Pattern]:
        for later in years:
            hours = WeeklyHours(days, _year_later(first, later), _year_later(last, later) if last else None)
            check_pattern(hours)
            yield Pattern(hours, clean(self.cleaned_data["name"]), self.cleaned_data["legal_basis"], self.cleaned_data["agency"])

    def title(self) -> str:
        return f"Khung giờ: {clean(self.cleaned_data['name'])} từ {self.cleaned_data['valid_from']:%d/%m/%Y}"


def _year_later(day: dt.date, years: int) -> dt.date:
    """The same day of a later year, 28 February for 29."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class FileForm(ChangeForm):
    """A CSV or ICS file; what it holds is read by the view, because lines that are wrong do not stop the others."""

    file = forms.FileField(
        label=_("Tệp lịch"), help_text=_("CSV hoặc ICS, tối đa 5 MB."),
        error_messages={"required": _("Chưa chọn tệp. Hãy chọn tệp CSV hoặc ICS."), "empty": _("Tệp trống. Hãy chọn tệp khác.")},
    )  # fmt: skip
    field_order = ("file", "legal_basis", "agency")

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(_("Tệp lớn hơn 5 MB. Hãy chia tệp thành các tệp nhỏ hơn, ví dụ mỗi năm một tệp."))
        return upload

    def change(self) -> Change:
        return Change()

    def title(self) -> str:
        return f"Nhập lịch từ tệp {clean(self.cleaned_data['file'].name)[:120]}"
