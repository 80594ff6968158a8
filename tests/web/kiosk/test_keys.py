"""A kiosk with a key serves only the screens on which the administrator opened it, and a ticket is printed five times at most."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from tests.cast import World, token
from tests.pages import PageClient
from tests.papers.printers import listening, patient
from tests.queueing.hall import take

from motcua.queueing.memory import forget
from motcua.queueing.models import Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("morning")]
START = "/ki-ot/tinh/cua-chinh/"
KEY = "cua-chinh-Ha-Long-2026"


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    for module in ("touch", "printing"):
        monkeypatch.setattr(f"motcua.web.kiosk.views.{module}.now", lambda: world.now)


def lock(world: World, key: str = KEY) -> None:
    world.kiosk.key = key
    world.kiosk.full_clean()
    world.kiosk.save()
    forget()


def tap(client: PageClient, world: World) -> int:
    return int(client.post(START, {"token": token(), "group": world.civil.pk}).status_code)


def test_without_a_key_anybody_may_tap(client: PageClient, world: World) -> None:
    assert tap(client, world) == 303


def test_a_locked_kiosk_says_so_and_gives_nothing(client: PageClient, world: World) -> None:
    lock(world)
    answer = client.get(START)
    assert answer.status_code == 409 and "chưa được mở khóa" in answer.content.decode()
    assert tap(client, world) == 409
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(("given", "status"), [(KEY, 303), (KEY.lower(), 409), ("", 409), ("khóa", 409)])
def test_only_the_right_key_opens_it(client: PageClient, world: World, given: str, status: int) -> None:
    lock(world)
    answer = client.get(START, {"khoa": given})
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (303, START, "no-store")
    assert tap(client, world) == status
    assert KEY not in str(client.cookies)


def test_a_new_key_locks_the_old_screens(client: PageClient, world: World) -> None:
    lock(world)
    client.get(START, {"khoa": KEY})
    lock(world, "mot-khoa-moi-hoan-toan")
    assert tap(client, world) == 409


def test_printing_needs_the_key_too(client: PageClient, world: World) -> None:
    ticket = take(world)
    with listening(patient) as printer:
        world.kiosk.printer_host, world.kiosk.printer_port = printer.host, printer.port
        lock(world)
        assert client.post(f"{START}in/{ticket.token}/").status_code == 409
        assert printer.got == b""
        client.get(START, {"khoa": KEY})
        assert client.post(f"{START}in/{ticket.token}/").status_code == 303
        printer.done.wait(5)
        assert len(printer.got) > 5000


@pytest.mark.parametrize("key", ["ngan", "co dau cach o trong khoa", "khóa-có-dấu-rất-dài"])
def test_a_key_that_could_be_guessed_or_not_be_typed_is_refused(world: World, key: str) -> None:
    with pytest.raises(ValidationError, match="16 đến 64"):
        lock(world, key)


def test_a_ticket_is_printed_five_times_and_then_says_what_to_do(client: PageClient, world: World) -> None:
    ticket = take(world)
    sizes = []
    for _ in range(6):
        with listening(patient) as printer:
            world.kiosk.printer_host, world.kiosk.printer_port = printer.host, printer.port
            lock(world, "")
            answer = client.post(f"{START}in/{ticket.token}/", {"again": "1"})
            printer.done.wait(1)
            sizes.append(len(printer.got) > 5000)
    assert sizes == [True] * 5 + [False]
    html = client.get(answer["Location"]).content.decode()
    assert "in đủ số lần" in html and "/in/" not in html
    assert ticket.number in html
