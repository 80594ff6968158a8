"""The version of a centre's hall: the last statement of every verb, so that boards, phones and desks know of the change."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from motcua.kernel.prepared import ask

CHANNEL = "motcua"
_BUMP = """
INSERT INTO queueing_hall (centre_id, version) VALUES {}
ON CONFLICT (centre_id) DO UPDATE SET version = queueing_hall.version + excluded.version RETURNING version, centre_id
"""
_BUMP_AND_TELL = f"""
WITH hall AS ({_BUMP}) SELECT version, pg_notify('{CHANNEL}', centre_id || ':' || version) FROM hall
"""  # noqa: S608  # both parts are constants of this module


def touch(centre_id: int) -> None:
    """Raise the hall's version. On PostgreSQL `live` hears of it at commit ("<centre>:<version>").

    One statement. It locks the hall's row until the transaction ends: call it last.
    """
    touch_all({centre_id: 1})


def touch_all(changes: Mapping[int, int]) -> None:
    """The same for the halls of several centres (at least one), each raised by its number of changes."""
    sql = _BUMP_AND_TELL if connection.vendor == "postgresql" else _BUMP
    rows = sorted(changes.items())
    ask(connection, sql.format(", ".join(["(%s, %s)"] * len(rows))), [value for row in rows for value in row])
