"""Who is called next, what may happen to a ticket, how long the wait will be (seed steps 2 and 3). Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .errors import TicketNotInState

STARVING_AFTER = timedelta(minutes=60)
USUAL_SERVICE = timedelta(minutes=8)


class State(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    State.WAITING: "Đang chờ", State.CALLED: "Đã gọi", State.SERVING: "Đang phục vụ", State.FINISHED: "Đã phục vụ xong",
    State.NO_SHOW: "Vắng mặt khi gọi", State.CANCELLED: "Đã hủy",
}  # fmt: skip
OPEN_STATES = frozenset({State.WAITING, State.CALLED, State.SERVING})

TRANSITIONS: Mapping[tuple[State, str], State] = {
    (State.WAITING, "call"): State.CALLED,
    (State.CALLED, "call_again"): State.CALLED,
    (State.CALLED, "start"): State.SERVING,
    (State.CALLED, "no_show"): State.NO_SHOW,
    (State.CALLED, "transfer"): State.WAITING,
    (State.SERVING, "transfer"): State.WAITING,
    (State.CALLED, "finish"): State.FINISHED,
    (State.SERVING, "finish"): State.FINISHED,
    (State.NO_SHOW, "come_back"): State.WAITING,
    (State.WAITING, "cancel"): State.CANCELLED,
    (State.CALLED, "cancel"): State.CANCELLED,
}


def after(state: str, verb: str, *, number: str = "") -> State:
    """The state after the verb; raises TicketNotInState when the table has no such step."""
    try:
        return TRANSITIONS[State(state), verb]
    except KeyError:
        raise TicketNotInState(number, State(state).label) from None


def can(state: str, verb: str) -> bool:
    """Whether the table has the step; for buttons."""
    return (State(state), verb) in TRANSITIONS


def ticket_number(letter: str, ordinal: int) -> str:
    """"A012"; grows past 999 to "A1000" and stays unique."""
    return f"{letter}{ordinal:03d}"


@dataclass(frozen=True, slots=True)
class Head:
    """The first waiting ticket of one kind in one group's line."""

    ticket: int
    group: int
    is_priority: bool
    rank_at: datetime


def choose(heads: Iterable[Head], *, since_priority: Mapping[int, int], every: int, strict: bool, now: datetime) -> Head | None:
    """The head to call next, or None when nobody waits.

    Interleaved (default): in a group where `every` ordinary tickets were called since the last priority one, its priority
    head goes first; otherwise the longest waiting goes, an ordinary one before a priority one of the same group.
    Strict: priority first. In both, whoever has waited for 60 minutes goes before all who have not.
    """
    rows = list(heads)
    ordinary_groups = {head.group for head in rows if not head.is_priority}

    def order(head: Head) -> tuple[int, datetime, int]:
        if now - head.rank_at >= STARVING_AFTER:
            return (0, head.rank_at, head.ticket)
        if head.is_priority and (strict or since_priority.get(head.group, 0) >= every):
            return (1, head.rank_at, head.ticket)
        if head.is_priority and head.group in ordinary_groups:
            return (3, head.rank_at, head.ticket)
        return (2, head.rank_at, head.ticket)

    return min(rows, key=order, default=None)


def expected_wait(ahead: int, *, counters: int, recent: Sequence[timedelta]) -> timedelta:
    """The wait to tell a visitor: people ahead shared by the open counters, at the median of recent service times.

    Without three recent services the usual eight minutes count; without an open counter one is assumed.
    """
    times = sorted(recent)
    each = times[len(times) // 2] if len(times) >= 3 else USUAL_SERVICE
    return each * ahead / max(counters, 1)
