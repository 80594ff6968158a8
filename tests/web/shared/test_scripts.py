"""The scripts in a real browser: keys, one submission, one ticket per wish, fresh parts, calls one after the other, scanners."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect
from tests.browser import needs_chromium
from tests.web.shared.rig import Answer, Site, document, open_page

pytestmark = [pytest.mark.journey, needs_chromium]
CARD = "022190001234|101234567|Nguyễn Thị Ánh|01021990|Nữ|Hạ Long, Quảng Ninh|01012022"


def test_keys_press_buttons_and_letters_stay_letters_in_fields(page: Page, site: Site):
    open_page(
        page, site,
        '<a href="#f2" data-key="F2">Gọi</a><a href="#n" data-key="N">Mới</a><a href="#hid" data-key="F3" hidden>Ẩn</a>'
        '<input id="q" data-key="F4"><a href="#f3" data-key="F3">Gọi lại</a>',
        "app",
    )  # fmt: skip
    page.keyboard.press("F3")
    expect(page).to_have_url(f"{site.url}/#f3")
    page.keyboard.press("F4")
    page.keyboard.type("n")
    assert page.input_value("#q") == "n"
    expect(page).to_have_url(f"{site.url}/#f3")
    page.keyboard.press("F2")
    expect(page).to_have_url(f"{site.url}/#f2")
    page.locator("#q").blur()
    page.keyboard.press("n")
    expect(page).to_have_url(f"{site.url}/#n")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_enter_and_space_belong_to_what_has_the_focus(page: Page, site: Site, key: str):
    open_page(
        page, site,
        '<a href="#next" data-key="Enter">Khách tiếp theo</a><a href="#far" data-key=" ">Xa</a><a id="back" href="#back">Quay lại</a>'
        '<details><summary id="more">Thêm</summary>Nội dung</details>'
        '<button id="say" type="button">Nói</button><p id="said"></p>',
        "app",
    )  # fmt: skip
    page.evaluate("() => document.querySelector('#say').addEventListener('click', () => { document.querySelector('#said').textContent = 'rồi' })")
    page.focus("#more")
    page.keyboard.press(key)
    expect(page.locator("details")).to_have_attribute("open", "")
    page.focus("#say")
    page.keyboard.press(key)
    expect(page.locator("#said")).to_have_text("rồi")
    page.focus("#back")
    page.keyboard.press(key)
    expect(page).to_have_url(f"{site.url}/{'#back' if key == 'Enter' else ''}")
    page.locator("#back").blur()
    page.keyboard.press(key)
    expect(page).to_have_url(f"{site.url}/{'#next' if key == 'Enter' else '#far'}")


SUGGESTING = (
    '<form action="/find"><div class="mc-search__row"><label for="q">Tìm</label><input id="q" name="q" type="search" data-suggest="/words">'
    '</div></form><a href="#behind" data-key="F2">Dòng dưới</a><a href="#behind" data-key="F9">Dòng dưới nữa</a>'
)  # fmt: skip


def test_open_suggestions_have_the_keys_of_the_page(page: Page, site: Site):
    site.pages["/words"] = '<li role="option" data-href="#first">Một</li><li role="option" data-key="F2" data-href="#second">Hai</li>'
    open_page(page, site, SUGGESTING, "app", "suggest")
    page.focus("#q")
    page.keyboard.type("khai sinh")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("F9")
    expect(page).to_have_url(f"{site.url}/")
    page.keyboard.press("F2")
    expect(page).to_have_url(f"{site.url}/#second")
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.keyboard.press("F9")
    expect(page).to_have_url(f"{site.url}/#behind")


def test_all_are_ticked_by_one_key_and_none_by_another_press(page: Page, site: Site):
    rows = "".join(f'<label><input type="checkbox" name="row" value="{number}">{number}</label>' for number in range(3))
    every = '<p data-scripted hidden><label><input type="checkbox" id="all" data-tick-all data-key="C">Tất cả</label></p>'
    open_page(page, site, f"<form>{every}{rows}</form>", "app")
    ticked = page.locator("[name=row]:checked")
    page.keyboard.press("c")
    expect(ticked).to_have_count(3)
    page.locator("[name=row]").first.uncheck()
    expect(page.locator("#all")).not_to_be_checked()
    page.locator("[name=row]").first.check()
    expect(page.locator("#all")).to_be_checked()
    page.keyboard.press("c")
    expect(ticked).to_have_count(0)


def test_a_form_is_sent_once_with_the_pressed_buttons_value(page: Page, site: Site):
    def slow(_path: str, _body: str) -> Answer:
        time.sleep(0.4)
        return 200, document("<main>xong</main>"), {}

    site.on_post = slow
    open_page(
        page,
        site,
        '<form method="post" action="/receive"><button name="verb" value="receive">Tiếp nhận</button></form>',
        "app",
    )
    page.evaluate("() => { const b = document.querySelector('button'); b.click(); b.click(); b.click() }")
    expect(page.locator("main")).to_have_text("xong")
    assert site.posts == [("/receive", "verb=receive")]


def test_a_form_may_be_sent_again_after_coming_back(page: Page, site: Site):
    site.on_post = lambda _path, _body: (200, document("<main>xong</main>"), {})
    open_page(
        page,
        site,
        '<form method="post" action="/receive"><button name="verb" value="receive">Tiếp nhận</button></form>',
        "app",
    )
    page.click("button")
    expect(page.locator("main")).to_have_text("xong")
    page.go_back()
    page.click("button")
    expect(page.locator("main")).to_have_text("xong")
    assert len(site.posts) == 2


LIVE = '<div id="queue" data-live-fragment="/part" data-live-url="/live" data-poll="1">cũ</div>'


def test_a_part_follows_the_stream_at_once_and_polls_when_it_is_gone(page: Page, site: Site):
    state = {"text": "một"}
    site.pages["/part"] = lambda: state["text"]
    open_page(page, site, LIVE, "live")
    part = page.locator("#queue")
    expect(part).to_have_text("một")
    expect(part).to_have_attribute("data-live-state", "live")
    state["text"] = "hai"
    began = time.monotonic()
    site.changed()
    page.wait_for_function("() => document.querySelector('#queue').textContent === 'hai'", polling=20)
    assert time.monotonic() - began < 1.0
    site.streaming = False
    expect(part).to_have_attribute("data-live-state", "polling", timeout=5000)
    state["text"] = "ba"
    expect(part).to_have_text("ba", timeout=5000)


def test_a_part_with_a_stream_says_at_once_when_the_network_is_lost(page: Page, site: Site):
    site.pages["/part"] = "1 chờ"
    open_page(page, site, LIVE, "live")
    expect(page.locator("#queue")).to_have_attribute("data-live-state", "live", timeout=5000)
    page.evaluate("() => window.dispatchEvent(new Event('offline'))")
    expect(page.locator("#queue")).to_have_attribute("data-live-state", "offline")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(page.locator("#queue")).to_have_attribute("data-live-state", "live", timeout=5000)


def test_a_part_without_stream_polls_and_says_when_the_server_is_away(page: Page, site: Site):
    site.pages["/part"] = "một"
    open_page(page, site, '<div id="queue" data-live-fragment="/part" data-poll="0.2">cũ</div>', "live")
    expect(page.locator("#queue")).to_have_text("một")
    del site.pages["/part"]
    expect(page.locator("#queue")).to_have_attribute("data-live-state", "offline", timeout=5000)
    assert page.locator("#queue").inner_text() == "một"


@pytest.mark.parametrize("ending", ["\n", ""], ids=["with Enter", "without Enter"])
def test_a_scan_is_sent(page: Page, site: Site, ending: str):
    site.on_post = lambda _path, _body: (200, document("<main>đã đọc</main>"), {})
    open_page(
        page, site,
        '<form method="post" action="/other"><input id="scan" name="card" data-scanner data-scanner-submit="#read">'
        '<button name="save" value="1">Lưu</button><button id="read" formaction="/read" name="read" value="1">Đọc thẻ</button></form>',
        "scanner",
    )  # fmt: skip
    page.focus("#scan")
    page.keyboard.type(CARD + ending, delay=1)
    expect(page.locator("main")).to_have_text("đã đọc", timeout=5000)
    assert [path for path, _body in site.posts] == ["/read"]
    assert "022190001234%7C101234567%7CNguy" in site.posts[0][1]


def test_a_scan_while_a_tick_box_or_a_list_has_the_focus_is_not_lost(page: Page, site: Site) -> None:
    parts = '<input type="checkbox" id="paper"><select id="sex"><option>Nam</option><option>Nữ</option></select>'
    scan = '<input id="scan" name="card" data-scanner data-scanner-submit="#read" data-scanner-global><button id="read" type="button">Đọc</button>'
    open_page(page, site, f'<form method="post" action="/other">{scan}{parts}</form>', "app", "scanner")
    for other in ("#paper", "#sex"):
        page.focus(other)
        page.keyboard.type("022188001234|x")
        assert page.input_value("#scan") == "022188001234|x"
    assert page.input_value("#sex") == "Nam"


def test_a_number_typed_by_hand_is_not_taken_for_a_scan(page: Page, site: Site):
    open_page(
        page, site, '<form method="post" action="/read"><input id="scan" name="card" data-scanner></form>', "scanner"
    )
    page.focus("#scan")
    page.keyboard.type("022190001234", delay=1)
    page.wait_for_timeout(600)
    assert site.posts == []


def test_the_phone_says_that_it_is_your_turn_in_its_title(page: Page, site: Site):
    state = {"now": '<p data-ticket-state="waiting">3 người phía trước</p>'}
    site.pages["/part"] = lambda: state["now"]
    open_page(
        page,
        site,
        '<div data-follow data-live-fragment="/part" data-poll="0.2"></div><button data-follow-sound hidden>Âm thanh</button>',
        "follow",
    )
    expect(page.locator("[data-follow]")).to_have_text("3 người phía trước")
    assert page.title() == "Trang thử"
    state["now"] = '<p data-ticket-state="called" data-call-id="9" data-turn-title="Đến lượt Ông/Bà: quầy 3">Mời</p>'
    page.wait_for_function("() => document.title === 'Đến lượt Ông/Bà: quầy 3'")
    state["now"] = '<p data-ticket-state="serving">Đang làm</p>'
    page.wait_for_function("() => document.title === 'Trang thử'")


@pytest.mark.parametrize(("form", "typed", "asks"), [("", "", False), ("", "Lan", True), ("data-holds", "", True), ('role="search"', "Lan", False)])
def test_a_key_that_leads_away_asks_while_something_is_typed(page: Page, site: Site, form: str, typed: str, asks: bool) -> None:
    value = ' value="An"' if form == "data-holds" else ""
    site.pages["/away"] = document("<main>Nơi khác</main>")
    ticks = '<form method="post"><input type="checkbox" name="dossier"><button name="do" value="hand">Bàn giao</button></form>'
    typed_in = f'<input type="text" name="name"{value}><input type="checkbox" name="paper"><button name="do" value="x">Gửi</button>'
    fields = f'<form method="post" {form}>{typed_in}</form>{ticks}'
    open_page(page, site, f'<main>{fields}<a href="/away" data-key="H">Hồ sơ</a></main>', "app")
    questions: list[str] = []
    page.on("dialog", lambda dialog: (questions.append(dialog.message), dialog.dismiss()))
    page.locator("[name=name]").type(typed)
    page.locator("[name=dossier]").check()
    page.locator("[name=paper]").focus()
    page.keyboard.press("h")
    page.wait_for_timeout(300)
    assert bool(questions) is asks
    expect(page.locator("main")).to_contain_text("Hồ sơ" if asks else "Nơi khác")
