"""The applicant's details as typed or scanned, checked by the rules of `dossiers.rules.people`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.rules import people
from motcua.kernel.errors import DomainError
from motcua.kernel.text import clean
from motcua.web.shared.forms import DayField

KINDS = ((1, _("Công dân")), (2, _("Doanh nghiệp")), (3, _("Cơ quan nhà nước")), (4, _("Tổ chức khác")))
SEXES = (("", _("Chưa ghi")), ("Nam", _("Nam")), ("Nữ", _("Nữ")))
AUTHORISER = ("authoriser_id_number", "authoriser_address", "authoriser_phone")
NAMES = ("kind", "id_number", "name", "birth", "sex", "address", "phone", "email", "authoriser", *AUTHORISER)
LONG = 4000


def _long(label: Any, **options: Any) -> forms.CharField:
    """A text field without a browser's limit: what is too long gets a sentence and stays typed."""
    return forms.CharField(label=label, required=False, strip=False, **options)


class ApplicantForm(forms.Form):
    """Fields of one applicant; errors are the sentences of the rules. `warnings` never stop anything."""

    kind = forms.TypedChoiceField(label=_("Người nộp là"), choices=KINDS, coerce=int, initial=1)
    id_number = _long(_("Số định danh hoặc hộ chiếu"))
    name = _long(_("Họ và tên, hoặc tên tổ chức"))
    birth = DayField(label=_("Ngày sinh"), required=False)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=SEXES, required=False)
    address = _long(_("Địa chỉ"))
    phone = _long(_("Điện thoại"))
    email = _long(_("E-mail"))
    authoriser = _long(_("Người ủy quyền, nếu nộp thay"))
    authoriser_id_number = _long(_("Số định danh hoặc hộ chiếu của người ủy quyền"))
    authoriser_address = _long(_("Địa chỉ của người ủy quyền"))
    authoriser_phone = _long(_("Điện thoại của người ủy quyền"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings: tuple[str, ...] = ()

    def clean_name(self) -> str:
        return str(_rule(lambda: people.check_name(self.cleaned_data["name"], organisation=self.cleaned_data.get("kind", 1) != 1)))

    def clean_authoriser(self) -> str:
        text = clean(self.cleaned_data["authoriser"][:LONG])
        return str(_rule(lambda: people.check_name(text, organisation=True))) if text else ""

    def clean_authoriser_id_number(self) -> str:
        return _rule(lambda: people.check_id_number(self.cleaned_data["authoriser_id_number"])[0])

    def clean_authoriser_address(self) -> str:
        return _address(self.cleaned_data["authoriser_address"])

    def clean_authoriser_phone(self) -> str:
        return _rule(lambda: people.check_phone(self.cleaned_data["authoriser_phone"]))

    def clean_phone(self) -> str:
        return str(_rule(lambda: people.check_phone(self.cleaned_data["phone"])))

    def clean_email(self) -> str:
        text = clean(self.cleaned_data["email"][:LONG])
        if not text:
            return ""
        try:
            return str(forms.EmailField(max_length=254).clean(text))
        except ValidationError:
            raise ValidationError(_("Địa chỉ e-mail có dạng ten@noi.vn. Xin xem lại, hoặc để trống.")) from None

    def clean_address(self) -> str:
        return _address(self.cleaned_data["address"])

    def clean_birth(self) -> date | None:
        day: date | None = self.cleaned_data["birth"]
        return day

    def clean(self) -> dict[str, Any]:
        """The personal number last: its warnings need birth date and sex."""
        data = self.cleaned_data
        if not data.get("authoriser") and "authoriser" not in self.errors and any(data.get(name) for name in AUTHORISER):
            self.add_error("authoriser", _("Chưa ghi họ tên người ủy quyền. Xin ghi họ tên, hoặc xóa các chi tiết của người đó."))
        try:
            data["id_number"], self.warnings = people.check_id_number(
                data.get("id_number", ""), birth_date=data.get("birth"), sex=data.get("sex", "")
            )
        except DomainError as error:
            self.add_error("id_number", error.sentence)
        if data.get("kind") == 1 and not data.get("id_number") and "id_number" not in self.errors:
            self.add_error("id_number", _("Chưa có số định danh. Xin quét thẻ hoặc gõ 12 chữ số trên thẻ căn cước."))
        return data

    def applicant(self) -> people.Applicant:
        """The checked applicant of a valid form."""
        data = self.cleaned_data
        return people.Applicant(
            name=data["name"], id_number=data["id_number"], kind=data["kind"], birth_date=data["birth"], sex=data["sex"],
            address=data["address"], phone=data["phone"], email=data["email"], authoriser=data["authoriser"],
            **{name: data[name] for name in AUTHORISER},
        )  # fmt: skip


def typed_day(day: date | None) -> dict[str, str]:
    """The three boxes of the birth date for a day."""
    parts = (day.day, day.month, day.year) if day else ("", "", "")
    return {f"birth_{place}": str(part) for place, part in enumerate(parts)}


def typed_card(card: people.CardData) -> dict[str, str]:
    """What a card says, as typed fields; parts that the card does not say are left alone."""
    found = {"kind": "1", "id_number": card.id_number, "name": card.name, "sex": card.sex, "address": card.address}
    found = {name: value for name, value in found.items() if value}
    return {**found, **(typed_day(card.birth_date) if card.birth_date else {})}


def typed_earlier(row: Mapping[str, Any]) -> dict[str, str]:
    """What an earlier dossier says, as typed fields."""
    found = {"name": row["applicant_name"], "sex": row["sex"], "address": row["address"], "phone": row["phone"], "email": row["email"]}
    return {**found, **typed_day(row["birth_date"])}


def _address(text: str) -> str:
    found = clean(text[:LONG])
    if len(found) > 400:
        raise ValidationError(_("Địa chỉ dài hơn 400 ký tự. Xin rút gọn."))
    return found


def _rule(check: Callable[[], str]) -> str:
    try:
        return check()
    except DomainError as error:
        raise ValidationError(error.sentence) from None
