"""The first page of an officer: what their posts let them do."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.web.shared.desk import desk_page, places_of
from motcua.web.shared.http import StaffRequest, staff_only, staff_posts


@require_safe
@staff_only()
def home(request: StaffRequest) -> HttpResponse:
    """Tiles of the places that this person has, with their keys."""
    posts = staff_posts(request)
    places = places_of(posts)
    return desk_page(request, "desk/home.html", {"places": places, "centre": request.post.centre, "posts": posts})
