"""Which screens may take numbers and print: where the administrator gave a kiosk a key, only those on which its address was opened with it.

Nobody is logged in at a kiosk, so its buttons need no cookie that proves it: a screen that keeps none, or has lost it, gives numbers as well."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.csrf import csrf_exempt

from motcua.centres.models import Kiosk
from motcua.kernel.errors import DomainError
from motcua.kernel.marks import N_
from motcua.web.shared.errors import csrf_failed
from motcua.web.shared.http import see_other

COOKIE = "motcua_kiosk"
KEPT_SECONDS = 400 * 24 * 3600  # the longest that browsers keep a cookie
View = Callable[..., HttpResponse]


class KioskLocked(DomainError):
    """The kiosk has a key, and this browser has not shown it."""

    def __init__(self) -> None:
        super().__init__(N_("Màn hình này chưa được mở khóa để lấy số. Xin dùng ki-ốt khác, hoặc báo bàn hướng dẫn."))


def pressed_here(view: View) -> View:
    """A view whose buttons anybody may press on our own pages: what a page of another site sends is refused with 403."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        origin = request.META.get("HTTP_ORIGIN")
        if origin and origin.partition("://")[2] != request.get_host() and origin not in settings.CSRF_TRUSTED_ORIGINS:
            return csrf_failed(request)
        return view(request, *args, **kwargs)

    return guarded


def check_key(request: HttpRequest, kiosk: Kiosk) -> None:
    """Raise KioskLocked unless the kiosk has no key, or this browser opened it with the present one."""
    if kiosk.key and not constant_time_compare(request.COOKIES.get(COOKIE, ""), _mark(kiosk)):
        raise KioskLocked


def opened(kiosk: Kiosk, address: str, *, given: str) -> HttpResponse:
    """Lead to the kiosk's plain address; with the right key the browser is remembered there until the key changes."""
    answer = see_other(address)
    answer["Cache-Control"] = "no-store"
    if kiosk.key and constant_time_compare(given, kiosk.key):
        answer.set_cookie(
            COOKIE, _mark(kiosk), max_age=KEPT_SECONDS, path=address, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return answer


def _mark(kiosk: Kiosk) -> str:
    return salted_hmac("motcua.kiosk", f"{kiosk.pk}:{kiosk.key}", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
