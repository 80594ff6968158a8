"""On SQLite the presses of one moment are one transaction; a press that is refused leaves nothing and takes nobody along."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import World

from motcua.audit.queries import broken_links
from motcua.kernel.together import _Wish
from motcua.queueing import actions
from motcua.queueing.actions import calling, sharing
from motcua.queueing.errors import NobodyWaits
from motcua.queueing.models import Call, CounterSession, Ticket
from motcua.queueing.rules import State

from .hall import seat, take

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL shares by its short cut"),
]


def _press(session: CounterSession, world: World) -> sharing._Press:
    clerk = session.officer
    return sharing._Press(partial(calling._call_next.__wrapped__, session, expected=session.current_id, by=clerk, now=world.now))


def _at_one_moment(*presses: sharing._Press) -> list[BaseException | None]:
    """As if a thread for each had come while the file was taken; the error of each."""
    wishes = [_Wish(press) for press in presses]
    sharing._together._waiting.extend(wishes)
    sharing._together._do_waiting()
    return [wish.error for wish in wishes]


def test_presses_of_one_moment_are_one_transaction(world: World) -> None:
    one, other = seat(world), seat(world, 2, by=world.clerk_two)
    waiting = [take(world).pk, take(world).pk]
    presses = [_press(one, world), _press(other, world)]
    with CaptureQueriesContext(connection) as asked:
        assert _at_one_moment(*presses) == [None, None]
    assert [press.made.pk for press in presses] == waiting
    assert sum("BEGIN" in query["sql"] for query in asked.captured_queries) == 1
    assert Call.objects.count() == 2
    assert not list(broken_links("ticket"))


def test_a_refused_press_takes_nobody_along(world: World) -> None:
    """The second counter ends its visit and finds nobody: the end is taken back, the first one's call stands."""
    one, other = seat(world), seat(world, 2, by=world.clerk_two)
    served = take(world)
    actions.call_next(other, expected=None, by=world.clerk_two, now=world.now)
    actions.start(other, by=world.clerk_two, now=world.now)
    other.refresh_from_db()
    called = take(world)
    errors = _at_one_moment(_press(one, world), _press(other, world))
    assert errors[0] is None
    assert isinstance(errors[1], NobodyWaits)
    assert dict(Ticket.objects.values_list("pk", "state")) == {served.pk: State.SERVING, called.pk: State.CALLED}
    assert not list(broken_links("ticket"))
