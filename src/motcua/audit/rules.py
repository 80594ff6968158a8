"""How an event is sealed: each carries the digest of the one before it, so that a changed past shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
# Stand in a text to be sealed for what only the database knows when it writes the first event: the record's key, and one text.
RECORD_MARK = 990_009_900_099
TEXT_MARK = "\x01"
WRITTEN_MARK = json.dumps(TEXT_MARK)[1:-1]  # the mark as JSON writes it
# The same for a later event: its place in the chain, and the digest of the one before it.
SEQ_MARK = 990_009_900_098
PREVIOUS_MARK = "\x02"
WRITTEN_PREVIOUS = json.dumps(PREVIOUS_MARK)[1:-1]
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Sealed:
    """One event as the chain sees it; `at` is aware, `data` is plain JSON."""

    kind: str
    record: int
    seq: int
    at: datetime
    verb: str
    actor: str
    data: Mapping[str, Any]
    previous: str
    digest: str = ""


def body_of(event: Sealed) -> str:
    """The text that a digest covers: the event's content and the previous digest, as canonical JSON."""
    body = [
        event.kind, event.record, event.seq, event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.verb, event.actor, event.data, event.previous,
    ]  # fmt: skip
    return _canonical(body)


def digest_of(event: Sealed) -> str:
    """SHA-256 (64 hex characters) over `body_of` the event."""
    return hashlib.sha256(body_of(event).encode()).hexdigest()


def first_broken(chain: Iterable[Sealed]) -> int | None:
    """The seq of the first event that does not fit its chain (given in seq order), or None when all fit."""
    previous, expected = START, 1
    for event in chain:
        if event.seq != expected or event.previous != previous or digest_of(event) != event.digest:
            return min(event.seq, expected)
        previous, expected = event.digest, expected + 1
    return None
