"""A search among the dossiers: its words stay with the officer and never stand in an address (house rule 4.14)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.cast import AN, BINH, PASSWORD, World
from tests.pages import PageClient
from tests.web.desk.helpers import LIST, LOGIN, search

from motcua.web.desk.searching import KEPT

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
OVER = "Lần tìm này không còn"


def sent(browser: PageClient, words: str) -> str:
    """The address that answers a search for these words."""
    answer = browser.post(LIST, {"q": words})
    assert answer.status_code == 303
    return str(answer["Location"])


def test_the_address_of_a_search_says_nothing_and_opens_again(world: World, login: Enter) -> None:
    """Reload, Back and a second tab: each address keeps its own answer."""
    an, binh, browser = world.a_dossier(), world.a_dossier(applicant=BINH), login("quay1")
    first, second = sent(browser, AN.id_number), sent(browser, BINH.id_number)
    assert first != second and all(address.startswith(f"{LIST}?tim=") and len(address) < 30 for address in (first, second))
    for address, found, other in ((first, an, binh), (second, binh, an), (first, an, binh)):
        text = browser.get(address).content.decode()
        assert f">{found.code}</a>" in text and str(other.code) not in text and OVER not in text
    plain = browser.get(LIST).content.decode()
    assert AN.id_number not in plain and str(an.code) in plain and str(binh.code) in plain
    assert 'method="get"' not in plain and 'action="/can-bo/ho-so/" role="search"' in plain


def test_nothing_typed_is_no_search(world: World, login: Enter) -> None:
    assert sent(login("quay1"), " \0\t ") == LIST


def test_the_words_come_back_as_they_were_typed(world: World, login: Enter) -> None:
    browser = login("quay1")
    assert 'value="022 188 &lt;i&gt;"' in search(browser, " 022  188\0 <i>") and OVER not in search(browser, "0")


def test_only_the_newest_searches_are_kept(world: World, login: Enter) -> None:
    dossier, browser = world.a_dossier(at="processing"), login("quay1")
    addresses = [sent(browser, AN.id_number) for _ in range(KEPT + 1)]
    shown = [browser.get(address).content.decode() for address in addresses]
    assert [OVER in text for text in shown] == [True] + [False] * KEPT
    assert [str(dossier.code) in text for text in shown] == [False] + [True] * KEPT
    assert 'aria-label="Tình trạng"' in shown[0], "the plain list, with its tabs"


def test_a_search_belongs_to_one_log_in(world: World, login: Enter) -> None:
    browser = login("quay1")
    address = sent(browser, AN.id_number)
    for other in (login("quay2"), login("quay1")):
        text = other.get(address).content.decode()
        assert OVER in text and AN.id_number not in text
    browser.post("/can-bo/dang-xuat/")
    onward = browser.get(address)["Location"]
    assert AN.id_number not in onward
    assert OVER in browser.post(LOGIN, {"username": "quay1", "password": PASSWORD, "next": address}, follow=True).content.decode()


def test_a_search_pressed_after_the_session_leaves_no_number_behind(world: World, client: PageClient) -> None:
    answer = client.post(LIST, {"q": AN.id_number}, headers={"referer": f"http://testserver{LIST}"})
    assert answer["Location"] == f"{LOGIN}?next={LIST}"


@pytest.mark.parametrize("words", [AN.id_number, "022 188 001 234", AN.name, "C1234567", "<script>"])
def test_an_old_address_with_a_number_or_a_name_finds_and_says_nothing(world: World, login: Enter, words: str) -> None:
    world.a_dossier(at="processing")
    for browser in (login("quay1"), PageClient()):
        answer = browser.get(LIST, {"q": words, "muc": "dang"})
        assert (answer.status_code, answer["Location"], answer.content) == (303, LIST, b"")


def test_an_address_with_a_dossier_code_still_finds_it(world: World, login: Enter) -> None:
    dossier = world.a_dossier(at="processing")
    assert f">{dossier.code}</a>" in login("quay1").get(LIST, {"q": f" {dossier.code} "}).content.decode()
    assert str(dossier.code) in login("datdai").get(LIST, {"q": "", "muc": "dang"}).content.decode()


def test_the_receipt_and_the_card_are_scanned_into_the_search(world: World, login: Enter) -> None:
    dossier, browser = world.a_dossier(at="finished"), login("quay1")
    receipt = f"https://motcua.example.vn/tra-cuu/?ma={dossier.code}&bm={dossier.security_code}"
    card = f"{dossier.id_number}|100200300|Nguyễn Thị An|06051988|Nữ|Tổ 3, Hồng Gai|10032022"
    for scanned in (receipt, receipt.lower(), card, f"Mã hồ sơ: {dossier.code}"):
        text = search(browser, scanned)
        assert f">{dossier.code}</a>" in text and dossier.security_code not in text and "Nguyễn Thị An" not in text
