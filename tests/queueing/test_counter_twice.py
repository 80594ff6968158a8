"""A counter opened twice at the same moment: by two officers, by two clicks of one, and two counters by one officer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.at_once import at_once
from tests.cast import MONDAY, World

from motcua.accounts.models import Staff
from motcua.audit.models import Event
from motcua.queueing import actions
from motcua.queueing.errors import CounterTaken, OfficerElsewhere
from motcua.queueing.models import CounterSession

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_officers_open_one_counter(world: World) -> None:
    def by(officer: Staff) -> Callable[[], CounterSession]:
        return lambda: actions.open_counter(world.counters[0], by=officer, now=MONDAY)

    given = at_once(by(world.clerk), by(world.clerk_two))
    assert sorted(type(one).__name__ for one in given) == ["CounterSession", "CounterTaken"], given
    open_one = CounterSession.objects.get(closed_at__isnull=True)
    assert open_one in given
    refusal = next(one for one in given if isinstance(one, CounterTaken))
    assert open_one.officer.full_name in refusal.sentence


def test_two_clicks_open_one_session(world: World) -> None:
    given = at_once(*[lambda: actions.open_counter(world.counters[0], by=world.clerk, now=MONDAY)] * 4)
    assert given == [CounterSession.objects.get()] * 4
    assert Event.objects.filter(kind="counter", verb="open").count() == 1


def test_one_officer_opens_two_counters(world: World) -> None:
    def at(place: int) -> Callable[[], CounterSession]:
        return lambda: actions.open_counter(world.counters[place], by=world.clerk, now=MONDAY)

    given = at_once(at(0), at(1))
    assert sorted(type(one).__name__ for one in given) == ["CounterSession", "OfficerElsewhere"], given
    refusal = next(one for one in given if isinstance(one, OfficerElsewhere))
    assert str(CounterSession.objects.get().counter) in refusal.sentence
