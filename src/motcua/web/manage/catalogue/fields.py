"""Fields of a draft's forms: texts that keep their lines, amounts as people write them, lists one a line."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.kernel.money import read_dong

LONGEST = 60_000
MOST_DONG = 10**12


def tidy(text: str) -> str:
    """NFC, lines by one sign, no control characters, no white space at the ends of lines; lines and empty lines stay."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = "".join(char for char in composed if char == "\n" or char.isprintable() or char.isspace())
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


class LongText(forms.CharField):
    """A text of many lines."""

    def __init__(self, *, rows: int = 4, max_length: int = LONGEST, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        messages = {"max_length": _("Dài hơn %(limit_value)s ký tự (hiện có %(show_value)s). Hãy rút gọn.")}
        options["error_messages"] = messages | options.get("error_messages", {})
        super().__init__(widget=widget, max_length=max_length, strip=True, **options)

    def to_python(self, value: Any) -> str:
        return tidy(str(value)) if value not in self.empty_values else ""


class ShortText(LongText):
    """A text of one line in the data that may be long on the screen: lines become spaces."""

    def __init__(self, *, rows: int = 1, max_length: int = 200, **options: Any) -> None:
        super().__init__(rows=rows, max_length=max_length, **options)
        if rows == 1:
            self.widget = forms.TextInput()

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class Lines(LongText):
    """A list, one a line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> Any:
        return tuple(dict.fromkeys(line.strip() for line in super().clean(value).split("\n") if line.strip()))


class Paragraphs(LongText):
    """A list of texts that may have lines of their own, with an empty line between them."""

    def prepare_value(self, value: Any) -> Any:
        return "\n\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> Any:
        return tuple(part.strip() for part in re.split(r"\n\s*\n", super().clean(value)) if part.strip())


class Count(forms.IntegerField):
    """How many of a form of paper; empty is none."""

    def __init__(self, **options: Any) -> None:
        wrong = dict.fromkeys(("invalid", "min_value", "max_value"), _("Hãy ghi một số từ 0 đến 99."))
        super().__init__(required=False, min_value=0, max_value=99, error_messages=wrong, **options)

    def prepare_value(self, value: Any) -> Any:
        return "" if value in (0, None) else value

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class Dong(forms.CharField):
    """An amount in whole đồng as people write it: 150.000, 150 000 đồng; 0 is free."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        amount = read_dong(text)
        if amount is None:
            raise ValidationError(_("Hãy ghi số tiền bằng chữ số, ví dụ 150.000. Ghi 0 khi miễn phí."))
        if amount > MOST_DONG:
            raise ValidationError(_("Số tiền quá lớn. Hãy xem lại số chữ số."))
        return amount


class Amount(forms.CharField):
    """How many days or hours, with a decimal comma: 0,5."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=12, **options)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value).replace(",", ".")
        if not text:
            return None
        try:
            amount = Decimal(text)
        except InvalidOperation:
            raise ValidationError(_("Hãy ghi một số, ví dụ 3 hoặc 0,5.")) from None
        if not amount.is_finite():
            raise ValidationError(_("Hãy ghi một số, ví dụ 3 hoặc 0,5."))
        return amount
