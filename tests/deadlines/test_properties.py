"""What must hold for every reception, limit and pause, whatever the calendar says."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.deadlines.rules import (
    DEFAULT_CALENDAR,
    LateRule,
    Limit,
    Pause,
    Regime,
    Unit,
    due,
    due_moment,
    parse_limit,
    working_minutes,
)
from motcua.kernel.clock import VN

moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=VN)
)
halves = st.integers(1, 60).map(lambda number: Decimal(number) / 2)
wholes = st.integers(1, 60).map(Decimal)
limits = st.one_of(
    st.builds(Limit, halves, st.just(Unit.WORKING_DAY)),
    st.builds(Limit, halves, st.just(Unit.WORKING_HOUR)),
    st.builds(Limit, wholes, st.just(Unit.CALENDAR_DAY)),
    st.builds(Limit, st.integers(1, 12).map(Decimal), st.just(Unit.MONTH)),
    st.just(Limit(Decimal(0), Unit.SAME_DAY)),
)
working = st.one_of(
    st.builds(Limit, halves, st.just(Unit.WORKING_DAY)), st.builds(Limit, halves, st.just(Unit.WORKING_HOUR))
)
late_rules = st.sampled_from(LateRule)
minutes = st.integers(0, 20_000).map(lambda number: timedelta(minutes=number))


def _minutes_of(limit: Limit) -> Decimal:
    return limit.amount * (480 if limit.unit is Unit.WORKING_DAY else 60)


@st.composite
def histories(draw: st.DrawFn) -> tuple[datetime, list[Pause]]:
    received = draw(moments)
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        start = received + draw(minutes)
        pauses.append(Pause(start, start + draw(minutes)))
    return received, pauses


@given(moments, minutes, limits, late_rules)
def test_a_later_reception_is_never_due_earlier(
    received: datetime, wait: timedelta, limit: Limit, late_rule: LateRule
) -> None:
    first = due_moment(received, limit, late_rule=late_rule)
    second = due_moment(received + wait, limit, late_rule=late_rule)
    assert first is not None and second is not None
    assert first <= second


@given(moments, halves, halves)
def test_days_add_up(received: datetime, first: Decimal, second: Decimal) -> None:
    middle = due_moment(received, Limit(first, Unit.WORKING_DAY))
    assert middle is not None
    assert due_moment(received, Limit(first + second, Unit.WORKING_DAY)) == due_moment(
        middle, Limit(second, Unit.WORKING_DAY)
    )


@given(histories(), limits, late_rules, st.sampled_from(Regime))
def test_never_on_a_day_off_nor_outside_hours(
    history: tuple[datetime, list[Pause]], limit: Limit, late_rule: LateRule, regime: Regime
) -> None:
    found = due_moment(history[0], limit, late_rule=late_rule, pauses=history[1], regime=regime)
    assert found is not None
    assert any(span.opens < found.time() <= span.closes for span in DEFAULT_CALENDAR.spans(found.date()))


@given(histories(), limits, late_rules, st.sampled_from(Regime))
@settings(max_examples=200)
def test_the_fast_path_equals_the_explained_one_and_its_rows_are_in_order(
    history: tuple[datetime, list[Pause]], limit: Limit, late_rule: LateRule, regime: Regime
) -> None:
    received, pauses = history
    proof = due(received, limit, late_rule=late_rule, pauses=pauses, regime=regime)
    assert proof.due == due_moment(received, limit, late_rule=late_rule, pauses=pauses, regime=regime)
    days = [row.date for row in proof.explanation]
    assert days == sorted(days)
    assert all((row.minutes > 0) == row.counted for row in proof.explanation)


@given(histories(), working, st.sampled_from(Regime))
def test_the_counted_minutes_sum_to_the_limit(
    history: tuple[datetime, list[Pause]], limit: Limit, regime: Regime
) -> None:
    proof = due(history[0], limit, pauses=history[1], regime=regime)
    assert proof.total_minutes == _minutes_of(limit)
    assert all(
        row.minutes == (row.end.hour - row.start.hour) * 60 + row.end.minute - row.start.minute
        for row in proof.explanation
        if row.counted and row.start and row.end
    )


@given(moments, working, minutes, minutes)
def test_a_pause_keeps_the_remainder_to_the_minute(
    received: datetime, limit: Limit, until: timedelta, length: timedelta
) -> None:
    start = received + until
    end = start + length
    stopped = due(received, limit, pauses=[Pause(start, None)])
    resumed = due_moment(received, limit, pauses=[Pause(start, end)])
    assert resumed is not None
    if stopped.due is None:
        assert stopped.remaining == working_minutes(end, resumed, DEFAULT_CALENDAR)
        assert stopped.total_minutes + stopped.remaining == _minutes_of(limit)
    else:
        assert resumed == stopped.due


@given(histories(), limits, st.randoms(use_true_random=False))
def test_replaying_the_history_in_any_order_or_in_touching_pieces_changes_nothing(
    history: tuple[datetime, list[Pause]], limit: Limit, dice: object
) -> None:
    received, pauses = history
    pieces = []
    for pause in pauses:
        assert pause.end is not None
        middle = pause.start + (pause.end - pause.start) / 2
        middle = middle.replace(second=0, microsecond=0)
        pieces += [Pause(pause.start, middle), Pause(middle, pause.end)]
    dice.shuffle(pieces)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert due_moment(received, limit, pauses=pieces) == due_moment(received, limit, pauses=pauses)


@given(moments, limits, minutes)
def test_a_pause_without_working_time_changes_nothing(received: datetime, limit: Limit, wait: timedelta) -> None:
    close = (received + wait).replace(hour=17, minute=0)
    night = Pause(close, close + timedelta(hours=14, minutes=30))
    assert due_moment(received, limit, pauses=[night]) == due_moment(received, limit)


@given(moments, limits, st.integers(0, 59))
def test_seconds_do_not_matter(received: datetime, limit: Limit, seconds: int) -> None:
    assert due_moment(received.replace(second=seconds), limit) == due_moment(received, limit)


@given(limits)
def test_a_limit_is_read_back_from_its_own_words(limit: Limit) -> None:
    assert parse_limit(limit.text()) == limit
