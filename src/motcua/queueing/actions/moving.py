"""A counter's step written at once, on PostgreSQL only: what was read before is compared and changed by one statement, durable by itself.

The presses of one moment in a process share it. Where anything has changed since it was read, that press writes nothing and its verb
goes the long way: locks first, then reads, rules and rows (`calling`, `serving`). So this way is a short cut and decides nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection

from motcua.audit.rules import PREVIOUS_MARK, SEQ_MARK, START, WRITTEN_PREVIOUS, Sealed, body_of
from motcua.kernel.prepared import ask_apart
from motcua.kernel.together import Together

from ..models import CounterSession, Line, Ticket
from ..rules import after
from .hall import CHANNEL

AT_MOST = 16
_MOVE = {
    "place": "int", "session": "bigint", "seen": "bigint", "takes": "bigint", "steps": "int", "centre": "bigint", "counter": "bigint",
    "call_at": "timestamptz", "line": "bigint", "since": "int", "since_then": "int",
}  # fmt: skip
_STEP = {
    "place": "int", "ticket": "bigint", "of_group": "bigint", "own": "bigint", "state": "text", "target": "text", "at": "timestamptz",
    "verb": "text", "actor": "text", "data": "text", "body": "text", "called_at": "timestamptz", "started_at": "timestamptz",
    "ended_at": "timestamptz", "counter_id": "bigint", "officer_id": "bigint",
}  # fmt: skip
_CHANGED = ("called_at", "started_at", "ended_at", "counter_id", "officer_id")


def _given(columns: Mapping[str, str], at_most: int) -> str:
    """The rows of a JSON text; the limit tells the planner that they are few, so that it looks up by key whatever the tables hold."""
    kinds = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    return f"SELECT * FROM json_to_recordset(%s::json) AS given({kinds}) LIMIT {at_most}"  # noqa: S608 - constants of this module


# Locks in the order of every verb: session, line, ticket, hall; within each kind by key as everybody does.
_AT_ONCE = f"""
WITH move AS MATERIALIZED ({_given(_MOVE, AT_MOST)}), step AS MATERIALIZED ({_given(_STEP, 2 * AT_MOST)}),
seat AS MATERIALIZED (
  SELECT place FROM move JOIN queueing_countersession session ON session.id = move.session
  WHERE closed_at IS NULL AND current_id IS NOT DISTINCT FROM seen AND (call_at IS NULL OR paused_at IS NULL)
  ORDER BY session.id FOR NO KEY UPDATE OF session
), line AS MATERIALIZED (
  SELECT place FROM seat JOIN move USING (place) JOIN queueing_line line ON line.id = move.line
  WHERE since_priority = since ORDER BY group_id, day FOR NO KEY UPDATE OF line
), ticket AS MATERIALIZED (
  SELECT place FROM seat JOIN move USING (place) LEFT JOIN line USING (place) JOIN step USING (place)
  JOIN queueing_ticket ticket ON ticket.id = step.ticket AND ticket.state = step.state AND group_id = of_group AND only_counter_id IS NOT DISTINCT FROM own
  WHERE move.line IS NULL OR line.place IS NOT NULL ORDER BY ticket.id FOR NO KEY UPDATE OF ticket
), ready AS MATERIALIZED (
  SELECT * FROM move WHERE (SELECT count(*) FROM ticket WHERE ticket.place = move.place) = steps
), stepped AS (
  UPDATE queueing_ticket ticket SET state = target, {", ".join(f"{name} = coalesce(step.{name}, ticket.{name})" for name in _CHANGED)}
  FROM step JOIN ready USING (place) WHERE ticket.id = step.ticket
), event AS (
  INSERT INTO audit_event (kind, record, seq, at, verb, actor, data, previous, digest)
  SELECT 'ticket', ticket, coalesce(seq, 0) + 1, at, verb, actor, data::jsonb, coalesce(digest, '{START}'), encode(sha256(convert_to(replace(replace(
  body, '{SEQ_MARK}', (coalesce(seq, 0) + 1)::text), '{WRITTEN_PREVIOUS}', coalesce(digest, '{START}')), 'UTF8')), 'hex') FROM step JOIN ready USING (place)
  LEFT JOIN LATERAL (SELECT seq, digest FROM audit_event WHERE kind = 'ticket' AND record = ticket ORDER BY seq DESC LIMIT 1) AS last ON true
), counted AS (
  UPDATE queueing_line line SET since_priority = since_then FROM ready WHERE line.id = ready.line
), called AS (
  INSERT INTO queueing_call (centre_id, ticket_id, counter_id, at, again) SELECT centre, takes, counter, call_at,
  EXISTS (SELECT FROM queueing_call before WHERE ticket_id = takes AND counter_id = counter AND NOT before.again) FROM ready WHERE call_at IS NOT NULL
), taken AS (
  UPDATE queueing_countersession session SET current_id = takes FROM ready WHERE session.id = ready.session AND takes IS DISTINCT FROM seen
), hall AS (
  INSERT INTO queueing_hall (centre_id, version) SELECT centre, count(*) FROM ready GROUP BY centre ORDER BY centre
  ON CONFLICT (centre_id) DO UPDATE SET version = queueing_hall.version + excluded.version RETURNING centre_id, version
)
SELECT place, pg_notify('{CHANNEL}', centre_id || ':' || version) FROM ready JOIN hall ON centre_id = centre
"""  # noqa: S608 - constants of this module


@dataclass(frozen=True, slots=True)
class Step:
    """One ticket's step by the table of states, with the columns that it sets."""

    ticket: Ticket
    verb: str
    at: datetime
    actor: str
    data: Mapping[str, Any]
    changes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """Raises TicketNotInState."""
        return after(self.ticket.state, self.verb, number=self.ticket.number)


