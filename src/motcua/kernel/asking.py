"""One statement and its rows by the shortest way: for the few statements that visitors and officers cause by the thousand. Imports no Django.

On PostgreSQL the statement is prepared once a connection and asked through libpq itself: the driver's cursor, which prepares and converts
for every kind of statement, takes as long in Python as all the rest of a question. Values and rows are converted by the driver as ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psycopg import OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import InvalidSqlStatementName, error_from_result
from psycopg.pq import ExecStatus

_GOOD = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


def ask(connection: Any, sql: str, params: Sequence[Any] = ()) -> list[Any]:
    """The rows that the statement gives, `%s` for each parameter. One query; raises Django's database errors.

    PostgreSQL finds the types of the parameters by where they stand: write `%s::date` where that is not plain.
    """
    link = itself(connection)
    if link.vendor == "postgresql":
        link.close_if_health_check_failed()
        link.ensure_connection()
        if _is_bare(link):
            with link.wrap_database_errors:
                return _asked(link.connection, sql, params)
    with link.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[Any] = cursor.fetchall()
    return found


def itself(connection: Any) -> Any:
    """The connection that Django's stand-in stands for; asking the stand-in costs microseconds an attribute."""
    return connection.ensure_connection.__self__


def _is_bare(link: Any) -> bool:
    """Whether nobody listens to the statements, and none before this one can be undone with it."""
    return bool(link.connection.autocommit) and not (link.execute_wrappers or link.queries_logged)


def _asked(link: Any, sql: str, params: Sequence[Any]) -> list[Any]:
    try:
        return _run(link, sql, params)
    except InvalidSqlStatementName:  # the driver lets the server forget all statements when something was undone
        link.motcua_known.clear()
        return _run(link, sql, params)


def _run(link: Any, sql: str, params: Sequence[Any]) -> list[Any]:
    known = link.__dict__.setdefault("motcua_known", {})
    name, adapter, formats = known.get(sql) or known.setdefault(sql, _prepared(link, sql, len(params), len(known)))
    result = _good(link, link.pgconn.exec_prepared(name, adapter.dump_sequence(params, formats)))
    adapter.set_pgresult(result)
    rows: list[Any] = adapter.load_rows(0, result.ntuples, tuple)
    return rows


def _prepared(link: Any, sql: str, params: int, place: int) -> tuple[bytes, Any, Sequence[PyFormat]]:
    """The statement's name on this connection, and who converts its parameters and rows."""
    name = f"motcua_{place}".encode()
    text = sql % tuple(f"${number}" for number in range(1, params + 1))
    _good(link, link.pgconn.prepare(name, text.encode()))
    return name, Transformer(link), [PyFormat.TEXT] * params


def _good(link: Any, result: Any) -> Any:
    if result.status in _GOOD:
        return result
    raise OperationalError(result.get_error_message()) if link.closed else error_from_result(result, link.info.encoding)
