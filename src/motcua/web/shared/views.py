"""Small views that belong to no audience: the language, health, and the empty view that measurements are held against."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from .http import see_other
from .middleware import LANGUAGES


@require_http_methods(["GET", "HEAD", "POST"])
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the wished language in a cookie for a year and go back. Also by a link: a page without a form needs no token and stays cacheable.

    With `again` the browser sends the same form to where it came from, so that what was typed stays out of every address.
    """
    wish = request.POST if request.method == "POST" else request.GET
    code = wish.get("language", "vi")
    back = wish.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    is_sent_again = request.method == "POST" and "again" in request.POST
    answer = HttpResponse(status=307, headers={"Location": back}) if is_sent_again else see_other(back)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code if code in LANGUAGES else "vi", max_age=365 * 86400, samesite="Lax"
    )
    return answer


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 "ok" when the database answers; the demonstration says that it is one, so that a simulated day is played nowhere else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain", headers={"X-Motcua-Demo": "1"} if settings.DEMO else None)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for a picture of a page that names none (the administrator's pages, a PDF)."""
    return HttpResponseRedirect(static("motcua/icons/favicon-32.png"))


@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing at all, through the whole stack: the reference of every rate in docs/reference/performance.md."""
    return HttpResponse("", content_type="text/plain")
