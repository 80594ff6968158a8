"""A person's details as typed, checked by the rules of `dossiers.rules.people`; what several audiences ask in the same words (house 4.13)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.rules import people
from motcua.kernel.clock import local_day, now
from motcua.kernel.errors import DomainError
from motcua.kernel.marks import N_
from motcua.kernel.text import clean

from .errors import words_of
from .forms import DayField

SEXES = (("", _("Chưa ghi")), (N_("Nam"), _("Nam")), (N_("Nữ"), _("Nữ")))
LONG = 4000
_NUMBER = re.compile(r"\d(?: ?\d){8}")  # no code of a procedure has nine figures in a row; assets/js/lib/number.js says the same


def long_field(label: Any, **options: Any) -> forms.CharField:
    """A text field without a browser's limit: what is too long gets a sentence and stays typed."""
    return forms.CharField(label=label, required=False, strip=False, **options)


def rule(check: Callable[[], str]) -> str:
    """What the rule returns; its no becomes an error of the field, in the language of the page."""
    try:
        return check()
    except DomainError as error:
        raise ValidationError(words_of(error)) from None


def address_of(text: str) -> str:
    """An address of at most 400 letters."""
    found = clean(text[:LONG])
    if len(found) > 400:
        raise ValidationError(_("Địa chỉ dài hơn 400 ký tự. Xin rút gọn."))
    return found


def email_of(text: str) -> str:
    """An e-mail address, or empty."""
    found = clean(text[:LONG])
    if not found:
        return ""
    try:
        return str(forms.EmailField(max_length=254).clean(found))
    except ValidationError:
        raise ValidationError(_("Địa chỉ e-mail có dạng ten@noi.vn. Xin xem lại, hoặc để trống.")) from None


def holds_number(words: str) -> bool:
    """Whether words for a search of procedures hold a personal number, typed or scanned: such words must not stay in an address."""
    return _NUMBER.search(words) is not None


class PersonForm(forms.Form):
    """Name, numbers and addresses of one person. `warnings` never stop anything."""

    id_number = long_field(_("Số định danh hoặc hộ chiếu"))
    name = long_field(_("Họ và tên, hoặc tên tổ chức"))
    birth = DayField(label=_("Ngày sinh"), required=False)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=SEXES, required=False)
    address = long_field(_("Địa chỉ"))
    phone = long_field(_("Điện thoại"))
    email = long_field(_("E-mail"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings: tuple[str, ...] = ()

    def is_organisation(self) -> bool:
        """Names of organisations may hold digits and signs."""
        return False

    def clean_name(self) -> str:
        return rule(lambda: people.check_name(self.cleaned_data["name"], organisation=self.is_organisation()))

    def clean_phone(self) -> str:
        return rule(lambda: people.check_phone(self.cleaned_data["phone"]))

    def clean_email(self) -> str:
        return email_of(self.cleaned_data["email"])

    def clean_address(self) -> str:
        return address_of(self.cleaned_data["address"])

    def clean_birth(self) -> date | None:
        day: date | None = self.cleaned_data["birth"]
        if day is not None and day > local_day(now()):
            raise ValidationError(_("Ngày sinh ở sau hôm nay. Xin xem lại năm sinh."))
        return day

    def clean(self) -> dict[str, Any]:
        """The personal number last: its warnings need birth date and sex."""
        data = self.cleaned_data
        try:
            data["id_number"], self.warnings = people.check_id_number(
                data.get("id_number", ""), birth_date=data.get("birth"), sex=data.get("sex", ""), organisation=self.is_organisation()
            )
        except DomainError as error:
            self.add_error("id_number", words_of(error))
        return data
