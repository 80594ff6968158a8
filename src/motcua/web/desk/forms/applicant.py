"""The applicant's details as typed or scanned, checked by the rules of `dossiers.rules.people`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.rules import people
from motcua.kernel.text import clean
from motcua.web.shared.person import LONG, PersonForm, address_of, email_of, long_field, rule

KINDS = ((1, _("Công dân")), (2, _("Doanh nghiệp")), (3, _("Cơ quan nhà nước")), (4, _("Tổ chức khác")))
AUTHORISER = ("authoriser_id_number", "authoriser_address", "authoriser_phone", "authoriser_email")
NAMES = ("kind", "id_number", "name", "birth", "sex", "address", "phone", "email", "authoriser", *AUTHORISER)


class ApplicantForm(PersonForm):
    """Fields of one applicant and of who authorised them; errors are the sentences of the rules."""

    kind = forms.TypedChoiceField(label=_("Người nộp là"), choices=KINDS, coerce=int, initial=1)
    id_number = long_field(_("Số định danh, hộ chiếu, mã số thuế"))
    authoriser = long_field(_("Người ủy quyền, nếu nộp thay"))
    authoriser_id_number = long_field(_("Số định danh, hộ chiếu hoặc mã số thuế của người ủy quyền"))
    authoriser_address = long_field(_("Địa chỉ của người ủy quyền"))
    authoriser_phone = long_field(_("Điện thoại của người ủy quyền"))
    authoriser_email = long_field(_("E-mail của người ủy quyền"))
    field_order = NAMES

    def is_organisation(self) -> bool:
        return bool(self.cleaned_data.get("kind", 1) != 1)

    def clean_authoriser(self) -> str:
        text = clean(self.cleaned_data["authoriser"][:LONG])
        return rule(lambda: people.check_name(text, organisation=True)) if text else ""

    def clean_authoriser_id_number(self) -> str:
        return rule(lambda: people.check_id_number(self.cleaned_data["authoriser_id_number"], organisation=True)[0])

    def clean_authoriser_address(self) -> str:
        return address_of(self.cleaned_data["authoriser_address"])

    def clean_authoriser_phone(self) -> str:
        return rule(lambda: people.check_phone(self.cleaned_data["authoriser_phone"]))

    def clean_authoriser_email(self) -> str:
        return email_of(self.cleaned_data["authoriser_email"])

    def clean(self) -> dict[str, Any]:
        """What concerns two fields: an authoriser's details need their name, a citizen needs a number."""
        data = self.cleaned_data
        if not data.get("authoriser") and "authoriser" not in self.errors and any(data.get(name) for name in AUTHORISER):
            self.add_error("authoriser", _("Chưa ghi họ tên người ủy quyền. Xin ghi họ tên, hoặc xóa các chi tiết của người đó."))
        data = super().clean()
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


def typed_authoriser(card: people.CardData) -> dict[str, str]:
    """What the authoriser's card says, as typed fields."""
    found = {"authoriser": card.name, "authoriser_id_number": card.id_number, "authoriser_address": card.address}
    return {name: value for name, value in found.items() if value}


def typed_earlier(row: Mapping[str, Any]) -> dict[str, str]:
    """What an earlier dossier says, as typed fields; what it does not say is left alone."""
    found = {"name": row["applicant_name"], "sex": row["sex"], "address": row["address"], "phone": row["phone"], "email": row["email"]}
    found = {name: value for name, value in found.items() if value}
    return {**found, **(typed_day(row["birth_date"]) if row["birth_date"] else {})}
