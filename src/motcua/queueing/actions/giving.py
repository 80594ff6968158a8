"""Writing tickets: numbers, rows, events and hall, all or nothing. The taps of one moment in a process are written together: on PostgreSQL
by one statement, so that no line is held for a round trip; on SQLite, where a statement is a call within the process, step by step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import IntegrityError, connection, transaction

from motcua.audit.actions import begin
from motcua.audit.rules import RECORD_MARK, START, TEXT_MARK, WRITTEN_MARK, Sealed, body_of
from motcua.kernel.together import Together

from ..models import Ticket
from ..rules import ticket_number
from .hall import touch

COLUMNS = {
    "centre_id": "bigint", "group_id": "bigint", "procedure_id": "bigint", "day": "date", "state": "text", "priority_id": "bigint",
    "is_priority": "boolean", "rank_at": "timestamptz", "token": "text", "request": "text", "language": "text", "taken_at": "timestamptz",
}  # fmt: skip
_values = attrgetter(*COLUMNS)
_INTO = f"INSERT INTO queueing_ticket (number, {', '.join(COLUMNS)})"  # constants of this module
_TICKET = f"{_INTO} VALUES ({', '.join(['%s'] * (len(COLUMNS) + 1))}) RETURNING id"
_NEXT = """
INSERT INTO queueing_line (group_id, day, last, since_priority) VALUES (%s, %s, 1, 0)
ON CONFLICT (group_id, day) DO UPDATE SET last = queueing_line.last + 1 RETURNING last
"""
_GIVEN = {"place": "int", **COLUMNS, "letter": "text", "actor": "text", "data": "text", "body": "text"}
# Lines are locked in order of their group, halls in order of their centre, as every verb does. The number is `rules.ticket_number`,
# the digest `audit.rules.digest_of`: both are finished here because only the statement knows ordinal and key.
_TOGETHER = f"""
WITH asked AS (
  SELECT *, row_number() OVER (PARTITION BY group_id, day ORDER BY place) AS nth, count(*) OVER (PARTITION BY group_id, day) AS many
  FROM json_to_recordset(%s::json) AS given({", ".join(f"{name} {kind}" for name, kind in _GIVEN.items())})
), line AS (
  INSERT INTO queueing_line (group_id, day, last, since_priority) SELECT group_id, day, count(*), 0 FROM asked GROUP BY group_id, day ORDER BY group_id, day
  ON CONFLICT (group_id, day) DO UPDATE SET last = queueing_line.last + excluded.last RETURNING group_id, day, last
), made AS (
  {_INTO} SELECT letter || CASE WHEN last - many + nth < 1000 THEN lpad((last - many + nth)::text, 3, '0') ELSE (last - many + nth)::text END,
  {", ".join(COLUMNS)} FROM asked JOIN line USING (group_id, day) ORDER BY place RETURNING id, number, request
), event AS (
  INSERT INTO audit_event (kind, record, seq, at, verb, actor, data, previous, digest)
  SELECT 'ticket', id, 1, taken_at, 'issue', actor, replace(data, '{WRITTEN_MARK}', number)::jsonb, '{START}',
  encode(sha256(convert_to(replace(replace(body, '{RECORD_MARK}', id::text), '{WRITTEN_MARK}', number), 'UTF8')), 'hex') FROM made JOIN asked USING (request)
), hall AS (
  INSERT INTO queueing_hall (centre_id, version) SELECT centre_id, count(*) FROM asked GROUP BY centre_id ORDER BY centre_id
  ON CONFLICT (centre_id) DO UPDATE SET version = queueing_hall.version + excluded.version
)
SELECT request, id, number FROM made
"""  # noqa: S608 - constants of this module
Given = tuple[Ticket, str]


def write_ticket(ticket: Ticket, *, actor: str) -> Ticket:
    """Give the ticket its number and key and write it with its first event, durably. Raises IntegrityError for a request that has its ticket."""
    if connection.in_atomic_block:
        with transaction.atomic():
            _write([(ticket, actor)])
    else:
        _together((ticket, actor))
    ticket._state.adding, ticket._state.db = False, connection.alias
    return ticket


def _write(given: Sequence[Given]) -> None:
    if connection.vendor == "postgresql":
        _at_once(given)
        return
    with transaction.atomic():
        for ticket, actor in given:
            _step_by_step(ticket, actor)


_together = Together[Given](_write, alone=(IntegrityError,))


def _at_once(given: Sequence[Given]) -> None:
    """One statement, which is its own transaction."""
    rows = [
        dict(
            zip(
                _GIVEN, (place, *_values(ticket), ticket.group.letter, actor, *_first_event(ticket, actor)), strict=True
            )
        )
        for place, (ticket, actor) in enumerate(given)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, [json.dumps(rows, default=str)])
        made = {request: (key, number) for request, key, number in cursor.fetchall()}
    for ticket, _actor in given:
        ticket.pk, ticket.number = made[ticket.request]


def _first_event(ticket: Ticket, actor: str) -> tuple[str, str]:
    """Data and body of the event, with marks for the number and the key."""
    data = _data(ticket, TEXT_MARK)
    return json.dumps(data), body_of(Sealed("ticket", RECORD_MARK, 1, ticket.taken_at, "issue", actor, data, START))


def _step_by_step(ticket: Ticket, actor: str) -> None:
    ticket.number = ticket_number(ticket.group.letter, _next_ordinal(ticket.group_id, ticket.day))
    values = [ticket.number, *(_adapted(ticket, name) for name in COLUMNS)]
    with connection.cursor() as cursor:
        cursor.execute(_TICKET, values)
        ticket.pk = int(cursor.fetchone()[0])
    begin("ticket", ticket.pk, "issue", at=ticket.taken_at, actor=actor, data=_data(ticket, ticket.number))
    touch(ticket.centre_id)


def _data(ticket: Ticket, number: str) -> dict[str, Any]:
    return {"number": number, "group": ticket.group_id, "priority": ticket.priority.code if ticket.priority else ""}


def _next_ordinal(group_id: int, day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [group_id, connection.ops.adapt_datefield_value(day)])
        return int(cursor.fetchone()[0])


def _adapted(ticket: Ticket, column: str) -> Any:
    value = getattr(ticket, column)
    if column.endswith("_at"):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if column == "day" else value
