"""The engine against the independent oracle: random receptions, limits, late rules, pauses and hours."""

from __future__ import annotations

import os
import random
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from tests.deadlines import oracle

from motcua.deadlines.rules import (
    DEFAULT_CALENDAR,
    Due,
    LateRule,
    Limit,
    Pause,
    PauseKind,
    Regime,
    Span,
    Unit,
    WorkCalendar,
    due,
    due_moment,
    office_hours,
)
from motcua.kernel.clock import VN

CASES = int(os.environ.get("MOTCUA_ORACLE_CASES", "3000"))
SEED = int(os.environ.get("MOTCUA_ORACLE_SEED", "20260213"))
BATCHES = 10
FIRST = datetime(2024, 1, 1)
MINUTES = 4 * 366 * 24 * 60
AMOUNTS = {
    Unit.WORKING_DAY: ["0.5", "1", "1", "1.5", "2", "3", "5", "7", "10", "15", "20"],
    Unit.WORKING_HOUR: ["0.5", "1", "2", "4", "8", "16", "28"],
    Unit.CALENDAR_DAY: ["1", "2", "3", "7", "10", "15", "30", "60"],
    Unit.MONTH: ["1", "2", "3", "6"],
    Unit.SAME_DAY: ["0"],
}
HOURS = [oracle.USUAL, ((450, 690), (810, 1020)), ((420, 660), (780, 1020)), ((480, 720),), ((510, 720), (780, 990))]
EDGES = [0, 390, 450, 689, 690, 691, 779, 780, 899, 900, 901, 959, 960, 961, 1019, 1020, 1021, 1439]


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


CALENDARS = {
    hours: WorkCalendar([office_hours(*(Span(_time(opens), _time(closes)) for opens, closes in hours))])
    for hours in HOURS
}


def _moment(dice: random.Random) -> datetime:
    """Any minute of 2024-2027, one in three on a boundary where calculators go wrong."""
    moment = FIRST + timedelta(minutes=dice.randrange(MINUTES))
    if dice.random() < 0.34:
        moment = datetime.combine(moment.date(), time()) + timedelta(minutes=dice.choice(EDGES))
    return moment


def _stops(dice: random.Random, received: datetime) -> list[oracle.Stop]:
    stops: list[oracle.Stop] = []
    for _ in range(dice.choice([0, 0, 1, 1, 2, 3])):
        start = received + timedelta(minutes=dice.randrange(-600, 12_000))
        if stops and dice.random() < 0.3:
            start = stops[-1].end
        elif dice.random() < 0.3:
            start = datetime.combine(start.date(), time()) + timedelta(minutes=dice.choice(EDGES))
        length = dice.choice([1, 30, 240, 480, 700, 1440, 5000, 15_000])
        stops.append(oracle.Stop(start, start + timedelta(minutes=dice.randrange(length) + 1), dice.random() < 0.25))
    return stops


def _pause(stop: oracle.Stop) -> Pause:
    kind = PauseKind.PAYMENT if stop.is_payment else PauseKind.SUPPLEMENT
    return Pause(stop.start.replace(tzinfo=VN), stop.end.replace(tzinfo=VN), kind=kind)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_engine_agrees_with_the_minute_by_minute_oracle(batch: int) -> None:
    dice = random.Random(SEED * 1000 + batch)
    for _ in range(CASES // BATCHES):
        received, unit = _moment(dice), dice.choice(list(AMOUNTS))
        amount, hours = dice.choice(AMOUNTS[unit]), dice.choice(HOURS) if dice.random() < 0.4 else oracle.USUAL
        late, regime, stops = dice.choice(list(LateRule)), dice.choice(list(Regime)), _stops(dice, received)
        dice.shuffle(stops)
        expected = oracle.due(
            received,
            float(amount),
            unit.value,
            late=late.value,
            stops=stops,
            restart=regime is Regime.RESTART,
            hours=hours,
        )
        calendar = CALENDARS[hours] if hours is not oracle.USUAL else DEFAULT_CALENDAR
        pauses = [_pause(stop) for stop in stops]
        limit, moment = Limit(Decimal(amount), unit), received.replace(tzinfo=VN)
        found = due_moment(moment, limit, calendar=calendar, late_rule=late, pauses=pauses, regime=regime)
        story = (received, limit.text(), late.value, regime.value, stops, hours)
        assert found is not None and found.replace(tzinfo=None) == expected, story
        proof = due(moment, limit, calendar=calendar, late_rule=late, pauses=pauses, regime=regime)
        assert proof.due == found, story
        _check_sum(proof, limit, hours, story)


def _check_sum(proof: Due, limit: Limit, hours: tuple[tuple[int, int], ...], story: object) -> None:
    worked = sum(closes - opens for opens, closes in hours)
    one = {Unit.WORKING_DAY: worked, Unit.WORKING_HOUR: 60, Unit.CALENDAR_DAY: 1440}.get(limit.unit)
    if one is not None:
        assert proof.total_minutes == limit.amount * one, story
