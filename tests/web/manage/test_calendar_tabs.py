"""A calendar change in two tabs: what one of them did is told in the other; and what nobody confirmed yet can be found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.cast import World
from tests.pages import PageClient

from motcua.deadlines import actions
from motcua.deadlines.errors import ChangeDiscarded
from motcua.deadlines.models import CalendarChange, OwnEntry
from motcua.kernel import clock

from .test_calendar import DAY, LIST, YEAR, a_day, previewed

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
TOLD = "Thay đổi này đã bị bỏ trước đó; chưa có gì được lưu."


@pytest.fixture
def admin(login: Enter) -> PageClient:
    return login("quantri")


def test_throwing_away_is_told(world: World, admin: PageClient) -> None:
    here = previewed(admin, DAY, a_day(date(2026, 3, 12)))
    assert "Đã bỏ thay đổi" in admin.post(here, {"viec": "bo"}, follow=True).content.decode()


def test_what_was_confirmed_meanwhile_is_not_thrown_away(world: World, admin: PageClient) -> None:
    here = previewed(admin, DAY, a_day(date(2026, 3, 12)))
    admin.post(here, {"viec": "luu"})
    answer = admin.post(here, {"viec": "bo"}, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [(here, 303)]
    assert "Thay đổi này đã được xác nhận lúc" in text and "nên không bỏ được nữa" in text and "Đã bỏ thay đổi" not in text
    assert OwnEntry.objects.filter(removed_in__isnull=True).count() == 1


@pytest.mark.parametrize("wish", ["luu", "bo", "tinh-lai"])
def test_what_was_thrown_away_meanwhile_is_told(world: World, admin: PageClient, wish: str) -> None:
    here = previewed(admin, DAY, a_day(date(2026, 3, 12)))
    admin.post(here, {"viec": "bo"})
    admin.get(LIST)  # the message of the first tab is read there
    answer = admin.post(here, {"viec": wish}, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [(LIST, 303)] and TOLD in text and "Đã bỏ thay đổi" not in text
    assert not OwnEntry.objects.exists()


def test_thrown_away_between_the_look_and_the_write(world: World, admin: PageClient) -> None:
    previewed(admin, DAY, a_day(date(2026, 3, 12)))
    row = CalendarChange.objects.get()
    CalendarChange.objects.all().delete()
    with pytest.raises(ChangeDiscarded, match="đã bị bỏ"):
        actions.confirm(row, by="staff:1", now=clock.now())


@pytest.mark.parametrize("rows", [1, 3])
def test_what_nobody_confirmed_is_on_the_first_page(
    world: World, admin: PageClient, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr("motcua.deadlines.queries.STATE_SECONDS", -1)  # the stamp is asked for each time, however long the last page took
    places = [previewed(admin, DAY, a_day(date(2026, 3, 10 + number))) for number in range(rows)]
    saved = previewed(admin, DAY, a_day(date(2026, 4, 1)))
    admin.post(saved, {"viec": "luu"})
    admin.get(YEAR)
    with django_assert_num_queries(7):
        text = admin.get(YEAR).content.decode()
    assert [text.count(f'href="{place}"') for place in places] == [1] * rows and f'href="{saved}"' not in text
    assert "Thay đổi chưa xác nhận" in text and world.admin.full_name in text


def test_a_calendar_without_open_changes_says_nothing_of_them(world: World, admin: PageClient) -> None:
    assert "Thay đổi chưa xác nhận" not in admin.get(YEAR).content.decode()
