"""From request to answer: rendering a page, who may enter, the address of the caller, and signed conditional answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from motcua.accounts.backend import posts_of
from motcua.accounts.models import Post, Staff
from motcua.accounts.rules import Role

View = Callable[..., HttpResponse]
STAFF_PATHS = ("/can-bo/", "/quan-ly/", "/huong-dan/", "/quan-tri/")


class StaffRequest(HttpRequest):
    """A request that passed `staff_only`: `staff` is who asks, `post` the first post that lets them in.

    `counter` is the number of the counter that they have open, once a view has read it; the bar on top shows it."""

    staff: Staff
    post: Post
    counter: int


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a Jinja2 template as an HTML answer."""
    return HttpResponse(get_template(template, using="jinja2").render(dict(context or {}), request), status=status)


def see_other(address: str) -> HttpResponse:
    """303: after a POST the browser fetches `address`, so that reloading repeats nothing."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer


def staff_only(*roles: Role) -> Callable[[View], View]:
    """Let in only staff with one of these roles (any role when none is named); others see a 404, strangers the login page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _log_in_first(request)
            entering = cast(StaffRequest, request)
            entering.staff = request.user
            posts = staff_posts(entering)
            fitting = [post for post in posts if not roles or Role(post.role) in roles]
            if not fitting:
                raise Http404
            entering.post = fitting[0]
            return view(entering, *args, **kwargs)

        return guarded

    return decorate


def _log_in_first(request: HttpRequest) -> HttpResponse:
    """The log-in page, which leads on to what was asked for. A button is not pressed again by itself: its page opens and says so."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    messages.warning(request, _("Phiên làm việc đã hết; việc vừa bấm chưa làm. Xin bấm lại."))
    onward = sent_from(request)
    return redirect_to_login(onward if onward.startswith(STAFF_PATHS) else "")


def sent_from(request: HttpRequest) -> str:
    """The path of our page whose button sent this request; empty when the browser does not say, or it was a page of another site."""
    sender = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(sender, allowed_hosts={request.get_host()}):
        return ""
    parts = urlsplit(sender)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def staff_posts(request: HttpRequest) -> list[Post]:
    """The posts of the person who asks, with centre and unit, fetched once a request."""
    if not request.user.is_authenticated:
        return []
    kept = cast("list[Post] | None", getattr(request, "_staff_posts", None))
    if kept is None:
        kept = posts_of(request.user)
        request._staff_posts = kept  # type: ignore[attr-defined]
    return kept


def caller_address(request: HttpRequest) -> str:
    """The address of the caller: the proxy's last word when we run behind one, else the socket's."""
    if settings.USE_X_FORWARDED_HOST:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
        if forwarded:
            return str(forwarded)
    return str(request.META.get("REMOTE_ADDR", ""))


def live_url(request: HttpRequest) -> str:
    """Where the live stream is: the setting, or the same host at the live port."""
    if settings.LIVE_URL:
        return str(settings.LIVE_URL)
    host = request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    return f"http://{host}:{settings.LIVE_PORT}/live"


def public_url(request: HttpRequest, path: str) -> str:
    """An absolute address for codes that phones scan: the public address of the setting, or the host that was asked in the demonstration."""
    if settings.DEMO:
        return request.build_absolute_uri(path)
    return f"{settings.PUBLIC_URL}{path}"


def papers_url(request: HttpRequest, code: str, case: int) -> str:
    """The papers of a case on the citizen's page, for a paper's code; `case` from 1, 0 when the procedure has only one."""
    return public_url(request, f"{reverse('portal:procedure', args=[code])}{f'?truong-hop={case}' if case else ''}#giay-to")


def number_of(text: str | None) -> int:
    """A whole number from an address or a form, such as a row's; 0 when it is none or longer than the keys of our tables."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
