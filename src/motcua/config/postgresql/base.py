"""Django's PostgreSQL, but a kept connection is looked at before each request without asking the server: a restarted or dead server
has closed the socket, and that shows at once. Django's own check is a whole question and answer, a tenth of a tracking page."""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """The same database; only `is_usable` differs."""

    def is_usable(self) -> bool:
        """Whether the connection can be used again; asks the server itself when anything about the connection is unusual."""
        link: Any = self.connection
        if link is None:
            return False
        if link.closed or link.info.transaction_status != TransactionStatus.IDLE:
            return bool(super().is_usable())
        watch = select.poll()
        watch.register(link.pgconn.socket, select.POLLIN | select.POLLERR | select.POLLHUP)
        return not watch.poll(0) or bool(super().is_usable())
