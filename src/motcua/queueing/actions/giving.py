"""Writing tickets: numbers, rows, events and hall, all or nothing. The taps of one moment in a process are written together: on PostgreSQL
by one statement, so that no line is held for a round trip; on SQLite, where a statement is a call within the process, by one a table."""

from __future__ import annotations

import json
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import IntegrityError, connection, transaction

from motcua.audit.actions import begin_all
from motcua.audit.rules import RECORD_MARK, START, TEXT_MARK, WRITTEN_MARK, Sealed, body_of
from motcua.kernel.prepared import ask, ask_apart
from motcua.kernel.together import Together

from ..models import Ticket
from ..rules import ticket_number
from .hall import touch_all

AT_MOST = 16
COLUMNS = {
    "centre_id": "bigint", "group_id": "bigint", "procedure_id": "bigint", "day": "date", "state": "text", "priority_id": "bigint",
    "is_priority": "boolean", "rank_at": "timestamptz", "token": "text", "request": "text", "language": "text", "taken_at": "timestamptz",
}  # fmt: skip
_values = attrgetter(*COLUMNS)
_INTO = f"INSERT INTO queueing_ticket (number, {', '.join(COLUMNS)})"  # constants of this module
_ROW = f"({', '.join(['%s'] * (len(COLUMNS) + 1))})"
_LAST = """
INSERT INTO queueing_line (group_id, day, last, since_priority) VALUES {}
ON CONFLICT (group_id, day) DO UPDATE SET last = queueing_line.last + excluded.last RETURNING group_id, day, last
"""
_LINE = "(%s, %s, %s, 0)"
_GIVEN = {
    "place": "int", "nth": "int", "many": "int", **COLUMNS, "letter": "text", "actor": "text", "data": "text", "body": "text",
}  # fmt: skip
# Lines are locked in order of their group, halls in order of their centre, as every verb does. The number is `rules.ticket_number`,
# the digest `audit.rules.digest_of`: both are finished here because only the statement knows ordinal and key.
_TOGETHER = f"""
WITH asked AS MATERIALIZED (
  SELECT * FROM json_to_recordset(%s::json) AS given({", ".join(f"{name} {kind}" for name, kind in _GIVEN.items())}) LIMIT {AT_MOST}
), line AS (
  INSERT INTO queueing_line (group_id, day, last, since_priority) SELECT group_id, day, many, 0 FROM asked WHERE nth = many ORDER BY group_id, day
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
_as_json = json.JSONEncoder(default=str).encode
Given = tuple[Ticket, str]
Adapter = Callable[[Any], Any]


def write_ticket(ticket: Ticket, *, actor: str) -> Ticket:
    """Give the ticket its number and key and write it with its first event, durably. Raises IntegrityError for a request that has its ticket."""
    link = transaction.get_connection()
    if link.in_atomic_block:
        with transaction.atomic():
            _write([(ticket, actor)])
    else:
        _together((ticket, actor))
    ticket._state.adding, ticket._state.db = False, link.alias
    return ticket


def _write(given: Sequence[Given]) -> None:
    if connection.vendor == "postgresql":
        _at_once(given)
    else:
        _table_by_table(given)


def _inside() -> AbstractContextManager[None]:
    """PostgreSQL's one statement is its own transaction."""
    return nullcontext() if connection.vendor == "postgresql" else transaction.atomic()


_together = Together[Given](_write, alone=(IntegrityError,), at_most=AT_MOST, inside=_inside)


def _at_once(given: Sequence[Given]) -> None:
    """One statement, which is its own transaction. Each row says which of its line's tickets it is (`nth` of `many`, from 1)."""
    many = Tally((ticket.group_id, ticket.day) for ticket, _actor in given)
    so_far: Tally[tuple[int, date]] = Tally()
    rows = []
    for place, (ticket, actor) in enumerate(given):
        line = ticket.group_id, ticket.day
        so_far[line] += 1
        row = (place, so_far[line], many[line], *_values(ticket), ticket.group.letter, actor, *_first_event(ticket, actor))
        rows.append(dict(zip(_GIVEN, row, strict=True)))
    made = {request: (key, number) for request, key, number in ask_apart(connection, _TOGETHER, [_as_json(rows)])}
    for ticket, _actor in given:
        ticket.pk, ticket.number = made[ticket.request]


def _first_event(ticket: Ticket, actor: str) -> tuple[str, str]:
    """Data and body of the event, with marks for the number and the key."""
    data = _data(ticket, TEXT_MARK)
    return json.dumps(data), body_of(Sealed("ticket", RECORD_MARK, 1, ticket.taken_at, "issue", actor, data, START))


def _table_by_table(given: Sequence[Given]) -> None:
    """Lines, tickets, events and halls; lines in order of their group and halls in order of their centre, as every verb does."""
    tickets = [ticket for ticket, _actor in given]
    adapt = _adapters(connection.ops)
    _number(tickets, adapt["date"])
    values = [value for ticket in tickets for value in (ticket.number, *_adapted(ticket, adapt))]
    keys = dict(ask(connection, f"{_INTO} VALUES {', '.join([_ROW] * len(tickets))} RETURNING request, id", values))
    for ticket in tickets:
        ticket.pk = keys[ticket.request]
    begin_all([
        Sealed("ticket", ticket.pk, 1, ticket.taken_at, "issue", actor, _data(ticket, ticket.number), START) for ticket, actor in given
    ])  # fmt: skip
    touch_all(Tally(ticket.centre_id for ticket in tickets))


def _number(tickets: Sequence[Ticket], adapt_day: Adapter) -> None:
    """Give each ticket the next number of its line, in the order in which they came."""
    lines: defaultdict[tuple[int, date], list[Ticket]] = defaultdict(list)
    for ticket in tickets:
        lines[ticket.group_id, ticket.day].append(ticket)
    values = [value for group, day in sorted(lines) for value in (group, adapt_day(day), len(lines[group, day]))]
    for group, day, last in ask(connection, _LAST.format(", ".join([_LINE] * len(lines))), values):
        members = lines.pop((group, day))
        for ordinal, ticket in enumerate(members, last - len(members) + 1):
            ticket.number = ticket_number(ticket.group.letter, ordinal)


def _data(ticket: Ticket, number: str) -> dict[str, Any]:
    return {"number": number, "group": ticket.group_id, "priority": ticket.priority.code if ticket.priority else ""}


def _adapters(ops: Any) -> dict[str, Adapter]:
    """How this database takes values of a type of column; the other types it takes as they are."""
    return {"date": ops.adapt_datefield_value, "timestamptz": ops.adapt_datetimefield_value}


def _adapted(ticket: Ticket, adapt: Mapping[str, Adapter]) -> Iterator[Any]:
    for value, kind in zip(_values(ticket), COLUMNS.values(), strict=True):
        yield adapt[kind](value) if kind in adapt else value
