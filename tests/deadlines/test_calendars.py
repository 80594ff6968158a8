"""Stored calendars: layering of units and seasons, memory of the process, previews, and what cannot be saved (both databases)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from tests.cast import World

from motcua.audit.models import Event
from motcua.deadlines import actions, queries
from motcua.deadlines.errors import BadCalendar, NoWorkingTime
from motcua.deadlines.models import CalendarChange, CalendarState, HoursPattern, OwnEntry
from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import DEFAULT_CALENDAR, Limit, OwnDay, Unit, WeeklyHours, due_moment, parse_hours, swap
from motcua.deadlines.rules.changing import Change, Entry, Pattern
from motcua.deadlines.rules.layering import hours_over_time, layered
from motcua.deadlines.signals import calendar_changed
from motcua.kernel.clock import VN

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=VN)
BASIS = "Công văn 45/UBND-NC năm 2026"
THURSDAY, SATURDAY = dt.date(2026, 3, 12), dt.date(2026, 3, 21)


def week(hours: str, first: dt.date | None = None, last: dt.date | None = None) -> WeeklyHours:
    return WeeklyHours(dict.fromkeys(range(5), parse_hours(hours)), first, last)


def off(day: dt.date, agency: str = "", reason: str = "bầu cử") -> Entry:
    return Entry(OwnDay(day, False, reason, BASIS), agency)


def save(change: Change) -> CalendarChange:
    return actions.confirm(change, by="system", now=NOW)


def test_without_rows_it_is_the_usual_calendar() -> None:
    start, limit = dt.datetime(2026, 2, 13, 16, 59, tzinfo=VN), Limit(30, Unit.WORKING_DAY)
    assert due_moment(start, limit, calendar=calendar_of("H49.60")) == due_moment(start, limit, calendar=DEFAULT_CALENDAR)
    assert calendar_of("H49.60") is calendar_of("H49.1"), "agencies without rows share one calendar"


def test_a_units_day_wins_over_everybodys() -> None:
    save(Change((off(THURSDAY), Entry(OwnDay(THURSDAY, True, "trực", BASIS, spans=parse_hours("08:00-10:00")), "H49.1"))))
    assert [calendar_of(code).spans(THURSDAY) for code in ("H49.2", "H49.1")] == [(), parse_hours("08:00-10:00")]
    assert "bầu cử theo Công văn 45" in calendar_of("H49.2").reason(THURSDAY)


def test_hours_of_seasons_and_units_without_overlap() -> None:
    summer = Pattern(week("07:00-11:30,13:30-17:00", dt.date(2026, 4, 16), dt.date(2026, 10, 15)), "Hè")
    own = Pattern(week("08:00-12:00,13:00-17:00", dt.date(2026, 1, 1), dt.date(2026, 6, 30)), "Riêng", agency_code="H49.1")
    spans = hours_over_time([summer, own])
    assert [(part.valid_from, part.valid_to, part.days[0][0].text()) for part in spans] == [
        (None, dt.date(2025, 12, 31), "07:30-11:30"), (dt.date(2026, 1, 1), dt.date(2026, 6, 30), "08:00-12:00"),
        (dt.date(2026, 7, 1), dt.date(2026, 10, 15), "07:00-11:30"), (dt.date(2026, 10, 16), None, "07:30-11:30"),
    ]  # fmt: skip
    everybody = layered("H49.2", [summer, own], [])
    assert [everybody.spans(dt.date(2026, month, 3))[0].text() for month in (3, 6, 11)] == ["07:30-11:30", "07:00-11:30", "07:30-11:30"]


def test_every_day_has_the_pattern_that_wins_by_the_rule() -> None:
    begin = dt.date(2026, 1, 1)
    given = [(0, 90, ""), (30, 60, "H49.1"), (45, 400, ""), (50, 55, "H49.1")]
    patterns = [
        Pattern(week(f"0{6 + number}:00-11:00", begin + dt.timedelta(start), begin + dt.timedelta(end)), str(number), agency_code=agency)
        for number, (start, end, agency) in enumerate(given)
    ]
    calendar = layered("H49.1", patterns, [])
    for step in range(-5, 120):
        day = dt.date(2026, 1, 1) + dt.timedelta(step)
        fitting = [pattern for pattern in patterns if pattern.hours.covers(day)]
        winner = max(fitting, key=lambda one: (one.agency_code != "", one.hours.valid_from), default=None)
        expected = winner.hours.days if winner else layered("X", [], []).patterns[0].days
        found = calendar.pattern(day)
        assert found is not None and found.days == expected, day


def test_a_preview_changes_nothing() -> None:
    change = Change(tuple(Entry(day) for day in swap(THURSDAY, SATURDAY, legal_basis=BASIS)))
    planned = calendar_of("H49.60", changes=change)
    assert (planned.spans(THURSDAY), bool(planned.spans(SATURDAY))) == ((), True)
    assert calendar_of("H49.60").spans(THURSDAY) and not calendar_of("H49.60").spans(SATURDAY)
    assert not OwnEntry.objects.exists() and not CalendarChange.objects.exists()


def test_removing_is_a_change_too() -> None:
    save(Change((off(THURSDAY),)))
    row = OwnEntry.objects.get()
    change = Change(removed_entries=frozenset({row.pk}), removed_agencies=frozenset({""}))
    assert calendar_of("H49.60", changes=change).spans(THURSDAY)
    save(change)
    with pytest.raises(BadCalendar, match="người khác bỏ"):
        save(change)
    assert calendar_of("H49.60").spans(THURSDAY) and OwnEntry.objects.get().removed_in_id is not None
    save(Change((off(THURSDAY),)))
    assert OwnEntry.objects.count() == 2


def test_a_change_survives_being_kept_as_json() -> None:
    change = Change(
        (off(THURSDAY, "H49.1"), Entry(OwnDay(SATURDAY, True, "bù", BASIS, THURSDAY, parse_hours("07:30-11:30")))),
        (Pattern(week("07:00-11:00", dt.date(2026, 5, 1)), "Hè", BASIS, "H49.1"),), frozenset({3}), frozenset({4}), False, frozenset({"H49.2"}),
    )  # fmt: skip
    assert Change.from_dict(change.as_dict()) == change
    assert change.agency_codes is None and Change((off(THURSDAY, "H49.1"),)).agency_codes == ["H49.1"]


def test_confirming_tells_once_inside_the_transaction() -> None:
    heard: list[dict[str, Any]] = []

    def listen(sender: object, **told: Any) -> None:
        heard.append({name: told[name] for name in ("change", "agency_codes", "by")})

    calendar_changed.connect(listen)
    try:
        row = save(Change((off(THURSDAY, "H49.1"),)))
        actions.confirm(row, by="system", now=NOW)
    finally:
        calendar_changed.disconnect(listen)
    assert heard == [{"change": row.pk, "agency_codes": ["H49.1"], "by": "system"}]
    assert Event.objects.get(kind="calendar", record=row.pk).verb == "confirm"


def test_another_process_sees_the_change_by_its_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [100.0]
    monkeypatch.setattr("motcua.deadlines.queries.time.monotonic", lambda: moment[0])
    assert calendar_of("H49.60").spans(THURSDAY)
    change = CalendarChange.objects.create(title="x", content={}, made_at=NOW, made_by="system")
    OwnEntry.objects.create(agency_code="", day=THURSDAY, worked=False, reason="bão", change=change)
    CalendarState.objects.create(pk=1, stamp="another")
    assert calendar_of("H49.60").spans(THURSDAY), "read at most once a second"
    moment[0] += 1.01
    assert not calendar_of("H49.60").spans(THURSDAY)


def test_the_row_is_read_at_most_once_a_second(django_assert_num_queries: Any) -> None:
    calendar_of("H49.60")
    with django_assert_num_queries(0):
        assert [calendar_of(code).spans(SATURDAY) for code in ("H49.60", "H49.1", "H49.2")] == [(), (), ()]


@pytest.mark.parametrize(("change", "error", "sentence"), [
    pytest.param(Change(), BadCalendar, "Không có thay đổi nào", id="nothing"),
    pytest.param(Change((off(THURSDAY), off(THURSDAY))), BadCalendar, "hai lần", id="the same day twice"),
    pytest.param(Change((off(dt.date(2009, 12, 31)),)), BadCalendar, "2010", id="before 2010"),
    pytest.param(Change((off(THURSDAY, reason=" "),)), BadCalendar, "chưa có lý do", id="no reason"),
    pytest.param(Change(patterns=(Pattern(WeeklyHours({0: ()}, dt.date(2026, 5, 1)), "Trống"),)), NoWorkingTime, "chưa có giờ", id="no hours"),
    pytest.param(Change(patterns=(Pattern(week("07:00-11:00"), "Từ đầu"),)), BadCalendar, "chưa có ngày bắt đầu", id="no start"),
    pytest.param(Change(patterns=(Pattern(week("07:00-11:00", dt.date(2026, 5, 1)), "a"),) * 2), BadCalendar, "Đã có khung giờ", id="two from one day"),
    pytest.param(Change(tuple(off(dt.date(2027, 1, 1) + dt.timedelta(n)) for n in range(365))), NoWorkingTime, "năm 2027", id="a year without work"),
])  # fmt: skip
def test_what_cannot_be_saved_saves_nothing(change: Change, error: type[BadCalendar], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        save(change)
    assert not OwnEntry.objects.exists() and not HoursPattern.objects.exists() and not CalendarChange.objects.exists()
    assert queries.stamp() == ""


def test_a_day_that_is_saved_already() -> None:
    save(Change((off(THURSDAY),)))
    with pytest.raises(BadCalendar, match="đã có trong lịch riêng"):
        save(Change((off(THURSDAY),)))
    save(Change((off(THURSDAY, "H49.1"),)))
    assert OwnEntry.objects.count() == 2


def test_due_with_the_stored_calendar_of_a_unit(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    save(Change((off(THURSDAY, "H49.1"),)))
    typed = ["due", "--received", "2026-03-11T09:00:00+07:00", "--limit", "1 ngày làm việc"]
    for unit, expected in ((["--unit", "H49.1"], "13/03/2026"), (["--unit", "H49.2"], "12/03/2026"), ([], "12/03/2026")):
        call_command(*typed, *unit)
        assert f"Hẹn trả: 09 giờ 00, thứ {'Sáu' if expected[:2] == '13' else 'Năm'} {expected}" in capsys.readouterr().out
    for wrong, sentence in (("X1", "không đúng"), ("H99", "Không có đơn vị H99")):
        with pytest.raises(SystemExit) as left:
            call_command(*typed, "--unit", wrong)
        assert left.value.code == 2 and sentence in capsys.readouterr().err
