"""The change of password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class PasswordForm(PasswordChangeForm):
    """Django's own form with our words."""

    error_messages = {
        "password_mismatch": _("Hai lần gõ mật khẩu mới không giống nhau. Xin gõ lại cả hai ô."),
        "password_incorrect": _("Mật khẩu hiện tại chưa đúng. Xin gõ lại."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"old_password": _("Mật khẩu hiện tại"), "new_password1": _("Mật khẩu mới"), "new_password2": _("Gõ lại mật khẩu mới")}
        for name, label in words.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.clear()
            self.fields[name].error_messages["required"] = _("Xin điền ô này.")
        self.fields["new_password1"].help_text = _("Ít nhất 10 ký tự, không phải từ dễ đoán, không chỉ là tên của Ông/Bà.")
