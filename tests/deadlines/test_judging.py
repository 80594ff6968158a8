"""Early, on time, late; the extension; the length of working time between two moments."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from motcua.deadlines.errors import ExtensionRefused
from motcua.deadlines.rules import can_extend, check_extension, is_letter_in_time, judge, working_minutes
from motcua.kernel.clock import VN

DUE = datetime(2026, 3, 18, 9, 0, tzinfo=VN)
LATER = DUE + timedelta(days=5)


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        pytest.param(datetime(2026, 3, 17, 16, 59, tzinfo=VN), "early", id="the-day-before"),
        pytest.param(datetime(2026, 3, 18, 7, 30, tzinfo=VN), "on_time", id="the-due-day"),
        pytest.param(datetime(2026, 3, 18, 9, 0, 59, tzinfo=VN), "on_time", id="in-the-due-minute"),
        pytest.param(datetime(2026, 3, 18, 9, 1, tzinfo=VN), "late", id="a-minute-later"),
        pytest.param(
            datetime.fromisoformat("2026-03-17T17:30:00+00:00"), "on_time", id="the-day-is-the-vietnamese-one"
        ),
    ],
)
def test_judged_against_the_first_due_moment(finished: datetime, expected: str) -> None:
    assert judge(finished, DUE) == expected


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param({"extended_before": True}, "đã được gia hạn một lần", id="second-time"),
        pytest.param({"now": DUE}, "Đã qua hạn trả", id="already-due"),
        pytest.param({"now": DUE + timedelta(days=1)}, "Đã qua hạn trả", id="overdue-is-not-reset"),
        pytest.param({"has_letter": False}, "Chưa có văn bản xin lỗi", id="no-letter"),
        pytest.param({"new_due": DUE}, "phải sau", id="not-later"),
    ],
)
def test_extension_is_refused_with_the_way_out(changes: dict[str, object], sentence: str) -> None:
    case = {"first_due": DUE, "new_due": LATER, "now": DUE - timedelta(days=2), "has_letter": True}
    check_extension(**case)  # type: ignore[arg-type]  # one dictionary for five rows
    assert can_extend(**case)  # type: ignore[arg-type]  # the same
    with pytest.raises(ExtensionRefused, match=sentence):
        check_extension(**(case | changes))  # type: ignore[arg-type]  # the same
    assert not can_extend(**(case | changes))  # type: ignore[arg-type]  # the same


def test_the_letter_goes_out_a_day_before() -> None:
    assert is_letter_in_time(first_due=DUE, sent=DUE - timedelta(days=1))
    assert not is_letter_in_time(first_due=DUE, sent=DUE - timedelta(days=1) + timedelta(minutes=1))


def test_working_minutes_over_tet_years_and_backwards() -> None:
    start, end = datetime(2026, 2, 13, 16, 59, tzinfo=VN), datetime(2026, 2, 23, 7, 31, tzinfo=VN)
    assert working_minutes(start, end) == 2
    assert working_minutes(end, start) == 0
    newyear = datetime(2025, 12, 31, 16, 0, tzinfo=VN), datetime(2026, 1, 5, 8, 0, tzinfo=VN)
    assert working_minutes(*newyear) == 90
