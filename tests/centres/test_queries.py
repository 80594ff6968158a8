"""Reads of centres over the small world: directory, hours, successors, who decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from tests.cast import World

from motcua.centres import actions, queries
from motcua.centres.errors import NoLocalAuthority, NoSuccessor, SeveralSuccessors
from motcua.centres.models import Centre, Unit
from motcua.centres.rules import Hours, Span, walk_successors
from motcua.deadlines.actions import confirm
from motcua.deadlines.queries import forget
from motcua.deadlines.rules import OwnDay
from motcua.deadlines.rules.changing import Change, Entry

Count = Callable[[int], Any]


def former(world: World, key: str, *successors: Unit, ended: date = date(2025, 6, 30)) -> Unit:
    number = Unit.objects.count()
    unit = Unit.objects.create(
        agency_code=f"H49.{900 + number}", key=key, name=key, level=world.ward.level, valid_from=date(2015, 1, 1)
    )
    actions.end_unit(unit, on=ended, successors=successors)
    return unit


@pytest.mark.parametrize("copies", [1, 3])
def test_directory_takes_three_queries(world: World, calendars_known: None, django_assert_num_queries: Count, copies: int) -> None:
    for number in range(copies):
        Centre.objects.create(slug=f"them-{number}", name=f"Thêm {number}", unit=world.ward, address="Khu 1", order=9)
    with django_assert_num_queries(3):
        entries = queries.directory(now=world.now)
    assert len(entries) == 2 + copies
    assert entries[-1].sentence.startswith("Chưa có lịch mở cửa")


def test_a_closed_centre_is_not_in_the_directory(world: World) -> None:
    Centre.objects.filter(pk=world.site.pk).update(is_open=False)
    assert [entry.centre for entry in queries.directory(now=world.now)] == [world.centre]
    assert queries.centre_by_slug("ha-long") is None
    assert queries.centre_by_slug("x" * 10_000) is None


def test_a_centre_from_the_directory_answers_without_queries(world: World, calendars_known: None, django_assert_num_queries: Count) -> None:
    centre = queries.centre_by_slug("tinh")
    assert centre is not None
    with django_assert_num_queries(0):
        assert queries.is_open_now(centre, world.now)
        assert queries.week(centre, world.now)[0].text == "07:30-11:30, 13:00-17:00"
        assert queries.opening_words(centre, world.now) == "Đang mở cửa đến 11 giờ 30."


def test_numbers_are_given_after_hours_only_with_the_switch(world: World) -> None:
    night = world.now.replace(hour=22)
    assert queries.takes_visitors(world.centre, world.now)
    assert not queries.takes_visitors(world.centre, night)
    world.centre.accepts_after_hours = True
    assert queries.takes_visitors(world.centre, night)
    assert not queries.is_open_now(world.centre, night)
    world.centre.is_open = False
    assert not queries.takes_visitors(world.centre, world.now)


def test_a_day_closed_by_the_centre_counts(world: World) -> None:
    today = world.now.date()
    actions.close_on(world.centre, today, reason="mất điện")
    actions.close_on(world.centre, today, reason="bão")
    assert not queries.is_open_now(world.centre, world.now)
    opens = queries.next_opening(world.centre, world.now)
    assert opens is not None and opens.date() == today + timedelta(days=1)
    assert [row.reason for row in queries.week(world.centre, world.now) if row.is_today] == ["bão"]


def test_a_day_off_of_the_office_closes_its_counters(world: World) -> None:
    today = world.now.date()
    assert queries.is_open_now(world.centre, world.now)
    confirm(Change(entries=(Entry(OwnDay(today, False, "bão số 5")),)), by="system", now=world.now, title="Bão")
    forget()
    assert not queries.is_open_now(world.centre, world.now) and not queries.takes_visitors(world.site, world.now)
    assert [row.reason for row in queries.week(world.centre, world.now) if row.is_today] == ["bão số 5"]


def test_set_hours_replaces_once(world: World) -> None:
    hours = [Hours(5, Span(time(7, 30), time(11, 30)))]
    assert actions.set_hours(world.centre, hours)
    assert not actions.set_hours(world.centre, hours)
    assert not queries.is_open_now(world.centre, world.now)


def test_successors_are_walked_over_two_reforms(world: World) -> None:
    city = former(world, "ha_long", world.ward)
    district = former(world, "hoanh_bo", city, ended=date(2019, 12, 31))
    assert queries.successors_today(district, date(2026, 3, 2)) == [world.ward]
    assert queries.successors_today(district, date(2020, 1, 1)) == [city]
    assert queries.successors_today(district, date(2019, 12, 31)) == [district]
    assert queries.successors_today(world.ward, date(2026, 3, 2)) == [world.ward]


def test_a_ring_of_successors_ends(world: World) -> None:
    one = former(world, "mot")
    two = former(world, "hai", one)
    one.successors.set([two])
    assert queries.successors_today(one, date(2026, 3, 2)) == []


def test_walk_gives_each_once_nearest_first() -> None:
    edges = {1: [2, 3], 2: [4], 3: [4, 5], 5: [1]}
    found = walk_successors(1, edges=lambda ids: [end for one in ids for end in edges.get(one, [])], is_valid=lambda one: one in {3, 4})
    assert found == [3, 4]


def test_who_decides(world: World) -> None:
    deed = world.case(world.deed).version
    birth = world.case(world.birth).version
    assert queries.deciding_unit(world.site, deed, day=world.now.date()) == world.land
    assert queries.deciding_unit(world.site, birth, day=world.now.date()) == world.ward
    world.site.local_authority = None
    with pytest.raises(NoLocalAuthority, match="Hạ Long chưa được gắn"):
        queries.deciding_unit(world.site, birth, day=world.now.date())


def test_a_unit_that_ended_is_replaced_by_its_one_successor(world: World) -> None:
    merged = Unit.objects.create(
        agency_code="H49.70", key="phuong_moi", name="Ủy ban nhân dân phường Mới", level=world.ward.level, valid_from=date(2026, 2, 1)
    )
    actions.end_unit(world.ward, on=date(2026, 2, 28), successors=[merged])
    birth = world.case(world.birth).version
    authority = Centre.objects.select_related("local_authority").get(pk=world.centre.pk)
    assert queries.deciding_unit(authority, birth, day=date(2026, 2, 28)) == world.ward
    assert queries.deciding_unit(authority, birth, day=date(2026, 3, 1)) == merged


def test_nobody_or_several_took_over(world: World) -> None:
    deed = world.case(world.deed).version
    actions.end_unit(deed.department, on=date(2026, 2, 28), successors=[])
    with pytest.raises(NoSuccessor, match=r"Môi trường .*Quản trị viên hãy ghi đơn vị kế thừa"):
        queries.deciding_unit(world.centre, deed, day=date(2026, 3, 2))
    deed.department.successors.set([world.justice, world.ward])
    with pytest.raises(SeveralSuccessors, match=r"Sở Tư pháp.*Quản trị viên hãy đặt một đơn vị"):
        queries.deciding_unit(world.centre, deed, day=date(2026, 3, 2))


def test_a_dossier_keeps_the_codes_it_was_born_with(world: World) -> None:
    born = world.a_dossier()
    successor = Unit.objects.create(
        agency_code="H49.71", key="so_moi", name="Sở Mới", level=world.land.level, valid_from=date(2026, 3, 3), is_department=True
    )
    actions.end_unit(world.land, on=date(2026, 3, 2), successors=[successor])
    next_one = world.a_dossier(now=world.now + timedelta(days=1))
    born.refresh_from_db()
    assert (born.code, born.agency_code, born.deciding_unit) == ("H49.60-260302-0001", "H49.60", world.land)
    assert next_one.deciding_unit == successor


def test_departments_in_force(world: World) -> None:
    assert queries.departments(date(2026, 3, 2)) == [world.justice, world.land]
    actions.end_unit(world.land, on=date(2026, 3, 1), successors=[world.justice])
    assert queries.departments(date(2026, 3, 2)) == [world.justice]
