"""Nobody ends in front of a page without a way on: a button pressed after the session, a form older than the log-in, an address that is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import PASSWORD, World
from tests.pages import PageClient
from tests.web.desk.helpers import COUNTER, LIST, LOGIN, a_ticket, complete, form_of, open_counter

from motcua.dossiers.models import Dossier
from motcua.queueing.models import Ticket

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
HERE = "http://testserver"
NOT_DONE = "Phiên làm việc đã hết; việc vừa bấm chưa làm."


def pressed_too_late(referer: str) -> tuple[PageClient, str]:
    """A stranger's browser that pressed the key for the next number, and where the log-in page leads on to."""
    browser = PageClient()
    answer = browser.post(f"{COUNTER}viec/", {"do": "next"}, headers={"referer": referer} if referer else {})
    assert answer["Location"].startswith(LOGIN)
    form = browser.get(answer["Location"]).content.decode()
    return browser, re.search(r'name="next" value="([^"]*)"', form)[1]  # type: ignore[index]


@pytest.mark.parametrize(
    ("referer", "onward"),
    [
        pytest.param(f"{HERE}{COUNTER}", COUNTER, id="the page of the button"),
        pytest.param(f"{HERE}{LIST}?muc=tra", f"{LIST}?muc=tra", id="with its query"),
        pytest.param("", "", id="no word of it"),
        pytest.param("http://example.org/can-bo/quay/", "", id="another site"),
        pytest.param(f"{HERE}/thu-tuc/", "", id="a page for citizens"),
        pytest.param(f"{HERE}//example.org/", "", id="a path that leads elsewhere"),
        pytest.param("http://[", "", id="unreadable"),
    ],
)
def test_a_key_pressed_after_the_session_leads_back_to_its_page(world: World, referer: str, onward: str) -> None:
    ticket = a_ticket(world)
    browser, kept = pressed_too_late(referer)
    assert kept == onward
    entered = browser.post(LOGIN, {"username": "quay1", "password": PASSWORD, "next": kept})
    assert entered["Location"] == (onward or COUNTER)
    page = browser.get(entered["Location"])
    assert page.status_code == 200 and NOT_DONE in page.content.decode()
    assert NOT_DONE not in browser.get(COUNTER).content.decode()
    assert Ticket.objects.get(pk=ticket.pk).state == "waiting"


def test_a_page_asked_for_without_a_session_opens_after_the_log_in_without_a_word(world: World, client: PageClient) -> None:
    assert client.get(LIST)["Location"] == f"{LOGIN}?next={LIST}"
    client.post(LOGIN, {"username": "quay1", "password": PASSWORD, "next": LIST})
    assert NOT_DONE not in client.get(LIST).content.decode()


def test_an_address_of_a_button_opened_as_a_page_leads_back(world: World, login: Enter) -> None:
    answer = login("quay1").get(f"{COUNTER}viec/")
    text = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "không mở thẳng được" in text and 'href="/can-bo/">Về trang làm việc' in text


def test_a_citizen_meets_the_page_of_a_wrong_method_too(client: PageClient) -> None:
    answer = client.post("/gioi-thieu/")
    text = answer.content.decode()
    assert answer.status_code == 405 and "không mở thẳng được" in text and "trang làm việc" not in text and 'href="/">Về trang đầu' in text


@pytest.mark.parametrize("address", ["/can-bo/khong-co/", "/quan-ly/", "/huong-dan/khong-co/", "/quan-tri/khong-co/"])
def test_staff_find_back_to_their_desk(world: World, login: Enter, address: str) -> None:
    answer = login("quantri").get(address)
    text = answer.content.decode()
    assert answer.status_code == 404 and "mc-desk" in text and 'href="/can-bo/">Về trang làm việc' in text
    assert 'href="/">' not in text and "English" not in text


def test_citizens_find_back_to_the_portal(world: World, login: Enter) -> None:
    text = login("quay1").get("/khong-co/").content.decode()
    assert 'href="/">Về trang đầu' in text and "trang làm việc" not in text


def older_than_the_log_in(login: Enter) -> Any:
    """A browser that checks tokens, in which somebody logged in after the page with the button had opened."""
    browser: Any = login("quay1")
    browser.handler.enforce_csrf_checks = True
    return browser


def test_a_page_older_than_the_log_in_is_opened_anew(world: World, login: Enter) -> None:
    browser, ticket = login("quay1"), a_ticket(world)
    open_counter(browser, world)
    browser = older_than_the_log_in(login)
    answer = browser.post(f"{COUNTER}viec/", {"do": "next", "csrfmiddlewaretoken": "x" * 64}, headers={"referer": f"{HERE}{COUNTER}"})
    text = answer.content.decode()
    assert answer.status_code == 403 and "trước lần đăng nhập mới nhất" in text and "tải lại" not in text
    assert f'href="{COUNTER}">Mở lại trang này' in text and 'href="/can-bo/">Về trang làm việc' in text
    assert browser.get(COUNTER).status_code == 200 and Ticket.objects.get(pk=ticket.pk).state == "waiting"


def test_a_reception_older_than_the_log_in_comes_back_filled(world: World, login: Enter) -> None:
    browser, address = older_than_the_log_in(login), form_of(world, world.deed)
    typed = complete(world, world.deed, name="Trần Văn Giữ")
    answer = browser.post(address, typed, headers={"referer": HERE + address})
    text = answer.content.decode()
    assert answer.status_code == 403 and "Mở lại biểu mẫu" in text and 'value="Trần Văn Giữ"' in text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]  # type: ignore[index]
    back = browser.post(address, {**typed, "do": "look", "csrfmiddlewaretoken": token}, headers={"referer": HERE + address})
    assert back.status_code == 200 and 'value="Trần Văn Giữ"' in back.content.decode()
    assert not Dossier.objects.exists()


def test_what_another_site_sent_is_not_offered(world: World, login: Enter) -> None:
    typed = complete(world, world.deed, name="Trần Văn Lạ")
    answer = older_than_the_log_in(login).post(form_of(world, world.deed), typed, headers={"referer": "http://example.org/"})
    text = answer.content.decode()
    assert answer.status_code == 403 and "Trần Văn Lạ" not in text and "Mở lại trang này" not in text
