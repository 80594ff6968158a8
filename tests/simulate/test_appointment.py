"""The appointment that a rehearsed officer sets by hand is one that the centre accepts, whatever day the rehearsal falls on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from motcua.deadlines.rules import DEFAULT_CALENDAR
from motcua.dossiers.rules.appointment import check_appointment
from motcua.kernel.clock import VN, write_moment
from motcua.simulate.reception import appointment

NEW_YEAR = datetime(2026, 1, 1, 9, 15, tzinfo=VN)


def test_on_every_day_and_night_of_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    for hours in range(0, 365 * 24, 11):
        moment = NEW_YEAR + timedelta(hours=hours)
        monkeypatch.setattr("motcua.kernel.clock.now", lambda moment=moment: moment)
        check_appointment(appointment(), now=moment, calendar=DEFAULT_CALENDAR)


def test_two_weeks_later_or_on_the_next_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: datetime(2026, 3, 3, 9, 0, tzinfo=VN))
    assert write_moment(appointment()) == "17 giờ 00, thứ Ba 17/03/2026"
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: datetime(2026, 4, 16, 9, 0, tzinfo=VN))
    assert write_moment(appointment()) == "17 giờ 00, thứ Hai 04/05/2026", "30 April, 1 May and the days off after them"
