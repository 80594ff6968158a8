"""How an event is sealed: each carries the digest of the one before it, so that a changed past shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = "0" * 64


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


def digest_of(event: Sealed) -> str:
    """SHA-256 (64 hex characters) over the event's content and the previous digest."""
    body = [
        event.kind, event.record, event.seq, event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.verb, event.actor, event.data, event.previous,
    ]  # fmt: skip
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken(chain: Iterable[Sealed]) -> int | None:
    """The seq of the first event that does not fit its chain (given in seq order), or None when all fit."""
    previous, expected = START, 1
    for event in chain:
        if event.seq != expected or event.previous != previous or digest_of(event) != event.digest:
            return min(event.seq, expected)
        previous, expected = event.digest, expected + 1
    return None
