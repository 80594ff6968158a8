"""What the officer does with the called visitor: start, finish, note an absence, pass on (seed step 3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.centres.models import Counter
from motcua.kernel.clock import local_day

from .. import policies
from ..errors import GroupNotServed, NobodyWaits, NothingInHand, TargetClosed, TicketNotInState
from ..models import CounterSession, ServiceGroup, Ticket
from ..rules import TRANSITIONS, State, can
from .calling import call_next
from .hall import touch
from .moving import Move, Step, is_possible, write
from .sharing import in_one_transaction
from .steps import locked_seat, seat_takes, step

_LINE = """
INSERT INTO queueing_line (group_id, day, last, since_priority) VALUES (%s, %s, 0, 0) ON CONFLICT (group_id, day) DO NOTHING
"""
Change = Callable[[CounterSession, Ticket], object]


def start(session: CounterSession, *, expected: int | None = None, by: Staff, now: datetime) -> Ticket:
    """The called visitor has come. Raises NothingInHand, TicketNotInState, CounterNotOpen, NotYourCounter.

    `expected` is the ticket that the officer saw: when that one has already made this step, it is returned unchanged.
    """
    return _do(session, "start", {"started_at": now}, expected=expected, by=by, now=now)


def no_show(session: CounterSession, *, expected: int | None = None, by: Staff, now: datetime) -> Ticket:
    """The called visitor has not come; the counter is free again. Errors and `expected` as for `start`."""
    return _do(session, "no_show", {"ended_at": now}, expected=expected, by=by, now=now)


def finish(session: CounterSession, *, expected: int | None = None, by: Staff, now: datetime) -> Ticket:
    """The visitor has been served; the counter is free again. Errors and `expected` as for `start`."""
    return _do(session, "finish", {"ended_at": now}, expected=expected, by=by, now=now)


def end_and_call(session: CounterSession, *, expected: int | None, by: Staff, now: datetime) -> Ticket | None:
    """Call the next; None when nobody waits, and then the number being served has ended all the same: the next visitor's dossier
    must not fall to it. Errors as for `call_next`, which raises NobodyWaits for a counter that serves nobody."""
    current = session.current
    try:
        return call_next(session, expected=expected, by=by, now=now)
    except NobodyWaits:
        if current is None or current.pk != expected:
            raise
        finish(session, expected=expected, by=by, now=now)
        return None


@transaction.atomic
def transfer(
    session: CounterSession, target: ServiceGroup | Counter, *, expected: int | None = None, by: Staff, now: datetime
) -> Ticket:
    """Pass the visitor on to another group's line, or to one counter; the place in the line stays (`rank_at` is kept).

    Raises GroupNotServed, TargetClosed, and as `start` does.
    """
    if isinstance(target, Counter):
        _lock_both(session, target)
    else:
        _check_group(target, session)

    def change(seat: CounterSession, ticket: Ticket) -> None:
        group = target.pk if isinstance(target, ServiceGroup) else ticket.group_id
        counter = target.pk if isinstance(target, Counter) else None
        _ensure_line(group, local_day(now))
        data = {
            "from": seat.counter.number,
            "group": group,
            "counter": target.number if isinstance(target, Counter) else None,
        }
        step(
            ticket,
            "transfer",
            at=now,
            actor=actor_of(by),
            data=data,
            group_id=group,
            only_counter_id=counter,
            started_at=None,
        )
        seat_takes(seat, None)

    return _on_current(session, "transfer", change, expected=expected, by=by)


def _do(
    session: CounterSession, verb: str, changes: dict[str, datetime], *, expected: int | None, by: Staff, now: datetime
) -> Ticket:
    """One step of the ticket in hand, which stays there only when it is started: by the short cut where it is surely possible."""
    data = {"counter": session.counter.number}
    ticket = session.current
    if is_possible() and ticket is not None and expected in (None, ticket.pk) and can(ticket.state, verb) and policies.can_work(session, by):
        move = Move(session, [Step(ticket, verb, now, actor_of(by), data, changes)], takes=ticket if verb == "start" else None)
        if write(move):
            return ticket

    def change(seat: CounterSession, ticket: Ticket) -> None:
        step(ticket, verb, at=now, actor=actor_of(by), data=data, **changes)
        if verb != "start":
            seat_takes(seat, None)

    return _on_current(session, verb, change, expected=expected, by=by)


@in_one_transaction
def _on_current(session: CounterSession, verb: str, change: Change, *, expected: int | None, by: Staff) -> Ticket:
    seat = locked_seat(session, by)
    ticket = seat.current
    if expected is not None and (ticket is None or ticket.pk != expected or _has_made(ticket, verb)):
        return _made_before(expected, seat, verb)
    if ticket is None:
        raise NothingInHand
    change(seat, ticket)
    touch(ticket.centre_id)
    return ticket


def _made_before(expected: int, seat: CounterSession, verb: str) -> Ticket:
    """The ticket that the officer saw, when it has made this step already. Raises TicketNotInState, NothingInHand."""
    seen = Ticket.objects.filter(pk=expected, counter=seat.counter).first()
    if seen is None:
        raise NothingInHand
    if not _has_made(seen, verb):
        raise TicketNotInState(seen.number, State(seen.state).label)
    return seen


def _has_made(ticket: Ticket, verb: str) -> bool:
    """Whether the ticket stands where the verb leads, and the verb leads no further from there."""
    state = State(ticket.state)
    return (state, verb) not in TRANSITIONS and state in {
        end for (_, known), end in TRANSITIONS.items() if known == verb
    }


def _check_group(group: ServiceGroup, session: CounterSession) -> None:
    if group.centre_id != session.counter.centre_id or not group.is_active:
        raise GroupNotServed


def _lock_both(session: CounterSession, target: Counter) -> None:
    """Lock this session and the target's, in the order of their ids, so that the target cannot close meanwhile. Raises TargetClosed."""
    either = Q(pk=session.pk) | Q(counter=target, counter__centre=session.counter.centre_id)
    rows = CounterSession.objects.select_for_update(of=("self",)).filter(either, closed_at__isnull=True).order_by("pk")
    if target.pk not in {row.counter_id for row in rows}:
        raise TargetClosed(str(target))


def _ensure_line(group_id: int, day: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LINE, [group_id, connection.ops.adapt_datefield_value(day)])
