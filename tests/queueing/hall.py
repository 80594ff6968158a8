"""Words for tests of the hall: take a number, open a counter, run a verb by its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tests.cast import World, token

from motcua.accounts.models import Post, Staff
from motcua.accounts.rules import Role
from motcua.queueing import actions
from motcua.queueing.models import CounterSession, PriorityReason, ServiceGroup, Ticket
from motcua.queueing.rules import State


def take(
    world: World,
    group: ServiceGroup | None = None,
    *,
    priority: PriorityReason | None = None,
    now: datetime | None = None,
    **more: Any,
) -> Ticket:
    """A number of the group (civil status unless told), taken now."""
    return actions.issue_ticket(
        world.centre,
        group or world.civil,
        request=more.pop("request", token()),
        priority=priority,
        now=now or world.now,
        **more,
    )


def later(world: World, minutes: float) -> datetime:
    return world.now + timedelta(minutes=minutes)


def seat(world: World, counter: int = 1, by: Staff | None = None) -> CounterSession:
    """The counter with this number, opened by the first clerk unless told."""
    return actions.open_counter(world.counters[counter - 1], by=by or world.clerk, now=world.now)


def one_more_clerk(world: World, name: str) -> Staff:
    staff = Staff.objects.create(username=name, full_name=f"Cán bộ {name}")
    Post.objects.create(staff=staff, role=Role.RECEPTION, centre=world.centre)
    return staff


def ticket_at(world: World, state: State) -> tuple[CounterSession, Ticket]:
    """A ticket that walked by the verbs to `state`, and the session at which it did."""
    session = seat(world)
    ticket = take(world)
    if state is State.CANCELLED:
        return session, actions.cancel(ticket, now=world.now)
    if state is not State.WAITING:
        ticket = actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    if state is State.NO_SHOW:
        ticket = actions.no_show(session, by=world.clerk, now=world.now)
    if state in {State.SERVING, State.FINISHED}:
        ticket = actions.start(session, by=world.clerk, now=world.now)
    if state is State.FINISHED:
        ticket = actions.finish(session, by=world.clerk, now=world.now)
    return session, Ticket.objects.get(pk=ticket.pk)


def verbs(world: World, session: CounterSession, ticket: Ticket) -> dict[str, Callable[[], object]]:
    """Every verb of the table as a call on this ticket."""
    now, by = world.now, world.clerk
    return {
        "call": lambda: actions.call_next(session, expected=ticket.pk, by=by, now=now),
        "call_again": lambda: actions.call_again(session, by=by, now=now),
        "start": lambda: actions.start(session, by=by, now=now),
        "no_show": lambda: actions.no_show(session, by=by, now=now),
        "finish": lambda: actions.finish(session, by=by, now=now),
        "transfer": lambda: actions.transfer(session, world.estate, by=by, now=now),
        "come_back": lambda: actions.come_back(ticket, by=by, now=now),
        "cancel": lambda: actions.cancel(ticket, now=now),
        "close_day": lambda: actions.close_day_of(ticket, now=now + timedelta(days=1)),
    }
