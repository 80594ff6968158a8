"""After a calendar changed: open dossiers move with an event each, closed and standing ones never; and warnings once each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import BINH, MONDAY, World

from motcua.audit.models import Event
from motcua.audit.queries import broken_links
from motcua.catalogue.models import InternalStep
from motcua.deadlines.rules import DEFAULT_CALENDAR, Limit, OwnDay, Unit, WorkCalendar, due, due_moment, office_hours
from motcua.deadlines.rules.calendar import DEFAULT_HOURS
from motcua.dossiers import actions
from motcua.dossiers.errors import SupplementNotOver
from motcua.dossiers.models import Dossier, Supplement
from motcua.dossiers.queries import moved_by, near_due
from motcua.dossiers.rules import Actor
from motcua.dossiers.rules.steps import divide
from motcua.dossiers.rules.warnings import Warned
from motcua.dossiers.tasks import watch_terms
from motcua.kernel.clock import VN
from motcua.messages.models import Outgoing

OFF = WorkCalendar(
    [office_hours(*DEFAULT_HOURS)], [OwnDay(date(2026, 3, 6), worked=False, reason="bão", legal_basis="12/QĐ")]
)
TEN = Limit(Decimal(10), Unit.WORKING_DAY)


def off(code: str) -> WorkCalendar:
    return OFF


def vn(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=VN)


def recompute(now: datetime = MONDAY) -> actions.Recomputed:
    return actions.recompute_open(calendar_of=off, reason="Nghỉ bão", by="staff:1", now=now)


def test_open_ones_move_with_an_event_and_closed_ones_never(world: World) -> None:
    running, closed, finished = (
        world.a_dossier(at="processing"),
        world.a_dossier(at="returned"),
        world.a_dossier(at="finished"),
    )
    would = list(moved_by(off))
    assert [(row.dossier_id, row.code, row.old_due, row.new_due) for row in would] == [
        (running.pk, running.code, running.due_at, running.due_at + timedelta(days=1))
    ]
    assert would[0].unit == world.land.name and not Event.objects.filter(verb="recompute").exists()
    assert recompute() == actions.Recomputed(looked=1, moved=1) and recompute().moved == 0
    found = Dossier.objects.get(pk=running.pk)
    assert (
        found.due_at == found.first_due_at == due_moment(MONDAY, TEN, calendar=OFF)
        and found.revision == running.revision + 1
    )
    event = Event.objects.get(verb="recompute")
    assert event.record == running.pk and event.actor == "staff:1" and event.data["reason"] == "Nghỉ bão"
    assert [Dossier.objects.get(pk=one.pk).due_at for one in (closed, finished)] == [closed.due_at, finished.due_at]
    assert list(broken_links("dossier")) == []


def test_a_paused_past_is_replayed_and_a_letter_stays_a_date(world: World) -> None:
    paid = actions.require_payment(world.a_dossier(at="processing"), amount=5, basis="x", by=world.officer, now=vn(3))
    paid = actions.confirm_payment(paid, document="1", by=world.clerk, now=vn(4))
    late = actions.extend(
        world.a_dossier(at="processing", applicant=BINH),
        until=date(2026, 3, 27),
        reason="x",
        signer="x",
        signer_title="x",
        by=world.officer,
        now=vn(5),
    )
    assert recompute().moved == 2
    moved, extended = Dossier.objects.get(pk=paid.pk), Dossier.objects.get(pk=late.pk)
    assert moved.due_at == paid.due_at + timedelta(days=1)
    assert (extended.due_at, extended.first_due_at) == (late.due_at, late.first_due_at + timedelta(days=1))


WEEK = WorkCalendar(
    [office_hours(*DEFAULT_HOURS)],
    [OwnDay(date(2026, 3, day), worked=False, reason="bão", legal_basis="12/QĐ") for day in range(9, 14)],
)
SOONER = WorkCalendar(
    [office_hours(*DEFAULT_HOURS)], [OwnDay(date(2026, 3, 14), worked=True, reason="bù", legal_basis="12/QĐ")]
)


def waiting(world: World, *, at: str = "processing", asked: datetime = MONDAY + timedelta(hours=2)) -> Dossier:
    return actions.request_supplement(
        world.a_dossier(at=at), items=[{"paper": "Bản vẽ"}], reason="Thiếu", who=Actor.RECEPTION, by=world.clerk, now=asked
    )


def recompute_by(calendar: WorkCalendar, now: datetime = MONDAY) -> int:
    return actions.recompute_open(calendar_of=lambda code: calendar, reason="Nghỉ bão", by="staff:1", now=now).moved


def test_the_deadline_for_papers_moves_with_the_calendar_and_the_worker_waits_for_it(world: World) -> None:
    dossier, appointment = waiting(world), Dossier.objects.get().due_at
    assert dossier.supplement_due_at == vn(23, 11)
    would = list(moved_by(lambda code: WEEK))
    assert [(row.code, row.old_due, row.new_due, row.is_supplement) for row in would] == [
        (dossier.code, vn(23, 11), vn(30, 11), True)
    ]
    assert recompute_by(WEEK) == 1 and recompute_by(WEEK) == 0
    found = Dossier.objects.get()
    assert (found.supplement_due_at, found.supplements.get().due_at) == (vn(30, 11), vn(30, 11))
    assert (found.due_at, found.revision, found.status) == (appointment, dossier.revision + 1, 5)
    event = Event.objects.get(verb="recompute_supplement")
    assert (event.record, event.actor) == (dossier.pk, "staff:1") and event.data == {
        "reason": "Nghỉ bão", "old_until": dossier.supplement_due_at.isoformat(), "until": vn(30, 11).isoformat()
    }  # fmt: skip
    assert list(broken_links("dossier")) == [] and not Event.objects.filter(verb="recompute").exists()
    assert watch_terms(now=vn(23, 11, 1)).expired == 0 and watch_terms(now=vn(30, 11)).expired == 1


def test_a_deadline_comes_back_with_the_calendar_but_never_before_the_sheet(world: World) -> None:
    dossier = waiting(world)
    assert recompute_by(SOONER) == 0
    assert recompute_by(WEEK) == 1 and recompute_by(SOONER) == 1
    assert Dossier.objects.get().supplement_due_at == dossier.supplement_due_at


def test_only_an_open_request_for_papers_moves(world: World) -> None:
    answered = actions.complete_supplement(waiting(world), papers=[actions.PaperGiven(asked=None, originals=1)], by=world.clerk, now=vn(4))
    for_money = actions.require_payment(world.a_dossier(at="processing"), amount=5, basis="x", by=world.officer, now=vn(3))
    ended = actions.withdraw(waiting(world), by=world.clerk, now=vn(4))
    assert recompute_by(WEEK) == 1  # the term of the answered one
    assert not Event.objects.filter(verb="recompute_supplement").exists()
    rows = Dossier.objects.filter(pk__in=[answered.pk, for_money.pk, ended.pk])
    assert set(rows.values_list("supplement_due_at", flat=True)) == {None}
    assert Supplement.objects.get(dossier=ended).due_at == vn(23, 11)


def test_the_worker_looks_at_the_calendar_before_it_ends_a_dossier(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = waiting(world)
    monkeypatch.setattr("motcua.dossiers.actions.supplement.calendar_of", lambda code: WEEK)
    assert watch_terms(now=vn(23, 11, 1)).expired == 0
    with pytest.raises(SupplementNotOver):
        actions.expire(dossier, now=vn(30, 10, 59))
    assert watch_terms(now=vn(30, 11)).expired == 1


@pytest.mark.parametrize("waiting_rows", [1, 3])
def test_deadlines_are_written_in_a_literal_number_of_queries(world: World, django_assert_num_queries: Any, waiting_rows: int) -> None:
    for place in range(waiting_rows):
        waiting(world, asked=MONDAY + timedelta(hours=2, minutes=place))
    recompute_by(OFF)
    with django_assert_num_queries(12):
        assert recompute_by(WEEK) == waiting_rows


def test_only_the_named_agencies(world: World) -> None:
    world.a_dossier(at="processing")
    assert list(moved_by(off, agency_codes=["H49.61"])) == [] and len(list(moved_by(off, agency_codes=["H49.60"]))) == 1


def test_the_commands(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = world.a_dossier(at="processing")
    Dossier.objects.update(due_at=dossier.due_at + timedelta(days=1), first_due_at=dossier.due_at + timedelta(days=1))
    call_command("recompute", "--dry-run")
    assert str(dossier.code) in capsys.readouterr().out and Dossier.objects.get().due_at != dossier.due_at
    call_command("recompute")
    assert "1 hồ sơ đổi ngày hẹn" in capsys.readouterr().out and Dossier.objects.get().due_at == dossier.due_at
    call_command("due", "--dossier", dossier.code)
    assert "Hẹn trả: 09 giờ 00, thứ Hai 16/03/2026" in capsys.readouterr().out
    for words in (
        ["--dossier", "H49.60-260302-9999"],
        ["--dossier", "x"],
        ["--limit", "3 ngày"],
        ["--dossier", str(dossier.code), "--limit", "3 ngày"],
    ):
        with pytest.raises(SystemExit) as refused:
            call_command("due", *words)
        assert refused.value.code == 2 and capsys.readouterr().err.strip()


def with_mail(world: World) -> None:
    for person, address in (
        (world.officer, "dat@example.org"),
        (world.head, "lanh@example.org"),
        (world.other_officer, "luat@example.org"),
    ):
        person.email = address
        person.save(update_fields=["email"])


def warned() -> list[str]:
    return sorted(Outgoing.objects.filter(key__startswith="warn-").values_list("to", flat=True))


def test_warnings_at_three_days_one_day_and_expiry_once_each(world: World) -> None:
    with_mail(world)
    dossier = world.a_dossier(at="processing")  # due on Monday 16, 09:00
    both = ["dat@example.org", "lanh@example.org"]
    for moment, level, times in (
        (vn(11, 8, 59), 0, 0), (vn(11, 9), 1, 1), (vn(12, 16), 1, 1), (vn(13, 9), 2, 2), (vn(14), 2, 2),
        (vn(16, 9), 2, 2), (vn(16, 9, 1), 3, 3), (vn(30), 3, 3),
    ):  # fmt: skip
        watch_terms(now=moment)
        watch_terms(now=moment)
        dossier.refresh_from_db()
        assert (dossier.warned, warned()) == (level, sorted(both * times)), moment
    assert all(
        dossier.applicant_name not in message.body for message in Outgoing.objects.filter(key__startswith="warn-")
    )


def test_nobody_is_warned_of_what_stands_is_done_or_was_short(world: World) -> None:
    with_mail(world)
    actions.require_payment(world.a_dossier(at="processing"), amount=5, basis="x", by=world.officer, now=vn(3))
    world.a_dossier(at="finished")
    world.a_dossier(procedure=world.birth)
    assert watch_terms(now=MONDAY + timedelta(minutes=5)).warned == 0
    assert watch_terms(now=vn(3, 10)).warned == 1  # the one-day dossier, on expiry only


def test_a_moved_appointment_is_warned_of_anew(world: World) -> None:
    with_mail(world)
    world.a_dossier(at="processing")
    watch_terms(now=vn(13, 9))
    recompute(vn(13, 10))
    assert Dossier.objects.get().warned == 0
    watch_terms(now=vn(16, 10))
    assert len(warned()) == 4


def test_the_list_of_what_is_near(world: World) -> None:
    soon, far = world.a_dossier(at="processing"), world.a_dossier(at="processing", now=vn(9))
    for place in ({"centres": [world.centre.pk]}, {"units": [world.land.pk]}, {"centres": [world.site.pk], "units": [world.land.pk]}):
        assert [(row.dossier.pk, row.level) for row in near_due(now=vn(13, 10), **place)] == [(soon.pk, Warned.ONE_DAY)]
    assert near_due(now=vn(13, 10), centres=[world.site.pk]) == [] and far.pk


def pages_of_near(world: World, now: datetime, **more: int) -> tuple[list[int], int]:
    """Which dossiers of the centre are near, and how many times the dossiers were asked for it."""
    with CaptureQueriesContext(connection) as seen:
        found = [row.dossier.pk for row in near_due(now=now, centres=[world.centre.pk], **more)]
    return found, sum('FROM "dossiers_dossier"' in query["sql"] for query in seen.captured_queries)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_what_is_near_asks_once(world: World, rows: int) -> None:
    near = [world.a_dossier(at="processing").pk for _ in range(rows)]
    assert pages_of_near(world, vn(13, 10)) == (near, 1)


def test_fresh_dossiers_with_a_short_term_hide_no_other(world: World) -> None:
    today = vn(12, 8)
    for _ in range(5):
        world.a_dossier(procedure=world.birth, now=today)
    near = [world.a_dossier(now=MONDAY + timedelta(minutes=minute)).pk for minute in (0, 0, 0, 20)]
    world.a_dossier(procedure=world.birth, now=today)
    late = world.a_dossier(procedure=world.birth, now=vn(10)).pk
    world.a_dossier(now=vn(9))
    assert pages_of_near(world, today + timedelta(hours=1)) == ([late, *near], 1)
    assert pages_of_near(world, today + timedelta(hours=1), limit=3) == ([late, *near[:2]], 2)
    assert pages_of_near(world, today + timedelta(hours=1), limit=1) == ([late], 1)


def test_pages_end_and_begin_between_equal_appointments(world: World) -> None:
    for _ in range(3):
        world.a_dossier(procedure=world.birth, now=vn(13, 9))
    near = [world.a_dossier().pk for _ in range(5)]  # all are due on Monday 16, 09:00
    for limit in range(1, 6):
        assert pages_of_near(world, vn(13, 10), limit=limit)[0] == near[:limit]


def test_what_is_due_after_the_horizon_is_not_read(world: World) -> None:
    for day in (5, 6, 9):
        world.a_dossier(now=vn(day))
    assert pages_of_near(world, vn(6, 10), limit=1) == ([], 1)


SHARES = [("reception", Decimal(10)), ("appraisal", Decimal(60)), ("signature", Decimal(20)), ("return", Decimal(10))]


@pytest.mark.parametrize(
    ("limit", "moments"),
    [
        (TEN, [vn(3), vn(11), vn(13), vn(16)]),
        (Limit(Decimal(8), Unit.WORKING_HOUR), [vn(2, 9, 48), vn(2, 16, 6), vn(3, 8, 12), vn(3)]),
        (Limit(Decimal(10), Unit.CALENDAR_DAY), [vn(3, 17), vn(9, 17), vn(11, 17), vn(12, 17)]),
    ],
    ids=["days", "hours", "calendar days"],
)  # fmt: skip
def test_a_limit_divided_over_the_steps(limit: Limit, moments: list[datetime]) -> None:
    found = divide(due(MONDAY, limit), SHARES, DEFAULT_CALENDAR)
    assert [step.due for step in found][-1] == moments[-1] and [step.due for step in found] == sorted(
        step.due for step in found if step.due
    )
    assert [step.due for step in found] == moments


def test_a_dossier_keeps_the_steps_of_its_reception(world: World) -> None:
    version = world.case(world.deed).version
    InternalStep.objects.create(version=version, kind="appraisal", share=60)
    InternalStep.objects.create(version=version, kind="reception", share=10)
    dossier = world.a_dossier()
    InternalStep.objects.all().delete()
    assert Event.objects.get(record=dossier.pk, verb="receive").data["steps"] == [
        ["reception", "10.00"],
        ["appraisal", "60.00"],
    ]
