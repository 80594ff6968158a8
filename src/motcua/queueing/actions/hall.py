"""The version of a centre's hall: the last statement of every verb, so that boards, phones and desks know of the change."""

from __future__ import annotations

from django.db import connection

CHANNEL = "motcua"
BUMP = """
INSERT INTO queueing_hall (centre_id, version) VALUES (%s, %s)
ON CONFLICT (centre_id) DO UPDATE SET version = queueing_hall.version + excluded.version RETURNING centre_id, version
"""
_BUMP_AND_TELL = f"""
WITH hall AS ({BUMP}) SELECT version, pg_notify('{CHANNEL}', centre_id || ':' || version) FROM hall
"""  # noqa: S608  # both parts are constants of this module


def touch(centre_id: int, *, times: int = 1) -> int:
    """Raise the hall's version by one for each change and return it. On PostgreSQL `live` hears of it at commit ("<centre>:<version>").

    One statement. It locks the hall's row until the transaction ends: call it last.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_BUMP_AND_TELL, [centre_id, times])
            return int(cursor.fetchone()[0])
        cursor.execute(BUMP, [centre_id, times])
        return int(cursor.fetchone()[1])
