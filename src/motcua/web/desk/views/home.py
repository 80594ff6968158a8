"""The first page of an officer: what their posts let them do."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.dossiers.queries import Near, near_due
from motcua.kernel import clock
from motcua.web.shared.desk import desk_page, places_of
from motcua.web.shared.http import StaffRequest, staff_only, staff_posts

from .listing import posts_with_lists


@require_safe
@staff_only()
def home(request: StaffRequest) -> HttpResponse:
    """Tiles of the places that this person has, with their keys."""
    posts = staff_posts(request)
    places = places_of(posts)
    return desk_page(request, "desk/home.html", {"places": places, "centre": request.post.centre, "posts": posts, "near": _near(posts)})


def _near(posts: list[Post]) -> list[Near]:
    """Dossiers of all this person's places that are late or nearly so: the warnings, as a list."""
    held = posts_with_lists(posts)
    centres = [post.centre_id for post in held if post.role != Role.DEPARTMENT]
    return near_due(now=clock.now(), centres=centres, units=[post.unit_id for post in held if post.role == Role.DEPARTMENT]) if held else []
