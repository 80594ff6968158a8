"""Logging in and out: five wrong tries, the end of the shift, an open counter, what was typed when a session ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.sessions.models import Session
from tests.cast import PASSWORD, World
from tests.pages import PageClient
from tests.web.desk.helpers import COUNTER, LOGIN, a_ticket, complete, form_of, open_counter, press

from motcua.kernel.clock import VN
from motcua.queueing.models import CounterSession

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


@pytest.mark.parametrize(
    ("username", "place"),
    [
        ("quay1", "/can-bo/quay/"), ("datdai", "/can-bo/ho-so/"), ("huongdan", "/huong-dan/"), ("lanhdao", "/quan-ly/"),
        ("quantri", "/quan-ly/quan-tri/"),
    ],
)  # fmt: skip
def test_log_in_goes_to_the_most_probable_place(world: World, client: PageClient, username: str, place: str) -> None:
    answer = client.post(LOGIN, {"username": username, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (303, place)


def test_log_in_returns_to_the_page_asked_for_but_never_to_a_stranger(world: World, client: PageClient) -> None:
    asked = client.get("/can-bo/ho-so/?muc=tra", follow=True).content.decode()
    assert "trang vừa xem sẽ mở lại" in asked and "trang vừa xem sẽ mở lại" not in client.get(LOGIN).content.decode()
    answer = client.post(LOGIN, {"username": "quay1", "password": PASSWORD, "next": "/can-bo/ho-so/?muc=tra"})
    assert answer["Location"] == "/can-bo/ho-so/?muc=tra"
    other = PageClient().post(LOGIN, {"username": "quay1", "password": PASSWORD, "next": "https://example.org/"})
    assert other["Location"] == "/can-bo/quay/"


def test_a_wrong_password_says_so_and_keeps_the_name(world: World, client: PageClient) -> None:
    answer = client.post(LOGIN, {"username": "quay1", "password": "sai"})
    text = answer.content.decode()
    assert "mật khẩu chưa đúng" in text and 'value="quay1"' in text and "sai" not in text.split("<form")[1].split("</form>")[0]


def test_five_wrong_tries_lock_even_the_right_password_out(world: World, client: PageClient) -> None:
    for _try in range(5):
        answer = client.post(LOGIN, {"username": "quay1", "password": "sai"})
    assert answer.status_code == 429 and "Xin chờ 15 phút" in answer.content.decode()
    assert client.post(LOGIN, {"username": "quay1", "password": PASSWORD}).status_code == 429
    assert client.post(LOGIN, {"username": "quay2", "password": PASSWORD}).status_code == 303


def test_the_session_ends_with_the_shift(world: World, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    morning = datetime(2036, 3, 3, 7, 20, tzinfo=VN)
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: morning)
    client.post(LOGIN, {"username": "quay1", "password": PASSWORD})
    assert Session.objects.get().expire_date == datetime(2036, 3, 3, 19, 0, tzinfo=VN)


@pytest.mark.parametrize("query", ["", "?next=/quan-tri/centres/centre/"], ids=["plain", "with next"])
def test_the_administration_has_no_log_in_of_its_own(world: World, client: PageClient, query: str) -> None:
    answer = client.get(f"/quan-tri/login/{query}")
    assert (answer.status_code, answer["Location"].replace("%2F", "/")) == (303, LOGIN + query)
    refused = client.post("/quan-tri/login/", {"username": "quantri", "password": PASSWORD})
    assert refused.status_code == 303 and not Session.objects.exists()
    assert client.get("/quan-tri/")["Location"].startswith("/quan-tri/login/")


def test_who_may_not_administer_is_not_sent_in_a_circle(world: World, login: Enter) -> None:
    assert login("quay1").get("/quan-tri/login/?next=/quan-tri/").status_code == 404
    assert login("quantri").get("/quan-tri/").status_code == 200


def test_every_log_in_ends_with_the_shift(world: World, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: datetime(2036, 3, 3, 7, 20, tzinfo=VN))
    client.force_login(world.admin, backend="motcua.accounts.backend.StaffBackend")
    assert Session.objects.get().expire_date == datetime(2036, 3, 3, 19, 0, tzinfo=VN)


def test_demo_accounts_stand_on_the_page_of_the_demonstration_only(world: World, client: PageClient, settings: object) -> None:
    assert "quantri" not in client.get(LOGIN).content.decode()
    settings.DEMO = True  # type: ignore[attr-defined]
    text = client.get(LOGIN).content.decode()
    assert all(name in text for name in ("quay1", "datdai", "lanhdao", "quantri")) and PASSWORD not in text


def test_log_out_asks_before_it_closes_the_counter(world: World, login: Enter) -> None:
    browser = login("quay1")
    open_counter(browser, world)
    asked = browser.post("/can-bo/dang-xuat/")
    assert asked.status_code == 200 and "Đóng quầy và đăng xuất" in asked.content.decode()
    assert CounterSession.objects.filter(closed_at__isnull=True).count() == 1
    assert browser.post("/can-bo/dang-xuat/", {"sure": "1"})["Location"] == LOGIN
    assert not CounterSession.objects.filter(closed_at__isnull=True).exists()
    assert browser.get(COUNTER)["Location"].startswith(LOGIN)


def test_log_out_with_a_visitor_in_hand_says_what_to_do(world: World, login: Enter) -> None:
    browser, ticket = login("quay1"), a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    text = browser.post("/can-bo/dang-xuat/", {"sure": "1"}).content.decode()
    assert ticket.number in text and "Vắng mặt" in text
    assert browser.get(COUNTER).status_code == 200


def test_log_out_without_a_counter_is_one_press(world: World, login: Enter) -> None:
    browser = login("datdai")
    assert browser.post("/can-bo/dang-xuat/")["Location"] == LOGIN
    assert browser.get("/can-bo/")["Location"].startswith(LOGIN)


def test_change_of_password(world: World, login: Enter) -> None:
    browser = login("quay1")
    wrong = browser.post("/can-bo/mat-khau/", {"old_password": "khác", "new_password1": "Ha-Long-2027!", "new_password2": "Ha-Long-2027"})
    text = wrong.content.decode()
    assert "Mật khẩu hiện tại chưa đúng" in text and "không giống nhau" in text
    right = {"old_password": PASSWORD, "new_password1": "Ha-Long-2027!", "new_password2": "Ha-Long-2027!"}
    assert browser.post("/can-bo/mat-khau/", right).status_code == 303
    assert browser.get("/can-bo/").status_code == 200
    assert PageClient().post(LOGIN, {"username": "quay1", "password": "Ha-Long-2027!"}).status_code == 303


def test_a_form_sent_after_the_session_ended_comes_back_filled(world: World, client: PageClient) -> None:
    typed = complete(world, world.deed, name="Trần Văn Giữ")
    page = client.post(form_of(world, world.deed), typed)
    assert "vẫn còn" in page.content.decode() and "Trần Văn Giữ" in page.content.decode()
    kept = {f"giu.{name}": value for name, value in typed.items() if name != "do"}
    again = client.post(LOGIN, {"username": "quay1", "password": PASSWORD, "next": form_of(world, world.deed), **kept})
    text = again.content.decode()
    assert "Mở lại biểu mẫu" in text and 'value="Trần Văn Giữ"' in text and 'value="look"' in text
    back = client.post(form_of(world, world.deed), {**typed, "do": "look"}).content.decode()
    assert 'value="Trần Văn Giữ"' in back
