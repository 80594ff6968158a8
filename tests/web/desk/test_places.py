"""An officer of several places: each place's list by a switch that is always visible, the warnings and a search for all of them together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import AN, World
from tests.pages import PageClient
from tests.web.desk.helpers import LIST, search

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import near_due
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
SWITCH = re.compile(r'<a class="govuk-link" href="([^"]*\?noi=\d+)"( aria-current="page")? data-key="(\d)"><kbd[^>]*>\d</kbd> ([^<]*)</a>')


@pytest.fixture
def two_units(world: World) -> tuple[Dossier, Dossier]:
    """The officer decides in two units; a dossier in each."""
    Post.objects.create(staff=world.officer, role=Role.DEPARTMENT, unit=world.justice)
    land, justice = (world.a_dossier(at="processing") for _ in range(2))
    Dossier.objects.filter(pk=justice.pk).update(deciding_unit=world.justice)
    return land, justice


def codes(text: str, *asked: Dossier) -> list[bool]:
    return [f">{dossier.code}</a>" in text for dossier in asked]


def test_each_unit_of_an_officer_has_its_list(world: World, login: Enter, two_units: tuple[Dossier, Dossier]) -> None:
    browser = login("datdai")
    first = browser.get(LIST).content.decode()
    (here, is_here, key, name), (there, is_there, other_key, other) = SWITCH.findall(first)
    assert (key, name, bool(is_here)) == ("5", world.land.name, True) and (other_key, other, bool(is_there)) == ("6", world.justice.name, False)
    second = browser.get(there).content.decode()
    assert [codes(text, *two_units) for text in (first, second, browser.get(here).content.decode())] == [[True, False], [False, True], [True, False]]
    tab = re.search(r'<a href="([^"]*muc=dang)" aria-current="page"', second.replace("&amp;", "&"))[1]  # type: ignore[index]
    assert codes(browser.get(tab).content.decode(), *two_units) == [False, True], "a tab stays at its place"


def test_pages_of_the_other_place_follow_each_other(world: World, login: Enter) -> None:
    post = Post.objects.create(staff=world.site_clerk, role=Role.RECEPTION, centre=world.centre)
    made = [world.a_dossier(paid=False) for _ in range(27)]
    browser, address, seen = login("halong1"), f"{LIST}?noi={post.pk}", 0
    for rows in (25, 2):
        text = browser.get(address).content.decode().replace("&amp;", "&")
        seen += sum(codes(text, *made))
        assert text.count('name="dossier"') == rows and f"{LIST}?noi={post.pk}&muc=moi" in text
        address = next(iter(re.findall(r'href="([^"]*&sau=\d+)"', text)), address)
    assert seen == 27


def test_search_and_warnings_are_of_all_places(world: World, login: Enter, two_units: tuple[Dossier, Dossier]) -> None:
    browser = login("datdai")
    assert codes(search(browser, AN.id_number), *two_units) == [True, True]
    assert codes(browser.get("/can-bo/").content.decode(), *two_units) == [True, True]
    assert codes(login("tuphap").get("/can-bo/").content.decode(), *two_units) == [False, True]


def test_one_place_needs_no_switch_and_no_other_place_is_asked_for(world: World, login: Enter, two_units: tuple[Dossier, Dossier]) -> None:
    """Two posts at one centre are one place, where the receiving one hands over; another person's post opens nothing."""
    Post.objects.create(staff=world.head, role=Role.RECEPTION, centre=world.centre)
    other = Post.objects.get(staff=world.officer, unit=world.justice)
    received = world.a_dossier()
    text = login("lanhdao").get(LIST, {"noi": other.pk, "muc": "moi"}).content.decode()
    assert codes(text, received, two_units[1]) == [True, False] and "noi=" not in text and 'name="dossier"' in text
    stranger = login("quay1").get(LIST, {"noi": other.pk, "muc": "dang"}).content.decode()
    assert codes(stranger, *two_units) == [True, True] and world.justice.name not in stranger, "the list of their own centre"
    assert login("datdai").get(LIST, {"noi": "x" * 300}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_several_places_ask_no_more_questions(world: World, login: Enter, django_assert_num_queries: Any, rows: int) -> None:
    Post.objects.create(staff=world.officer, role=Role.DEPARTMENT, unit=world.justice)
    for _ in range(rows):
        Dossier.objects.filter(pk=world.a_dossier(at="processing").pk).update(deciding_unit=world.justice)
    browser = login("datdai")
    there = SWITCH.findall(browser.get(LIST).content.decode())[1][0]
    with django_assert_num_queries(3):
        text = browser.get(there).content.decode()
    with CaptureQueriesContext(connection) as asked:
        home = browser.get("/can-bo/").content.decode()
    assert len([one for one in asked if 'FROM "dossiers_dossier"' in one["sql"]]) == 1
    assert [page.count('class="govuk-link mc-desk-code"') for page in (text, home)] == [rows, rows]


def test_the_warnings_of_several_places_are_index_scans(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        near_due(now=clock.now(), centres=[world.centre.pk, world.site.pk], units=[world.land.pk])
    (question,) = (one["sql"] for one in asked if 'FROM "dossiers_dossier"' in one["sql"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'' if connection.vendor == 'postgresql' else 'QUERY PLAN '}{question}")
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert "SCAN dossiers_dossier" not in plan and "Seq Scan on dossiers_dossier" not in plan and "dossier_open_" in plan, plan
