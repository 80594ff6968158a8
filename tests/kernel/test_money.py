"""Money as people write it."""

from __future__ import annotations

import pytest

from motcua.kernel.money import read_dong


@pytest.mark.parametrize(("text", "dong"), [
    ("0", 0), ("150000", 150_000), ("150.000", 150_000), ("150,000", 150_000), ("1 500 000 đồng", 1_500_000), ("1.500.000đ", 1_500_000),
    ("1.500.000\N{NO-BREAK SPACE}VNĐ", 1_500_000), ("  8.000  ĐỒNG ", 8000),
])  # fmt: skip
def test_whole_dong_are_read(text: str, dong: int) -> None:
    assert read_dong(text) == dong


@pytest.mark.parametrize("text", ["", "150.000,00", "150.000.00", "1500000.00", "1.5", "1,5 triệu", "1.500,000", "-5", "1e5", "１２", "đồng"])
def test_what_may_mean_another_amount_is_not_read(text: str) -> None:
    assert read_dong(text) is None
