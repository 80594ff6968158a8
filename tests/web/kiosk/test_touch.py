"""The touch screen by plain forms: one tap one ticket, both languages, priority, search, and every bad state without a lost number."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import zxingcpp
from django.conf import settings
from PIL import Image
from tests.cast import World, token
from tests.pages import PageClient
from tests.queueing.hall import seat, take

from motcua.kernel import clock
from motcua.kernel.clock import VN
from motcua.queueing import actions
from motcua.queueing.models import Ticket

START = "/ki-ot/tinh/cua-chinh/"
SUNDAY = datetime(2026, 3, 8, 9, 0, tzinfo=VN)


@pytest.fixture(autouse=True)
def _monday(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the pages stands on the world's Monday morning: a port, set as a test sets any port."""
    set_clock(monkeypatch, world.now)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)
    for module in ("touch", "phone", "printing"):
        monkeypatch.setattr(f"motcua.web.kiosk.views.{module}.now", lambda: moment)


def tap(client: PageClient, world: World, **fields: Any) -> Any:
    data = {"token": token(), "group": world.civil.pk, "lang": "vi", "priority": "", **fields}
    return client.post(START, {name: value for name, value in data.items() if value is not None})


def test_screen_offers_groups_popular_procedures_and_reasons(client: PageClient, world: World) -> None:
    world.birth.is_popular = True
    world.birth.save()
    html = client.get(START).content.decode()
    for words in ("Ông/Bà cần làm việc gì?", "Hộ tịch", "Đất đai", "Đăng ký khai sinh", "Người cao tuổi"):
        assert words in html
    assert f'name="group" value="{world.civil.pk}"' in html
    assert f'name="procedure" value="{world.birth.code}"' in html


def test_one_tap_gives_the_number_on_the_screen(client: PageClient, world: World) -> None:
    answer = tap(client, world)
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{START}so/{ticket.token}/")
    html = client.get(answer["Location"]).content.decode()
    for words in ("A001", "Hộ tịch", "1, 2", "khi quầy mở", "09 giờ 00, thứ Hai 02/03/2026", "<svg", "Lấy số khác"):
        assert words in html
    assert f'data-idle-url="{START}" data-idle-seconds="20"' in html
    assert f'content="20; url={START}"' in html
    assert "Màn hình tự về đầu sau <span data-idle-left>20</span> giây." in html


def test_the_screen_counts_the_people_ahead_and_its_qr_leads_to_the_phones_page(client: PageClient, world: World) -> None:
    seat(world)
    for _ in range(2):
        take(world)
    html = client.get(tap(client, world)["Location"]).content.decode()
    ahead = re.search(r"Người chờ trước\s*</dt>\s*<dd[^>]*>\s*(\d+)\s*</dd>", html)
    assert ahead and ahead[1] == "2"
    assert [code.text for code in zxingcpp.read_barcodes(drawn(html))] == [f"{settings.PUBLIC_URL}/so/{Ticket.objects.latest('pk').token}/"]


def drawn(html: str) -> Image.Image:
    """The QR of the page as a camera sees it: the path of rows that segno draws, eight pixels a module."""
    size, path = re.findall(r'<svg[^>]*viewBox="0 0 (\d+) \d+"[^>]*><path[^>]*class="qrline"[^>]* d="([^"]+)"', html)[0]
    image = Image.new("L", (8 * int(size), 8 * int(size)), 255)
    x = y = 0.0
    for step, across, down in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        if step == "h":
            image.paste(0, (int(8 * x), int(8 * (y - 0.5)), int(8 * (x + float(across))), int(8 * (y + 0.5))))
        x, y = (0.0 if step == "M" else x) + float(across), (0.0 if step == "M" else y) + float(down or 0)
    return image


def test_double_tap_and_retry_are_one_ticket(client: PageClient, world: World) -> None:
    first = tap(client, world, token="cung-mot-lan")
    second = tap(client, world, token="cung-mot-lan")
    actions.call_next(seat(world), expected=None, by=world.clerk, now=world.now)
    third = tap(client, world, token="cung-mot-lan")
    assert first["Location"] == second["Location"] == third["Location"]
    assert Ticket.objects.count() == 1


def test_each_screen_has_its_own_token(client: PageClient, world: World) -> None:
    first, second = client.get(START), client.get(START)
    tokens = [answer.content.decode().split('name="token" value="')[1].split('"')[0] for answer in (first, second)]
    assert len(set(tokens)) == 2
    assert "no-store" in first["Cache-Control"]


def test_priority_is_chosen_first_and_stays_for_one_ticket(client: PageClient, world: World) -> None:
    html = client.get(f"{START}?uu-tien={world.elderly.code}").content.decode()
    assert f'name="priority" value="{world.elderly.code}"' in html
    assert 'aria-current="true"' in html
    tap(client, world, priority=world.elderly.code)
    assert Ticket.objects.get().priority == world.elderly
    assert 'name="priority" value=""' in client.get(START).content.decode()


