"""After a calendar changed: open dossiers are counted anew, each moved one with an event; closed ones never."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from motcua.audit import actions as audit
from motcua.kernel.text import clean

from ..errors import MovedOn
from ..models import Dossier, Supplement
from ..queries.moving import Calendars, Counter, Row, chunk_after, is_moved, moved_deadlines, open_rows
from ..rules import Status
from ..rules.history import Dues


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
    apology stays a date: only pauses move it. While papers are awaited their deadline is counted anew instead. A second
    run moves nothing; one that was cut off goes on where it ended.
    """
    why, counter, rows = clean(reason)[:400], Counter(calendar_of), open_rows(agency_codes)
    looked = moved = last = 0
    while True:
        with transaction.atomic():
            chunk = chunk_after(rows.select_for_update(no_key=connection.vendor == "postgresql"), last)
            if not chunk:
                return Recomputed(looked, moved)
            moved += _move(counter, chunk, why=why, by=by, now=now)
        last, looked = chunk[-1].pk, looked + len(chunk)
        if progress:
            progress(looked, moved)


def _move(counter: Counter, chunk: Sequence[Row], *, why: str, by: str, now: datetime) -> int:
    """Write what moves of these rows, each with its event; how many dossiers."""
    found = [(row, dues) for row, dues in counter.count(chunk) if is_moved(row, dues)]
    _write(found)
    audit.append_many("dossier", "recompute", [(row.pk, {"reason": why, **_told(row, dues)}) for row, dues in found], at=now, actor=by)
    asked = moved_deadlines(counter, chunk)
    _write_deadlines(asked)
    events = [(row.pk, {"reason": why, "old_until": old.isoformat(), "until": new.isoformat()}) for row, old, new in asked]
    audit.append_many("dossier", "recompute_supplement", events, at=now, actor=by)
    return len(found) + len(asked)


def _told(row: Row, dues: Dues) -> dict[str, str]:
    return {"old_due": row.due_at.isoformat(), "first_due": dues.first.isoformat(), "due": dues.current.isoformat()}


def _write(found: Sequence[tuple[Row, Dues]]) -> None:
    """Both appointments of many rows; the caller holds the rows."""
    _update(
        Dossier, "first_due_at = {first}, due_at = {due}, warned = 0, revision = revision + 1", "id = {pk}",
        {"pk": "bigint", "first": "timestamptz", "due": "timestamptz"},
        [{"pk": row.pk, "first": dues.first, "due": dues.current} for row, dues in found],
    )  # fmt: skip


def _write_deadlines(found: Sequence[tuple[Row, datetime, datetime]]) -> None:
    """The deadline for papers of many rows and of their open requests. Raises MovedOn when one is not as it was read."""
    rows = [{"pk": row.pk, "before": old, "until": new} for row, old, new in found]
    kinds = {"pk": "bigint", "before": "timestamptz", "until": "timestamptz"}
    same = f"id = {{pk}} AND status = {int(Status.SUPPLEMENT)} AND supplement_due_at = {{before}}"
    if _update(Dossier, "supplement_due_at = {until}, revision = revision + 1", same, kinds, rows) != len(rows):
        raise MovedOn
    _update(Supplement, "due_at = {until}", "dossier_id = {pk} AND due_at = {before} AND ended_at IS NULL", kinds, rows)


def _update(model: type[Model], words: str, where: str, kinds: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> int:
    """Change many rows of a table in one go; how many. `words` and `where` name the values of a row, `kinds` their types."""
    if not rows:
        return 0
    is_postgresql, adapt = connection.vendor == "postgresql", connection.ops.adapt_datetimefield_value
    names = {name: f"moved.{name}" if is_postgresql else f"%({name})s" for name in kinds}
    lists = ", ".join(f"%({name})s::{kind}[]" for name, kind in kinds.items())
    source = f" FROM unnest({lists}) AS moved ({', '.join(kinds)})" if is_postgresql else ""
    # All words are this file's own; the values are parameters.
    statement = f"UPDATE {model._meta.db_table} SET {words.format(**names)}{source} WHERE {where.format(**names)}"  # noqa: S608
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(statement, {name: [row[name] for row in rows] for name in kinds})
        else:
            cursor.executemany(
                statement, [{name: adapt(value) if isinstance(value, datetime) else value for name, value in row.items()} for row in rows]
            )
        return int(cursor.rowcount)
