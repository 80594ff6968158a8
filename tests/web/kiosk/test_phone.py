"""The ticket on the phone: its place, its turn, giving it up; the fragment is the page's part; no personal data."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import World
from tests.pages import PageClient, part
from tests.queueing.hall import seat, take, ticket_at

from motcua.queueing import actions
from motcua.queueing.memory import forget
from motcua.queueing.models import Ticket
from motcua.queueing.rules import State


@pytest.fixture(autouse=True)
def _monday(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.web.kiosk.views.phone.now", lambda: world.now)


def inner(html: str) -> str:
    """What is inside the live element, white space aside."""
    return part(html, "ticket").partition(">")[2].replace(" ", "")


WORDS = {
    State.WAITING: ("Ông/Bà là người tiếp theo", "hủy số này"),
    State.CALLED: ("mời đến quầy 1", "hủy số này"),
    State.SERVING: ("Quầy 1 đang phục vụ", ""),
    State.FINISHED: ("Đã phục vụ xong. Cảm ơn", ""),
    State.NO_SHOW: ("không thấy Ông/Bà", ""),
    State.CANCELLED: ("Số này đã hủy", ""),
}


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_words_and_the_fragment_is_the_same(client: PageClient, world: World, state: State) -> None:
    _session, ticket = ticket_at(world, state)
    html = client.get(f"/so/{ticket.token}/").content.decode()
    words, cancel = WORDS[state]
    assert words in html
    assert (cancel in html) if cancel else ("hủy số này" not in html)
    assert f'data-ticket-state="{state}"' in html
    fragment = client.get(f"/so/{ticket.token}/manh/").content.decode()
    assert inner(html) == inner(f"<!doctype html><div id=ticket>{fragment}</div>")


def test_place_counts_down(client: PageClient, world: World) -> None:
    tickets = [take(world) for _ in range(4)]
    assert "Còn 3 người trước Ông/Bà" in client.get(f"/so/{tickets[3].token}/").content.decode()
    actions.call_next(seat(world), expected=None, by=world.clerk, now=world.now)
    assert "Còn 2 người trước Ông/Bà" in client.get(f"/so/{tickets[3].token}/manh/").content.decode()


def test_with_no_counter_open_nobody_is_told_to_come_near(client: PageClient, world: World) -> None:
    ticket = take(world)
    alone = client.get(f"/so/{ticket.token}/").content.decode()
    assert "Chưa có quầy nào mở cho việc này" in alone and "Xin đến gần quầy" not in alone
    forget()
    seat(world)
    assert "Xin đến gần quầy" in client.get(f"/so/{ticket.token}/").content.decode()


@pytest.mark.parametrize("state", [State.WAITING, State.NO_SHOW])
def test_a_number_of_yesterday_promises_nothing(client: PageClient, world: World, monkeypatch: pytest.MonkeyPatch, state: State) -> None:
    _session, ticket = ticket_at(world, state)
    tomorrow = world.now + timedelta(days=1)
    monkeypatch.setattr("motcua.web.kiosk.views.phone.now", lambda: tomorrow)
    html = client.get(f"/so/{ticket.token}/").content.decode()
    assert "xin lấy số mới ở ki-ốt" in html and "data-past" in html
    assert "hủy số này" not in html and "Đang chờ" not in html
    assert "người tiếp theo" not in html and "không cần lấy số mới" not in html


def test_turn_rings_again_when_called_again(client: PageClient, world: World) -> None:
    session, ticket = ticket_at(world, State.CALLED)
    address = f"/so/{ticket.token}/manh/"
    first = client.get(address).content.decode()
    assert 'data-turn-title="Đến lượt Ông/Bà: quầy 1"' in first
    actions.call_again(session, by=world.clerk, now=world.now)
    second = client.get(address).content.decode()
    assert first.split("data-call-id=")[1][:6] != second.split("data-call-id=")[1][:6]


def test_unchanged_fragment_is_304_and_a_change_is_not(client: PageClient, world: World) -> None:
    ticket = take(world)
    address = f"/so/{ticket.token}/manh/"
    tag = client.get(address)["ETag"]
    same = client.get(address, headers={"If-None-Match": tag})
    assert (same.status_code, same.content) == (304, b"")
    actions.call_next(seat(world), expected=None, by=world.clerk, now=world.now)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_language_of_the_ticket_or_of_the_link(client: PageClient, world: World) -> None:
    ticket = take(world, language="en")
    assert 'lang="en"' in client.get(f"/so/{ticket.token}/").content.decode()
    html = client.get(f"/so/{ticket.token}/?lang=vi").content.decode()
    assert 'lang="vi"' in html
    assert f"/so/{ticket.token}/manh/?lang=vi" in html


def test_giving_up_asks_first(client: PageClient, world: World) -> None:
    ticket = take(world)
    question = client.get(f"/so/{ticket.token}/huy/").content.decode()
    assert "Ông/Bà muốn hủy số này?" in question
    assert Ticket.objects.get().state == State.WAITING
    for _ in range(2):
        answer = client.post(f"/so/{ticket.token}/huy/")
        assert (answer.status_code, answer["Location"]) == (303, f"/so/{ticket.token}/")
    assert Ticket.objects.get().state == State.CANCELLED


def test_served_ticket_cannot_be_given_up(client: PageClient, world: World) -> None:
    _session, ticket = ticket_at(world, State.SERVING)
    answer = client.post(f"/so/{ticket.token}/huy/")
    assert answer.status_code == 409
    assert "không hủy được nữa" in answer.content.decode()
    assert Ticket.objects.get().state == State.SERVING


def test_no_name_of_staff_or_visitor(client: PageClient, world: World) -> None:
    _session, ticket = ticket_at(world, State.SERVING)
    html = client.get(f"/so/{ticket.token}/").content.decode()
    assert world.clerk.full_name not in html
    assert world.clerk.username not in html


@pytest.mark.parametrize("tail", ["", "manh/", "in/", "huy/"])
def test_unknown_ticket(client: PageClient, world: World, tail: str) -> None:
    assert client.get(f"/so/khong-co-so-nay/{tail}").status_code == 404
    assert client.get(f"/so/{'x' * 5000}/{tail}").status_code == 404
