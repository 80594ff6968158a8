"""Django's sessions in the database, read with SQL that is written once: every page of an officer begins with this read."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from motcua.kernel.prepared import mark
from motcua.kernel.rows import PreparedModels

_by_key = PreparedModels(lambda: Session.objects.filter(session_key=mark(0)))


class SessionStore(DatabaseSessionStore):
    """The same table and rules; an unknown or expired key is no session."""

    def _get_session_from_db(self) -> Any:
        key = self.session_key or ""
        found = _by_key.first(connection, key) if key.isascii() and key.isalnum() else None  # a cookie can say anything, PostgreSQL takes no NUL
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None
