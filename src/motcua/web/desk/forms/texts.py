"""Fields for what an officer writes in a step of a dossier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def line_field(label: Any, most: int, required: Any = "", **options: Any) -> forms.CharField:
    """A text of at most `most` letters; `required` is the sentence when it is empty, without one it may be."""
    messages: dict[str, Any] = {"max_length": _("Dài hơn %(limit_value)d ký tự. Xin rút gọn.")}
    if required:
        messages["required"] = required
    return forms.CharField(label=label, max_length=most, required=bool(required), error_messages=messages, **options)
