"""Limits as people write them, and everything that must be refused with a sentence instead of guessed."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from motcua.deadlines.errors import BadCalendar, BadPause, NoWorkingTime, UnreadableLimit, UnreadableMoment
from motcua.deadlines.rules import (
    Limit,
    OwnDay,
    Pause,
    Span,
    Unit,
    WeeklyHours,
    WorkCalendar,
    due,
    due_moment,
    office_hours,
    parse_hours,
    parse_limit,
    parse_moment,
    parse_pause,
)
from motcua.kernel.clock import VN

READABLE = [
    ("05 ngày làm việc", "5", Unit.WORKING_DAY),
    ("3 Ngày làm việc", "3", Unit.WORKING_DAY),
    ("3ngày làm việc", "3", Unit.WORKING_DAY),
    ("1.5 Ngày làm việc", "1.5", Unit.WORKING_DAY),
    ("1,5 ngày làm việc", "1.5", Unit.WORKING_DAY),
    ("0,5 ngày", "0.5", Unit.WORKING_DAY),
    ("nửa ngày làm việc", "0.5", Unit.WORKING_DAY),
    ("03 (ba) ngày làm việc", "3", Unit.WORKING_DAY),
    ("15 (mười lăm) ngày", "15", Unit.CALENDAR_DAY),
    ("mười lăm (15) ngày", "15", Unit.CALENDAR_DAY),
    ("năm ngày làm việc", "5", Unit.WORKING_DAY),
    ("hai mươi mốt ngày", "21", Unit.CALENDAR_DAY),
    ("hai mươi tư ngày", "24", Unit.CALENDAR_DAY),
    ("15 ngày", "15", Unit.CALENDAR_DAY),
    ("01 tuần", "7", Unit.CALENDAR_DAY),
    ("02 giờ làm việc", "2", Unit.WORKING_HOUR),
    ("8 Giờ", "8", Unit.WORKING_HOUR),
    ("30 phút", "0.5", Unit.WORKING_HOUR),
    ("01 tháng", "1", Unit.MONTH),
    ("1 năm", "12", Unit.MONTH),
    ("trong ngày làm việc", "0", Unit.SAME_DAY),
    ("Trong ngày", "0", Unit.SAME_DAY),
    ("Ngay trong ngày tiếp nhận hồ sơ", "0", Unit.SAME_DAY),
    ("không quy định", "0", Unit.NONE),
    ("Không quy định thời hạn", "0", Unit.NONE),
    ("Trong thời hạn 05 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ.", "5", Unit.WORKING_DAY),
    ("không quá 03 ngày làm việc kể từ ngày nhận được hồ sơ hợp lệ", "3", Unit.WORKING_DAY),
    ("  3\u00a0 NGÀY   làm việc ", "3", Unit.WORKING_DAY),
    ("3 ngay lam viec", "3", Unit.WORKING_DAY),
    (unicodedata.normalize("NFD", "3 ngày làm việc"), "3", Unit.WORKING_DAY),
]
UNREADABLE = [
    "", "   ", "ngày làm việc", "3", "ba", "3-5 ngày", "từ 3 đến 5 ngày", "3 ngày làm việc hoặc 5 ngày", "-3 ngày",
    "03 (năm) ngày làm việc", "3 (5) ngày", "1.000 ngày", "1 ngày 4 giờ", "3 ngày sau khi thẩm định", "0,5 tháng",
    "trong ngày làm việc tiếp theo", "3 ngày kể từ ngày kết thúc kiểm tra", "0 ngày", "0,0 ngày làm việc", "10000 ngày",
    "10.000 ngày", "1/2 ngày", "3 buổi", "0,3 ngày làm việc", "10 phút", "ngay", "99999 ngày làm việc", "3e2 ngày",
    "NaN ngày", "٣ ngày làm việc", "3 ngày làm việc" * 50,
]  # fmt: skip


@pytest.mark.parametrize(("text", "amount", "unit"), READABLE, ids=repr)
def test_readable_limits(text: str, amount: str, unit: Unit) -> None:
    assert parse_limit(text) == Limit(Decimal(amount), unit)


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: repr(text[:40]))
def test_unreadable_limits_say_how_to_write_them(text: str) -> None:
    with pytest.raises(UnreadableLimit, match=r"(Hãy ghi|hãy ghi|phải)"):
        parse_limit(text)


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(0, Unit.WORKING_DAY), (-1, Unit.WORKING_DAY), (10_000, Unit.CALENDAR_DAY), (0.5, Unit.WORKING_DAY),
     ("x", Unit.MONTH), (Decimal("NaN"), Unit.MONTH), (Decimal("Infinity"), Unit.MONTH), (True, Unit.MONTH),
     (Decimal("1.5"), Unit.CALENDAR_DAY), (None, Unit.WORKING_HOUR)],
    ids=str,
)  # fmt: skip
def test_limits_that_cannot_be(amount: object, unit: Unit) -> None:
    with pytest.raises(UnreadableLimit):
        Limit(amount, unit)  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize("text", ["2026-02-13T16:59:00", "2026-02-13", "13/02/2026", "", "2026-02-30T10:00:00+07:00",
                                  "0001-01-01T00:00:00+07:00", "9999-12-31T23:59:00-12:00"])  # fmt: skip
def test_moments_without_a_zone_or_sense_are_refused(text: str) -> None:
    with pytest.raises(UnreadableMoment, match="Hãy"):
        parse_moment(text)


def test_a_moment_of_another_zone_is_the_same_moment_here() -> None:
    assert parse_moment("2026-02-13T09:59:30Z") == datetime(2026, 2, 13, 16, 59, tzinfo=VN)


@pytest.mark.parametrize(
    "text",
    ["2026-03-16T10:00:00+07:00", "a/b/c", "2026-03-16T10:00:00+07:00/2026-03-16T09:00:00+07:00"],
)
def test_pauses_that_cannot_be(text: str) -> None:
    with pytest.raises(BadPause, match="Hãy"):
        parse_pause(text)


def test_a_naive_moment_is_refused_everywhere() -> None:
    naive = datetime(2026, 3, 16, 9)
    with pytest.raises(UnreadableMoment, match=r"thiếu múi giờ"):
        due(naive, parse_limit("1 ngày"))
    with pytest.raises(UnreadableMoment, match=r"thiếu múi giờ"):
        Pause(naive, None)


@pytest.mark.parametrize("text", ["", "07:30", "07:30-11:30,11:00-17:00", "22:00-06:00", "07:30-07:30", "07:30-24:00",
                                  "7h30-11h30", "07:30-11:60", "07:30-11:30,"])  # fmt: skip
def test_hours_that_overlap_cross_midnight_or_cannot_be_read(text: str) -> None:
    with pytest.raises(BadCalendar, match="Hãy"):
        parse_hours(text)


MORNING = (Span(time(7, 30), time(11, 30)),)


def test_calendars_that_cannot_be() -> None:
    with pytest.raises(NoWorkingTime, match="không có giờ làm việc nào"):
        WorkCalendar([WeeklyHours({})])
    with pytest.raises(NoWorkingTime):
        WorkCalendar([])
    twice = [OwnDay(date(2026, 3, 16), False, "nghỉ"), OwnDay(date(2026, 3, 16), True, "làm bù")]
    with pytest.raises(BadCalendar, match="16/03/2026 được khai báo hai lần"):
        WorkCalendar([office_hours(*MORNING)], twice)
    with pytest.raises(BadCalendar, match="cùng ngày bắt đầu"):
        WorkCalendar([office_hours(*MORNING), office_hours(*MORNING)])
    with pytest.raises(BadCalendar, match="Ngày trong tuần"):
        WeeklyHours({7: MORNING})
    with pytest.raises(BadCalendar, match="không có giờ làm việc"):
        OwnDay(date(2026, 3, 16), False, "nghỉ", spans=MORNING)


@pytest.mark.parametrize("limit", ["1 giờ", "40 ngày làm việc", "1 ngày", "1 tháng"])
def test_a_calendar_that_ends_is_said_and_never_searched_for_ever(limit: str) -> None:
    calendar = WorkCalendar([WeeklyHours({0: MORNING}, date(2026, 1, 1), date(2026, 3, 16))])
    with pytest.raises(NoWorkingTime, match="Hãy khai báo"):
        due_moment(datetime(2026, 3, 16, 11, tzinfo=VN), parse_limit(limit), calendar=calendar)
