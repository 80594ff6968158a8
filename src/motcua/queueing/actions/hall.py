"""The version of a centre's hall: the last statement of every verb, so that boards, phones and desks know of the change."""

from __future__ import annotations

from django.db import connection

from motcua.kernel.prepared import ask

CHANNEL = "motcua"
_BUMP = """
INSERT INTO queueing_hall (centre_id, version) VALUES (%s, %s)
ON CONFLICT (centre_id) DO UPDATE SET version = queueing_hall.version + excluded.version RETURNING version, centre_id
"""
_BUMP_AND_TELL = f"""
WITH hall AS ({_BUMP}) SELECT version, pg_notify('{CHANNEL}', centre_id || ':' || version) FROM hall
"""  # noqa: S608  # both parts are constants of this module


def touch(centre_id: int, *, times: int = 1) -> int:
    """Raise the hall's version by one for each change and return it. On PostgreSQL `live` hears of it at commit ("<centre>:<version>").

    One statement. It locks the hall's row until the transaction ends: call it last.
    """
    sql = _BUMP_AND_TELL if connection.vendor == "postgresql" else _BUMP
    return int(ask(connection, sql, [centre_id, times])[0][0])
