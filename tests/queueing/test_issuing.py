"""Giving numbers: format, one ticket per tap, the day's restart, opening hours, and the cost in statements."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests.cast import World, token

from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.kernel.clock import VN
from motcua.queueing import actions, queries
from motcua.queueing.errors import CentreClosed, GroupNotServed, RequestUnreadable
from motcua.queueing.memory import forget
from motcua.queueing.models import Line, ServiceGroup, Ticket

from .hall import later, seat, take

SUNDAY = datetime(2026, 3, 8, 9, 0, tzinfo=VN)


def test_numbers_follow_each_other_per_group(world: World) -> None:
    numbers = [take(world, group).number for group in (world.civil, world.civil, world.estate, world.civil)]
    assert numbers == ["A001", "A002", "B001", "A003"]


def test_ticket_says_what_was_asked(world: World) -> None:
    ticket = take(world, priority=world.elderly, procedure=world.birth, language="en", kiosk="cua-chinh")
    stored = Ticket.objects.get(pk=ticket.pk)
    assert (stored.is_priority, stored.priority, stored.procedure, stored.language) == (
        True,
        world.elderly,
        world.birth,
        "en",
    )
    assert stored.rank_at == stored.taken_at == world.now
    assert len(stored.token) >= 22
    event = Event.objects.get(kind="ticket", record=ticket.pk)
    assert (event.verb, event.actor, event.data["number"]) == ("issue", "kiosk:cua-chinh", "A001")
    assert not list(broken_links("ticket"))


def test_taps_of_the_same_second_are_called_in_the_order_of_their_numbers(world: World) -> None:
    for thousandths in (900, 100, 500):
        take(world, now=world.now + timedelta(milliseconds=thousandths))
    session, called = seat(world), []
    for _ in range(3):
        called.append(actions.call_next(session, expected=None, by=world.clerk, now=later(world, 1)).number)
        actions.finish(session, by=world.clerk, now=later(world, 1))
    assert called == ["A001", "A002", "A003"]


def test_same_tap_is_the_same_ticket_and_takes_no_second_number(world: World) -> None:
    first = take(world, request="cham-hai-lan")
    again = take(world, request="cham-hai-lan")
    other_button = take(world, world.estate, request="cham-hai-lan")
    assert first.pk == again.pk == other_button.pk
    assert take(world).number == "A002"
    assert take(world, world.estate).number == "B001"


def test_same_tap_after_the_call_is_still_the_same_ticket(world: World) -> None:
    first = take(world, request="het-gio-cho")
    actions.call_next(seat(world), expected=None, by=world.clerk, now=world.now)
    again = take(world, request="het-gio-cho", now=later(world, 3))
    assert (again.pk, again.state) == (first.pk, "called")


def test_same_tap_after_closing_time_is_still_the_same_ticket(world: World) -> None:
    first = take(world, request="cuoi-gio")
    assert take(world, request="cuoi-gio", now=later(world, 60 * 12)).pk == first.pk


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (SUNDAY, "07 giờ 30, thứ Hai 09/03/2026"),
        (SUNDAY.replace(day=9, hour=12), "13 giờ 00, thứ Hai 09/03/2026"),
        (SUNDAY.replace(day=9, hour=17), "07 giờ 30, thứ Ba 10/03/2026"),
    ],
    ids=["Sunday", "lunch", "the closing minute"],
)
def test_closed_centre_gives_nothing_and_says_when_it_opens(world: World, now: datetime, opens: str) -> None:
    with pytest.raises(CentreClosed, match=opens):
        take(world, now=now)
    assert not Ticket.objects.exists()
    assert not Line.objects.exists()


def test_demonstration_switch_gives_numbers_after_hours(world: World) -> None:
    world.centre.accepts_after_hours = True
    world.centre.save()
    assert take(world, now=SUNDAY).number == "A001"


def test_group_of_another_centre_or_switched_off(world: World) -> None:
    foreign = ServiceGroup.objects.create(centre=world.site, letter="A", name="Hộ tịch")
    world.estate.is_active = False
    for group in (foreign, world.estate):
        with pytest.raises(GroupNotServed, match="chọn nhóm khác"):
            take(world, group)
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("request_token", ["", "x" * 65, "số-một"], ids=["missing", "65 characters", "not ASCII"])
def test_unreadable_tap(world: World, request_token: str) -> None:
    with pytest.raises(RequestUnreadable, match="bấm lại"):
        take(world, request=request_token)
    assert not Ticket.objects.exists()


def test_numbers_restart_at_midnight_in_viet_nam(world: World) -> None:
    world.centre.accepts_after_hours = True
    world.centre.save()
    last_second = datetime(2026, 3, 2, 23, 59, 59, tzinfo=VN)
    before = take(world, now=last_second)
    after = take(world, now=last_second + timedelta(seconds=1))
    assert (before.number, before.day.isoformat()) == ("A001", "2026-03-02")
    assert (after.number, after.day.isoformat()) == ("A001", "2026-03-03")


def test_each_ticket_raises_the_version_of_the_hall(world: World) -> None:
    before = queries.hall_version(world.centre.pk)
    take(world)
    take(world)
    assert queries.hall_version(world.centre.pk) == before + 2
    assert queries.hall_version(world.site.pk) == 0


@pytest.mark.django_db(transaction=True)
def test_a_tap_costs_few_statements(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Line, ticket, event, hall, and BEGIN and COMMIT as Django counts; on PostgreSQL all in one."""
    take(world)
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 4 + 2):
        take(world, request=token())
    forget()
