"""When a centre is open: weekly hours, seasons, holidays, make-up days, its own closed days; a table of moments."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from motcua.centres.errors import BadHours, BadSeason
from motcua.centres.rules import (
    Hours,
    Schedule,
    Span,
    check_hours,
    next_opening,
    opening_at,
    opening_sentence,
    week_table,
)
from motcua.deadlines.rules import DEFAULT_HOURS, OwnDay, WeeklyHours, WorkCalendar
from motcua.deadlines.rules import Span as WorkSpan
from motcua.kernel.clock import VN

MORNING, AFTERNOON = Span(time(7, 30), time(11, 30)), Span(time(13, 30), time(17))
WEEK = [Hours(weekday, span) for weekday in range(5) for span in (MORNING, AFTERNOON)]
PLAIN = Schedule(WEEK)
SATURDAY_TOO = Schedule([*WEEK, Hours(5, MORNING)])
STORM = Schedule(WEEK, {date(2026, 3, 3): "bão số 1"})
SUMMER = Schedule([
    Hours(0, Span(time(7), time(11)), date(2026, 4, 16), date(2026, 10, 15)),
    Hours(0, MORNING, None, date(2026, 4, 15)),
])  # fmt: skip


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VN)


@pytest.mark.parametrize(
    ("schedule", "moment", "expected"),
    [
        pytest.param(PLAIN, "2026-03-02 07:30", "Đang mở cửa đến 11 giờ 30.", id="the first minute"),
        pytest.param(PLAIN, "2026-03-02 07:29", "Mở cửa lúc 07 giờ 30, thứ Hai 02/03/2026.", id="a minute early"),
        pytest.param(PLAIN, "2026-03-02 11:29", "Đang mở cửa đến 11 giờ 30.", id="the last minute before noon"),
        pytest.param(PLAIN, "2026-03-02 11:30", "Mở cửa lúc 13 giờ 30, thứ Hai 02/03/2026.", id="closing counts as closed"),
        pytest.param(PLAIN, "2026-03-02 17:00", "Mở cửa lúc 07 giờ 30, thứ Ba 03/03/2026.", id="evening"),
        pytest.param(PLAIN, "2026-03-06 18:00", "Mở cửa lúc 07 giờ 30, thứ Hai 09/03/2026.", id="over the weekend"),
        pytest.param(SATURDAY_TOO, "2026-03-06 18:00", "Mở cửa lúc 07 giờ 30, thứ Bảy 07/03/2026.", id="Saturday morning"),
        pytest.param(STORM, "2026-03-03 09:00", "Mở cửa lúc 07 giờ 30, thứ Tư 04/03/2026.", id="own closed day"),
        pytest.param(PLAIN, "2026-02-13 17:30", "Mở cửa lúc 07 giờ 30, thứ Hai 23/02/2026.", id="over Tết"),
        pytest.param(PLAIN, "2026-08-22 08:00", "Đang mở cửa đến 11 giờ 30.", id="make-up Saturday is worked"),
        pytest.param(PLAIN, "2026-08-31 08:00", "Mở cửa lúc 07 giờ 30, thứ Năm 03/09/2026.", id="its Monday is off"),
        pytest.param(PLAIN, "2026-11-23 17:00", "Mở cửa lúc 07 giờ 30, thứ Tư 25/11/2026.", id="over the Culture Day"),
        pytest.param(Schedule(), "2026-03-02 09:00", "Chưa có lịch mở cửa. Xin gọi điện cho trung tâm trước khi đến.", id="no hours"),
        pytest.param(SUMMER, "2026-04-13 07:10", "Mở cửa lúc 07 giờ 30, thứ Hai 13/04/2026.", id="winter hours"),
        pytest.param(SUMMER, "2026-04-20 07:10", "Đang mở cửa đến 11 giờ 00.", id="summer hours"),
    ],
)  # fmt: skip
def test_the_sentence_for_visitors(schedule: Schedule, moment: str, expected: str) -> None:
    assert opening_sentence(opening_at(schedule, vn(moment))) == expected


def test_a_moment_in_another_zone_is_read_on_vietnamese_clocks() -> None:
    assert opening_at(PLAIN, datetime.fromisoformat("2026-03-02T00:45:00+00:00")).is_open
    assert not opening_at(PLAIN, datetime.fromisoformat("2026-03-02T08:00:00-05:00")).is_open


def test_next_opening_while_open_is_the_next_span() -> None:
    assert next_opening(PLAIN, vn("2026-03-02 08:00")) == vn("2026-03-02 13:30")


def test_a_year_of_closed_days_has_no_opening() -> None:
    ended = Schedule([Hours(0, MORNING, None, date(2026, 1, 1))])
    assert next_opening(ended, vn("2026-03-02 08:00")) is None


def test_the_sentence_is_translated_piece_by_piece() -> None:
    words = {"Mở cửa lúc {hour} giờ {minute}, {weekday} {day}.": "Opens {weekday} {day} at {hour}:{minute}.", "thứ Ba": "Tuesday"}
    assert opening_sentence(opening_at(PLAIN, vn("2026-03-02 17:00")), lambda text: words[text]) == "Opens Tuesday 03/03/2026 at 07:30."


def test_week_table_shows_the_week_as_it_really_is() -> None:
    rows = week_table(STORM, date(2026, 3, 4))
    assert [row.weekday for row in rows] == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]
    assert rows[0].text == "07:30-11:30, 13:30-17:00"
    assert (rows[1].text, rows[1].reason) == ("", "bão số 1")
    assert [row.is_today for row in rows].index(True) == 2
    assert rows[6].text == ""


@pytest.mark.parametrize(
    "hours",
    [
        pytest.param([Hours(0, Span(time(11), time(8)))], id="ends before it begins"),
        pytest.param([Hours(2, MORNING), Hours(2, Span(time(11), time(12)))], id="overlaps"),
        pytest.param([Hours(2, MORNING), Hours(2, MORNING)], id="twice"),
    ],
)
def test_bad_hours_are_refused_with_the_weekday(hours: list[Hours]) -> None:
    with pytest.raises(BadHours, match="Hãy sửa giờ mở"):
        check_hours(hours)


def test_two_seasons_may_share_the_clock() -> None:
    check_hours([Hours(0, MORNING, None, date(2026, 4, 15)), Hours(0, MORNING, date(2026, 4, 16), None)])
    check_hours(WEEK)


SHORT = Span(time(7), time(12))
JULY = (date(2026, 7, 1), date(2026, 7, 31))


def text_of(schedule: Schedule, day: date) -> str:
    return ", ".join(span.text() for span in schedule.spans(day))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 6, 29), "07:30-11:30, 13:30-17:00", id="the Monday before"),
        pytest.param(date(2026, 7, 6), "07:00-12:00", id="a Monday of the season"),
        pytest.param(date(2026, 7, 7), "07:30-11:30, 13:30-17:00", id="a weekday that the season does not name"),
        pytest.param(date(2026, 8, 3), "07:30-11:30, 13:30-17:00", id="the Monday after"),
    ],
)
def test_a_season_takes_the_place_of_the_usual_hours(day: date, expected: str) -> None:
    hours = [*WEEK, Hours(0, SHORT, *JULY)]
    check_hours(hours)
    assert text_of(Schedule(hours), day) == expected


def test_a_season_open_at_one_end_wins_too() -> None:
    hours = [*WEEK, Hours(0, SHORT, date(2026, 7, 1), None)]
    assert [text_of(Schedule(hours), day) for day in (date(2026, 6, 29), date(2030, 7, 1))] == ["07:30-11:30, 13:30-17:00", "07:00-12:00"]


@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [
        pytest.param(JULY, (date(2026, 7, 31), None), True, id="seasons that share a day"),
        pytest.param(JULY, (None, date(2026, 7, 1)), True, id="seasons that share their first day"),
        pytest.param(JULY, (date(2026, 8, 1), None), False, id="one season after the other"),
        pytest.param((None, None), JULY, False, id="a season over the usual hours"),
        pytest.param((None, None), (None, None), True, id="usual hours twice"),
    ],
)
def test_what_counts_on_one_day_may_not_overlap(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None], is_refused: bool
) -> None:
    # another row between them in the order of the day hides nothing
    hours = [Hours(0, SHORT, *first), Hours(0, Span(time(7, 30), time(8)), date(2020, 1, 1), date(2020, 1, 2)), Hours(0, MORNING, *second)]
    if is_refused:
        with pytest.raises(BadHours, match="07:30-11:30"):
            check_hours(hours)
    else:
        check_hours(hours)


def test_a_season_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadSeason, match="“Đến hết ngày” trước “Áp dụng từ”"):
        check_hours([Hours(0, MORNING, date(2026, 10, 15), date(2026, 4, 16))])
    check_hours([Hours(0, MORNING, date(2026, 4, 16), date(2026, 4, 16))])


def worked(day: date, **more: Any) -> OwnDay:
    return OwnDay(day, True, "làm bù", **more)


NOON_ONLY = WorkSpan(time(8), time(12))


@pytest.mark.parametrize(
    ("entries", "day", "expected"),
    [
        pytest.param([OwnDay(date(2026, 11, 27), False, "bão số 5")], date(2026, 11, 27), "", id="a day off of the office"),
        pytest.param([worked(date(2026, 11, 24))], date(2026, 11, 24), "07:30-11:30, 13:30-17:00", id="a holiday that is worked"),
        pytest.param([worked(date(2026, 11, 29))], date(2026, 11, 29), "07:30-11:30, 13:30-17:00", id="a Sunday that is worked"),
        pytest.param([worked(date(2026, 11, 29), replaces=date(2026, 11, 28))], date(2026, 11, 29), "", id="a Sunday for a day that is closed"),
        pytest.param([worked(date(2026, 11, 28), replaces=date(2026, 11, 27))], date(2026, 11, 28), "07:30-11:30, 13:30-17:00", id="a Saturday for a Friday"),
        pytest.param([worked(date(2026, 11, 30), spans=(NOON_ONLY,))], date(2026, 11, 30), "08:00-12:00", id="half a day"),
    ],
)
def test_the_counters_open_on_the_days_that_the_office_works(entries: list[OwnDay], day: date, expected: str) -> None:
    calendar = WorkCalendar([WeeklyHours(dict.fromkeys(range(5), DEFAULT_HOURS))], entries)
    schedule = Schedule(WEEK, calendar=calendar)
    assert text_of(schedule, day) == expected
    assert schedule.reason(day) == entries[0].reason
    assert text_of(Schedule(WEEK, {day: "mất điện"}, calendar), day) == ""
