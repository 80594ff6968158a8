"""Today's figures against a day told by hand, and how the databases find them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from tests.cast import MONDAY, World, token

from motcua.dossiers.actions import extend
from motcua.dossiers.models import Dossier
from motcua.kernel.clock import day_bounds, local_day
from motcua.queueing import actions as hall
from motcua.reports.queries import MOMENTS, dossier_figures, dossiers_behind, group_figures, hour_figures, today_figures
from motcua.web.shared.dossiers import row_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def a_day(world: World) -> None:
    """09:00 A001, 09:00 A002, 10:00 B001; A001 called after 10 minutes and served, A002 after 30 and absent."""
    for group, at in ((world.civil, 0), (world.civil, 0), (world.estate, 60)):
        hall.issue_ticket(world.centre, group, request=token(), now=MONDAY + at * MINUTE)
    session = hall.open_counter(world.counters[0], by=world.clerk, now=MONDAY)
    first = hall.call_next(session, expected=None, by=world.clerk, now=MONDAY + 10 * MINUTE)
    hall.start(session, by=world.clerk, now=MONDAY + 11 * MINUTE)
    hall.call_next(session, expected=first.pk, by=world.clerk, now=MONDAY + 30 * MINUTE)
    hall.no_show(session, by=world.clerk, now=MONDAY + 33 * MINUTE)


def test_the_hall_of_a_day(world: World) -> None:
    a_day(world)
    figures = today_figures(world.centre, MONDAY + 70 * MINUTE)
    assert (figures.hall.issued, figures.hall.waiting, figures.hall.served, figures.hall.no_shows) == (3, 1, 1, 1)
    assert (figures.hall.mean_wait, figures.hall.longest_wait, figures.hall.within_promise) == (20 * MINUTE, 30 * MINUTE, 0.5)
    groups = [(row.letter, row.issued, row.waiting, row.mean_wait) for row in figures.groups]
    assert groups == [("A", 2, 0, 20 * MINUTE), ("B", 1, 1, None)]
    assert [(row.hour, row.issued, row.is_now) for row in figures.hours] == [(9, 2, False), (10, 1, True)]


def test_a_visitor_who_is_passed_on_stays_with_the_group_that_gave_the_number(world: World) -> None:
    a_day(world)
    third = hall.issue_ticket(world.centre, world.civil, request=token(), now=MONDAY + 40 * MINUTE)
    session = hall.open_counter(world.counters[1], by=world.clerk_two, now=MONDAY)
    assert hall.call_next(session, expected=None, by=world.clerk_two, now=MONDAY + 45 * MINUTE) == third
    hall.transfer(session, world.estate, by=world.clerk_two, now=MONDAY + 50 * MINUTE)
    figures = today_figures(world.centre, MONDAY + 70 * MINUTE)
    assert [(row.letter, row.issued, row.waiting) for row in figures.groups] == [("A", 3, 0), ("B", 1, 2)]
    assert sum(row.issued for row in figures.groups) == figures.hall.issued


def test_a_wait_belongs_to_the_group_where_it_was_waited_for(world: World) -> None:
    a_day(world)
    hall.issue_ticket(world.centre, world.civil, request=token(), now=MONDAY + 40 * MINUTE)
    session = hall.open_counter(world.counters[1], by=world.clerk_two, now=MONDAY)
    third = hall.call_next(session, expected=None, by=world.clerk_two, now=MONDAY + 46 * MINUTE)
    hall.transfer(session, world.estate, by=world.clerk_two, now=MONDAY + 50 * MINUTE)
    moved = [(row.letter, row.mean_wait) for row in group_figures(world.centre, MONDAY + 55 * MINUTE)]
    assert third.group_id == world.civil.pk and moved == [("A", (10 + 30 + 6) * MINUTE / 3), ("B", None)]
    world.counters[1].groups.set([world.estate])
    hall.call_next(session, expected=None, by=world.clerk_two, now=MONDAY + 70 * MINUTE)
    figures = today_figures(world.centre, MONDAY + 80 * MINUTE)
    assert [row.mean_wait for row in figures.groups] == [(10 + 30 + 6) * MINUTE / 3, None]
    hall.finish(session, by=world.clerk_two, now=MONDAY + 72 * MINUTE)
    hall.call_next(session, expected=None, by=world.clerk_two, now=MONDAY + 74 * MINUTE)
    assert [row.mean_wait for row in group_figures(world.centre, MONDAY + 80 * MINUTE)] == [(10 + 30 + 6) * MINUTE / 3, 14 * MINUTE]


def test_a_group_that_only_took_over_gave_no_number(world: World) -> None:
    hall.issue_ticket(world.centre, world.civil, request=token(), now=MONDAY)
    session = hall.open_counter(world.counters[0], by=world.clerk, now=MONDAY)
    hall.call_next(session, expected=None, by=world.clerk, now=MONDAY + MINUTE)
    hall.transfer(session, world.estate, by=world.clerk, now=MONDAY + 2 * MINUTE)
    groups = [(row.letter, row.issued, row.waiting) for row in group_figures(world.centre, MONDAY + 3 * MINUTE)]
    assert groups == [("A", 1, 0), ("B", 0, 1)]


def test_after_midnight_who_waits_from_the_evening_is_counted_and_the_numbers_are_of_the_day(world: World) -> None:
    world.centre.accepts_after_hours = True
    world.centre.save()
    midnight, _end = day_bounds(local_day(MONDAY) + timedelta(days=1))
    for group, at in ((world.civil, -180), (world.civil, -10), (world.civil, 2), (world.estate, -10)):
        hall.issue_ticket(world.centre, group, request=token(), now=midnight + at * MINUTE)
    figures = today_figures(world.centre, midnight + 10 * MINUTE)
    assert [(row.letter, row.issued, row.waiting) for row in figures.groups] == [("A", 1, 2), ("B", 0, 1)]
    assert (figures.hall.issued, figures.hall.waiting, figures.hall.longest_waiting_now) == (1, 3, 20 * MINUTE)
    assert [(row.letter, row.waiting) for row in group_figures(world.centre, midnight + 120 * MINUTE)] == [("A", 1)]


def test_another_centre_and_another_day_are_empty(world: World) -> None:
    a_day(world)
    world.a_dossier()
    assert group_figures(world.site, MONDAY) == [] and hour_figures(world.centre, MONDAY + timedelta(days=1)) == []
    other = dossier_figures(world.site, MONDAY + timedelta(days=30))
    assert (other.received, other.finished, other.returned, other.due_today, other.late) == (0, 0, 0, 0, 0)


def test_dossiers_of_a_day(world: World) -> None:
    for at in ("received", "processing", "finished", "returned"):
        world.a_dossier(at=at)
    today = dossier_figures(world.centre, MONDAY + timedelta(hours=4))
    assert (today.received, today.finished, today.returned, today.due_today, today.late) == (4, 2, 1, 0, 0)
    due = Dossier.objects.get(status=2).due_at
    assert due is not None
    on_the_day = dossier_figures(world.centre, due - timedelta(hours=1))
    assert (on_the_day.received, on_the_day.due_today, on_the_day.late) == (0, 2, 0)
    assert dossier_figures(world.centre, due + MINUTE).late == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_a_fixed_number_of_questions(world: World, django_assert_num_queries: Any, rows: int) -> None:
    for _ in range(rows):
        world.a_dossier()
        hall.issue_ticket(world.centre, world.civil, request=token(), now=MONDAY)
    with django_assert_num_queries(10):
        figures = today_figures(world.centre, MONDAY)
    assert (figures.hall.issued, figures.dossiers.received) == (rows, rows)


@pytest.mark.parametrize("figure", MOMENTS)
def test_every_figure_of_dossiers_and_its_list_are_index_scans(world: World, figure: str) -> None:
    index = {"due_today": "dossier_open_centre", "late": "dossier_open_centre"}.get(figure, f"dossier_{figure}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    rows = dossiers_behind(figure, world.centre, MONDAY)
    for plan in (rows.explain(), rows.order_by(MOMENTS[figure], "id")[:26].explain()):
        # PostgreSQL picks among the indexes of a tiny table as it likes; SQLite always the one that fits best
        assert "Seq Scan" not in plan if connection.vendor == "postgresql" else index in plan, plan


def test_an_extended_dossier_is_late_against_its_first_appointment(world: World) -> None:
    dossier = world.a_dossier(at="processing")
    first = dossier.due_at
    assert first is not None
    until = local_day(first) + timedelta(days=14)
    moved = extend(dossier, until=until, reason="Chờ đo đạc", signer="Trịnh Lãnh", signer_title="Giám đốc", by=world.officer, now=first - timedelta(days=2))
    assert moved.due_at is not None and moved.due_at > first
    figures = dossier_figures(world.centre, first + MINUTE)
    assert (figures.due_today, figures.late) == (0, 1)
    row = row_of(moved, first + MINUTE)
    assert (row.is_late, row.near) == (True, False)
