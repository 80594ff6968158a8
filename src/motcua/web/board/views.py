"""The board of a waiting room (seed step 3): the last calls, large, spoken one after the other. Ticket numbers only, no names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from motcua.centres.models import Room
from motcua.kernel.clock import local_day, now
from motcua.queueing import queries
from motcua.queueing.memory import remembered
from motcua.web.shared.http import live_url, page

from .calls import shown_calls

ROOM_KEPT = 10.0
PART_KEPT = 5.0
WAIT_FOR_ANOTHER = 1.0
# Sixty boards of a room ask at the same moment: one thread draws, the others wait for its answer, but never for one that stalls.
_drawing: defaultdict[int, Lock] = defaultdict(Lock)


@require_safe
def rooms(request: HttpRequest) -> HttpResponse:
    """All waiting rooms, for whoever sets a board up."""
    rows = (
        Room.objects.filter(centre__is_open=True)
        .select_related("centre")
        .order_by("centre__order", "centre__name", "slug")
    )
    return page(request, "board/rooms.html", {"rooms": rows})


@require_safe
def board(request: HttpRequest, centre: str, room: str) -> HttpResponse:
    """The whole board; it follows the hall by itself."""
    place = _room(centre, room)
    address = reverse("board:fragment", args=[centre, room])
    answer = page(request, "board/board.html", {
        "room": place, "centre": place.centre, "fragment_address": address, "live_address": f"{live_url(request)}/{place.centre_id}",
        **_part(place, now()),
    })  # fmt: skip
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def fragment(request: HttpRequest, centre: str, room: str) -> HttpResponse:
    """The part that changes; 304 by one look at the hall's version, and made once per version for all boards of the room."""
    place, moment = _room(centre, room), now()
    version = queries.hall_version(place.centre_id)
    etag = f'W/"{version}-{local_day(moment):%y%m%d}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(_drawn_once(place, etag, lambda: _render(request, place, moment)))
    answer["ETag"] = etag
    answer["Cache-Control"] = "no-cache"
    return answer


def _room(centre: str, room: str) -> Room:
    rows = Room.objects.filter(slug=room, centre__slug=centre, centre__is_open=True).select_related("centre")
    found = remembered(("room", centre, room), rows.first, seconds=ROOM_KEPT)
    if found is None:
        raise Http404
    return found


def _drawn_once(place: Room, etag: str, draw: Callable[[], str]) -> str:
    turn = _drawing[place.pk]
    is_ours = turn.acquire(timeout=WAIT_FOR_ANOTHER)
    try:
        return remembered(("board", place.pk, etag), draw, seconds=PART_KEPT)
    finally:
        if is_ours:
            turn.release()


def _render(request: HttpRequest, place: Room, moment: datetime) -> str:
    return get_template("board/part.html", using="jinja2").render(_part(place, moment), request)


def _part(place: Room, moment: datetime) -> dict[str, Any]:
    return {"calls": shown_calls(place, moment), "waits": queries.waiting_by_group(place, moment)}
