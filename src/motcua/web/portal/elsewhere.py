"""When nothing is in force under a code: an old code leads to the present one, an ended procedure says so, all else is not found."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from motcua.catalogue import queries as catalogue
from motcua.web.shared.procedure_words import named

from .frame import show

MAX_CODE = 60


def elsewhere(request: HttpRequest, code: str, day: date) -> HttpResponse:
    """301 to the same page of the present code, 410 for a procedure that has ended. Raises Http404."""
    if len(code) > MAX_CODE:
        raise Http404
    present = catalogue.present_code(code, day)
    match = request.resolver_match
    if present is not None and match is not None:
        query = request.META.get("QUERY_STRING", "")
        address = reverse(match.view_name, kwargs={**match.kwargs, "code": present})
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    ended = catalogue.last_version(code, day)
    if ended is None:
        raise Http404
    context = {"version": ended, "procedure": named(ended)}
    return show(request, "portal/ended.html", context, here="procedures", status=410)
