"""The log-in page, and forms that keep what was typed when the session ended before they were sent (house 4.13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from motcua.accounts.models import Post
from motcua.accounts.rules import Role

from .http import View, page

KEPT = "giu."
SHOWN_ACCOUNTS = 2


class LoginForm(forms.Form):
    """User name and password; the password is never sent back."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=150, error_messages={"required": _("Xin gõ tên đăng nhập.")})
    password = forms.CharField(
        label=_("Mật khẩu"), max_length=200, strip=False, widget=forms.PasswordInput, error_messages={"required": _("Xin gõ mật khẩu.")}
    )


def login_page(
    request: HttpRequest, form: LoginForm, onward: str, *, typed: Mapping[str, list[str]] | None = None, status: int = 200
) -> HttpResponse:
    """The page with the form, and in the demonstration the accounts to try; `typed` is carried along unseen."""
    context = {"form": form, "next": onward, "typed": typed or {}, "prefix": KEPT, "accounts": _demo_accounts() if settings.DEMO else []}
    return page(request, "desk/login.html", context, status=status)


def keeps_typed(view: View) -> View:
    """Put before `staff_only`: a form sent after its session had ended is kept through the log-in. Then the same form is sent with
    do=look, upon which the view only shows it again."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return login_page(request, LoginForm(), request.get_full_path(), typed=typed_in(request.POST))
        return view(request, *args, **kwargs)

    kept.keeps_typed = True  # type: ignore[attr-defined]  # for `is_kept`
    return never_cache(kept)


def is_kept(view: Callable[..., Any]) -> bool:
    """Whether `keeps_typed` stands before this view."""
    return getattr(view, "keeps_typed", False)


def typed_in(post: QueryDict) -> dict[str, list[str]]:
    """What was typed into a form, without its token and the button that was pressed."""
    return {name: post.getlist(name) for name in post if name not in ("csrfmiddlewaretoken", "do")}


def _demo_accounts() -> list[dict[str, str]]:
    """Some accounts of each role, for the demonstration only."""
    found: dict[str, list[dict[str, str]]] = {role: [] for role in Role}
    posts = Post.objects.filter(staff__is_active=True).select_related("staff", "centre", "unit").order_by("id")[:400]
    for post in posts:
        if len(found[post.role]) < SHOWN_ACCOUNTS:
            place = post.centre or post.unit
            account = {"role": Role(post.role).label, "username": post.staff.username, "name": post.staff.full_name}
            found[post.role].append({**account, "place": str(place or "")})
    return [row for rows in found.values() for row in rows]
