"""Who a session belongs to: Django's own rules for staff, read with SQL that is written once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection
from django.http import HttpRequest

from motcua.kernel.prepared import number_mark
from motcua.kernel.rows import PreparedModels

from .models import Post, Staff

_by_key = PreparedModels(lambda: Staff.objects.filter(pk=number_mark(0)))
_posts = PreparedModels(
    lambda: Post.objects.filter(staff=number_mark(0)).select_related("staff", "centre__unit", "unit").order_by("id")
)


def posts_of(staff: Staff) -> list[Post]:
    """The person's posts with centre and unit, in order; no query when they were read with the person."""
    kept: list[Post] | None = getattr(staff, "_posts_read", None)
    return kept if kept is not None else _posts.all(connection, staff.pk)


def tried_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str | None:
    """The user name under which a wrong password counts towards a lock-out: other capitals are no new five tries."""
    name: str | None = Staff.normalize_username((credentials or request.POST).get("username"))
    return name


class StaffBackend(ModelBackend):
    """Passwords and permissions as in Django; who may not log in any more is nobody at the next page."""

    def get_user(self, user_id: int) -> Staff | None:
        """The person of this key while they may log in, else None. One query, with the posts that every page of staff asks for next."""
        posts = _posts.all(connection, user_id)
        found: Staff | None = posts[0].staff if posts else _by_key.first(connection, user_id)
        if found is not None:
            found._posts_read = posts  # type: ignore[attr-defined]
        return found if found is not None and self.user_can_authenticate(found) else None
