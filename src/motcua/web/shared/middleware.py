"""What happens around every view: the language, rules that say no, a database that is away."""

from __future__ import annotations

import logging
from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.kernel.errors import DomainError

from .errors import database_away, not_allowed, rule_said_no, too_large
from .http import STAFF_PATHS

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)
LANGUAGES = {code for code, _ in settings.LANGUAGES}


def language(get_response: Handler) -> Handler:
    """The language of the cookie, Vietnamese by default and always for staff; the browser's own wish does not count,
    because most phones in Việt Nam are never switched from English."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wished = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "vi")
        code = wished if wished in LANGUAGES and not request.path.startswith(STAFF_PATHS) else "vi"
        with translation.override(code):
            request.LANGUAGE_CODE = code
            answer = get_response(request)
        answer.headers.setdefault("Content-Language", code)
        return answer

    return middleware


def fit_to_answer(get_response: Handler) -> Handler:
    """Only under the host names of the setting, and nothing far larger than a form with its file: refused before anybody reads it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponseBadRequest(_("Địa chỉ này không thuộc hệ thống."), content_type="text/plain; charset=utf-8")
        said = request.META.get("CONTENT_LENGTH") or ""
        return too_large(request) if said.isdigit() and int(said) > settings.MAX_REQUEST else get_response(request)

    return middleware


class ContentPolicy(CSPMiddleware):
    """The policy of pages and files; an answer that only leads on has nothing to protect, and making the header is a tenth of a tap."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return response if "Location" in response else super().process_response(request, response)


def wrong_method(get_response: Handler) -> Handler:
    """An address that answers buttons only, opened as a page, says so in our own words instead of the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        return not_allowed(request, answer) if isinstance(answer, HttpResponseNotAllowed) else answer

    return middleware


class domain_errors:
    """A rule's no that no form caught becomes a page with its sentence, status 409."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return rule_said_no(request, error) if isinstance(error, DomainError) else None


class database_gone:
    """A database that is locked or away becomes a page that says so; the transaction was either whole or not at all."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What a view could not do; what happens around the views (a session that cannot be saved) reaches `errors.broken`."""
        if not isinstance(error, (OperationalError, InterfaceError)):
            return None
        log.error("The database did not answer: %s", str(error).splitlines()[0] if str(error) else type(error).__name__)
        return database_away(request)
