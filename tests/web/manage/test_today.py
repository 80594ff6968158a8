"""The head's page of today and the administrator's overview."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from tests.cast import World
from tests.pages import PageClient, part
from tests.web.desk.helpers import a_ticket, open_counter, press

from motcua.accounts.models import Staff
from motcua.kernel import clock
from motcua.queueing.queries import HallFigures
from motcua.web.manage.views import TABLES, _hall_facts

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
TODAY, PART, ADMIN = "/quan-ly/", "/quan-ly/phan/", "/quan-ly/quan-tri/"
SEARCHES = "/quan-ly/thu-tuc/tu-khoa/"


def figure(html: str, label: str) -> str:
    """The value under this label."""
    found = re.search(rf">{label}(?:</a>)?</dt>\s*<dd[^>]*>([^<]*)<", html)
    assert found, label
    return found[1]


def test_the_figures_of_a_busy_day(world: World, login: Enter) -> None:
    first, _second = a_ticket(world), a_ticket(world, world.estate)
    officer = login("quay1")
    open_counter(officer, world)
    press(officer, "next")
    press(officer, "start", first)
    press(officer, "finish", first)
    world.a_dossier(now=clock.now())
    world.a_dossier()
    text = login("lanhdao").get(TODAY).content.decode()
    labels = ("Đang chờ", "Đã phục vụ", "Số đã phát", "Tiếp nhận hôm nay", "Quá hạn", "Được gọi trong 15 phút")
    assert [figure(text, label) for label in labels] == ["1", "1", "2", "1", "1", "100 %"]
    assert "Quầy 1" in text and "A · Hộ tịch" in text and "B · Đất đai" in text


@pytest.mark.parametrize(("called", "quick", "share"), [(250, 249, "99 %"), (250, 250, "100 %"), (100, 57, "57 %"), (100, 29, "29 %")])
def test_a_hundred_percent_is_said_only_of_everybody(called: int, quick: int, share: str) -> None:
    hall = HallFigures(called, 0, 0, called, 0, 0, None, None, None, quick / called, [])
    assert share in [fact["value"] for fact in _hall_facts(hall)]


def test_an_empty_day_says_what_will_come(world: World, login: Enter) -> None:
    assert "Hôm nay chưa phát số nào" in login("lanhdao").get(TODAY).content.decode()


def test_the_live_part_equals_the_page(world: World, login: Enter) -> None:
    a_ticket(world)
    browser = login("lanhdao")
    page = part(browser.get(TODAY).content.decode(), "today-part")
    fragment = browser.get(PART, {"trung-tam": world.centre.slug}, headers={"HX-Request": "true"}).content.decode()
    wrapped = part(f'<!DOCTYPE html><div id="today-part">{fragment}</div>', "today-part")
    assert re.sub(r"^<div[^>]*>\s*", "", page) == re.sub(r"^<div[^>]*>\s*", "", wrapped)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_fixed_number_of_questions(world: World, login: Enter, django_assert_num_queries: Any, rows: int) -> None:
    for _ in range(rows):
        a_ticket(world)
        world.a_dossier()
    browser = login("lanhdao")
    browser.get(TODAY)
    with django_assert_num_queries(13):
        assert figure(browser.get(TODAY).content.decode(), "Số đã phát") == str(rows)


@pytest.mark.parametrize(("name", "today", "admin"), [
    ("lanhdao", 200, 404), ("quantri", 404, 200), ("quay1", 404, 404), ("datdai", 404, 404), ("huongdan", 404, 404),
])  # fmt: skip
def test_who_may(world: World, login: Enter, name: str, today: int, admin: int) -> None:
    browser = login(name)
    assert [browser.get(address).status_code for address in (TODAY, PART, ADMIN)] == [today, today, admin]
    assert PageClient().get(TODAY)["Location"].startswith("/can-bo/dang-nhap/")


def test_a_head_sees_no_other_centre(world: World, login: Enter) -> None:
    text = login("lanhdao").get(TODAY, {"trung-tam": world.site.slug}).content.decode()
    assert world.centre.name in text and world.site.name not in text


def test_every_link_of_the_administrator_opens(world: World, login: Enter) -> None:
    browser = login("quantri")
    links = re.findall(r'class="mc-tile" href="([^"]*)"', browser.get(ADMIN).content.decode())
    assert {"/quan-tri/centres/unit/", "/quan-tri/accounts/staff/", "/quan-tri/centres/counter/"} <= set(links)
    assert {link: browser.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def tiles(html: str) -> set[str]:
    return set(re.findall(r'href="(/quan-tri/[^"]*)"', html))


@pytest.mark.parametrize("missing", ["is_staff", "is_superuser"])
def test_an_administrator_who_may_not_open_the_tables_gets_no_dead_links(world: World, login: Enter, missing: str) -> None:
    browser = login("quantri")
    assert "/quan-tri/catalogue/synonym/" in tiles(browser.get(SEARCHES).content.decode())
    Staff.objects.filter(pk=world.admin.pk).update(**{missing: False})
    html = browser.get(ADMIN).content.decode()
    assert tiles(html) == set() == tiles(browser.get(SEARCHES).content.decode())
    assert "Tài khoản này chưa mở được các bảng" in html and "“Có mọi quyền quản trị”" in html and 'href="/quan-ly/lich/' in html


def test_an_administrator_of_some_tables_sees_these(world: World, login: Enter) -> None:
    browser = login("quantri")
    Staff.objects.filter(pk=world.admin.pk).update(is_superuser=False)
    world.admin.user_permissions.set(Permission.objects.filter(codename="view_unit"))
    links = tiles(browser.get(ADMIN).content.decode())
    assert links == {"/quan-tri/centres/unit/"} and browser.get(links.pop()).status_code == 200


def test_the_list_of_tables_names_what_is_inside_a_centre(world: World, login: Enter) -> None:
    html = login("quantri").get(ADMIN).content.decode()
    assert "giờ mở cửa, ngày nghỉ riêng, phòng chờ, ki-ốt và máy in" in html
    assert {label for _title, tables in TABLES for label, _name, _about in tables} <= {model._meta.label_lower for model in site._registry}


def test_the_staff_form_says_what_an_administrator_needs(world: World, login: Enter) -> None:
    html = login("quantri").get(f"/quan-tri/accounts/staff/{world.clerk.pk}/change/").content.decode()
    assert "Quản trị viên cần cả ba dấu" in html
