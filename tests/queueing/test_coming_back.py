"""A visitor comes back to the counter that a transfer had given them to, while its officer closes it."""

from __future__ import annotations

import threading

import pytest
from django.db import transaction
from tests.at_once import at_once
from tests.cast import World

from motcua.queueing import actions
from motcua.queueing.models import Ticket
from motcua.queueing.rules import State

from .hall import later, seat, take

pytestmark = pytest.mark.django_db(transaction=True)


def _absent_at_the_second_counter(world: World) -> Ticket:
    first, second = seat(world), seat(world, 2, world.clerk_two)
    take(world)
    ticket = actions.call_next(first, expected=None, by=world.clerk, now=world.now)
    actions.transfer(first, world.counters[1], by=world.clerk, now=world.now)
    actions.call_next(second, expected=None, by=world.clerk_two, now=world.now)
    actions.no_show(second, by=world.clerk_two, now=world.now)
    return ticket


def test_back_to_the_open_counter(world: World) -> None:
    ticket = _absent_at_the_second_counter(world)
    actions.come_back(ticket, by=world.clerk, now=later(world, 1))
    assert Ticket.objects.get(pk=ticket.pk).only_counter == world.counters[1]


def test_nobody_waits_at_a_counter_that_is_being_closed(world: World) -> None:
    ticket = _absent_at_the_second_counter(world)
    session = world.counters[1].sessions.get()
    closing, asked = threading.Event(), threading.Event()

    def close() -> None:
        with transaction.atomic():
            actions.close_counter(session, by=world.clerk_two, now=later(world, 1))
            closing.set()
            asked.wait(1)  # whoever comes back asks meanwhile, and must not take the counter for an open one

    def come_back() -> Ticket:
        closing.wait(10)
        try:
            return actions.come_back(ticket, by=world.clerk, now=later(world, 1))
        finally:
            asked.set()

    given = at_once(close, come_back)
    assert isinstance(given[1], Ticket), given
    back = Ticket.objects.get(pk=ticket.pk)
    assert (back.state, back.only_counter_id) == (State.WAITING, None)
    called = actions.call_next(seat(world), expected=None, by=world.clerk, now=later(world, 2))
    assert called.pk == ticket.pk
