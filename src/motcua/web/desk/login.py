"""Logging in and out: password, five wrong tries, a session that ends with the shift, what was typed survives a session's end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axes.helpers import get_client_username
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.models import Staff
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.queueing import actions as hall
from motcua.queueing import queries as hall_queries
from motcua.queueing.models import CounterSession
from motcua.web.shared import errors
from motcua.web.shared.desk import desk_page, first_place
from motcua.web.shared.http import StaffRequest, page, see_other, sent_from, staff_only, staff_posts
from motcua.web.shared.login import KEPT, LoginForm, is_kept, login_page, typed_in

from .forms.login import PasswordForm


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page; who is in already goes on to the desk."""
    onward = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return see_other(onward or _first(request)) if request.user.is_authenticated else login_page(request, LoginForm(), onward)
    form = LoginForm(request.POST)
    if not form.is_valid():
        return login_page(request, form, onward, typed=kept_fields(request.POST))
    user = authenticate(request, username=form.cleaned_data["username"], password=form.cleaned_data["password"])
    if user is None:
        form.add_error(None, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Xin gõ lại; sau năm lần sai phải chờ 15 phút."))
        return login_page(request, form, onward, typed=kept_fields(request.POST))
    login(request, user)
    typed = kept_fields(request.POST)
    if typed and onward:
        return page(request, "desk/resend.html", {"action": onward, "typed": typed})
    return see_other(onward or _first(request))


@never_cache
def log_in_for_admin(request: HttpRequest) -> HttpResponse:
    """The administration's own log-in page is this one; who is in already but may not administer finds nothing there."""
    if request.user.is_authenticated:
        raise Http404
    query = request.GET.urlencode()
    return see_other(reverse("desk:login") + (f"?{query}" if query else ""))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form that is older than the present log-in. One that keeps what was typed opens again with it, unless another site sent it."""
    match = request.resolver_match
    if match and is_kept(match.func) and request.user.is_authenticated and sent_from(request):
        return page(request, "desk/resend.html", {"action": request.get_full_path(), "typed": typed_in(request.POST)}, status=403)
    return errors.csrf_failed(request, reason)


def kept_fields(post: QueryDict) -> dict[str, list[str]]:
    """The fields of the earlier form that a log-in form carried along."""
    return {name.removeprefix(KEPT): post.getlist(name) for name in post if name.startswith(KEPT)}


def locked_out(request: HttpRequest, credentials: Mapping[str, Any] | None = None, *rest: Any) -> HttpResponse:
    """429 after five wrong tries, with a plain sentence; the user name stays typed."""
    form = LoginForm({"username": get_client_username(request) or "", "password": "-"})
    form.is_valid()
    form.add_error(None, _("Đã nhập sai năm lần. Xin chờ 15 phút rồi thử lại, hoặc nhờ quản trị viên đặt lại mật khẩu."))
    onward = _safe(request, request.POST.get("next", ""))
    return login_page(request, form, onward, typed=kept_fields(request.POST), status=429)


@require_http_methods(["GET", "HEAD", "POST"])
def log_out(request: HttpRequest) -> HttpResponse:
    """Log out; an open counter is closed first, after asking."""
    if not request.user.is_authenticated:
        return see_other(reverse("desk:login"))
    session = hall_queries.session_of(request.user)
    error = ""
    if request.method == "POST":
        if session is None:
            return _leave(request)
        if request.POST.get("sure"):
            error = _close(session, request.user)
            if not error:
                return _leave(request)
    return desk_page(request, "desk/logout.html", {"session": session, "error": error})


def _close(session: CounterSession, by: Staff) -> str:
    try:
        hall.close_counter(session, by=by, now=clock.now())
    except DomainError as error:
        return error.sentence
    return ""


def _leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("Ông/Bà đã đăng xuất."))
    return see_other(reverse("desk:login"))


@staff_only()
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: StaffRequest) -> HttpResponse:
    """Change the own password; the present session stays, all others end."""
    form = PasswordForm(request.staff, request.POST or None)
    if request.method == "POST" and form.is_valid():
        end = request.session.get_expiry_date()
        form.save()
        update_session_auth_hash(request, request.staff)
        request.session.set_expiry(end)
        messages.success(request, _("Đã đổi mật khẩu. Lần sau xin đăng nhập bằng mật khẩu mới."))
        return see_other(reverse("desk:home"))
    return desk_page(request, "desk/password.html", {"form": form})


def _first(request: HttpRequest) -> str:
    request._staff_posts = None  # type: ignore[attr-defined]  # read before the log-in, for a stranger
    return first_place(staff_posts(request))


def _safe(request: HttpRequest, address: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if address and is_ours else ""
