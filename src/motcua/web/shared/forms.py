"""Form fields of our own that several audiences use: a day in three boxes, errors in Vietnamese sentences (house 4.13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DayWidget(forms.MultiWidget):
    """Three boxes: day, month, year; names end in _0, _1, _2."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()], attrs)

    def decompress(self, value: Any) -> list[Any]:
        """The boxes for a date."""
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]


class DayField(forms.MultiValueField):
    """A calendar day typed as day, month and year; says which part is wrong and how to write it."""

    widget = DayWidget

    def __init__(self, **options: Any) -> None:
        parts = [forms.CharField(required=False, max_length=4) for _part in range(3)]
        super().__init__(fields=parts, require_all_fields=False, **options)

    def compress(self, data_list: Sequence[str]) -> date | None:
        """The day, None when nothing was typed. Raises ValidationError for an incomplete or impossible day."""
        typed = [part.strip() for part in data_list] if data_list else []
        if not any(typed):
            return None
        if not all(part.isascii() and part.isdigit() for part in typed) or len(typed) != 3:
            raise ValidationError(_("Ghi đủ ngày, tháng và năm bằng chữ số, ví dụ 23 2 1990."))
        number, month, year = (int(part) for part in typed)
        if year < 1900:
            raise ValidationError(_("Ghi năm đủ bốn chữ số, ví dụ 1990."))
        try:
            return date(year, month, number)
        except ValueError:
            raise ValidationError(_("Không có ngày này trong lịch. Ông/Bà xem lại ngày và tháng.")) from None
