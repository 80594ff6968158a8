"""The session ends while a form of the calendar is filled in: what was typed survives the log-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.cast import PASSWORD, World
from tests.pages import PageClient

from motcua.deadlines.models import CalendarChange

from .test_calendar import DAY, FILE, HOURS, SWAP, a_day, a_swap, summer

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
LOGIN = "/can-bo/dang-nhap/"
FORMS: list[tuple[str, dict[str, Any], str]] = [
    (DAY, a_day(date(2026, 3, 12), reason="Bầu cử giữ lại"), 'value="Bầu cử giữ lại"'),
    (SWAP, a_swap(date(2026, 3, 12), date(2026, 3, 21), legal_basis="Thông báo giữ lại"), 'value="Thông báo giữ lại"'),
    (HOURS, summer(name="Giờ giữ lại", days=["1", "3"]), 'value="Giờ giữ lại"'),
    (FILE, {"legal_basis": "Thông báo giữ lại", "agency": ""}, 'value="Thông báo giữ lại"'),
]


@pytest.mark.parametrize(("address", "typed", "kept"), FORMS, ids=["day", "swap", "hours", "file"])
def test_what_was_typed_comes_back_after_the_log_in(world: World, client: PageClient, address: str, typed: dict[str, Any], kept: str) -> None:
    page = client.post(address, typed)
    assert page.status_code == 200 and "vẫn còn" in page.content.decode() and kept in page.content.decode()
    carried = {f"giu.{name}": value for name, value in typed.items()}
    again = client.post(LOGIN, {"username": "quantri", "password": PASSWORD, "next": address, **carried}).content.decode()
    assert "Mở lại biểu mẫu" in again and kept in again and f'action="{address}"' in again
    back = client.post(address, {**typed, "do": "look"}).content.decode()
    assert kept in back and "Xem trước thay đổi" in back
    assert ("Chưa chọn tệp" in back) == (address == FILE)
    assert not CalendarChange.objects.exists()


def test_several_ticks_of_one_name_all_come_back(world: World, client: PageClient) -> None:
    typed = summer(days=["1", "3"])
    page = client.post(HOURS, typed).content.decode()
    assert [page.count(f'name="giu.days" value="{day}"') for day in "0123"] == [0, 1, 0, 1]


def test_a_form_older_than_the_log_in_comes_back(world: World) -> None:
    browser = PageClient(enforce_csrf_checks=True)
    browser.force_login(world.admin)
    typed = a_day(date(2026, 3, 12), reason="Bầu cử giữ lại")
    answer = browser.post(DAY, {**typed, "csrfmiddlewaretoken": "x"}, headers={"Referer": f"http://testserver{DAY}"})
    text = answer.content.decode()
    assert answer.status_code == 403 and "Mở lại biểu mẫu" in text and 'value="Bầu cử giữ lại"' in text
    assert "Mở lại biểu mẫu" not in browser.post(DAY, typed).content.decode()


def test_another_role_gets_nothing(world: World, login: Enter) -> None:
    assert login("lanhdao").post(DAY, {**a_day(date(2026, 3, 12)), "do": "look"}).status_code == 404
