"""A limit is a number with its unit; anything else is a problem of its own kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua.catalogue.rules.reading.limits import read_limit


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5 Ngày làm việc", "5", "working_day"),
        ("05 ngày làm việc", "5", "working_day"),
        ("10 NGÀY LÀM VIỆC", "10", "working_day"),
        ("1.5 Ngày làm việc", "1.5", "working_day"),
        ("0,5 Ngày làm việc", "0.5", "working_day"),
        ("30 Ngày", "30", "calendar_day"),
        ("8 Giờ", "8", "working_hour"),
        ("4 Giờ làm việc", "4", "working_hour"),
        ("6 Tháng", "6", "month"),
        ("2 Tuần", "14", "calendar_day"),
        ("1 Năm", "12", "month"),
        ("15Ngày làm việc", "15", "working_day"),
    ],
)
def test_number_and_unit(text: str, amount: str, unit: str) -> None:
    found = read_limit(text)
    assert (found.amount, found.unit, found.problem) == (Decimal(amount), unit, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no_limit"),
        ("Không có thông tin", "no_limit"),
        ("Không quy định", "no_limit"),
        ("Không phải trả kết quả", "no_limit"),
        ("1", "limit_without_unit"),
        ("15", "limit_without_unit"),
        ("5 Ngày làm việc 10 Ngày làm việc", "two_limits"),
        ("5 Ngày làm việc hoặc 10 Ngày", "two_limits"),
        ("60 Phút", "limit_unknown_unit"),
        ("0 Ngày làm việc", "limit_unclear"),
        ("1.000 Ngày", "limit_unclear"),
        ("1,000 Ngày", "limit_unclear"),
        ("999999 Ngày", "limit_unclear"),
        ("Không quá 5 Ngày", "limit_unclear"),
    ],
)
def test_what_is_not_one_limit_is_never_guessed(text: str, problem: str) -> None:
    found = read_limit(text)
    assert (found.amount, found.unit, found.problem) == (None, "none", problem)