@dataclass(slots=True, eq=False)
class Move:
    """What one press changes: steps, whom the session has in hand then, and for a call its moment and the line's count (before, then)."""

    seat: CounterSession
    steps: Sequence[Step]
    takes: Ticket | None
    call_at: datetime | None = None
    line: Line | None = None
    since_then: int = 0
    is_written: bool = False

    @property
    def rows(self) -> set[tuple[str, int]]:
        """What no other move of the same statement may change as well."""
        found = {("seat", self.seat.pk), *(("ticket", step.ticket.pk) for step in self.steps)}
        return found | {("line", self.line.pk)} if self.line is not None else found


def is_possible() -> bool:
    """Whether the short cut exists here: on PostgreSQL, outside of a transaction."""
    return connection.vendor == "postgresql" and not connection.in_atomic_block


def write(move: Move) -> bool:
    """Write it durably, tell `live`, and bring the objects up to date; False when something was no longer as it was read."""
    try:
        _together(move)
    except IntegrityError:  # an event or a call that came in between
        return False
    if move.is_written:
        for step in move.steps:
            for name, value in {"state": step.target, **step.changes}.items():
                setattr(step.ticket, name, value)
        move.seat.current = move.takes
    return move.is_written


def _write(moves: Sequence[Move]) -> None:
    chosen = list(_apart(moves))
    given = [_move(place, move) for place, move in enumerate(chosen)]
    steps = [_step(place, step) for place, move in enumerate(chosen) for step in move.steps]
    for place, _told in ask_apart(connection, _AT_ONCE, [json.dumps(given, default=str), json.dumps(steps, default=str)]):
        chosen[place].is_written = True


_together = Together[Move](_write, alone=(IntegrityError,), at_most=AT_MOST)


def _apart(moves: Sequence[Move]) -> Iterable[Move]:
    """Those that touch nothing which one before them touches; the others are not written."""
    taken: set[tuple[str, int]] = set()
    for move in moves:
        if taken.isdisjoint(move.rows):
            taken |= move.rows
            yield move


def _move(place: int, move: Move) -> dict[str, Any]:
    line = move.line
    return {
        "place": place, "session": move.seat.pk, "seen": move.seat.current_id, "takes": move.takes.pk if move.takes else None,
        "steps": len(move.steps), "centre": move.seat.counter.centre_id, "counter": move.seat.counter_id, "call_at": move.call_at,
        "line": line.pk if line else None, "since": line.since_priority if line else None, "since_then": move.since_then,
    }  # fmt: skip


def _step(place: int, step: Step) -> dict[str, Any]:
    sealed = Sealed("ticket", step.ticket.pk, SEQ_MARK, step.at, step.verb, step.actor, step.data, PREVIOUS_MARK)
    return {
        "place": place, "ticket": step.ticket.pk, "of_group": step.ticket.group_id, "own": step.ticket.only_counter_id, "state": step.ticket.state,
        "target": step.target, "at": step.at, "verb": step.verb, "actor": step.actor, "data": json.dumps(step.data), "body": body_of(sealed), **step.changes,
    }  # fmt: skip
