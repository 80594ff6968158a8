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

from .listing import post_for_lists

LISTS = (Role.RECEPTION, Role.DEPARTMENT, Role.HEAD)


@require_safe
@staff_only()
def home(request: StaffRequest) -> HttpResponse:
    """Tiles of the places that this person has, with their keys."""
    posts = staff_posts(request)
    places = places_of(posts)
    return desk_page(request, "desk/home.html", {"places": places, "centre": request.post.centre, "posts": posts, "near": _near(posts)})


def _near(posts: list[Post]) -> list[Near]:
    """Dossiers of this person's place that are late or nearly so: the warnings, as a list."""
    if not any(post.role in LISTS for post in posts):
        return []
    post = post_for_lists(posts)
    if post.role == Role.DEPARTMENT:
        return near_due(now=clock.now(), unit=post.unit_id)
    return near_due(now=clock.now(), centre=post.centre_id)
