"""Entry "Thủ tục hành chính công" of the seed: one search field, the moments of a life, what many people do, four lists."""

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
from .finding import find

POPULAR = 8


@require_safe
def entry(request: HttpRequest) -> HttpResponse:
    """The entry while nothing was asked; with any question or filter the list answers."""
    if request.GET or request.headers.get("HX-Request"):
        return find(request)
    day = clock.local_day(clock.now())

    def context() -> dict[str, Any]:
        counts = catalogue.life_event_counts(day)
        return {
            "total": catalogue.list_procedures(day=day, per_page=1).total,
            "popular": [named(version) for version in catalogue.popular(None, day, limit=POPULAR)],
            "events": [(event, counts[event.key]) for event in LIFE_EVENTS if counts[event.key]],
        }

    answer = show_kept(
        request, "portal/entry.html", context, key=(catalogue.revision(), day), here="procedures", canonical=reverse("portal:procedures")
    )  # fmt: skip
    assert answer is not None
    return answer
