"""Late against the first appointment, to the minute, only while the clock runs or by the moment of the result."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY

from motcua.dossiers.rules import Status
from motcua.dossiers.rules.lateness import is_late

BEFORE, AFTER = MONDAY - timedelta(minutes=1), MONDAY + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("status", "finished", "now", "late"),
    [
        (Status.RECEIVED, None, BEFORE, False),
        (Status.RECEIVED, None, MONDAY + timedelta(seconds=59), False),
        (Status.RECEIVED, None, AFTER, True),
        (Status.PROCESSING, None, AFTER, True),
        (Status.SUPPLEMENT, None, AFTER, False),
        (Status.FINANCIAL, None, AFTER, False),
        (Status.SUBMITTED, None, AFTER, False),
        (Status.FINISHED, BEFORE, AFTER, False),
        (Status.FINISHED, AFTER, AFTER, True),
        (Status.RETURNED, AFTER, AFTER, True),
        (Status.WITHDRAWN, None, AFTER, False),
        (Status.STOPPED, None, AFTER, False),
    ],
)
def test_late(status: Status, finished: datetime | None, now: datetime, late: bool) -> None:
    assert is_late(status, due=MONDAY, finished=finished, now=now) is late


def test_without_an_appointment_nothing_is_late() -> None:
    assert not is_late(Status.PROCESSING, due=None, finished=None, now=AFTER)
