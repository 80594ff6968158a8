"""The form of a pause: a reason chosen by its key, or one's own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PauseForm(forms.Form):
    """Why the counter pauses; `reason` is what a tile says, `other` is typed. That there is one is a rule of the hall."""

    reason = forms.CharField(required=False, widget=forms.HiddenInput)
    other = forms.CharField(
        label=_("Lý do khác"), max_length=120, required=False, error_messages={"max_length": _("Dài hơn %(limit_value)d ký tự. Xin rút gọn.")}
    )
