"""The named traps of the trade: each row is a mistake that a calculator in use has made."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from motcua.deadlines.rules import (
    LateRule,
    OwnDay,
    Pause,
    PauseKind,
    Regime,
    Span,
    WeeklyHours,
    WorkCalendar,
    due,
    due_moment,
    office_hours,
    parse_hours,
    parse_limit,
    swap,
)
from motcua.kernel.clock import VN

FORMAT = "%d/%m/%Y %H:%M"


def at(text: str) -> datetime:
    return datetime.strptime(text, FORMAT).replace(tzinfo=VN)


def written(moment: datetime | None) -> str | None:
    return moment and moment.strftime(FORMAT)


WORKING = [
    ("23/02/2026 09:00", "3 ngày làm việc", "26/02/2026 09:00", "keeps-the-hour"),
    ("13/02/2026 16:59", "3 ngày làm việc", "25/02/2026 16:59", "over-tet-2026"),
    ("24/01/2025 16:00", "1 ngày làm việc", "03/02/2025 16:00", "over-tet-2025"),
    ("02/09/2026 09:00", "1 ngày làm việc", "03/09/2026 17:00", "todays-own-holiday"),
    ("14/03/2026 06:30", "2 giờ làm việc", "16/03/2026 09:30", "saturday-0630"),
    ("16/03/2026 11:30", "1 giờ làm việc", "16/03/2026 14:00", "exactly-1130"),
    ("16/03/2026 11:30", "1 ngày làm việc", "17/03/2026 11:30", "a-day-from-1130-ends-with-the-morning"),
    ("16/03/2026 17:00", "1 giờ làm việc", "17/03/2026 08:30", "exactly-1700"),
    ("16/03/2026 17:00", "1 ngày làm việc", "17/03/2026 17:00", "a-day-from-1700-is-the-next-day"),
    ("16/03/2026 07:30", "1 ngày làm việc", "16/03/2026 17:00", "used-up-exactly-is-due-at-the-close"),
    ("16/03/2026 07:30", "0,5 ngày", "16/03/2026 11:30", "half-a-day-used-up-at-the-morning-close"),
    ("16/03/2026 10:00", "0,5 ngày làm việc", "16/03/2026 15:30", "half-a-day-over-lunch"),
    ("16/03/2026 10:00", "4 giờ làm việc", "16/03/2026 15:30", "hours-over-lunch"),
    ("16/03/2026 16:00", "6 giờ làm việc", "17/03/2026 14:00", "hours-spill-over-the-next-lunch"),
    ("25/04/2025 09:00", "1 ngày làm việc", "26/04/2025 09:00", "saturday-26-04-2025-is-worked"),
    ("29/04/2025 09:00", "1 ngày làm việc", "05/05/2025 09:00", "friday-02-05-2025-is-off"),
    ("21/08/2026 09:00", "1 ngày làm việc", "22/08/2026 09:00", "saturday-22-08-2026-is-worked"),
    ("28/08/2026 09:00", "1 ngày làm việc", "03/09/2026 09:00", "monday-31-08-2026-is-off"),
    ("31/12/2025 09:00", "1 ngày làm việc", "05/01/2026 09:00", "friday-02-01-2026-is-off"),
    ("09/01/2026 09:00", "1 ngày làm việc", "10/01/2026 09:00", "saturday-10-01-2026-is-worked"),
    ("26/04/2024 09:00", "1 ngày làm việc", "02/05/2024 09:00", "monday-29-04-2024-is-off"),
    ("03/05/2024 09:00", "1 ngày làm việc", "04/05/2024 09:00", "saturday-04-05-2024-is-worked"),
    ("24/04/2026 09:00", "1 ngày làm việc", "28/04/2026 09:00", "hung-kings-on-sunday-moves-to-monday"),
    ("31/12/2024 16:30", "1 ngày làm việc", "02/01/2025 16:30", "years-end"),
    ("28/02/2024 10:00", "1 ngày làm việc", "29/02/2024 10:00", "29-february"),
    ("23/02/2026 16:59", "30 ngày làm việc", "06/04/2026 16:59", "thirty-days"),
]
CIVIL = [
    ("16/03/2026 09:00", "1 ngày", "17/03/2026 17:00", "first-day-not-counted"),
    ("13/03/2026 09:00", "1 ngày", "16/03/2026 17:00", "ends-on-saturday"),
    ("14/03/2026 10:00", "2 ngày", "18/03/2026 17:00", "received-on-saturday-starts-on-monday"),
    ("03/02/2026 09:00", "15 ngày", "23/02/2026 17:00", "ends-in-tet"),
    ("06/08/2026 09:00", "16 ngày", "22/08/2026 17:00", "ends-on-a-worked-saturday"),
    ("30/01/2026 09:00", "1 tháng", "02/03/2026 17:00", "a-month-from-30-january-ends-on-saturday-28"),
    ("31/01/2024 09:00", "1 tháng", "29/02/2024 17:00", "a-month-from-31-january-in-a-leap-year"),
    ("31/01/2025 09:00", "1 tháng", "03/03/2025 17:00", "received-in-tet-the-month-runs-from-3-february"),
    ("31/03/2026 09:00", "1 tháng", "04/05/2026 17:00", "the-last-day-30-april-is-a-holiday"),
    ("29/02/2024 09:00", "12 tháng", "28/02/2025 17:00", "a-year-from-29-february"),
    ("31/12/2025 09:00", "2 tháng", "02/03/2026 17:00", "months-over-the-years-end"),
    ("16/03/2026 16:59", "trong ngày làm việc", "16/03/2026 17:00", "same-day"),
    ("16/03/2026 17:00", "trong ngày", "17/03/2026 17:00", "same-day-after-the-close"),
    ("16/03/2026 09:00", "không quy định", None, "no-limit"),
]


@pytest.mark.parametrize(
    ("received", "limit", "expected"), [row[:3] for row in WORKING + CIVIL], ids=[row[3] for row in WORKING + CIVIL]
)
def test_named_traps(received: str, limit: str, expected: str | None) -> None:
    proof = due(at(received), parse_limit(limit))
    assert written(proof.due) == expected
    assert due_moment(at(received), parse_limit(limit)) == proof.due


@pytest.mark.parametrize(
    ("received", "late_rule", "expected"),
    [
        pytest.param("16/03/2026 15:00", LateRule.AFTER_15, "17/03/2026 15:00", id="1500-is-not-after-1500"),
        pytest.param("16/03/2026 15:01", LateRule.AFTER_15, "17/03/2026 17:00", id="1501-counts-from-tomorrow"),
        pytest.param("13/03/2026 15:01", LateRule.AFTER_15, "16/03/2026 17:00", id="friday-1501"),
        pytest.param("14/03/2026 15:01", LateRule.AFTER_15, "16/03/2026 17:00", id="saturday-1501-moves-once"),
        pytest.param("16/03/2026 15:59", LateRule.LAST_HOUR, "17/03/2026 15:59", id="before-the-last-hour"),
        pytest.param("16/03/2026 16:00", LateRule.LAST_HOUR, "17/03/2026 17:00", id="the-last-hour-begins"),
        pytest.param("16/03/2026 18:00", LateRule.LAST_HOUR, "17/03/2026 17:00", id="after-the-close-moves-once"),
        pytest.param("16/03/2026 16:30", LateRule.NONE, "17/03/2026 16:30", id="no-rule"),
    ],
)
def test_late_rules(received: str, late_rule: LateRule, expected: str) -> None:
    assert written(due_moment(at(received), parse_limit("1 ngày làm việc"), late_rule=late_rule)) == expected


def _pauses(*texts: str) -> list[Pause]:
    return [Pause(*(at(part) for part in text.split(" - "))) for text in texts]


PAUSED = [
    ("16/03/2026 09:00", "2 ngày làm việc", ["16/03/2026 10:00 - 16/03/2026 11:00"], "18/03/2026 10:00", "an-hour"),
    (
        "16/03/2026 09:00",
        "2 ngày làm việc",
        ["16/03/2026 16:00 - 19/03/2026 08:30"],
        "20/03/2026 11:00",
        "days-at-their-minutes",
    ),
    (
        "16/03/2026 09:00",
        "1 ngày làm việc",
        ["16/03/2026 20:00 - 17/03/2026 05:00"],
        "17/03/2026 09:00",
        "in-the-night",
    ),
    ("16/03/2026 09:00", "2 ngày", ["16/03/2026 20:00 - 17/03/2026 05:00"], "18/03/2026 17:00", "days-in-the-night"),
    ("12/02/2026 09:00", "2 ngày làm việc", ["13/02/2026 10:20 - 23/02/2026 14:05"], "24/02/2026 11:15", "over-tet"),
    (
        "16/03/2026 09:00",
        "1 ngày làm việc",
        ["16/03/2026 10:00 - 16/03/2026 11:00", "16/03/2026 11:00 - 16/03/2026 14:00"],
        "17/03/2026 11:30",
        "two-that-touch",
    ),
    (
        "16/03/2026 09:00",
        "1 ngày làm việc",
        ["17/03/2026 09:00 - 18/03/2026 09:00"],
        "17/03/2026 09:00",
        "after-the-end",
    ),
    (
        "16/03/2026 09:00",
        "1 ngày làm việc",
        ["13/03/2026 09:00 - 13/03/2026 10:00"],
        "17/03/2026 09:00",
        "before-reception",
    ),
    ("16/03/2026 09:00", "1 ngày", ["17/03/2026 10:00 - 17/03/2026 17:00"], "18/03/2026 17:00", "until-the-last-close"),
    ("16/03/2026 09:00", "1 ngày", ["17/03/2026 17:00 - 19/03/2026 09:00"], "17/03/2026 17:00", "from-the-last-close"),
    ("16/03/2026 09:00", "trong ngày", ["16/03/2026 16:00 - 17/03/2026 08:00"], "17/03/2026 17:00", "same-day-paused"),
    ("02/03/2026 09:00", "15 ngày", ["05/03/2026 10:20 - 09/03/2026 14:05"], "23/03/2026 17:00", "calendar-days-shift"),
]


@pytest.mark.parametrize(
    ("received", "limit", "pauses", "expected"), [row[:4] for row in PAUSED], ids=[row[4] for row in PAUSED]
)
def test_pauses_keep_the_remainder(received: str, limit: str, pauses: list[str], expected: str) -> None:
    proof = due(at(received), parse_limit(limit), pauses=_pauses(*pauses))
    assert written(proof.due) == expected


def test_restart_gives_the_whole_term_again_from_completion() -> None:
    pauses = _pauses("17/03/2026 10:00 - 19/03/2026 14:05")
    found = due(at("16/03/2026 09:00"), parse_limit("3 ngày làm việc"), pauses=pauses, regime=Regime.RESTART)
    assert written(found.due) == "24/03/2026 14:05"
    assert any("tính lại toàn bộ thời hạn" in row.reason for row in found.explanation)


def test_waiting_for_a_payment_only_pauses_even_under_restart() -> None:
    payment = Pause(at("16/03/2026 10:00"), at("16/03/2026 11:00"), kind=PauseKind.PAYMENT)
    found = due_moment(at("16/03/2026 09:00"), parse_limit("1 ngày làm việc"), pauses=[payment], regime=Regime.RESTART)
    assert written(found) == "17/03/2026 10:00"


@pytest.mark.parametrize("regime", list(Regime))
def test_a_pause_that_still_runs_gives_no_date_but_a_remainder(regime: Regime) -> None:
    found = due(
        at("16/03/2026 09:00"),
        parse_limit("1 ngày làm việc"),
        pauses=[Pause(at("16/03/2026 10:30"), None)],
        regime=regime,
    )
    assert found.due is None
    assert found.remaining == (390 if regime is Regime.PAUSE else 480)
    assert "chưa kết thúc: chờ bổ sung" in found.explanation[-1].reason
    assert found.warnings


def test_an_open_pause_of_a_term_in_days_leaves_whole_days() -> None:
    found = due(at("02/03/2026 09:00"), parse_limit("15 ngày"), pauses=[Pause(at("05/03/2026 10:20"), None)])
    assert (found.due, found.remaining, found.total_minutes) == (None, 12, 3 * 1440)


def test_a_swap_announced_while_a_dossier_is_paused_moves_its_due_moment() -> None:
    hours = office_hours(*parse_hours("07:30-11:30,13:00-17:00"))
    pauses = _pauses("09/06/2026 09:00 - 12/06/2026 09:00")
    before = due_moment(at("08/06/2026 09:00"), parse_limit("3 ngày làm việc"), pauses=pauses)
    announced = swap(date(2026, 6, 15), date(2026, 6, 20), legal_basis="Công văn 1/VPCP")
    found = due(
        at("08/06/2026 09:00"), parse_limit("3 ngày làm việc"), calendar=WorkCalendar([hours], announced), pauses=pauses
    )
    assert (written(before), written(found.due)) == ("16/06/2026 09:00", "17/06/2026 09:00")
    assert any("Công văn 1/VPCP" in row.reason for row in found.explanation)


def test_a_working_day_is_the_normal_day_of_an_agency_of_seven_and_a_half_hours() -> None:
    calendar = WorkCalendar([office_hours(*parse_hours("07:30-11:30,13:30-17:00"))])
    assert (
        written(due_moment(at("16/03/2026 09:00"), parse_limit("1 ngày làm việc"), calendar=calendar))
        == "17/03/2026 09:00"
    )
    assert written(due_moment(at("16/03/2026 09:00"), parse_limit("8 giờ"), calendar=calendar)) == "17/03/2026 09:30"


def test_a_worked_saturday_morning_is_half_a_day() -> None:
    full, morning = parse_hours("07:30-11:30,13:00-17:00"), parse_hours("07:30-11:30")
    calendar = WorkCalendar([WeeklyHours({**dict.fromkeys(range(5), full), 5: morning})])
    assert (
        written(due_moment(at("13/03/2026 15:00"), parse_limit("1 ngày làm việc"), calendar=calendar))
        == "16/03/2026 09:30"
    )
    assert written(due_moment(at("13/03/2026 15:00"), parse_limit("1 ngày"), calendar=calendar)) == "14/03/2026 11:30"


def test_a_summer_pattern_takes_over_and_a_day_stays_a_day() -> None:
    usual = office_hours(*parse_hours("07:30-11:30,13:00-17:00"))
    summer = WeeklyHours(
        dict.fromkeys(range(5), parse_hours("07:00-11:00,13:30-17:00")), date(2026, 4, 15), date(2026, 10, 15)
    )
    calendar = WorkCalendar([usual, summer])
    found = due(at("14/04/2026 13:00"), parse_limit("1 ngày làm việc"), calendar=calendar)
    # Half of 14/04 (4 of 8 hours), half of 15/04 (3 h 45 of 7 h 30).
    assert written(found.due) == "15/04/2026 10:45"
    assert calendar.spans(date(2026, 10, 16)) == usual.days[4]


def test_own_half_day_and_own_worked_holiday_win_over_the_nation() -> None:
    hours = office_hours(*parse_hours("07:30-11:30,13:00-17:00"))
    morning = OwnDay(
        date(2026, 3, 17), True, "mất điện buổi chiều", "Thông báo 2/TB", spans=(Span(time(7, 30), time(11, 30)),)
    )
    duty = OwnDay(date(2026, 9, 2), True, "trực giải quyết hồ sơ", "Quyết định 3/QĐ")
    calendar = WorkCalendar([hours], [morning, duty])
    found = due_moment(at("16/03/2026 15:00"), parse_limit("1 ngày làm việc"), calendar=calendar)
    assert written(found) == "18/03/2026 09:30"
    assert calendar.reason(date(2026, 9, 2)) == "T4 2/9/2026: trực giải quyết hồ sơ theo Quyết định 3/QĐ"
    assert calendar.spans(date(2026, 9, 2)) == hours.days[2]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 9, 2), "Quốc khánh"),
        (date(2026, 3, 15), "Chủ nhật"),
        (date(2026, 3, 16), ""),
        (date(2026, 8, 31), "nghỉ hoán đổi với T7 22/8/2026 theo thông báo hoán đổi ngày làm việc của Chính phủ"),
        (
            date(2026, 8, 22),
            "T7 22/8/2026: làm bù cho T2 31/8/2026 theo thông báo hoán đổi ngày làm việc của Chính phủ",
        ),
        (date(2025, 4, 26), "T7 26/4/2025: làm bù cho T6 2/5/2025 theo Thông báo 6150/TB-BLĐTBXH năm 2024"),
    ],
    ids=str,
)
def test_every_day_says_why_it_is_off_or_worked(day: date, reason: str) -> None:
    assert WorkCalendar([office_hours(*parse_hours("07:30-11:30"))]).reason(day) == reason


def test_the_new_culture_day_can_be_switched_off_and_is_warned_of() -> None:
    hours = office_hours(*parse_hours("07:30-11:30,13:00-17:00"))
    start, limit = at("23/11/2026 09:00"), parse_limit("1 ngày làm việc")
    on, off = due(start, limit), due(start, limit, calendar=WorkCalendar([hours], culture_day=False))
    assert (written(on.due), written(off.due)) == ("25/11/2026 09:00", "24/11/2026 09:00")
    assert any("24/11/2026" in warning for warning in on.warnings)
    assert not off.warnings


@pytest.mark.parametrize("received", ["16/03/2009 09:00", "16/03/2027 09:00", "16/03/2090 09:00"])
def test_years_without_a_decree_work_and_say_so(received: str) -> None:
    found = due(at(received), parse_limit("1 ngày làm việc"))
    assert found.due is not None and found.due > at(received)
    assert "chưa được công bố" in found.warnings[0]
