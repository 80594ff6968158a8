"""Which centre a head looks at: of several the one that the address names, so that every link stays in it."""

from __future__ import annotations

from django.urls import reverse

from motcua.accounts.rules import Role
from motcua.centres.models import Centre
from motcua.web.shared.http import StaffRequest, staff_posts


def headed_centres(request: StaffRequest) -> dict[str, Centre]:
    """The centres that this person heads, by slug; at least one behind `staff_only(Role.HEAD)`."""
    return {post.centre.slug: post.centre for post in staff_posts(request) if post.role == Role.HEAD and post.centre}


def chosen_centre(request: StaffRequest) -> Centre:
    """The centre asked for by ?trung-tam= when this person heads it; the first one otherwise."""
    centre = headed_centres(request).get(request.GET.get("trung-tam", "")) or request.post.centre
    assert centre is not None  # a database constraint: a head has a centre
    return centre


def today_of(centre: Centre) -> str:
    """The address of the centre's figures of today."""
    return f"{reverse('manage:today')}?trung-tam={centre.slug}"
