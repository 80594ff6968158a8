"""Who a session belongs to: Django's own rules for staff, read with SQL that is written once."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db import connection

from motcua.kernel.prepared import number_mark
from motcua.kernel.rows import PreparedModels

from .models import Staff

_by_key = PreparedModels(lambda: Staff.objects.filter(pk=number_mark(0)))


class StaffBackend(ModelBackend):
    """Passwords and permissions as in Django; who may not log in any more is nobody at the next page."""

    def get_user(self, user_id: int) -> Staff | None:
        """The person of this key while they may log in, else None."""
        found: Staff | None = _by_key.first(connection, user_id)
        return found if found is not None and self.user_can_authenticate(found) else None
