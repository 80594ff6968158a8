"""Directory of the centres and the page of each: contact, hours, what it receives, people waiting now (seed, "trung tâm hành chính công")."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.centres import queries as centres
from motcua.centres.models import Centre
from motcua.kernel import clock
from motcua.queueing import queries as queueing
from motcua.web.shared.filters import is_english

from ..frame import show
from ..phones import phone_list


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """All centres, the provincial one first, each with its state now."""
    rows = [_entry(entry) for entry in centres.directory(now=clock.now())]
    return show(request, "portal/centres.html", {"rows": rows}, here="centres")


def _entry(entry: centres.CentreEntry) -> dict[str, Any]:
    return {
        "centre": entry.centre, "name": centre_name(entry.centre), "phones": phone_list(entry.centre.phones),
        "is_open": entry.opening.is_open, "sentence": entry.sentence,
    }  # fmt: skip


def centre_name(centre: Centre) -> str:
    """The name in the page's language where it has one."""
    return centre.name_en or centre.name if is_english() else centre.name


@require_safe
def centre(request: HttpRequest, slug: str) -> HttpResponse:
    """One centre as it stands now."""
    found = centres.centre_by_slug(slug)
    if found is None:
        raise Http404
    now = clock.now()
    day = clock.local_day(now)
    context = {
        "centre": found,
        "name": centre_name(found),
        "phones": phone_list(found.phones),
        "opening": centres.opening_now(found, now),
        "sentence": centres.opening_words(found, now),
        "week": centres.week(found, now),
        "fields": catalogue.fields_with_counts(day, centre=found),
        "waits": queueing.waiting_in_centre(found, now),
        "rooms": list(found.rooms.all()),
        "kiosks": list(found.kiosks.all()),
    }
    return show(request, "portal/centre.html", context, here="centres")
