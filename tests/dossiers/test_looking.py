"""Looking up with both codes: which brakes, in which order, what counts (seed, figure 5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.at_once import at_once
from tests.cast import MONDAY, World, build_world

from motcua.accounts.models import WrongTry
from motcua.accounts.rules import TRACKING_BY_ADDRESS, TRACKING_BY_CODE
from motcua.dossiers.actions import Refused, Wrong, look_up
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import Glimpse, glimpse

HERE = "203.0.113.9"


@pytest.fixture
def dossier(world: World) -> Dossier:
    return world.a_dossier()


class Caller:
    """Asks from one address and remembers for how long it was slowed."""

    def __init__(self, address: str = HERE) -> None:
        self.address = address
        self.waits: list[float] = []

    def ask(self, code: str | None, security: str, now: datetime = MONDAY) -> Glimpse | Wrong | Refused:
        return look_up(code or "", security, address=self.address, now=now, wait=self.waits.append)


def counts() -> dict[str, int]:
    return dict(WrongTry.objects.values_list("brake", "count"))


def test_right_codes_count_nothing_and_cost_one_query(
    dossier: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    caller = Caller()
    with django_assert_num_queries(1):
        found = caller.ask(dossier.code, dossier.security_code)
    assert isinstance(found, Glimpse) and found.pk == dossier.pk
    assert (counts(), caller.waits) == ({}, [])


def test_a_wrong_try_counts_for_the_address_and_for_the_code(dossier: Dossier) -> None:
    caller = Caller()
    assert caller.ask(dossier.code, "AAAAAAAA") == caller.ask("no code at all", "AAAAAAAA") == Wrong()
    assert sorted(WrongTry.objects.values_list("brake", "count")) == [
        (TRACKING_BY_ADDRESS.name, 2), (TRACKING_BY_CODE.name, 1), (TRACKING_BY_CODE.name, 1),
    ]  # fmt: skip


def test_slowed_before_refused_and_right_ones_as_well(dossier: Dossier) -> None:
    caller = Caller()
    for _ in range(3):
        caller.ask(dossier.code, "AAAAAAAA")
    assert caller.waits == []
    assert isinstance(caller.ask(dossier.code, dossier.security_code), Glimpse)
    assert caller.waits == [TRACKING_BY_CODE.delay_seconds]


def test_refused_says_which_brake_and_how_long_and_is_not_counted(dossier: Dossier) -> None:
    for number in range(5):
        Caller(f"10.0.0.{number}").ask(dossier.code, "AAAAAAAA")
    before, caller = counts(), Caller()
    later = MONDAY + timedelta(minutes=5)
    for security in ("AAAAAAAA", dossier.security_code):
        assert caller.ask(dossier.code, security, later) == Refused(TRACKING_BY_CODE, timedelta(minutes=10))
    assert (counts(), caller.waits) == (before, []), "a refused try does not prolong the rest"
    assert isinstance(caller.ask(dossier.code, dossier.security_code, MONDAY + timedelta(minutes=15)), Glimpse)


@pytest.mark.django_db(transaction=True)
def test_guesses_of_one_moment_get_no_more_answers_than_the_brake_allows() -> None:
    dossier = build_world().a_dossier()
    guess = partial(look_up, dossier.code or "", "AAAAAAAA", now=MONDAY, wait=lambda seconds: None)
    given = at_once(*(partial(guess, address=f"10.0.0.{number}") for number in range(16)))
    assert sum(one == Wrong() for one in given) == 5
    assert sum(isinstance(one, Refused) for one in given) == 11
    assert Caller("10.0.1.1").ask(dossier.code, dossier.security_code) == Refused(TRACKING_BY_CODE, timedelta(minutes=15))


def test_who_is_slowed_while_others_reach_the_limit_is_refused(dossier: Dossier) -> None:
    for _ in range(3):
        Caller().ask(dossier.code, "AAAAAAAA")

    def others(seconds: float) -> None:
        for number in range(2):
            Caller(f"10.0.0.{number}").ask(dossier.code, "AAAAAAAA")

    found = look_up(dossier.code or "", dossier.security_code, address="10.0.1.1", now=MONDAY, wait=others)
    assert found == Refused(TRACKING_BY_CODE, timedelta(minutes=15))


def test_the_address_is_refused_for_every_code(world: World, dossier: Dossier) -> None:
    caller = Caller()
    for number in range(10):
        caller.ask(f"H49.60-260302-{number + 5000}", "AAAAAAAA")
    refused = caller.ask(dossier.code, dossier.security_code)
    assert isinstance(refused, Refused) and refused.brake is TRACKING_BY_ADDRESS
    assert isinstance(Caller("10.1.1.1").ask(dossier.code, dossier.security_code), Glimpse)


def test_a_third_key_is_refused_loudly(dossier: Dossier) -> None:
    with pytest.raises(ValueError, match="At most 2"):
        glimpse(dossier.code or "", dossier.security_code, [(TRACKING_BY_CODE, "a"), (TRACKING_BY_ADDRESS, "b"), (TRACKING_BY_CODE, "c")])
