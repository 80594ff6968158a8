"""Values are written as the house says, in Vietnamese and in English."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from motcua.kernel.clock import VN
from motcua.kernel.money import Money
from motcua.web.shared import filters

DUE = datetime(2026, 2, 23, 17, 0, tzinfo=VN)


@pytest.mark.parametrize(
    ("name", "value", "vietnamese", "english"),
    [
        ("money", 150_000, "150.000 đồng", "150,000 VND"),
        ("money", Money(0), "0 đồng", "0 VND"),
        ("moment", DUE, "17 giờ 00, thứ Hai 23/02/2026", "17:00, Monday 23/02/2026"),
        (
            "moment",
            datetime(2026, 3, 1, 0, 30, tzinfo=UTC),
            "07 giờ 30, Chủ nhật 01/03/2026",
            "07:30, Sunday 01/03/2026",
        ),
        ("day", datetime(2026, 2, 28, 18, 0, tzinfo=UTC), "01/03/2026", "01/03/2026"),
        ("day", date(2026, 2, 23), "23/02/2026", "23/02/2026"),
        ("weekday", date(2026, 2, 22), "Chủ nhật", "Sunday"),
        ("month", date(2026, 11, 26), "Tháng 11, 2026", "November 2026"),
        ("capital", "trong ngày LÀM việc", "Trong ngày LÀM việc", "Trong ngày LÀM việc"),
        ("clock", DUE, "17:00", "17:00"),
        ("iso", DUE, "2026-02-23T17:00+07:00", "2026-02-23T17:00+07:00"),
        ("duration", 59, "dưới 1 phút", "under 1 minute"),
        ("duration", 60, "1 phút", "1 minute"),
        ("duration", timedelta(minutes=65), "1 giờ 05 phút", "1 hour 5 minutes"),
        ("duration", timedelta(hours=2), "2 giờ", "2 hours"),
        ("duration", timedelta(days=3), "3 ngày", "3 days"),
        ("number", 1037, "1.037", "1,037"),
        ("grouped_code", "AC3K7PMX", "AC3K\u20097PMX", "AC3K\u20097PMX"),
    ],
)
def test_a_value_in_both_languages(name: str, value: Any, vietnamese: str, english: str):
    with translation.override("vi"):
        assert filters.FILTERS[name](value) == vietnamese
    with translation.override("en"):
        assert filters.FILTERS[name](value) == english


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        ("H49.12-260223-0001", ["H49.12", "260223", "0001"]),
        ("000.00.12.H56-190416-0001", ["000.00.12.H56", "190416", "0001"]),
        ("AC3K7PMX", ["AC3K", "7PMX"]),
        ("ABC", ["ABC"]),
    ],
)
def test_a_code_in_its_groups(code: str, groups: list[str]):
    assert filters.code_groups(code) == groups


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="múi giờ"):
        filters.moment(datetime(2026, 2, 23, 17, 0))
