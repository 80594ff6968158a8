"""The short cut of *call next* (see `moving`): one read of the heads of a counter's lines, the rule, one statement that writes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.kernel.prepared import ask

from ..models import CounterSession, Line, Ticket
from ..policies import can_work
from ..rules import LETTERS, STILL_CALLED_FOR, Head, State, choose, days_called, since_then
from .moving import Move, Step, is_possible, write

# Whom another counter took meanwhile is looked for again; after that the long way waits for its turn.
TRIES_AT_ONCE = 3
WHOLE_DAY = timedelta(days=2)
_NAMES = [found.attname for found in Ticket._meta.concrete_fields]
_FIRST = """
SELECT ticket.* FROM queueing_ticket ticket WHERE state = 'waiting' AND ticket.day = called.day AND taken_at > called.since
AND ticket.is_priority = kind.is_priority AND {whose} ORDER BY rank_at, id LIMIT 1
"""
_OF_GROUP = _FIRST.format(whose="ticket.group_id = place.group_id AND only_counter_id IS NULL")
_OF_COUNTER = _FIRST.format(whose="only_counter_id = place.counter_id")
# A centre has no more groups than letters; the limit tells the planner that they are few.
# The first of each kind in each group's line and of those given to this counter, each with the newest line of its group when the counter serves it.
_HEADS = f"""
WITH place AS MATERIALIZED (
  SELECT counter_id, servicegroup_id AS group_id FROM queueing_servicegroup_counters WHERE counter_id = %s LIMIT {len(LETTERS)}
), called(day, since) AS (VALUES (%s::date, %s::timestamptz), (%s::date, %s::timestamptz)), kind(is_priority) AS (VALUES (true), (false))
SELECT {", ".join(f"head.{name}" for name in _NAMES)}, line.id, line.since_priority FROM (
  SELECT first.* FROM place, called, kind, LATERAL ({_OF_GROUP}) AS first
  UNION ALL
  SELECT first.* FROM (SELECT %s::bigint AS counter_id) AS place, called, kind, LATERAL ({_OF_COUNTER}) AS first
) AS head LEFT JOIN LATERAL (
  SELECT line.id, since_priority FROM queueing_line line JOIN place USING (group_id)
  WHERE group_id = head.group_id AND day IN (SELECT called.day FROM called) ORDER BY day DESC LIMIT 1
) AS line ON true
"""  # noqa: S608 - names of the model


def call_at_once(session: CounterSession, *, expected: int | None, by: Staff, now: datetime) -> Ticket | None:
    """The ticket called, or None when that is not surely possible; then nothing has changed and the long way decides."""
    if not (is_possible() and can_work(session, by) and _is_free(session, expected)):
        return None
    for _ in range(TRIES_AT_ONCE):
        found = _next(session, now)
        if found is None:
            return None
        ticket, line = found
        if write(_move(session, ticket, line, by=by, now=now)):
            return ticket
    return None


def _is_free(session: CounterSession, expected: int | None) -> bool:
    """Whether the counter may call, by what was read of it: nobody in hand, or the one that the officer saw and serves."""
    if session.paused_at is not None:
        return False
    current = session.current
    return current is None or (current.pk == expected and current.state == State.SERVING)


def _next(session: CounterSession, now: datetime) -> tuple[Ticket, Line | None] | None:
    """Whom to call by the rule, with the line that counts the call. One query."""
    today, *earlier = days_called(now)
    days = [today, now - WHOLE_DAY, earlier[0] if earlier else None, now - STILL_CALLED_FOR]
    rows = ask(connection, _HEADS, [session.counter_id, *days, session.counter_id])
    heads = [Head(row[0], row[_GROUP], row[_IS_PRIORITY], row[_RANK]) for row in rows]
    counts = {row[_GROUP]: row[-1] for row in rows if row[-1] is not None}
    centre = session.counter.centre
    head = choose(heads, since_priority=counts, every=centre.priority_after, strict=centre.priority_strict, now=now)
    if head is None:
        return None
    row = rows[heads.index(head)]
    ticket: Ticket = Ticket.from_db(connection.alias, _NAMES, row[:-2])
    line = Line(pk=row[-2], group_id=ticket.group_id, since_priority=row[-1]) if row[-2] is not None else None
    return ticket, line


_GROUP, _IS_PRIORITY, _RANK = (_NAMES.index(name) for name in ("group_id", "is_priority", "rank_at"))


def _move(session: CounterSession, ticket: Ticket, line: Line | None, *, by: Staff, now: datetime) -> Move:
    actor, counter = actor_of(by), session.counter
    steps = []
    if session.current is not None:
        steps.append(Step(session.current, "finish", now, actor, {"counter": counter.number}, {"ended_at": now}))
    changes = {"called_at": ticket.called_at or now, "counter_id": counter.pk, "officer_id": by.pk}
    steps.append(Step(ticket, "call", now, actor, {"counter": counter.number, "number": ticket.number}, changes))
    then = since_then(ticket.is_priority, line.since_priority) if line is not None else 0
    return Move(session, steps, takes=ticket, call_at=now, line=line, since_then=then)
