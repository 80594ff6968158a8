"""Guessing is slowed, then refused for a while, then forgiven; the table tells nothing about who guessed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from tests.cast import MONDAY

from motcua.accounts.actions import note_wrong_try
from motcua.accounts.models import WrongTry
from motcua.accounts.queries import braked, rest_left
from motcua.accounts.rules import TRACKING_BY_ADDRESS, TRACKING_BY_CODE, shift_ends
from motcua.kernel.clock import VN


def wrong(times: int, *, now: datetime = MONDAY) -> None:
    for _ in range(times):
        note_wrong_try(TRACKING_BY_CODE, "H49-260302-0001", now=now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("times", "refused", "slow"),
    [(0, False, False), (2, False, False), (3, False, True), (4, False, True), (5, True, False)],
)
def test_slow_then_refused(times: int, refused: bool, slow: bool) -> None:
    wrong(times)
    brake, seconds = braked([(TRACKING_BY_CODE, "H49-260302-0001"), (TRACKING_BY_ADDRESS, "203.0.113.9")], now=MONDAY)
    assert (brake is TRACKING_BY_CODE, seconds > 0) == (refused, slow)


@pytest.mark.django_db
def test_refused_for_a_while_only() -> None:
    wrong(5)
    assert rest_left(TRACKING_BY_CODE, "H49-260302-0001", now=MONDAY) == timedelta(minutes=15)
    later = MONDAY + timedelta(minutes=15, seconds=1)
    assert braked([(TRACKING_BY_CODE, "H49-260302-0001")], now=later) == (None, 0.0)
    wrong(1, now=later)
    assert WrongTry.objects.get().count == 1


@pytest.mark.django_db
def test_the_table_does_not_know_the_code() -> None:
    wrong(1)
    assert "260302" not in WrongTry.objects.get().key


@pytest.mark.parametrize(
    ("login", "ends"),
    [
        ((2026, 3, 2, 7, 0), (2026, 3, 2, 19, 0)),
        ((2026, 3, 2, 20, 0), (2026, 3, 3, 8, 0)),
        ((2026, 3, 2, 19, 0), (2026, 3, 3, 7, 0)),
    ],
    ids=["morning", "evening", "exactly at the close"],
)
def test_a_session_ends_with_the_shift(login: tuple[int, ...], ends: tuple[int, ...]) -> None:
    assert shift_ends(datetime(*login, tzinfo=VN), closes=time(19)) == datetime(*ends, tzinfo=VN)  # type: ignore[misc,arg-type]
