"""After a calendar changed: open dossiers are counted anew, each moved one with an event; closed ones never."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from motcua.audit import actions as audit
from motcua.kernel.text import clean

from ..models import Dossier
from ..queries.moving import Calendars, Counter, Row, chunk_after, is_moved, open_rows
from ..rules.history import Dues

_TABLE = Dossier._meta.db_table
_SET = "SET first_due_at = {first}, due_at = {due}, warned = 0, revision = revision + 1"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many open dossiers were looked at, and how many moved."""

    looked: int
    moved: int


def recompute_open(
    *,
    calendar_of: Calendars,
    reason: str,
    by: str,
    now: datetime,
    agency_codes: list[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Recomputed:
    """Count the terms of all open dossiers anew and write what moved, one transaction for each 2,000.

    `by` is an actor ("staff:3", "system"), `reason` goes into each event. `progress(looked, moved)` is called after each
    transaction. Both appointments of a dossier follow the calendar, but a date promised by hand or in a letter of
    apology stays a date: only pauses move it. A second run moves nothing; one that was cut off goes on where it ended.
    """
    counter, rows = Counter(calendar_of), open_rows(agency_codes)
    looked = moved = last = 0
    while True:
        with transaction.atomic():
            chunk = chunk_after(rows.select_for_update(no_key=connection.vendor == "postgresql"), last)
            if not chunk:
                return Recomputed(looked, moved)
            found = [(row, dues) for row, dues in counter.count(chunk) if is_moved(row, dues)]
            _write(found)
            events = [(row.pk, {"reason": clean(reason)[:400], **_told(row, dues)}) for row, dues in found]
            audit.append_many("dossier", "recompute", events, at=now, actor=by)
        last, looked, moved = chunk[-1].pk, looked + len(chunk), moved + len(found)
        if progress:
            progress(looked, moved)


def _told(row: Row, dues: Dues) -> dict[str, str]:
    return {"old_due": row.due_at.isoformat(), "first_due": dues.first.isoformat(), "due": dues.current.isoformat()}


def _write(found: Sequence[tuple[Row, Dues]]) -> None:
    """Both appointments of many rows in one statement; the caller holds the rows."""
    if not found:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"UPDATE {_TABLE} {_SET.format(first='moved.first', due='moved.due')} "
                "FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[]) AS moved (pk, first, due) "
                f"WHERE {_TABLE}.id = moved.pk",
                [[row.pk for row, _ in found], [dues.first for _, dues in found], [dues.current for _, dues in found]],
            )
            return
        adapt = connection.ops.adapt_datetimefield_value
        cursor.executemany(
            f"UPDATE {_TABLE} {_SET.format(first='%s', due='%s')} WHERE id = %s",
            [(adapt(dues.first), adapt(dues.current), row.pk) for row, dues in found],
        )
