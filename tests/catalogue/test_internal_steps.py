"""The editor of internal steps: shares of the limit, never more than the whole, no step twice; what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.administration import send
from tests.cast import World
from tests.pages import PageClient

from motcua.catalogue.errors import StepsTooLong, StepTwice
from motcua.catalogue.models import InternalStep
from motcua.catalogue.rules import check_steps

Login = Callable[[str], PageClient]


@pytest.mark.parametrize(
    "shares", [[], [("reception", "100")], [("reception", "10"), ("department", "60"), ("signature", "30")]], ids=["none", "one", "whole"]
)
def test_shares_up_to_the_whole(shares: list[tuple[str, str]]) -> None:
    check_steps((kind, Decimal(share)) for kind, share in shares)


def test_more_than_the_whole_is_refused_with_the_sum() -> None:
    with pytest.raises(StepsTooLong, match="100,01%"):
        check_steps([("reception", Decimal("40")), ("return", Decimal("60.01"))])


def test_a_step_twice_is_refused() -> None:
    with pytest.raises(StepTwice):
        check_steps([("reception", Decimal(10)), ("reception", Decimal(20))])


def save(browser: PageClient, world: World, shares: list[tuple[str, str]]) -> str:
    version = world.case(world.deed).version
    address = f"/quan-tri/catalogue/versionsteps/{version.pk}/change/"
    prefix = "internal_steps"
    assert f'name="{prefix}-TOTAL_FORMS"' in browser.get(address).content.decode()
    sent = {f"{prefix}-TOTAL_FORMS": str(len(shares)), f"{prefix}-INITIAL_FORMS": "0", f"{prefix}-MIN_NUM_FORMS": "0", f"{prefix}-MAX_NUM_FORMS": "5"}
    for number, (kind, share) in enumerate(shares):
        sent |= {f"{prefix}-{number}-kind": kind, f"{prefix}-{number}-share": share, f"{prefix}-{number}-version": str(version.pk)}
    answer = send(browser, address, sent, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_editor_saves_what_fits_and_refuses_what_does_not(world: World, login: Login) -> None:
    admin = login("quantri")
    html = save(admin, world, [("reception", "50"), ("department", "51")])
    assert "Các bước cộng lại là 101%" in html and 'value="51"' in html
    assert InternalStep.objects.count() == 0
    save(admin, world, [("reception", "10"), ("department", "90")])
    assert list(InternalStep.objects.values_list("kind", "share")) == [("reception", Decimal(10)), ("department", Decimal(90))]


def test_only_administrators_edit_steps(world: World, login: Login) -> None:
    version = world.case(world.deed).version
    answer = login("lanhdao").get(f"/quan-tri/catalogue/versionsteps/{version.pk}/change/")
    assert answer.status_code in (302, 404)
