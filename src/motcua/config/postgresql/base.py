"""Django's PostgreSQL with three short ways. A kept connection is looked at before each request without asking the server: a restarted or dead
server has closed the socket, and that shows at once; Django's own check is a whole question and answer, a tenth of a tracking page.

And `ask` prepares a statement once a connection and asks it through libpq itself: the driver's cursor, which is ready for every kind of
statement, takes as long in Python as all the rest of a question. Values and rows are converted by the driver as ever.

`ask_apart` has one connection for all threads of the process: a server process that does the same again has everything at hand and takes
half the time of eight that do it in turn."""

from __future__ import annotations

import select
from collections.abc import Sequence
from itertools import count
from threading import Lock
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import FeatureNotSupported, InvalidSqlStatementName, error_from_result
from psycopg.pq import ExecStatus, TransactionStatus

from ..asking import Asks

_GOOD = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
# The server has forgotten the statement (the driver has it do so when something was undone), or a table has changed under it.
_OUTDATED = (InvalidSqlStatementName, FeatureNotSupported)
_numbers = count()
# For each statement asked apart: whose turn it is, and its connection.
_apart: dict[str, tuple[Lock, DatabaseWrapper]] = {}


class DatabaseWrapper(Asks, base.DatabaseWrapper):
    """The same database; only `is_usable` and the two words that ask differ."""

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

    def ask(self, sql: str, params: Sequence[Any] = ()) -> list[Any]:
        """As `Asks.ask`; the server finds the types of the parameters by where they stand: write `%s::date` where that is not plain.

        The cursor's way where somebody counts or listens, and in a transaction: a statement that fails there cannot be tried again.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        link: Any = self.connection
        if not link.autocommit or self.execute_wrappers or self.queries_logged:
            return super().ask(sql, params)
        with self.wrap_database_errors:
            try:
                return _rows(link, sql, params)
            except _OUTDATED:  # raised before anything is done
                link.motcua_known.pop(sql, None)
                return _rows(link, sql, params)

    def ask_apart(self, sql: str, params: Sequence[Any] = ()) -> list[Any]:
        """As `ask`, on the one connection that this process keeps for the statement, one thread at a time; in a transaction on its own."""
        if self.in_atomic_block or self.execute_wrappers or self.queries_logged:
            return self.ask(sql, params)
        turn, link = _apart.get(sql) or _apart.setdefault(sql, (Lock(), self._for_all_threads()))
        with turn:
            link.close_if_unusable_or_obsolete()
            return link.ask(sql, params)

    def _for_all_threads(self) -> DatabaseWrapper:
        link = self.copy()
        link.inc_thread_sharing()
        return link

    def close_pool(self) -> None:
        """Django's word before it copies or removes a database: nobody may be connected then."""
        super().close_pool()
        while _apart:
            _, (turn, link) = _apart.popitem()
            with turn:
                link.close()


def _rows(link: Any, sql: str, params: Sequence[Any]) -> list[Any]:
    known = link.__dict__.setdefault("motcua_known", {})
    name, adapter, formats = known.get(sql) or known.setdefault(sql, _prepared(link, sql, len(params)))
    result = _good(link, link.pgconn.exec_prepared(name, adapter.dump_sequence(params, formats)))
    adapter.set_pgresult(result)
    rows: list[Any] = adapter.load_rows(0, result.ntuples, tuple)
    return rows


def _prepared(link: Any, sql: str, params: int) -> tuple[bytes, Any, Sequence[PyFormat]]:
    """The statement's name, which no other statement ever had, and who converts its parameters and rows."""
    name = f"motcua_{next(_numbers)}".encode()
    text = sql % tuple(f"${number}" for number in range(1, params + 1))
    _good(link, link.pgconn.prepare(name, text.encode()))
    return name, Transformer(link), [PyFormat.TEXT] * params


def _good(link: Any, result: Any) -> Any:
    if result.status in _GOOD:
        return result
    raise OperationalError(result.get_error_message()) if link.closed else error_from_result(result, link.info.encoding)
