"""The head closes the counter of an officer who has left: what becomes of the number in hand, who may, what was seen."""

from __future__ import annotations

import pytest
from tests.cast import World

from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.queueing import actions
from motcua.queueing.errors import CounterMovedOn, CounterNotOpen, NotYourCounter
from motcua.queueing.models import CounterSession, Ticket
from motcua.queueing.rules import State

from .hall import later, seat, take, ticket_at

pytestmark = pytest.mark.django_db


def verbs_of(kind: str, record: int) -> list[tuple[str, str]]:
    return list(Event.objects.filter(kind=kind, record=record).order_by("seq").values_list("verb", "actor"))


def test_who_was_being_served_is_finished(world: World) -> None:
    session, ticket = ticket_at(world, State.SERVING)
    closed = actions.free_counter(session, seen=(ticket.pk, "serving"), by=world.head, now=later(world, 5))
    ticket.refresh_from_db()
    assert (ticket.state, ticket.ended_at) == (State.FINISHED, later(world, 5))
    assert (closed.closed_at, closed.current) == (later(world, 5), None)
    head = f"staff:{world.head.pk}"
    assert verbs_of("ticket", ticket.pk)[-1] == ("finish", head) and verbs_of("counter", session.pk)[-1] == ("close", head)
    assert seat(world, 1, world.clerk_two).officer == world.clerk_two and not list(broken_links("ticket"))


def test_who_was_called_waits_again_at_the_same_place(world: World) -> None:
    session, ticket = ticket_at(world, State.CALLED)
    second, rank = take(world), ticket.rank_at
    actions.free_counter(session, seen=(ticket.pk, "called"), by=world.head, now=later(world, 5))
    ticket.refresh_from_db()
    assert (ticket.state, ticket.rank_at, ticket.ended_at) == (State.WAITING, rank, None)
    again = seat(world, 1, world.clerk_two)
    assert actions.call_next(again, expected=None, by=world.clerk_two, now=later(world, 6)) == ticket != second


def test_who_was_passed_on_to_this_counter_belongs_to_the_group_again(world: World) -> None:
    first, second = seat(world), seat(world, 2, world.clerk_two)
    take(world)
    ticket = actions.call_next(first, expected=None, by=world.clerk, now=world.now)
    actions.transfer(first, world.counters[1], by=world.clerk, now=world.now)
    actions.call_next(second, expected=None, by=world.clerk_two, now=world.now)
    actions.free_counter(second, seen=(ticket.pk, "called"), by=world.head, now=later(world, 1))
    assert actions.call_next(first, expected=None, by=world.clerk, now=later(world, 2)) == ticket


@pytest.mark.parametrize("seen", [None, (0, "called"), "started"], ids=["nobody", "another", "not yet started"])
def test_what_the_head_did_not_see_does_not_happen(world: World, seen: object) -> None:
    session, ticket = ticket_at(world, State.SERVING)
    shown = (ticket.pk, "called") if seen == "started" else seen
    with pytest.raises(CounterMovedOn, match="Quầy 1 vừa có thay đổi"):
        actions.free_counter(session, seen=shown, by=world.head, now=world.now)  # type: ignore[arg-type]
    assert Ticket.objects.get(pk=ticket.pk).state == State.SERVING and CounterSession.objects.get().current_id == ticket.pk


def test_an_empty_counter_twice(world: World) -> None:
    session = seat(world)
    assert [actions.free_counter(session, seen=None, by=world.head, now=later(world, n)).closed_at for n in (1, 2)] == [later(world, 1)] * 2
    assert [verb for verb, _ in verbs_of("counter", session.pk)] == ["open", "close"]


def test_only_the_head_of_the_centre(world: World) -> None:
    session, ticket = ticket_at(world, State.CALLED)
    for staff in (world.clerk, world.clerk_two, world.admin, world.officer):
        with pytest.raises(NotYourCounter):
            actions.free_counter(session, seen=(ticket.pk, "called"), by=staff, now=world.now)
    assert CounterSession.objects.get().closed_at is None
    with pytest.raises(CounterNotOpen):
        actions.free_counter(CounterSession(pk=0), seen=None, by=world.head, now=world.now)
