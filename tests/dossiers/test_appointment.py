"""An appointment set by hand lies ahead, on a working day, within working hours; the refusal says what would fix it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from tests.cast import AN, MONDAY, World, token

from motcua.deadlines.actions import confirm
from motcua.deadlines.errors import UnreadableMoment
from motcua.deadlines.rules import DEFAULT_CALENDAR, OwnDay, WeeklyHours, WorkCalendar, office_hours, parse_hours
from motcua.deadlines.rules.calendar import DEFAULT_HOURS
from motcua.deadlines.rules.changing import Change, Entry
from motcua.dossiers import actions
from motcua.dossiers.errors import DueInPast, DueTooFar, NotAWorkingDay, OutsideHours
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.appointment import check_appointment, usual_hour
from motcua.kernel.clock import VN
from motcua.kernel.errors import DomainError

SATURDAY_MORNING = WorkCalendar([office_hours(*DEFAULT_HOURS)], [OwnDay(date(2026, 3, 14), True, "làm thêm", spans=parse_hours("08:00-11:00"))])
STORM = OwnDay(date(2026, 3, 12), False, "bão")


def vn(day: int, hour: int, minute: int = 0, *, month: int = 3, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VN)


@pytest.mark.parametrize(
    ("due", "calendar"),
    [
        pytest.param(vn(12, 16), DEFAULT_CALENDAR, id="in the afternoon"),
        pytest.param(vn(12, 7, 30), DEFAULT_CALENDAR, id="at the opening"),
        pytest.param(vn(12, 11, 30), DEFAULT_CALENDAR, id="at the close of the morning"),
        pytest.param(vn(12, 17), DEFAULT_CALENDAR, id="at the close of the day"),
        pytest.param(vn(22, 17, month=8), DEFAULT_CALENDAR, id="a Saturday worked for another day"),
        pytest.param(vn(14, 11), SATURDAY_MORNING, id="a Saturday of one's own"),
        pytest.param(MONDAY.replace(minute=1), DEFAULT_CALENDAR, id="in a minute"),
        pytest.param(vn(3, 9, year=2036), DEFAULT_CALENDAR, id="in ten years"),
    ],
)
def test_allowed(due: datetime, calendar: WorkCalendar) -> None:
    check_appointment(due, now=MONDAY, calendar=calendar)


@pytest.mark.parametrize(
    ("due", "calendar", "error", "words"),
    [
        pytest.param(MONDAY, DEFAULT_CALENDAR, DueInPast, "phải sau thời điểm tiếp nhận", id="now"),
        pytest.param(vn(15, 23, 30), DEFAULT_CALENDAR, NotAWorkingDay, "Ngày 15/03/2026 không làm việc. Hãy chọn một ngày làm việc", id="Sunday"),
        pytest.param(vn(30, 9, month=4), DEFAULT_CALENDAR, NotAWorkingDay, "30/04/2026", id="a holiday"),
        pytest.param(vn(31, 9, month=8), DEFAULT_CALENDAR, NotAWorkingDay, "31/08/2026", id="a Monday off against a Saturday"),
        pytest.param(
            vn(12, 23, 30), DEFAULT_CALENDAR, OutsideHours,
            "Lúc 23:30 ngày 12/03/2026 ngoài giờ làm việc. Hãy chọn giờ hẹn trong khoảng 07:30-11:30 hoặc 13:00-17:00.", id="at night",
        ),
        pytest.param(vn(12, 9, year=2062), DEFAULT_CALENDAR, DueTooFar, "Ngày 12/03/2062 còn hơn 10 năm nữa. Hãy xem lại năm", id="a year mistyped"),
        pytest.param(vn(12, 17, 1), DEFAULT_CALENDAR, OutsideHours, "17:01", id="a minute after the close"),
        pytest.param(vn(12, 12), DEFAULT_CALENDAR, OutsideHours, "12:00", id="at noon"),
        pytest.param(vn(12, 7, 29), DEFAULT_CALENDAR, OutsideHours, "07:29", id="before the opening"),
        pytest.param(vn(14, 17), SATURDAY_MORNING, OutsideHours, "trong khoảng 08:00-11:00", id="after the close of that day"),
        pytest.param(vn(3, 9, year=9999), DEFAULT_CALENDAR, UnreadableMoment, "9999", id="in another age"),
    ],
)  # fmt: skip
def test_refused(due: datetime, calendar: WorkCalendar, error: type[DomainError], words: str) -> None:
    with pytest.raises(error) as refused:
        check_appointment(due, now=MONDAY, calendar=calendar)
    assert words in refused.value.sentence


def test_the_hour_to_suggest_is_the_close_of_the_day_in_force() -> None:
    summer = WeeklyHours(dict.fromkeys(range(5), parse_hours("07:00-11:00,13:00-16:30")), date(2026, 4, 16), date(2026, 10, 15))
    seasons = WorkCalendar([office_hours(*DEFAULT_HOURS), summer])
    assert [usual_hour(date(2026, month, 20), seasons) for month in (3, 5)] == [time(17), time(16, 30)]
    assert usual_hour(date(2026, 3, 20), WorkCalendar([summer])) == time(17), "where no hours are in force yet"


def test_reception_keeps_to_the_calendar_of_its_centre(world: World) -> None:
    words = {
        "case": world.case(world.endless), "channel": "counter", "applicant": AN, "papers": world.all_papers(world.endless), "by": world.clerk,
        "now": MONDAY, "centre": world.centre,
    }  # fmt: skip
    for due, error in ((vn(15, 23, 30), NotAWorkingDay), (vn(12, 23, 30), OutsideHours)):
        with pytest.raises(error):
            actions.receive(**words, due_at=due, request=token())
    confirm(Change(entries=(Entry(STORM, world.centre.unit.agency_code),)), by="system", now=MONDAY, title="Bão")
    with pytest.raises(NotAWorkingDay):
        actions.receive(**words, due_at=vn(12, 16), request=token())
    assert not Dossier.objects.exists()
    assert actions.receive(**words, due_at=vn(13, 17), request=token()).due_at == vn(13, 17)
