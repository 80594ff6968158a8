"""Reading events back: one record's story, and the walk over every chain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.db import connection
from django.db.models import QuerySet

from motcua.kernel.prepared import Prepared, mark, number_mark

from .models import Event
from .rules import Sealed, first_broken


def story(kind: str, record: int) -> QuerySet[Event]:
    """All events of one record, first to last."""
    return Event.objects.filter(kind=kind, record=record).order_by("seq")


_steps = Prepared(
    lambda: Event.objects.filter(kind=mark(0), record=number_mark(1)).order_by("seq").values_list("verb", "at")
)


def steps(kind: str, record: int) -> list[tuple[str, datetime]]:
    """(verb, moment) of each event of one record, first to last, for pages that show no more. One query, written once."""
    return [(verb, at) for verb, at in _steps.rows(connection, kind, record)]


def broken_links(kind: str) -> Iterator[tuple[int, int]]:
    """(record, seq) of the first broken link of every broken chain of this kind, walking all chains in one pass."""
    events = Event.objects.filter(kind=kind).order_by("record", "seq").iterator(chunk_size=5000)
    for record, chain in groupby(map(_sealed, events), key=lambda event: event.record):
        seq = first_broken(chain)
        if seq is not None:
            yield record, seq


def _sealed(event: Event) -> Sealed:
    return Sealed(
        event.kind, event.record, event.seq, event.at, event.verb, event.actor, event.data, event.previous, event.digest
    )
