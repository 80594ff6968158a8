"""The short way to the database gives what the ordinary one gives: values, errors, and after an undone transaction or a lost connection."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has a short way"),
]
MOMENT = datetime(2026, 11, 26, 7, 30, 15, 250_000, tzinfo=UTC)
KINDS = "SELECT %s::bigint, %s::text, %s::boolean, %s::date, %s::timestamptz, %s::jsonb, 100 %% 7"
VALUES = [2**40, "Nguyễn Thị Ánh %s ' \\ 👍", True, date(2026, 11, 26), MOMENT, '{"a": [1, "ấ"]}']
ADD = "INSERT INTO queueing_priorityreason (code, name, name_en, is_active, \"order\") VALUES (%s, 'a', 'a', true, 1) RETURNING id"


def _by_the_cursor(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _is_short(sql: str) -> bool:
    """Whether this connection has the statement ready for the short way."""
    return sql in connection.itself.connection.__dict__.get("motcua_known", {})


@pytest.mark.parametrize("values", [VALUES, [None] * 6], ids=["values", "nothing"])
def test_values_come_as_the_cursor_gives_them(values: list[Any]) -> None:
    assert connection.ask(KINDS, values) == _by_the_cursor(KINDS, values)
    assert _is_short(KINDS)


def test_no_row_and_a_statement_that_gives_none() -> None:
    assert connection.ask("SELECT 1 WHERE %s::boolean", [False]) == []
    assert connection.ask("SET lock_timeout = '20s'") == []


def test_it_is_counted_where_somebody_counts() -> None:
    with CaptureQueriesContext(connection) as seen:
        connection.ask("SELECT 41 + %s::int", [1])
    assert len(seen) == 1


def test_errors_are_those_of_django_and_the_connection_goes_on() -> None:
    key = connection.ask(ADD, ["một"])[0][0]
    assert isinstance(key, int)
    with pytest.raises(IntegrityError):
        connection.ask(ADD, ["một"])
    with pytest.raises(DataError):
        connection.ask("SELECT %s::text", ["a\0b"])
    with pytest.raises(ProgrammingError):
        connection.ask("SELECT no_such_column")
    assert connection.ask(ADD, ["hai"])[0][0] > key


def test_what_is_written_in_a_transaction_goes_with_it() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        connection.ask(ADD, ["ba"])
        raise RuntimeError
    assert connection.ask("SELECT 1 FROM queueing_priorityreason WHERE code = %s", ["ba"]) == []


def test_after_an_undone_transaction_it_is_made_ready_again() -> None:
    """The driver lets the server forget every statement then."""
    assert connection.ask("SELECT %s::int", [1]) == [(1,)]
    for _ in range(6):
        _by_the_cursor("SELECT 1", [])
    with pytest.raises(RuntimeError), transaction.atomic():
        _by_the_cursor("SELECT 1", [])
        raise RuntimeError
    assert _by_the_cursor("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'motcua%%'", []) == [(0,)]
    for number in (2, 3, 2, 3):  # one that is new, those that were known, once more
        for sql in ("SELECT 10 + %s::int", "SELECT %s::int", "SELECT 20 + %s::int", "SELECT 30 + %s::int"):
            assert connection.ask(sql, [number])[0][0] % 10 == number


def test_a_table_that_has_changed_under_a_statement() -> None:
    connection.ask("CREATE TEMPORARY TABLE changing AS SELECT 1::int AS n")
    assert connection.ask("SELECT * FROM changing") == [(1,)]
    connection.ask("ALTER TABLE changing ALTER n TYPE text, ADD more int DEFAULT 5")
    assert connection.ask("SELECT * FROM changing") == [("1", 5)]
    connection.ask("DROP TABLE changing")


def test_a_lost_connection_says_so_and_the_next_one_works() -> None:
    assert connection.ask("SELECT %s::int", [1]) == [(1,)]
    pid = connection.itself.connection.info.backend_pid
    with psycopg.connect(**psycopg.conninfo.conninfo_to_dict(connection.itself.connection.info.dsn), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    with pytest.raises(OperationalError):
        connection.ask("SELECT %s::int", [1])
    connection.close_if_unusable_or_obsolete()
    assert connection.ask("SELECT %s::int", [3]) == [(3,)]
    assert connection.itself.connection.info.backend_pid != pid


SERVER = "SELECT pg_backend_pid(), %s::int"


def _apart(number: int) -> tuple[int, int]:
    return connection.ask_apart(SERVER, [number])[0]


def test_all_threads_ask_apart_by_one_connection_in_turn() -> None:
    def ask(number: int) -> tuple[int, int]:
        try:
            return _apart(number)
        finally:
            connection.close()

    own = connection.ask("SELECT pg_backend_pid()")[0][0]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(80)))
    assert [number for _, number in answers] == list(range(80))
    servers = {pid for pid, _ in answers}
    assert len(servers) == 1
    assert own not in servers
    assert connection.ask_apart("SELECT pg_backend_pid()")[0][0] not in servers, "another statement, another connection"


def test_in_a_transaction_nothing_is_asked_apart() -> None:
    with transaction.atomic():
        connection.ask(ADD, ["bốn"])
        assert connection.ask_apart("SELECT count(*) FROM queueing_priorityreason WHERE code = %s", ["bốn"]) == [(1,)]
    with CaptureQueriesContext(connection) as seen:
        _apart(1)
    assert len(seen) == 1


def test_a_server_that_ended_since_is_asked_by_a_new_connection() -> None:
    pid, _ = _apart(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    again, number = _apart(2)
    assert again != pid
    assert number == 2


def test_after_an_error_it_goes_on() -> None:
    divide = "SELECT 10 / %s::int"
    with pytest.raises(DataError):
        connection.ask_apart(divide, [0])
    assert connection.ask_apart(divide, [5]) == [(2,)]


def test_nobody_is_connected_when_django_copies_or_removes_the_database() -> None:
    pid, _ = _apart(1)
    connection.close_pool()
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid = %s"
    for _ in range(50):
        if connection.ask(others, [pid]) == [(0,)]:
            break
        time.sleep(0.1)
    assert connection.ask(others, [pid]) == [(0,)]
    assert _apart(3)[1] == 3
