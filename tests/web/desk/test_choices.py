"""Several amounts to choose from: the officer writes a number at the one that holds and goes on."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.cast import World, drafts
from tests.pages import PageClient
from tests.web.desk.helpers import CHOOSE, complete

from motcua.catalogue.actions import publish_version
from motcua.catalogue.models import Case, FeeAsked
from motcua.catalogue.rules.drafts import DraftFee, FeeKind
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.clock import local_day

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


@pytest.fixture
def fees(world: World) -> dict[str, str]:
    """Name of the field of each amount: two fees and two levies, of which one each holds."""
    draft = next(one for one in drafts() if one.code == world.deed.code)
    rows = tuple(DraftFee(kind, name, amount, is_choice=True) for kind, name, amount in (
        (FeeKind.FEE, "trang đầu", 2000), (FeeKind.FEE, "trang sau", 1000), (FeeKind.LEVY, "thường", 5000), (FeeKind.LEVY, "nhanh", 9000),
    ))  # fmt: skip
    publish_version(replace(draft, fees=rows), valid_from=local_day(clock.now()), by="system", now=clock.now())
    return {fee.name: f"f{fee.pk}" for fee in FeeAsked.objects.filter(version__procedure=world.deed, is_choice=True)}


def receive(browser: PageClient, world: World, **typed: str) -> tuple[int, str]:
    """Status and text of sending the form of the present version with these quantities."""
    case = Case.objects.filter(version__procedure=world.deed).latest("pk")
    papers = {name: value for paper in case.papers.all() for name, value in ((f"p{paper.pk}", "on"), (f"p{paper.pk}_o", "1"))}
    answer = browser.post(f"{CHOOSE}{case.pk}/", {**complete(world, world.deed), **papers, **typed})
    return answer.status_code, html.unescape(answer.content.decode())


def test_the_amounts_left_empty_beside_the_one_that_holds_are_none(world: World, login: Enter, fees: dict[str, str]) -> None:
    status, _text = receive(login("quay1"), world, **{fees["trang đầu"]: "2", fees["trang sau"]: "", fees["thường"]: "", fees["nhanh"]: "1"})
    assert status == 303
    assert list(Dossier.objects.get().fees_due.order_by("id").values_list("name", "quantity")) == [("trang đầu", 2), ("nhanh", 1)]


def test_a_fee_that_was_chosen_leaves_the_levy_to_be_chosen(world: World, login: Enter, fees: dict[str, str]) -> None:
    status, text = receive(login("quay1"), world, **{fees["trang đầu"]: "2", fees["trang sau"]: "x"})
    assert status == 422 and "“trang đầu” là một" not in text and not Dossier.objects.exists()
    assert all(f"“{name}” là một trong các mức thu" in text for name in ("trang sau", "thường", "nhanh"))
