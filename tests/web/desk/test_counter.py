"""The calling page: each button is one verb, twice is once, the live part equals the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import MONDAY, World
from tests.pages import PageClient, page_faults, part
from tests.web.desk.helpers import COUNTER, a_ticket, open_counter, press

from motcua.kernel.clock import day_bounds, local_day
from motcua.queueing.models import Call, CounterSession, Ticket

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


def filled(html: str) -> list[str]:
    """The texts of the filled buttons."""
    found = re.findall(r'<(?:a|button) class="(govuk-button[^"]*)"[^>]*>.*?<span class="mc-button__text">([^<]*)</span>', html, re.S)
    return [text for classes, text in found if "secondary" not in classes and "quiet" not in classes and "danger" not in classes]


def now_in_hand(browser: PageClient) -> str:
    """The number that the page shows large."""
    return re.search(r'id="current-number">([^<]*)<', browser.get(COUNTER).content.decode())[1]  # type: ignore[index]


def test_choosing_a_counter_shows_who_has_the_others(world: World, login: Enter) -> None:
    first, second = login("quay1"), login("quay2")
    assert first.get(COUNTER).content.decode().count('name="counter"') == 3
    open_counter(first, world)
    text = second.get(COUNTER).content.decode()
    assert text.count('name="counter"') == 2 and "Phạm Văn Quầy đang mở" in text


def test_a_counter_that_somebody_has_open_stays_theirs(world: World, login: Enter) -> None:
    first, second = login("quay1"), login("quay2")
    open_counter(first, world)
    answer = second.post(f"{COUNTER}mo/", {"counter": world.counters[0].pk}, follow=True)
    assert "đang do Phạm Văn Quầy mở" in answer.content.decode()
    assert CounterSession.objects.filter(closed_at__isnull=True).count() == 1


def test_a_visit_from_call_to_end(world: World, login: Enter) -> None:
    browser, ticket = login("quay1"), a_ticket(world)
    open_counter(browser, world)
    assert filled(browser.get(COUNTER).content.decode()) == ["Gọi số tiếp theo"]
    press(browser, "next")
    assert filled(browser.get(COUNTER).content.decode()) == ["Bắt đầu"]
    press(browser, "again", ticket)
    press(browser, "start", ticket)
    assert filled(browser.get(COUNTER).content.decode()) == ["Tiếp nhận hồ sơ"]
    press(browser, "finish", ticket)
    ticket.refresh_from_db()
    assert (ticket.state, Call.objects.filter(ticket=ticket).count(), now_in_hand(browser)) == ("finished", 2, "–")


@pytest.mark.parametrize("do", ["next", "again", "start", "no_show", "finish"])
def test_every_button_pressed_twice_is_pressed_once(world: World, login: Enter, do: str) -> None:
    browser = login("quay1")
    a_ticket(world), a_ticket(world)
    open_counter(browser, world)
    if do != "next":
        press(browser, "next")
    current = CounterSession.objects.get().current
    first, second = press(browser, do, current), press(browser, do, current)
    assert (first.status_code, second.status_code) == (303, 303)
    called = Ticket.objects.exclude(called_at=None).count()
    assert called == 1
    assert "mc-notice--error" not in browser.get(COUNTER).content.decode()


def test_f2_while_serving_ends_one_and_calls_the_next(world: World, login: Enter) -> None:
    browser, first, second = login("quay1"), a_ticket(world), a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    press(browser, "start", first)
    press(browser, "next", first)
    press(browser, "next", first)
    first.refresh_from_db()
    assert (first.state, now_in_hand(browser)) == ("finished", second.number)


def test_nobody_waits_is_a_sentence(world: World, login: Enter) -> None:
    browser = login("quay1")
    open_counter(browser, world)
    answer = press(browser, "next")
    assert "Lúc Ông/Bà bấm, không có ai chờ ở quầy này" in browser.get(answer["Location"]).content.decode()


def test_ending_and_calling_ends_the_number_also_when_nobody_waits(world: World, login: Enter) -> None:
    """It stayed open, and what was received next fell to the visitor who had left."""
    browser, ticket = login("quay1"), a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    press(browser, "start", ticket)
    answer = press(browser, "next", ticket)
    text = browser.get(answer["Location"]).content.decode()
    ticket.refresh_from_db()
    assert ticket.state == "finished" and f"Số {ticket.number} đã kết thúc. Không có ai chờ" in text and "Chưa có khách" in text
    assert "Lúc Ông/Bà bấm" in browser.get(press(browser, "next", ticket)["Location"]).content.decode()


def test_absent_visitor_comes_back(world: World, login: Enter) -> None:
    browser, ticket = login("quay1"), a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    press(browser, "no_show", ticket)
    assert "Vắng mặt hôm nay" in browser.get(COUNTER).content.decode()
    answer = browser.post(f"{COUNTER}tro-lai/", {"ticket": ticket.pk}, follow=True)
    assert f"Số {ticket.number} đã trở lại hàng chờ" in answer.content.decode()
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


def test_transfer_to_a_group_keeps_the_place(world: World, login: Enter) -> None:
    browser, ticket = login("quay1"), a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    page = browser.get(f"{COUNTER}chuyen/").content.decode()
    assert f'value="group:{world.estate.pk}"' in page
    wrong = browser.post(f"{COUNTER}chuyen/", {"to": "group:999", "current": ticket.pk})
    assert "Chưa chọn nơi chuyển đến" in wrong.content.decode()
    moved = browser.post(f"{COUNTER}chuyen/", {"to": f"group:{world.estate.pk}", "current": ticket.pk}, follow=True).content.decode()
    assert f"đến {world.estate.letter} {world.estate.name} (" in moved, "says where to, with its counters"
    before, ticket = ticket.rank_at, Ticket.objects.get(pk=ticket.pk)
    assert (ticket.state, ticket.group_id, ticket.rank_at) == ("waiting", world.estate.pk, before)


def test_calling_again_says_that_it_was_done(world: World, login: Enter) -> None:
    browser, ticket = login("quay1"), a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    browser.post(f"{COUNTER}viec/", {"do": "again", "current": ticket.pk})
    assert f"Đã gọi lại số {ticket.number} lúc" in browser.get(COUNTER).content.decode()


def test_transfer_to_an_open_counter(world: World, login: Enter) -> None:
    browser, other, ticket = login("quay1"), login("quay2"), a_ticket(world)
    open_counter(browser, world)
    open_counter(other, world, 2)
    press(browser, "next")
    assert "Vũ Thị Tiếp" in browser.get(f"{COUNTER}chuyen/").content.decode()
    browser.post(f"{COUNTER}chuyen/", {"to": f"counter:{world.counters[2].pk}", "current": ticket.pk})
    assert "chuyển đến quầy này" in other.get(COUNTER).content.decode()
    press(other, "next")
    assert now_in_hand(other) == ticket.number


def test_pause_needs_a_reason_and_resumes(world: World, login: Enter) -> None:
    browser = login("quay1")
    open_counter(browser, world)
    refused = browser.post(f"{COUNTER}tam-dung/", {"reason": "", "other": " "})
    text = refused.content.decode()
    assert refused.status_code == 422 and "chọn hoặc ghi lý do" in text
    assert 'href="#id_other"' in text and 'aria-describedby="id_other-error"' in text, "the error is tied to its field"
    long = browser.post(f"{COUNTER}tam-dung/", {"other": "a" * 121})
    assert "Dài hơn 120 ký tự" in long.content.decode() and "a" * 121 in long.content.decode()
    browser.post(f"{COUNTER}tam-dung/", {"other": "Đi lấy hồ sơ"})
    text = browser.get(COUNTER).content.decode()
    assert "Đi lấy hồ sơ" in text and filled(text) == ["Tiếp tục gọi số"]
    assert "Quầy đang tạm dừng" in browser.get(press(browser, "next")["Location"]).content.decode()
    press(browser, "resume")
    assert filled(browser.get(COUNTER).content.decode()) == ["Gọi số tiếp theo"]


def test_a_reason_of_ones_own_is_not_lost_to_the_first_tile(world: World, login: Enter) -> None:
    """Enter in a field presses the first button of its form: the tiles stand in a form of their own."""
    browser = login("quay1")
    open_counter(browser, world)
    forms = re.findall(r"<form[^>]*tam-dung.*?</form>", browser.get(f"{COUNTER}tam-dung/").content.decode(), re.S)
    assert [('name="reason"' in form, 'name="other"' in form) for form in forms] == [(True, False), (False, True)]


def test_no_pause_while_a_called_visitor_is_awaited(world: World, login: Enter) -> None:
    browser = login("quay1")
    a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    text = browser.post(f"{COUNTER}tam-dung/", {"other": "Đi họp"}).content.decode()
    assert "govuk-error-summary" in text and "id_other-error" not in text and 'value="Đi họp"' in text


def test_the_live_part_equals_the_page(world: World, login: Enter) -> None:
    browser = login("quay1")
    a_ticket(world), a_ticket(world, priority=world.elderly)
    open_counter(browser, world)
    press(browser, "next")
    press(browser, "start", CounterSession.objects.get().current)
    page = part(browser.get(COUNTER).content.decode(), "counter-part")
    fragment = browser.get(f"{COUNTER}phan/", headers={"HX-Request": "true"}).content.decode()
    assert not page_faults(fragment)
    wrapped = part(f'<!DOCTYPE html><div id="counter-part">{fragment}</div>', "counter-part")
    assert re.sub(r"^<div[^>]*>\s*", "", page) == re.sub(r"^<div[^>]*>\s*", "", wrapped)
    assert "csrfmiddlewaretoken" not in fragment


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_calling_page_asks_a_fixed_number_of_questions(
    world: World, login: Enter, django_assert_num_queries: Callable[[int], object], waiting: int
) -> None:
    browser = login("quay1")
    tickets = [a_ticket(world) for _ in range(waiting + 1)]
    open_counter(browser, world)
    press(browser, "next")
    press(browser, "no_show", tickets[0])
    browser.get(COUNTER)
    with django_assert_num_queries(5):  # type: ignore[attr-defined]
        text = browser.get(COUNTER).content.decode()
    assert f"Đang chờ ({waiting})" in text


def test_no_personal_data_and_no_stranger_on_the_calling_page(world: World, login: Enter) -> None:
    assert login("datdai").get(COUNTER).status_code == 404
    assert PageClient().get(COUNTER)["Location"].startswith("/can-bo/dang-nhap/")
    site = login("halong1")
    assert site.post(f"{COUNTER}mo/", {"counter": world.counters[0].pk}).status_code == 404
    assert site.post(f"{COUNTER}tro-lai/", {"ticket": a_ticket(world).pk}).status_code == 404


def test_a_late_press_of_call_again_does_not_say_that_it_called(world: World, login: Enter) -> None:
    browser, first = login("quay1"), a_ticket(world)
    a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    press(browser, "no_show")
    press(browser, "next")
    browser.post(f"{COUNTER}viec/", {"do": "again", "current": first.pk})
    assert "Đã gọi lại số" not in browser.get(COUNTER).content.decode()


def test_after_midnight_the_page_shows_whom_its_button_calls(world: World, login: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, (midnight, _end) = login("quay1"), day_bounds(local_day(MONDAY) + timedelta(days=1))
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: midnight - timedelta(minutes=10))
    ticket = a_ticket(world)
    open_counter(browser, world)
    monkeypatch.setattr("motcua.kernel.clock.now", lambda: midnight + timedelta(minutes=10))
    assert "Đang chờ (1)" in browser.get(COUNTER).content.decode()
    press(browser, "next")
    assert now_in_hand(browser) == ticket.number
