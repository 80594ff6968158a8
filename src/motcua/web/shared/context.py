"""What every template may use without a view giving it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from motcua.accounts.rules import Role

from .filters import is_english
from .http import live_url, staff_posts


class Person:
    """The member of staff as the top bar shows them."""

    def __init__(self, request: HttpRequest) -> None:
        posts = staff_posts(request)
        self.full_name = request.user.get_full_name()  # type: ignore[union-attr]
        self.roles = {Role(post.role) for post in posts}
        self.role_label = ", ".join(dict.fromkeys(Role(post.role).label for post in posts))
        self.centre = next((post.centre for post in posts if post.centre), None)
        self.unit = next((post.unit for post in posts if post.unit), None)


def site_name() -> str:
    """The name in the head of the pages, in the language of this answer."""
    return str(settings.SITE_NAME_EN if is_english() else settings.SITE_NAME)


def shared(request: HttpRequest) -> dict[str, Any]:
    """`site_name`, `staff` (None for citizens), `language`, `live_url`, `is_demo`, `here`."""
    return {
        "site_name": site_name(),
        "staff": SimpleLazyObject(lambda: _staff(request)),
        "language": get_language() or "vi",
        "live_url": live_url(request),
        "is_demo": settings.DEMO,
        "here": request.path,
    }


def _staff(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)
    return Person(request) if user is not None and user.is_authenticated else None
