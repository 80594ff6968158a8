"""The first page ("what can I do here?") and the page that explains how a visit goes (seed: the four steps at the centre)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.kernel import clock
from motcua.web.shared.procedure_words import named

from ..frame import show_kept
from ..life import LIFE_EVENTS

POPULAR = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, the four ways in, popular procedures, life events; kept until something published changes."""
    day = clock.local_day(clock.now())

    def context() -> dict[str, Any]:
        used = catalogue.life_events_in_use(day)
        found = catalogue.list_procedures(day=day, per_page=1)
        return {
            "popular": [named(version) for version in catalogue.popular(None, day, limit=POPULAR)],
            "events": [(event, 0) for event in LIFE_EVENTS if event.key in used],
            "total": found.total,
        }

    answer = show_kept(
        request,
        "portal/home.html",
        context,
        key=(catalogue.revision(), day),
        here="home",
        canonical=reverse("portal:home"),
    )
    assert answer is not None
    return answer


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How a visit goes in four steps, how to use this site, who may be called earlier; the same for everybody."""
    answer = show_kept(request, "portal/about.html", dict, key=(), here="about", canonical=reverse("portal:about"))
    assert answer is not None
    return answer
