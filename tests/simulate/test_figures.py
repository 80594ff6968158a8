"""Percentiles by nearest rank, and minutes of the simulated day per group."""

from __future__ import annotations

import pytest

from motcua.simulate.figures import group_figures, page_figures, percentile
from motcua.simulate.ledger import Served

HUNDRED = [float(number) for number in range(1, 101)]


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [(HUNDRED, 0.5, 50.0), (HUNDRED, 0.95, 95.0), (HUNDRED, 0.99, 99.0), ([3.0, 1.0], 0.5, 1.0), ([7.0], 0.99, 7.0)],
    ids=["p50", "p95", "p99", "two, unsorted", "one"],
)
def test_percentile_is_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_pages_are_named_counted_and_in_milliseconds() -> None:
    assert page_figures({"track": [0.010] * 99 + [0.5], "never": []}) == {
        "track": {"count": 100, "p50_ms": 10.0, "p95_ms": 10.0, "p99_ms": 10.0}
    }


def test_groups_have_waits_and_service_times_in_minutes() -> None:
    served = [Served("A", 0, 120, 600), Served("A", 60, 420, 300), Served("B", 100, 100, 60)]
    assert group_figures(served) == {
        "A": {
            "visitors": 2,
            "wait_mean_min": 4.0,
            "wait_p95_min": 6.0,
            "wait_longest_min": 6.0,
            "service_mean_min": 7.5,
        },
        "B": {
            "visitors": 1,
            "wait_mean_min": 0.0,
            "wait_p95_min": 0.0,
            "wait_longest_min": 0.0,
            "service_mean_min": 1.0,
        },
    }
