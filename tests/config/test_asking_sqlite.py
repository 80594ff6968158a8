"""SQLite's short way past the cursor gives what the cursor gives, counts where somebody counts, and goes with its transaction."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's is tested beside (test_asking)"),
]
ADD = "INSERT INTO queueing_priorityreason (code, name, name_en, is_active, \"order\") VALUES (%s, 'a', 'a', true, 1) RETURNING id"
FIND = "SELECT code FROM queueing_priorityreason WHERE code = %s"


def test_values_come_as_the_cursor_gives_them() -> None:
    sql = "SELECT %s, %s, %s, %s, 100 %% 7, '%%s?'"
    values: list[Any] = [2**40, "Nguyễn Thị Ánh %s ? ' 👍", None, True]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        expected = cursor.fetchall()
    assert connection.ask(sql, values) == expected == [(2**40, "Nguyễn Thị Ánh %s ? ' 👍", None, 1, 2, "%s?")]
    assert connection.ask("SELECT 1 WHERE %s", [0]) == []


def test_it_is_counted_where_somebody_counts() -> None:
    with CaptureQueriesContext(connection) as seen:
        connection.ask("SELECT 41 + %s", [1])
    assert len(seen) == 1


def test_errors_are_those_of_django_and_the_connection_goes_on() -> None:
    key = connection.ask(ADD, ["một"])[0][0]
    with pytest.raises(IntegrityError):
        connection.ask(ADD, ["một"])
    with pytest.raises(OperationalError):
        connection.ask("SELECT no_such_column")
    assert connection.ask(ADD, ["hai"])[0][0] > key


def test_what_is_written_in_a_transaction_goes_with_it() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        connection.ask_apart(ADD, ["ba"])
        raise RuntimeError
    assert connection.ask(FIND, ["ba"]) == []


def test_a_transaction_that_has_failed_takes_nothing_more() -> None:
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic(savepoint=False):
            connection.ask(ADD, ["bốn"])
            connection.ask(ADD, ["bốn"])
        with pytest.raises(TransactionManagementError):
            connection.ask(FIND, ["bốn"])
        transaction.set_rollback(True)
    assert connection.ask(FIND, ["bốn"]) == []
