"""Reading events back: one record's story, and the walk over every chain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.db.models import QuerySet

from .models import Event
from .rules import Sealed, first_broken


def story(kind: str, record: int) -> QuerySet[Event]:
    """All events of one record, first to last."""
    return Event.objects.filter(kind=kind, record=record).order_by("seq")


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
