"""The ticket on paper: a real TCP printer, one that is away, nothing printed twice, the sheet for the browser."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.papers.printers import listening, patient
from tests.queueing.hall import seat, take

from motcua.queueing.memory import forget
from motcua.queueing.models import Ticket

START = "/ki-ot/tinh/cua-chinh/"


def _use_printer(world: World, host: str, port: int) -> None:
    world.kiosk.printer_host, world.kiosk.printer_port = host, port
    world.kiosk.save()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_printed_once_whatever_is_pressed(client: PageClient, world: World) -> None:
    ticket = take(world)
    with listening(patient) as printer:
        _use_printer(world, printer.host, printer.port)
        screen = client.get(f"{START}so/{ticket.token}/").content.decode()
        assert "data-print-slip" in screen
        answer = client.post(f"{START}in/{ticket.token}/")
        assert answer.status_code == 303
        printer.done.wait(5)
        size = len(printer.got)
        assert size > 5000
    html = client.get(answer["Location"]).content.decode()
    assert "Đã in phiếu." in html
    assert "data-print-slip" not in html
    again = client.post(f"{START}in/{ticket.token}/")
    assert "in=loi" not in again["Location"]


def test_without_a_printer_of_its_own_the_kiosk_offers_the_paper_first(client: PageClient, world: World) -> None:
    filled = 'class="mc-kiosk__button mc-kiosk__button--primary" href="'
    ticket = take(world)
    html = client.get(f"{START}so/{ticket.token}/").content.decode()
    assert f"{filled}/so/{ticket.token}/" in html and html.count("mc-kiosk__button--primary") == 1
    _use_printer(world, "127.0.0.1", 9)
    forget()
    assert f'{filled}{START}"' in client.get(f"{START}so/{ticket.token}/").content.decode(), "its paper comes by itself"


def test_printed_again_when_asked(client: PageClient, world: World) -> None:
    ticket = take(world)
    for _ in range(2):
        with listening(patient) as printer:
            _use_printer(world, printer.host, printer.port)
            client.post(f"{START}in/{ticket.token}/", {"again": "1"})
            printer.done.wait(5)
            assert len(printer.got) > 5000


@pytest.mark.parametrize(("lang", "words"), [("vi", "Máy in không phản hồi"), ("en", 'lang="en"')])
def test_printer_away_keeps_the_number_and_offers_a_retry(
    client: PageClient, world: World, lang: str, words: str
) -> None:
    ticket = take(world)
    _use_printer(world, "127.0.0.1", _free_port())
    answer = client.post(f"{START}in/{ticket.token}/", {"lang": lang})
    html = client.get(answer["Location"]).content.decode()
    assert words in html
    assert f'action="{START}in/{ticket.token}/"' in html
    assert ticket.number in html
    assert "data-print-slip" not in html
    ticket.refresh_from_db()
    assert ticket.printed_at is None
    assert Ticket.objects.count() == 1


def test_a_second_paper_that_fails_is_said_and_the_first_stays_printed(client: PageClient, world: World) -> None:
    ticket = take(world)
    with listening(patient) as printer:
        _use_printer(world, printer.host, printer.port)
        client.post(f"{START}in/{ticket.token}/")
        printer.done.wait(5)
    ticket.refresh_from_db()
    first = ticket.printed_at
    _use_printer(world, "127.0.0.1", _free_port())
    html = client.get(client.post(f"{START}in/{ticket.token}/", {"again": "1"})["Location"]).content.decode()
    ticket.refresh_from_db()
    assert (ticket.printed_at, ticket.prints) == (first, 1) and first is not None
    assert "Máy in không phản hồi" in html and "Đã in phiếu." not in html
    assert 'name="again" value="1"' in html, "the next try prints, too"


def test_no_printer_or_foreign_ticket(client: PageClient, world: World) -> None:
    ticket = take(world)
    assert client.post(f"{START}in/{ticket.token}/").status_code == 404
    _use_printer(world, "127.0.0.1", 9)
    Ticket.objects.filter(pk=ticket.pk).update(centre=world.site)
    assert client.post(f"{START}in/{ticket.token}/").status_code == 404


@pytest.mark.parametrize(("lang", "service"), [("vi", "Hộ tịch"), ("en", "Civil status")])
def test_sheet_of_80_mm(client: PageClient, world: World, lang: str, service: str) -> None:
    ticket = take(world, priority=world.elderly, language=lang)
    html = client.get(f"/so/{ticket.token}/in/?ve={world.kiosk.slug}").content.decode()
    for words in (
        f'lang="{lang}"',
        ticket.number,
        service,
        "mc-sheet--ticket",
        "data-print-on-load",
        "<svg",
        f'href="{START}"',
    ):
        assert words in html
    assert f'href="/so/{ticket.token}/"' in client.get(f"/so/{ticket.token}/in/").content.decode()


def test_the_sheet_of_the_first_in_line_says_when_no_counter_is_open(client: PageClient, world: World) -> None:
    address = f"/so/{take(world).token}/in/"
    assert "Thời gian chờ: đến khi quầy mở" in client.get(address).content.decode()
    forget()
    seat(world)
    assert "Thời gian chờ" not in client.get(address).content.decode()
