"""Opening, pausing and closing counters: one officer at one counter, the database repeats it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.audit.actions import append, begin
from motcua.centres.models import Counter
from motcua.kernel.text import clean

from .. import policies
from ..errors import (
    CounterMovedOn,
    CounterNotInUse,
    CounterNotOpen,
    CounterTaken,
    OfficerElsewhere,
    ReasonMissing,
    StillServing,
    TicketInHand,
)
from ..models import CounterSession, Ticket
from ..rules import State
from .hall import touch
from .steps import locked_seat, seat_takes, step


def open_counter(counter: Counter, *, by: Staff, now: datetime) -> CounterSession:
    """Open the counter for the officer; who has it open already gets the same session.

    Raises NotStaffHere, CounterNotInUse, CounterTaken, OfficerElsewhere.
    """
    policies.check_may_open(by, counter.centre_id)
    if not counter.is_active:
        raise CounterNotInUse(str(counter))
    present = _present(counter, by)
    if present is not None:
        return present
    try:
        return _open(counter, by=by, now=now)
    except IntegrityError:
        present = _present(counter, by)
        if present is None:
            raise
        return present


def _present(counter: Counter, by: Staff) -> CounterSession | None:
    """The officer's own open session at the counter. Raises OfficerElsewhere or CounterTaken when another stands in the way."""
    rows = CounterSession.objects.filter(closed_at__isnull=True).select_related("counter", "officer", "current")
    own = rows.filter(officer=by).first()
    if own is not None:
        if own.counter_id != counter.pk:
            raise OfficerElsewhere(str(own.counter))
        return own
    other = rows.filter(counter=counter).first()
    if other is not None and other.officer_id == by.pk:  # another click of the same officer came in between the two reads
        return other
    if other is not None:
        raise CounterTaken(str(counter), other.officer.get_full_name())
    return None


@transaction.atomic
def _open(counter: Counter, *, by: Staff, now: datetime) -> CounterSession:
    session = CounterSession.objects.create(counter=counter, officer=by, opened_at=now)
    begin("counter", session.pk, "open", at=now, actor=actor_of(by), data={"counter": counter.number})
    touch(counter.centre_id)
    return session


@transaction.atomic
def pause(session: CounterSession, reason: str, *, by: Staff, now: datetime) -> CounterSession:
    """Pause calling, with a reason (1-120 characters); a visitor being served stays. Raises ReasonMissing, TicketInHand, CounterNotOpen."""
    words = clean(reason)
    if not 1 <= len(words) <= 120:
        raise ReasonMissing
    seat = locked_seat(session, by)
    if seat.current is not None and seat.current.state == State.CALLED:
        raise TicketInHand(seat.current.number)
    return _mark(seat, "pause", paused_at=seat.paused_at or now, reason=words, by=by, now=now)


@transaction.atomic
def resume(session: CounterSession, *, by: Staff, now: datetime) -> CounterSession:
    """Call again after a pause; resuming twice changes nothing. Raises CounterNotOpen, NotYourCounter."""
    seat = locked_seat(session, by)
    return seat if seat.paused_at is None else _mark(seat, "resume", paused_at=None, reason="", by=by, now=now)


def _mark(
    seat: CounterSession, verb: str, *, paused_at: datetime | None, reason: str, by: Staff, now: datetime
) -> CounterSession:
    seat.paused_at, seat.pause_reason = paused_at, reason
    seat.save(update_fields=["paused_at", "pause_reason"])
    append("counter", seat.pk, verb, at=now, actor=actor_of(by), data={"reason": reason})
    touch(seat.counter.centre_id)
    return seat


@transaction.atomic
def close_counter(session: CounterSession, *, by: Staff, now: datetime) -> CounterSession:
    """Close the counter (its officer, or the head of the centre); closing twice changes nothing.

    Visitors who were passed on to this very counter go back to their groups' lines, places kept.
    Raises TicketInHand, StillServing, NotYourCounter.
    """
    seat = _seat_to_close(session)
    policies.check_may_close(seat, by)
    if seat.closed_at is not None:
        return seat
    if seat.current is not None:
        raise (TicketInHand if seat.current.state == State.CALLED else StillServing)(seat.current.number)
    return closed(seat, at=now, actor=actor_of(by))


@transaction.atomic
def free_counter(session: CounterSession, *, seen: tuple[int, str] | None, by: Staff, now: datetime) -> CounterSession:
    """Close the counter of an officer who has left: only the head of the centre. Freeing twice changes nothing.

    A ticket being served there is finished; a called one waits again in its group's line, place kept.
    `seen` is the ticket that the head saw in hand, with its state (None: none), so that nothing else happens than what was asked.
    Raises NotYourCounter, CounterMovedOn.
    """
    seat = _seat_to_close(session)
    policies.check_may_free(seat, by)
    if seat.closed_at is not None:
        return seat
    ticket = seat.current
    if seen != ((ticket.pk, ticket.state) if ticket is not None else None):
        raise CounterMovedOn(str(seat.counter))
    if ticket is not None:
        _let_go(seat, ticket, at=now, actor=actor_of(by))
    return closed(seat, at=now, actor=actor_of(by))


def _seat_to_close(session: CounterSession) -> CounterSession:
    """The session's row, locked, open or not; its ticket is read after the lock. Raises CounterNotOpen."""
    seat = CounterSession.objects.select_for_update(of=("self",)).select_related("counter").filter(pk=session.pk).first()
    if seat is None:
        raise CounterNotOpen
    return seat


def _let_go(seat: CounterSession, ticket: Ticket, *, at: datetime, actor: str) -> None:
    """Take the ticket out of the hand of an officer who has left: whoever is not here yet loses nothing, whoever sat here was served."""
    if ticket.state == State.CALLED:
        data = {"from": seat.counter.number, "group": ticket.group_id, "counter": None}
        step(ticket, "transfer", at=at, actor=actor, data=data, only_counter_id=None)
    else:
        step(ticket, "finish", at=at, actor=actor, data={"counter": seat.counter.number}, ended_at=at)
    seat_takes(seat, None)


def closed(seat: CounterSession, *, at: datetime, actor: str) -> CounterSession:
    """Close a locked session that serves nobody, and give its own waiting tickets back to their groups."""
    seat.closed_at, seat.paused_at, seat.pause_reason = at, None, ""
    seat.save(update_fields=["closed_at", "paused_at", "pause_reason"])
    append("counter", seat.pk, "close", at=at, actor=actor, data={})
    own = Ticket.objects.filter(only_counter=seat.counter_id, state=State.WAITING).order_by("pk")
    for ticket in own.select_for_update():
        Ticket.objects.filter(pk=ticket.pk).update(only_counter=None)
        append("ticket", ticket.pk, "to_group", at=at, actor=actor, data={"group": ticket.group_id})
    touch(seat.counter.centre_id)
    return seat
