"""The page of a life event: what to do first, then its procedures in the order in which people need them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.kernel import clock
from motcua.web.shared.procedure_words import named

from ..frame import show_kept
from ..life import BY_KEY, LIFE_EVENTS, LifeEvent

FIRST_OF_A_STEP = 4


@require_safe
def life_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Each step with its first procedures; all of them are one link away, in pages."""
    event = BY_KEY.get(slug.replace("-", "_"))
    if event is None or event.slug != slug:
        raise Http404
    day = clock.local_day(clock.now())
    answer = show_kept(
        request, "portal/life_event.html", lambda: _context(event, day), key=(event.key, catalogue.revision(), day),
        here="procedures", canonical=reverse("portal:life_event", args=[slug]),
    )  # fmt: skip
    assert answer is not None
    return answer


def _context(event: LifeEvent, day: Any) -> dict[str, Any]:
    found = catalogue.life_event_steps(event.key, day, each=FIRST_OF_A_STEP)
    steps = [
        {"title": event.steps.get(step.key) or _("Việc khác có liên quan"), "rows": [named(row) for row in step.rows], "more": step.total - len(step.rows)}
        for step in found
    ]
    used = catalogue.life_events_in_use(day)
    return {
        "event": event, "steps": steps, "total": sum(step.total for step in found),
        "others": [other for other in LIFE_EVENTS if other.key in used and other is not event],
    }  # fmt: skip
