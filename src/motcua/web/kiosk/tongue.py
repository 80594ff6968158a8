"""The language of one visit: asked for in the address or the form, never kept, so that the next visitor finds Vietnamese again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

LANGUAGES = ("vi", "en")
View = Callable[..., HttpResponse]


def asked_language(request: HttpRequest) -> str:
    """`vi` or `en` as the form or the address says; empty when neither does."""
    wished = request.POST.get("lang") or request.GET.get("lang") or ""
    return wished if wished in LANGUAGES else ""


def speaks(view: View) -> View:
    """Answer in the language that this visit asks for, Vietnamese unless told."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return in_tongue(asked_language(request) or "vi", lambda: view(request, *args, **kwargs))

    return spoken


def in_tongue(code: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer made in this language, and marked so."""
    if translation.get_language() == code:
        made = answer()
    else:
        with translation.override(code):
            made = answer()
    made["Content-Language"] = code
    return made
