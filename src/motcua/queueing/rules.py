"""Who is called next, what may happen to a ticket, how long the wait will be (seed steps 2 and 3). Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from motcua.kernel.clock import local_day
from motcua.kernel.marks import N_

from .errors import TicketNotInState

STARVING_AFTER = timedelta(minutes=60)
STILL_CALLED_FOR = timedelta(hours=2)
RETURNS_BEHIND = 3
# Of a group, first in each of its numbers; spoken aloud, so one capital without marks.
LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
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
    State.WAITING: N_("Đang chờ"), State.CALLED: N_("Đã gọi"), State.SERVING: N_("Đang phục vụ"), State.FINISHED: N_("Đã phục vụ xong"),
    State.NO_SHOW: N_("Vắng mặt khi gọi"), State.CANCELLED: N_("Đã hủy"),
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
    (State.WAITING, "close_day"): State.CANCELLED,
    (State.CALLED, "close_day"): State.NO_SHOW,
    (State.SERVING, "close_day"): State.FINISHED,
}
VERBS = tuple(dict.fromkeys(verb for _, verb in TRANSITIONS))


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
    """ "A012"; grows past 999 to "A1000" and stays unique."""
    return f"{letter}{ordinal:03d}"


@dataclass(frozen=True, slots=True)
class Head:
    """The first waiting ticket of one kind in one group's line."""

    ticket: int
    group: int
    is_priority: bool
    rank_at: datetime


def choose(
    heads: Iterable[Head], *, since_priority: Mapping[int, int], every: int, strict: bool, now: datetime
) -> Head | None:
    """The head to call next, or None when nobody waits.

    Interleaved (default): in a group where `every` ordinary tickets were called since the last priority one, its priority
    head goes first; otherwise the longest waiting goes, so that a priority ticket never waits longer than an ordinary one.
    Strict: priority first. In both, whoever has waited for 60 minutes goes before all who have not.
    """

    def order(head: Head) -> tuple[int, datetime, int]:
        if now - head.rank_at >= STARVING_AFTER:
            return (0, head.rank_at, head.ticket)
        if head.is_priority and (strict or since_priority.get(head.group, 0) >= every):
            return (1, head.rank_at, head.ticket)
        return (2, head.rank_at, head.ticket)

    return min(heads, key=order, default=None)


def since_then(is_priority: bool, since: int) -> int:
    """How many ordinary tickets a group has called since a priority one, after one more call."""
    return 0 if is_priority else since + 1


def calling_order(waiting: Iterable[Head], *, since: int, every: int, strict: bool, now: datetime) -> list[int]:
    """The tickets of one group in the order in which `choose` would call them, if nobody else came."""
    lines: dict[bool, list[Head]] = {True: [], False: []}
    for head in sorted(waiting, key=lambda head: (head.rank_at, head.ticket), reverse=True):
        lines[head.is_priority].append(head)
    called: list[int] = []
    while heads := [line[-1] for line in lines.values() if line]:
        first = choose(heads, since_priority={head.group: since for head in heads}, every=every, strict=strict, now=now)
        assert first is not None
        lines[first.is_priority].pop()
        since = since_then(first.is_priority, since)
        called.append(first.ticket)
    return called


def days_called(now: datetime) -> list[date]:
    """The days whose tickets are still called at `now`, newest first: today, and yesterday until 02:00 (see `is_still_called`)."""
    today = local_day(now)
    earlier = local_day(now - STILL_CALLED_FOR)
    return [today] if earlier == today else [today, earlier]


def is_still_called(*, day: date, taken_at: datetime, now: datetime) -> bool:
    """Whether a ticket counts at `now`: all of today's do; one of an earlier day until two hours after it was taken."""
    return day == local_day(now) or now - taken_at < STILL_CALLED_FOR


def place_of_returned(ranks: Sequence[datetime], *, now: datetime) -> datetime:
    """The rank of a visitor who comes back after a no-show: behind the next three who wait (`ranks`, first to last), else at the end.

    Whoever kept waiting is not overtaken by a crowd of late-comers, and the late-comer does not lose the whole morning.
    """
    if len(ranks) < RETURNS_BEHIND:
        return now
    return min(ranks[RETURNS_BEHIND - 1] + timedelta(microseconds=1), now)


def expected_wait(ahead: int, *, counters: int, recent: Sequence[timedelta]) -> timedelta:
    """The wait to tell a visitor: people ahead shared by the open counters, at the median of recent service times.

    Without three recent services the usual eight minutes count; without an open counter one is assumed.
    """
    times = sorted(recent)
    each = times[len(times) // 2] if len(times) >= 3 else USUAL_SERVICE
    return each * ahead / max(counters, 1)
