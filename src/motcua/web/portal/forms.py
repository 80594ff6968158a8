"""The form by which a citizen follows a dossier: receipt number and security code (seed, figure 5)."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.codes import read_dossier_code, tidy_code, tidy_security_code

LONGEST_TYPED = 500


@dataclass(frozen=True, slots=True)
class TypedCodes:
    """Both codes as they are stored; a first one that cannot be a dossier code is only tidied."""

    code: str
    security: str


def read_typed(number: str, security: str) -> TypedCodes:
    """The codes in what was typed or pasted; both in one field's place and the other way round are understood."""
    number, security = number[:LONGEST_TYPED], security[:LONGEST_TYPED]
    code = read_dossier_code(number)
    swapped = read_dossier_code(security) if code is None else None
    if swapped is not None:
        return TypedCodes(str(swapped), tidy_security_code(number))
    return TypedCodes(str(code) if code else tidy_code(number), tidy_security_code(security))


class TrackingForm(forms.Form):
    """Both fields are compulsory; what was typed stays."""

    ma = forms.CharField(
        label=_("Số tiếp nhận (mã hồ sơ)"), help_text=_("Ví dụ H49.12-260223-0001. Gõ chữ thường hay có dấu cách đều được."),
        error_messages={"required": _("Ông/Bà ghi số tiếp nhận in trên giấy tiếp nhận hồ sơ.")},
    )  # fmt: skip
    bm = forms.CharField(
        label=_("Mã bảo mật"), help_text=_("8 chữ và số, in ngay cạnh mã QR trên giấy tiếp nhận."),
        error_messages={"required": _("Ông/Bà ghi mã bảo mật in trên giấy tiếp nhận hồ sơ.")},
    )  # fmt: skip
