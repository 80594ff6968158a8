"""The scripts in a real browser: keys, one submission, one ticket per wish, fresh parts, calls one after the other, scanners."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import needs_chromium
from tests.web.shared.rig import Answer, Site, clip, document

pytestmark = [pytest.mark.journey, needs_chromium]
CARD = "022190001234|101234567|Nguyễn Thị Ánh|01021990|Nữ|Hạ Long, Quảng Ninh|01012022"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console", lambda message: troubles.append(message.text) if "Content Security Policy" in message.text else None
    )
    yield page
    context.close()
    assert troubles == []


def open_page(page: Page, site: Site, body: str, *scripts: str, attributes: str = "") -> None:
    site.pages["/"] = document(body, *scripts, attributes=attributes)
    page.goto(site.url)


def tokens(site: Site) -> list[str]:
    return [re.search(r'name="token"\r\n\r\n([^\r]+)', body)[1] for _path, body in site.posts]  # type: ignore[index]


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


KIOSK = (
    '<p data-sending hidden>Đang lấy số</p><div data-offline hidden><button data-retry>Thử lại</button></div>'
    '<main><form data-issue method="post" action="/issue"><input type="hidden" name="token" value="wish-1">'
    '<button name="group" value="7">Đất đai</button></form></main>'
)  # fmt: skip


def test_one_wish_keeps_its_token_through_retries_and_double_taps(page: Page, site: Site):
    def flaky(_path: str, _body: str) -> Answer:
        return (303, "", {"Location": "/ticket"}) if len(site.posts) == 3 else (502, "", {})

    site.on_post = flaky
    site.pages["/ticket"] = document("<main>A012</main>")
    open_page(page, site, KIOSK, "kiosk", attributes="data-kiosk")
    page.evaluate("() => { const b = document.querySelector('main button'); b.click(); b.click() }")
    expect(page.locator("main")).to_have_text("A012")
    assert tokens(site) == ["wish-1"] * 3
    assert all('name="group"\r\n\r\n7' in body for _path, body in site.posts)


def test_when_all_tries_fail_the_kiosk_says_so_and_tries_again_with_the_same_token(page: Page, site: Site):
    site.on_post = lambda _path, _body: (502, "", {})
    open_page(page, site, KIOSK, "kiosk", attributes="data-kiosk")
    page.click("main button")
    expect(page.locator("[data-offline]")).to_be_visible(timeout=15_000)
    site.on_post = lambda _path, _body: (200, "<html><body><main>A013</main></body></html>", {})
    page.click("[data-retry]")
    expect(page.locator("main")).to_have_text("A013")
    assert set(tokens(site)) == {"wish-1"}


def test_the_kiosk_tries_again_by_itself_when_nobody_touches_it(page: Page, site: Site):
    site.on_post = lambda _path, _body: (502, "", {})
    open_page(page, site, KIOSK, "kiosk", attributes="data-kiosk")
    page.click("main button")
    expect(page.locator("[data-offline]")).to_be_visible(timeout=15_000)
    site.on_post = lambda _path, _body: (200, "<html><body><main>A015</main></body></html>", {})
    expect(page.locator("main")).to_have_text("A015", timeout=10_000)
    assert set(tokens(site)) == {"wish-1"}


def test_a_wish_that_has_grown_old_is_dropped_and_not_sent_for_somebody_who_has_left(page: Page, site: Site):
    site.on_post = lambda _path, _body: (502, "", {})
    page.add_init_script("window.later = 0; const now = Date.now; Date.now = () => now() + window.later")
    open_page(page, site, KIOSK.replace("data-retry", "data-waiting-retry data-retry"), "kiosk", attributes="data-kiosk")
    page.click("main button")
    expect(page.locator("[data-waiting-retry]")).to_be_visible(timeout=15_000)
    site.on_post = lambda _path, _body: (200, "<html><body><main>A016</main></body></html>", {})
    sent = len(site.posts)
    page.evaluate("() => { window.later = 1800000; window.dispatchEvent(new Event('online')) }")
    expect(page.locator("[data-waiting-retry]")).to_be_hidden()
    page.wait_for_timeout(5500)
    assert len(site.posts) == sent


@pytest.mark.parametrize("status", [500, 503])
def test_an_error_of_the_server_keeps_the_screen_and_the_token(page: Page, site: Site, status: int):
    site.on_post = lambda _path, _body: (status, document("<main>Hệ thống đang bận</main>"), {})
    open_page(page, site, KIOSK, "kiosk", attributes="data-kiosk")
    page.click("main button")
    expect(page.locator("[data-offline]")).to_be_visible(timeout=15_000)
    expect(page.locator("main button")).to_have_text("Đất đai")
    site.on_post = lambda _path, _body: (200, "<html><body><main>A014</main></body></html>", {})
    page.click("main button")
    expect(page.locator("main")).to_have_text("A014")
    assert tokens(site) == ["wish-1"] * 5


def test_the_kiosk_goes_back_to_the_start_when_nobody_touches_it(page: Page, site: Site):
    site.pages["/start"] = document("<main>Xin chào</main>")
    open_page(
        page, site, "<main>Chọn</main>", "kiosk", attributes='data-kiosk data-idle-url="/start" data-idle-seconds="1"'
    )
    expect(page.locator("main")).to_have_text("Xin chào", timeout=5000)


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


def test_a_part_without_stream_polls_and_says_when_the_server_is_away(page: Page, site: Site):
    site.pages["/part"] = "một"
    open_page(page, site, '<div id="queue" data-live-fragment="/part" data-poll="0.2">cũ</div>', "live")
    expect(page.locator("#queue")).to_have_text("một")
    del site.pages["/part"]
    expect(page.locator("#queue")).to_have_attribute("data-live-state", "offline", timeout=5000)
    assert page.locator("#queue").inner_text() == "một"


RECORDER = """
window.played = []
const start = AudioBufferSourceNode.prototype.start
AudioBufferSourceNode.prototype.start = function () {
  window.played.push({ at: performance.now(), seconds: this.buffer.duration })
  return start.apply(this, arguments)
}
window.talk = []
for (const name of ['motcua:call-start', 'motcua:call-end']) {
  document.addEventListener(name, (event) => window.talk.push(name.slice(7) + ' ' + event.detail.id), true)
}
"""


def call(number: int, age: int = 0) -> str:
    data = {"id": number, "clips": ["/a.wav", "/b.wav"], "text": f"số {number}", "age": age}
    return f"<li class='mc-call' data-call='{json.dumps(data)}'>A{number:03}</li>"


def test_calls_are_spoken_twice_one_after_the_other_and_old_ones_not(page: Page, site: Site):
    site.sounds = {"/chime.wav": clip(0.3), "/a.wav": clip(0.1), "/b.wav": clip(0.2)}
    state = {"calls": call(1, age=500)}
    site.pages["/calls"] = lambda: f"<ol>{state['calls']}</ol>"
    page.add_init_script(RECORDER)
    board = f'<div data-board data-chime="/chime.wav" data-blink-seconds="1" data-live-fragment="/calls" data-poll="0.2"><ol>{call(1, 500)}</ol></div>'
    open_page(page, site, board + "<button data-unlock-audio hidden>Bật</button>", "live", "board")
    state["calls"] = call(3) + call(2) + call(1, 500)
    expect(page.locator("[data-board]")).to_have_attribute("data-spoken", "2", timeout=15_000)
    assert page.evaluate("window.talk") == ["call-start 2", "call-end 2", "call-start 3", "call-end 3"]
    played = page.evaluate("window.played")
    assert [round(one["seconds"], 1) for one in played] == [0.3, 0.1, 0.2, 0.1, 0.2] * 2
    for before, after in pairwise(played):
        assert after["at"] >= before["at"] + before["seconds"] * 1000 - 60, "two clips overlap"
    expect(page.locator(".mc-call--new")).to_have_count(0, timeout=5000)


LOCKED = """
window.locked = true
window.later = 0
const now = Date.now
Date.now = () => now() + window.later
const state = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state').get
Object.defineProperty(BaseAudioContext.prototype, 'state', { get () { return window.locked ? 'suspended' : state.call(this) } })
AudioContext.prototype.resume = function () {
  window.locked = false
  this.onstatechange?.()
  return Promise.resolve()
}
"""
TIMERS = """
window.timers = 0
const later = window.setTimeout
window.setTimeout = (...given) => { window.timers += 1; return later(...given) }
"""


def test_a_crowd_of_calls_costs_the_board_a_timer_and_not_a_flood(page: Page, site: Site):
    site.sounds = {"/chime.wav": clip(0.3), "/a.wav": clip(0.3), "/b.wav": clip(0.3)}
    site.pages["/calls"] = f"<ol>{''.join(call(number) for number in range(8, 0, -1))}</ol>"
    page.add_init_script(TIMERS)
    open_page(page, site, '<div data-board data-chime="/chime.wav" data-blink-seconds="1" data-live-fragment="/calls" data-poll="0.2"></div>', "live", "board")
    expect(page.locator("[data-board]")).to_have_attribute("data-spoken", "3", timeout=20_000)
    assert page.evaluate("window.timers") < 150
    assert page.locator(".mc-call--new").count() == 5, "whoever was not read out yet still blinks"


def test_a_board_without_sound_calms_down_and_never_reads_out_what_is_long_past(page: Page, site: Site):
    site.sounds = {"/chime.wav": clip(0.1), "/a.wav": clip(0.1), "/b.wav": clip(0.1)}
    state = {"calls": call(2) + call(1)}
    site.pages["/calls"] = lambda: f"<ol>{state['calls']}</ol>"
    page.add_init_script(RECORDER + LOCKED)
    board = '<div data-board data-chime="/chime.wav" data-blink-seconds="1" data-live-fragment="/calls" data-poll="0.2"></div>'
    open_page(page, site, board + "<button data-unlock-audio hidden>Bật</button>", "live", "board")
    expect(page.locator(".mc-call")).to_have_count(2)
    expect(page.locator(".mc-call--new")).to_have_count(0, timeout=5000)
    page.evaluate("window.later = 60000")
    page.get_by_role("button", name="Bật").click()
    state["calls"] = call(3) + call(2) + call(1)
    expect(page.locator("[data-board]")).to_have_attribute("data-spoken", "1", timeout=10_000)
    assert page.evaluate("window.talk") == ["call-start 3", "call-end 3"]


def test_a_missing_clip_does_not_silence_the_board(page: Page, site: Site):
    site.sounds = {"/b.wav": clip(0.1)}
    site.pages["/calls"] = f"<ol>{call(5)}</ol>"
    page.add_init_script(RECORDER)
    open_page(
        page,
        site,
        '<div data-board data-chime="/none.wav" data-live-fragment="/calls" data-poll="0.2"></div>',
        "live",
        "board",
    )
    expect(page.locator("[data-board]")).to_have_attribute("data-spoken", "1", timeout=10_000)
    assert len(page.evaluate("window.played")) == 2


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
