"""The head's page that closes the counter of an officer who has left."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.web.desk.helpers import a_ticket, open_counter, press

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.queueing.models import CounterSession, Ticket

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
TODAY = "/quan-ly/"


def address(session: CounterSession) -> str:
    return f"/quan-ly/quay/{session.pk}/dong/"


def left_behind(world: World, login: Enter, *, started: bool = True) -> tuple[CounterSession, Ticket]:
    """An officer calls (and serves) a number, and may not log in any more."""
    ticket, officer = a_ticket(world), login("quay1")
    open_counter(officer, world)
    press(officer, "next")
    if started:
        press(officer, "start", ticket)
    world.clerk.is_active = False
    world.clerk.save()
    return CounterSession.objects.get(), ticket


def seen_on(page: str) -> str:
    found = re.search(r'name="dang-giu" value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(("started", "words", "state"), [
    (True, "được ghi là đã phục vụ xong", "finished"), (False, "trở về hàng chờ của nhóm và giữ", "waiting"),
])  # fmt: skip
def test_the_counter_of_somebody_who_left(world: World, login: Enter, started: bool, words: str, state: str) -> None:
    session, ticket = left_behind(world, login, started=started)
    head = login("lanhdao")
    today = head.get(TODAY).content.decode()
    assert f'href="{address(session)}"' in today and world.clerk.full_name in today
    page = head.get(address(session)).content.decode()
    assert world.clerk.full_name in page and ticket.number in page and words in page
    told = head.post(address(session), {"dang-giu": seen_on(page)}, follow=True).content.decode()
    assert "Đã đóng quầy 1." in told and address(session) not in told
    ticket.refresh_from_db()
    assert ticket.state == state
    open_counter(login("quay2"), world)
    assert CounterSession.objects.get(closed_at__isnull=True).officer == world.clerk_two


def test_what_happened_meanwhile_is_shown_first(world: World, login: Enter) -> None:
    session, ticket = left_behind(world, login)
    told = login("lanhdao").post(address(session), {"dang-giu": f"{ticket.pk}:called"}, follow=True).content.decode()
    assert "vừa có thay đổi, nên chưa đóng" in told and "được ghi là đã phục vụ xong" in told
    assert CounterSession.objects.get().closed_at is None


def test_a_counter_that_is_closed_by_now(world: World, login: Enter) -> None:
    session, ticket = left_behind(world, login)
    head = login("lanhdao")
    for _ in range(2):
        assert head.post(address(session), {"dang-giu": f"{ticket.pk}:serving"})["Location"] == f"{TODAY}?trung-tam={world.centre.slug}"
    assert "Quầy 1 đã đóng từ trước." in head.get(address(session), follow=True).content.decode()


@pytest.mark.parametrize("name", ["quay2", "quantri", "huongdan", "datdai"])
def test_nobody_else(world: World, login: Enter, name: str) -> None:
    session, ticket = left_behind(world, login)
    browser = login(name)
    assert [browser.get(address(session)).status_code, browser.post(address(session), {"dang-giu": f"{ticket.pk}:serving"}).status_code] == [404, 404]
    assert CounterSession.objects.get().closed_at is None


def test_the_head_of_another_centre(world: World, login: Enter) -> None:
    session, _ticket = left_behind(world, login)
    Post.objects.filter(staff=world.head, role=Role.HEAD).update(centre=world.site)
    assert login("lanhdao").get(address(session)).status_code == 404
    assert login("lanhdao").get("/quan-ly/quay/0/dong/").status_code == 404
