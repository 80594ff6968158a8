"""The plan of a day: exact shares, opening hours, the same seed the same day."""

from __future__ import annotations

from collections import Counter

import pytest

from motcua.simulate.model import CLOSES, LUNCH, Shares, plan_day
from motcua.simulate.people import person

GROUPS = {"A": 2.0, "B": 1.0, "C": 1.0}


def test_a_day_of_400_has_the_shares_of_the_issue() -> None:
    day = plan_day(400, groups=GROUPS, seed=1)
    assert len(day) == 400
    assert sum(visitor.is_priority for visitor in day) == 32
    assert sum(not visitor.shows_up for visitor in day) == 24
    assert sum(not visitor.has_valid_papers for visitor in day) == 60
    assert 0 < sum(visitor.taps_twice for visitor in day) <= 40
    assert 100 <= sum(visitor.follows for visitor in day) <= 160


def test_visitors_come_in_order_while_the_doors_are_open() -> None:
    day = plan_day(400, groups=GROUPS, seed=2)
    comes = [visitor.comes_at for visitor in day]
    assert comes == sorted(comes)
    assert comes[0] >= 0 and comes[-1] < CLOSES
    assert not [moment for moment in comes if LUNCH[0] < moment < LUNCH[1]]
    morning = sum(moment < 2 * 3600 for moment in comes)
    assert 110 < morning < 180, "the rush is at the opening"


def test_groups_share_the_visitors_by_their_weight() -> None:
    shares = Counter(visitor.group for visitor in plan_day(2000, groups=GROUPS, seed=3))
    assert 850 < shares["A"] < 1150
    assert set(shares) == {"A", "B", "C"}


def test_the_same_seed_is_the_same_day_and_another_is_not() -> None:
    assert plan_day(50, groups=GROUPS, seed=7) == plan_day(50, groups=GROUPS, seed=7)
    assert plan_day(50, groups=GROUPS, seed=7) != plan_day(50, groups=GROUPS, seed=8)


def test_invalid_papers_take_less_time_and_nobody_is_served_for_hours() -> None:
    day = plan_day(2000, groups=GROUPS, seed=4, shares=Shares(invalid=0.5))
    valid = [visitor.service for visitor in day if visitor.has_valid_papers]
    invalid = [visitor.service for visitor in day if not visitor.has_valid_papers]
    assert 7 * 60 < sum(valid) / len(valid) < 11 * 60
    assert sum(invalid) / len(invalid) < 0.85 * sum(valid) / len(valid)
    assert max(valid) < 90 * 60


@pytest.mark.parametrize(("count", "groups"), [(0, GROUPS), (10, {})], ids=["nobody", "no group"])
def test_a_day_needs_visitors_and_groups(count: int, groups: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="ít nhất"):
        plan_day(count, groups=groups, seed=1)


def test_every_card_of_an_applicant_can_be_read_by_the_reception_desk() -> None:
    from motcua.dossiers.rules.people import check_id_number, read_card

    for index in range(200):
        who = person(index, seed=1)
        card = read_card(who.card())
        assert (card.id_number, card.name, card.birth_date, card.sex) == (who.id_number, who.name, who.birth, who.sex)
        assert check_id_number(who.id_number, birth_date=who.birth, sex=who.sex) == (who.id_number, ())
