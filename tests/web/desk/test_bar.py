"""The bar on top says where the person who reads it works: their own unit or centre, and the counter that they have open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import World
from tests.pages import PageClient
from tests.web.desk.helpers import CHOOSE, LIST, complete, form_of, open_counter

from motcua.dossiers.models import Dossier, GuidanceSlip
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


def bar_of(browser: PageClient, address: str) -> str:
    """The bar of this page."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode().split('<header class="mc-bar">')[1].split("</header>")[0])


def test_an_officer_of_a_department_reads_their_own_unit(world: World, login: Enter) -> None:
    # Received today: an appointment that has passed cannot be put off any more, so its page would send back.
    dossier, browser = world.a_dossier(at="processing", now=clock.now() - timedelta(hours=6)), login("datdai")
    pages = [LIST, "/can-bo/", "/can-bo/mat-khau/", *(reverse(f"desk:{name}", args=[dossier.pk]) for name in ("dossier", "extend"))]
    for page in pages:
        bar = bar_of(browser, page)
        assert "Sở Nông nghiệp và Môi trường" in bar and world.centre.name not in bar, page


def test_an_officer_of_a_centre_reads_the_centre(world: World, login: Enter) -> None:
    dossier, browser = world.a_dossier(), login("quay1")
    for page in (LIST, "/can-bo/mat-khau/", reverse("desk:dossier", args=[dossier.pk])):
        assert world.centre.name in bar_of(browser, page), page


def reception_pages(browser: PageClient, world: World) -> list[str]:
    """The pages of a reception, from the choice to the receipt and to the slip."""
    address = form_of(world, world.deed)
    browser.post(address, complete(world, world.deed))
    browser.post(f"{address}chua-hop-le/", {"do": "guide", "advice": "Thiếu tờ khai", "slip": "mot-phieu"})
    received, slip = Dossier.objects.get(), GuidanceSlip.objects.get()
    return [CHOOSE, address, f"{address}chua-hop-le/", reverse("desk:received", args=[received.pk]), reverse("desk:slip", args=[slip.pk])]


def test_the_open_counter_stands_on_every_page_of_a_reception(world: World, login: Enter) -> None:
    browser = login("quay1")
    open_counter(browser, world, 1)
    assert [page for page in reception_pages(browser, world) if "Quầy 2" not in bar_of(browser, page)] == []


def test_without_an_open_counter_the_bar_names_none(world: World, login: Enter) -> None:
    browser = login("quay1")
    assert [page for page in reception_pages(browser, world) if ">Quầy" in bar_of(browser, page).split("mc-tabs")[0]] == []
