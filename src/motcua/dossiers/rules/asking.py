"""When papers may be asked for, once and once more by exception, and when a term may be extended (Decree 118/2025 art. 5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from motcua.deadlines.rules import Limit, Unit, WorkCalendar, check_extendable, due_moment
from motcua.kernel.errors import DomainError

from ..errors import ExceptionNotNeeded, NotRunning, NotTheHead, StepNotAllowed, SupplementAlreadyAsked
from .statuses import Actor, Clock, Status, can, check_step, clock_of


class Asked(Protocol):
    """What these rules need to know of a dossier."""

    status: int
    received_at_centre_id: int | None
    supplements_asked: int
    supplements_allowed: int
    due_at: datetime | None
    extended_at: datetime | None


def check_request_supplement(dossier: Asked, *, who: Actor) -> None:
    """Raise StepNotAllowed when the table has no such step for `who`, SupplementAlreadyAsked when the requests are used up."""
    check_step(Status(dossier.status), "request_supplement", who=who)
    if dossier.supplements_asked >= dossier.supplements_allowed:
        raise SupplementAlreadyAsked


def can_request_supplement(dossier: Asked, *, who: Actor) -> bool:
    """Whether check_request_supplement would agree, for the button."""
    return _agrees(lambda: check_request_supplement(dossier, who=who))


def supplement_due(asked: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """Until when the papers may be brought: `days` working days from the request."""
    found = due_moment(asked, Limit(Decimal(days), Unit.WORKING_DAY), calendar=calendar)
    assert found is not None
    return found


def check_allow_supplement(dossier: Asked, *, headed: frozenset[int]) -> None:
    """Raise StepNotAllowed where nothing could be asked for, ExceptionNotNeeded while a request is left, NotTheHead for others.

    `headed`: the ids of the centres that the person is head of; only the one that received the dossier counts.
    """
    status = Status(dossier.status)
    if not can(status, "request_supplement", who=Actor.RECEPTION):
        raise StepNotAllowed("Cho phép bổ sung lần nữa", status.label)
    if dossier.supplements_asked < dossier.supplements_allowed:
        raise ExceptionNotNeeded
    if dossier.received_at_centre_id not in headed:
        raise NotTheHead


def can_allow_supplement(dossier: Asked, *, headed: frozenset[int]) -> bool:
    """Whether check_allow_supplement would agree, for the button."""
    return _agrees(lambda: check_allow_supplement(dossier, headed=headed))


def check_extend(dossier: Asked, *, now: datetime) -> None:
    """Raise NotRunning while the clock stands or has ended, ExtensionRefused after one extension or after the appointment."""
    status = Status(dossier.status)
    if clock_of(status) is not Clock.RUNS or dossier.due_at is None:
        raise NotRunning(status.label)
    check_extendable(first_due=dossier.due_at, now=now, extended_before=dossier.extended_at is not None)


def can_extend(dossier: Asked, *, now: datetime) -> bool:
    """Whether check_extend would agree, for the button."""
    return _agrees(lambda: check_extend(dossier, now=now))


def _agrees(check: Callable[[], None]) -> bool:
    try:
        check()
    except DomainError:
        return False
    return True
