"""Writing events. The caller is inside a transaction and holds the record's row, so chains never fork."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from motcua.kernel.prepared import Prepared, ask, mark, number_mark

from .models import Event, Reading
from .rules import START, Sealed, digest_of

# By hand: every verb of the program writes an event, and the mapper would need ten times as long as the statement.
_INTO = "INSERT INTO audit_event (kind, record, seq, at, verb, actor, data, previous, digest) VALUES"
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
_INSERT = f"{_INTO} {_ROW} RETURNING id"

_last = Prepared(
    lambda: Event.objects.filter(kind=mark(0), record=number_mark(1)).order_by("-seq").values_list("seq", "digest")[:1]
)


def begin(kind: str, record: int, verb: str, *, at: datetime, actor: str, data: Mapping[str, Any]) -> Event:
    """Write the first event of a new record."""
    return _write(Sealed(kind, record, 1, at, verb, actor, dict(data), START))


def begin_all(events: Sequence[Sealed]) -> None:
    """Write the first events (their digests are made here) of at least one new record. One statement."""
    values = [value for event in events for value in _values(event, digest_of(event))]
    _check_transaction()
    ask(connection, f"{_INTO} {', '.join([_ROW] * len(events))} RETURNING id", values)


def append(kind: str, record: int, verb: str, *, at: datetime, actor: str, data: Mapping[str, Any]) -> Event:
    """Write the next event of a record whose row the caller holds."""
    last = _last.raw(connection, kind, record)
    seq, previous = last[0] if last else (0, START)
    return _write(Sealed(kind, record, seq + 1, at, verb, actor, dict(data), previous))


def append_many(kind: str, verb: str, rows: Sequence[tuple[int, Mapping[str, Any]]], *, at: datetime, actor: str) -> int:
    """Write the next event of many records whose rows the caller holds, (record, data) each; how many. Three queries."""
    _check_transaction()
    last: dict[int, tuple[int, str]] = {}
    known = Event.objects.filter(kind=kind, record__in=[record for record, _ in rows]).order_by("record", "seq")
    for record, seq, digest in known.values_list("record", "seq", "digest"):
        last[record] = (seq, digest)
    made = []
    for record, data in rows:
        seq, previous = last.get(record, (0, START))
        sealed = Sealed(kind, record, seq + 1, at, verb, actor, dict(data), previous)
        made.append(
            Event(
                kind=kind, record=record, seq=seq + 1, at=at, verb=verb, actor=actor, data=sealed.data, previous=previous,
                digest=digest_of(sealed),
            )
        )  # fmt: skip
    Event.objects.bulk_create(made, batch_size=2000)
    return len(made)


def note_reading(kind: str, record: int, what: str, *, at: datetime, actor: str) -> None:
    """Remember that `actor` looked at `what` of the record."""
    Reading.objects.create(kind=kind, record=record, what=what, at=at, actor=actor)


def note_readings(kind: str, records: Iterable[int], what: str, *, at: datetime, actor: str) -> None:
    """Remember that `actor` looked at `what`, which shows each of these records. One statement; SQLite takes 199 rows in one."""
    Reading.objects.bulk_create(Reading(kind=kind, record=record, what=what, at=at, actor=actor) for record in records)


def _write(event: Sealed) -> Event:
    _check_transaction()
    made = Event(
        kind=event.kind, record=event.record, seq=event.seq, at=event.at, verb=event.verb, actor=event.actor,
        data=event.data, previous=event.previous, digest=digest_of(event),
    )  # fmt: skip
    made.pk = ask(connection, _INSERT, _values(event, made.digest))[0][0]
    made._state.adding, made._state.db = False, connection.alias
    return made


def _values(event: Sealed, digest: str) -> list[Any]:
    at = connection.ops.adapt_datetimefield_value(event.at)
    data = json.dumps(event.data, ensure_ascii=False)
    return [event.kind, event.record, event.seq, at, event.verb, event.actor, data, event.previous, digest]


def _check_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is written in the transaction of the change it tells of.")
