"""A kept connection to PostgreSQL is known as dead without asking the server, and statements that come again are prepared."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL only"),
]


@pytest.fixture
def side() -> Iterator[BaseDatabaseWrapper]:
    """A second connection to the test's database, so that it may die."""
    twin = connection.copy("side")
    twin.ensure_connection()
    yield twin
    twin.close()


def _question(side: BaseDatabaseWrapper, text: str) -> object:
    with side.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchone()[0]


def test_a_living_connection_is_usable_without_a_question(side: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psycopg.Connection, "execute", lambda *_: pytest.fail("asked the server"))
    assert side.is_usable()


def test_a_connection_that_the_server_ended_is_not_usable(side: BaseDatabaseWrapper) -> None:
    pid = _question(side, "SELECT pg_backend_pid()")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    assert not side.is_usable()


def test_the_next_request_gets_a_new_connection(side: BaseDatabaseWrapper) -> None:
    before = _question(side, "SELECT pg_backend_pid()")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    side.close_if_unusable_or_obsolete()
    side.health_check_enabled = True
    side.health_check_done = False
    assert _question(side, "SELECT pg_backend_pid()") != before


def test_a_statement_that_comes_again_is_prepared(side: BaseDatabaseWrapper) -> None:
    with side.cursor() as cursor:
        for number in range(6):
            cursor.execute("SELECT version FROM queueing_hall WHERE centre_id = %s", [number])
    assert _question(side, "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%queueing_hall%'") == 1
