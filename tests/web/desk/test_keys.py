"""Keys of the desk: each shown key does something now, and a counter's key is its own number."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from tests.cast import World
from tests.pages import PageClient
from tests.web.desk.helpers import CHOOSE, COUNTER, LIST, a_ticket, open_counter, press, search

from motcua.centres.models import Counter
from motcua.queueing.models import CounterSession, ServiceGroup
from motcua.web.desk.views.transfers import COUNTER_KEYS
from motcua.web.shared.desk import PLACES

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


def counter_keys(browser: PageClient) -> dict[int, str]:
    """Number of each free counter on the page of choice -> its key, empty when it has none."""
    text = browser.get(COUNTER).content.decode()
    buttons = re.findall(r'<button class="mc-desk-counters__free"[^>]*value="(\d+)"([^>]*)>(.*?)</button>', text, re.S)
    keys = {}
    for pk, attributes, words in buttons:
        shown, pressed = re.findall(r"<kbd[^>]*>([^<]*)<", words), re.findall(r'data-key="([^"]*)"', attributes)
        assert shown == pressed, "the key that is shown is the key that works"
        keys[Counter.objects.get(pk=pk).number] = "".join(pressed)
    return keys


def test_a_counters_key_is_its_number_whoever_sits_elsewhere(world: World, login: Enter) -> None:
    for number in (9, 10, 11):
        Counter.objects.create(centre=world.centre, room=world.room, number=number)
    browser = login("quay2")
    assert counter_keys(browser) == {1: "1", 2: "2", 3: "3", 9: "9", 10: "0", 11: ""}
    open_counter(login("quay1"), world)
    assert counter_keys(browser) == {2: "2", 3: "3", 9: "9", 10: "0", 11: ""}


def hints(text: str) -> dict[str, str]:
    """Key -> words of the foot of a page; every single key of it must do something on the page."""
    found = dict(re.findall(r'<span class="mc-key-hint"><kbd class="mc-key">([^<]*)</kbd> ([^<]*)</span>', text))
    works = set(re.findall(r'data-key="([^"]*)"', text))
    assert {key for key in found if "–" not in key} <= works
    return found


def tile_keys(text: str) -> dict[str, str]:
    """Value of each tile of the page -> its key."""
    return dict(re.findall(r'<button class="mc-tile"[^>]*value="([^"]*)"(?: data-key="([^"]*)")?', text))


def test_the_counter_hints_at_the_keys_of_its_state(world: World, login: Enter) -> None:
    browser, ticket = login("quay1"), a_ticket(world)
    open_counter(browser, world)
    assert set(hints(browser.get(COUNTER).content.decode())) == {"F2", "F6", "F10", "Delete"}
    press(browser, "next")
    assert set(hints(browser.get(COUNTER).content.decode())) == {"F3", "F4", "F6", "F7", "F8", "K"}
    press(browser, "start", ticket)
    serving = hints(browser.get(COUNTER).content.decode())
    assert set(serving) == {"F2", "F6", "F8", "K", "F10"} and serving["F10"] == "tạm dừng"
    browser.post(f"{COUNTER}tam-dung/", {"reason": "Nghỉ giải lao"})
    paused = hints(browser.get(f"{COUNTER}phan/", headers={"HX-Request": "true"}).content.decode())
    assert set(paused) == {"F6", "F8", "K", "F10"} and paused["F10"] == "tiếp tục"


def test_the_counter_is_closed_and_the_first_absent_visitor_comes_back_by_key(world: World, login: Enter) -> None:
    browser, first, second = login("quay1"), a_ticket(world), a_ticket(world)
    open_counter(browser, world)
    for ticket in (first, second):
        press(browser, "next")
        press(browser, "no_show", ticket)
    text = browser.get(COUNTER).content.decode()
    absent = re.findall(r'name="ticket" value="(\d+)" id="back-\d+"( data-key="Insert")?', text)
    assert [bool(key) for _pk, key in absent] == [True, False] and "Insert" in hints(text)
    assert re.search(r'value="close" data-key="Delete"', text) and hints(text)["Delete"] == "đóng quầy"
    press(browser, "close")
    assert not CounterSession.objects.filter(closed_at__isnull=True).exists()


def test_each_place_to_pass_on_to_has_its_key(world: World, login: Enter) -> None:
    for letter in "CDEFGHIKLM":
        ServiceGroup.objects.create(centre=world.centre, letter=letter, name=f"Việc {letter}", name_en=letter)
    browser, other = login("quay1"), login("quay2")
    a_ticket(world)
    open_counter(browser, world)
    open_counter(other, world, 2)
    press(browser, "next")
    keys = tile_keys(browser.get(f"{COUNTER}chuyen/").content.decode())
    groups = [key for value, key in keys.items() if value.startswith("group:")]
    assert groups == [*"1234567890", "", ""] and keys[f"counter:{world.counters[2].pk}"] == COUNTER_KEYS[0]


def test_no_key_of_a_counter_is_a_tabs_key() -> None:
    assert len(set(COUNTER_KEYS)) == len(COUNTER_KEYS) and not {place.key for place in PLACES} & set(COUNTER_KEYS + "XLC")


def test_a_line_that_nobody_serves_says_so(world: World, login: Enter) -> None:
    browser, other = login("quay1"), login("quay2")
    a_ticket(world)
    open_counter(browser, world)
    press(browser, "next")
    text = browser.get(f"{COUNTER}chuyen/").content.decode()
    assert "Quầy 2, 3 · chưa quầy nào mở" in text and text.count("chưa quầy nào mở") == 1
    open_counter(other, world, 2)
    assert "chưa quầy nào mở" not in browser.get(f"{COUNTER}chuyen/").content.decode()


def test_an_empty_list_hints_at_no_row(world: World, login: Enter) -> None:
    browser = login("quay1")
    assert set(hints(browser.get(LIST).content.decode())) == {"F2", "1–4"}
    world.a_dossier()
    assert set(hints(browser.get(LIST).content.decode())) == {"F2", "1–4", "F4", "C", "F8"}
    assert set(hints(search(browser, "không có"))) == {"F2"}
    assert set(hints(browser.get(CHOOSE, {"q": "zzzz"}).content.decode())) == {"F2"}


def test_the_choice_of_a_procedure_has_keys_that_no_figure_presses(world: World, login: Enter) -> None:
    """A figure is typed into the search field, or is the first of a scanned card; an F-key opens the row."""
    type(world.birth).objects.filter(pk=world.birth.pk).update(is_popular=True)
    browser = login("quay1")
    text = browser.get(CHOOSE, {"so": "khong"}).content.decode()
    found = browser.get(CHOOSE, {"so": "khong", "q": "khai sinh"}).content.decode()
    assert re.search(r'id="search-q"[^>]* data-autofocus', text) and "data-autofocus" not in found
    for page in (text, found):
        assert 'data-key="F3"' in page and 'data-key="1"' not in page and set(hints(page)) == {"F2", "F3–F10"}


@pytest.mark.parametrize("words", ["022188001234", "022188001234|100200300|Nguyễn Thị An|06051988|Nữ|Hạ Long|10032022"])
def test_a_number_or_card_in_the_search_for_procedures_leaves_the_address(world: World, login: Enter, words: str) -> None:
    for name, page in (("quay1", CHOOSE), ("huongdan", reverse("guide:desk"))):
        browser = login(name)
        answer = browser.get(page, {"q": words})
        assert answer.status_code == 303 and "022188001234" not in answer["Location"]
        assert "Ô này chỉ tìm thủ tục" in browser.get(answer["Location"]).content.decode()


def test_a_tab_shows_its_key_before_its_name(world: World, login: Enter) -> None:
    """Behind the name it reads as the number of dossiers."""
    assert '<kbd class="mc-key" aria-hidden="true">1</kbd> Mới tiếp nhận</a>' in login("quay1").get(LIST).content.decode()


def test_every_button_of_a_dossier_and_of_reception_has_its_key(world: World, login: Enter) -> None:
    dossier = world.a_dossier(at="processing")
    for name, page in (("quay1", reverse("desk:received", args=[dossier.pk])), ("datdai", reverse("desk:dossier", args=[dossier.pk]))):
        main = login(name).get(page).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        buttons = re.findall(r"<(?:a|button)[^>]*mc-button[^>]*>", main)
        assert buttons and [button for button in buttons if "data-key" not in button and "data-copy" not in button] == []
        keys = re.findall(r'data-key="([^"]*)"', main)
        assert len(keys) == len(set(keys)), keys
    others = login("datdai").get(reverse("desk:dossier", args=[dossier.pk])).content.decode()
    assert 'data-key="V"' in others and 'data-key="1"' in others and 'data-key="P"' in others
