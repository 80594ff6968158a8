"""The whole form of the reception desk: applicant, papers, fees, place and appointment (seed step 4)."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.rules import Channel
from motcua.deadlines.rules import WorkCalendar
from motcua.dossiers.actions import check_place_open
from motcua.dossiers.errors import OutsideHours
from motcua.dossiers.rules.appointment import check_appointment
from motcua.kernel.clock import at
from motcua.kernel.errors import DomainError
from motcua.kernel.text import clean
from motcua.web.shared.forms import DayField

from .applicant import ApplicantForm

CHANNELS = tuple((channel.value, channel.label) for channel in (Channel.COUNTER, Channel.POST))
_HOUR = re.compile(r"(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{2})?")


class ReceptionForm(ApplicantForm):
    """Applicant and dossier together; `calendar` (the centre's) asks for an appointment because the procedure has no limit."""

    channel = forms.ChoiceField(label=_("Cách nộp"), choices=CHANNELS, initial="counter")
    content = forms.CharField(label=_("Trích yếu"), required=False, strip=False)
    sets = forms.CharField(label=_("Số bộ hồ sơ"), required=False, initial="1")
    collect_at = forms.TypedChoiceField(label=_("Nơi trả kết quả"), coerce=int)
    due_day = DayField(label=_("Ngày hẹn trả"), required=False)
    due_hour = forms.CharField(label=_("Giờ hẹn"), required=False)
    request = forms.CharField(max_length=64, widget=forms.HiddenInput)
    warned = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: list[tuple[int, str]], now: datetime, calendar: WorkCalendar | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.calendar = now, calendar
        self.fields["collect_at"].choices = places  # type: ignore[attr-defined]

    @property
    def needs_due(self) -> bool:
        return self.calendar is not None

    def clean_content(self) -> str:
        text = clean(self.cleaned_data["content"][:4000])
        if len(text) > 1000:
            raise ValidationError(_("Trích yếu dài hơn 1.000 ký tự. Xin rút gọn."))
        return text

    def clean_sets(self) -> int:
        text = self.cleaned_data["sets"].strip() or "1"
        if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= 99):
            raise ValidationError(_("Số bộ hồ sơ là số từ 1 đến 99."))
        return int(text)

    def clean_due_hour(self) -> time | None:
        if not self.needs_due:
            return None
        found = _HOUR.fullmatch(self.cleaned_data["due_hour"].strip().lower())
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValidationError(_("Giờ hẹn có dạng 16:30. Xin gõ lại."))
        return time(int(found[1]), int(found[2] or 0))

    def clean(self) -> dict[str, Any]:
        """An appointment is asked for only when the law gives no limit; what is wrong with it stands beside the day or the hour."""
        data = super().clean()
        if self.needs_due and not data.get("due_day") and "due_day" not in self.errors:
            self.add_error("due_day", _("Thủ tục này chưa có thời hạn. Xin chọn ngày hẹn theo văn bản của cơ quan giải quyết."))
        due = self.due_at()
        if due is not None and self.calendar is not None:
            try:
                check_appointment(due, now=self.now, calendar=self.calendar)
                check_place_open(data.get("collect_at"), due.date())
            except DomainError as error:
                self.add_error("due_hour" if isinstance(error, OutsideHours) else "due_day", error.sentence)
        return data

    def due_at(self) -> datetime | None:
        """The appointment set by hand, None when the law gives the limit."""
        day, hour = self.cleaned_data.get("due_day"), self.cleaned_data.get("due_hour")
        return at(day, hour) if self.needs_due and day and hour else None

    def warning_mark(self) -> str:
        """What was warned about; the same warning is shown once, then the reception goes on."""
        data = self.cleaned_data
        return f"{data.get('id_number', '')[-4:]}:{len(self.warnings)}" if self.warnings else ""