def test_unknown_priority_is_none(client: PageClient, world: World) -> None:
    tap(client, world, priority="khong-co")
    assert not Ticket.objects.get().is_priority


def test_procedure_leads_to_the_group_of_its_field(client: PageClient, world: World) -> None:
    tap(client, world, procedure=world.deed.code, group=None)
    ticket = Ticket.objects.get()
    assert (ticket.procedure, ticket.group, ticket.number) == (world.deed, world.estate, "B001")


def test_search_finds_without_tones(client: PageClient, world: World) -> None:
    html = client.get(f"{START}?q=khai+sinh").content.decode()
    assert f'name="procedure" value="{world.birth.code}"' in html
    assert world.deed.code not in html
    assert "Không tìm thấy" in client.get(f"{START}?q=xyzxyz").content.decode()


def test_english_visit(client: PageClient, world: World) -> None:
    page = client.get(f"{START}?lang=en")
    html = page.content.decode()
    assert 'lang="en"' in html
    assert "Civil status" in html
    assert page["Content-Language"] == "en"
    answer = tap(client, world, lang="en")
    assert Ticket.objects.get().language == "en"
    assert answer["Location"].endswith("/?lang=en")
    assert "Civil status" in client.get(answer["Location"]).content.decode()
    assert 'lang="vi"' in client.get(START).content.decode()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_outside_hours_nothing_is_given(
    client: PageClient, world: World, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    set_clock(monkeypatch, SUNDAY)
    html = client.get(f"{START}?lang={lang}").content.decode()
    opens = {"vi": "07 giờ 30, thứ Hai 09/03/2026", "en": "07:30, Monday 09/03/2026"}[lang]
    assert opens in html
    assert 'name="group"' not in html
    answer = tap(client, world, lang=lang)
    assert answer.status_code == 409
    assert opens in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_tap_that_crossed_closing_time_still_shows_its_ticket(
    client: PageClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tap(client, world, token="sat-gio-dong")
    set_clock(monkeypatch, world.now + timedelta(hours=9))
    assert tap(client, world, token="sat-gio-dong")["Location"] == first["Location"]


BAD = {
    "no token": ({"token": ""}, "Trang lấy số đã cũ"),
    "long token": ({"token": "x" * 100_000}, "Trang lấy số đã cũ"),
    "unknown group": ({"group": "999999"}, "chưa phục vụ nhóm việc đó"),
    "group in words": ({"group": "hộ tịch"}, "chưa phục vụ nhóm việc đó"),
    "nothing chosen": ({"group": None}, "chưa phục vụ nhóm việc đó"),
    "unknown procedure": ({"procedure": "9.999999"}, "chưa phục vụ nhóm việc đó"),
}


@pytest.mark.parametrize(("fields", "sentence"), BAD.values(), ids=BAD.keys())
def test_bad_taps_say_what_to_do_and_give_nothing(
    client: PageClient, world: World, fields: dict[str, Any], sentence: str
) -> None:
    answer = tap(client, world, **fields)
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert 'name="group"' in answer.content.decode()
    assert not Ticket.objects.exists()


def test_group_of_another_centre_is_refused(client: PageClient, world: World) -> None:
    foreign = world.site.groups.create(letter="A", name="Hộ tịch Hạ Long")
    assert tap(client, world, group=foreign.pk).status_code == 409
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("path", ["/ki-ot/tinh/khong-co/", "/ki-ot/khong-co/cua-chinh/", f"{START}so/khong-co/"])
def test_unknown_kiosk_or_ticket(client: PageClient, world: World, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("origin", "status"),
    [(None, 303), ("http://testserver", 303), ("http://cua-hang.example", 403), ("https://testserver.example", 403), ("null", 403)],
)
def test_screen_without_cookies_gives_numbers_but_no_page_of_another_site(world: World, origin: str | None, status: int) -> None:
    screen = PageClient(enforce_csrf_checks=True)
    opened = screen.get(START)
    assert not opened.cookies
    headers = {"origin": origin} if origin else {}
    answer = screen.post(START, {"token": token(), "group": world.civil.pk}, headers=headers)
    assert answer.status_code == status
    assert Ticket.objects.count() == (status == 303)


def test_list_of_kiosks(client: PageClient, world: World) -> None:
    assert f'href="{START}"' in client.get("/ki-ot/").content.decode()


def test_a_page_of_another_site_prints_nothing(world: World) -> None:
    assert tap(PageClient(), world).status_code == 303
    screen, address = PageClient(enforce_csrf_checks=True), f"{START}in/{Ticket.objects.get().token}/"
    assert screen.post(address, headers={"origin": "http://cua-hang.example"}).status_code == 403
    assert screen.post(address, headers={"origin": "http://testserver"}).status_code != 403
