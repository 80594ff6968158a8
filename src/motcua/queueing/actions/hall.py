"""The version of a centre's hall: the last statement of every verb, so that boards, phones and desks know of the change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

CHANNEL = "motcua"
BUMP = """
INSERT INTO queueing_hall (centre_id, version) VALUES (%s, 1)
ON CONFLICT (centre_id) DO UPDATE SET version = queueing_hall.version + 1 RETURNING centre_id, version
"""
_BUMP_AND_TELL = f"""
WITH hall AS ({BUMP}) SELECT version, pg_notify('{CHANNEL}', centre_id || ':' || version) FROM hall
"""  # noqa: S608  # both parts are constants of this module
_LET_GO_EARLY = "SET LOCAL synchronous_commit = off"
_ON_DISC = "SELECT pg_logical_emit_message(true, 'motcua', '')"


@contextmanager
def busy_transaction() -> Iterator[None]:
    """A transaction for the rows that everybody wants (a line, a hall): who waits for them does not wait for the disc.

    PostgreSQL holds locks until the commit is on the disc, one after the other. Here the locks go at the commit, and the caller goes on
    only when a second, empty commit is on the disc: the log is written in order, so then this one is too, and so is whatever it saw.
    Those second commits share their writes. Nothing is acknowledged that a power cut could take back.
    """
    is_own = connection.vendor == "postgresql" and not connection.in_atomic_block
    with transaction.atomic():
        yield
        if is_own:
            _run(_LET_GO_EARLY)
    if is_own:
        on_disc()


def on_disc() -> None:
    """Wait until everything committed so far is on the disc; for an answer that rests on what another request committed."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        _run(_ON_DISC)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def touch(centre_id: int) -> int:
    """Raise the hall's version by one and return it. On PostgreSQL `live` hears of it at commit ("<centre>:<version>").

    One statement. It locks the hall's row until the transaction ends: call it last.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_BUMP_AND_TELL, [centre_id])
            return int(cursor.fetchone()[0])
        cursor.execute(BUMP, [centre_id])
        return int(cursor.fetchone()[1])
