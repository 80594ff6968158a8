"""The scripts of kiosk and board in a real browser: one ticket per wish however often it is sent; calls one after the other, none that is long past."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect
from tests.browser import needs_chromium
from tests.web.shared.rig import Answer, Site, clip, document, open_page

pytestmark = [pytest.mark.journey, needs_chromium]


def tokens(site: Site) -> list[str]:
    return [re.search(r'name="token"\r\n\r\n([^\r]+)', body)[1] for _path, body in site.posts]  # type: ignore[index]


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


def test_the_notice_of_the_lost_connection_stays_while_the_kiosk_tries_again(page: Page, site: Site):
    site.on_post = lambda _path, _body: (502, "", {})
    open_page(page, site, KIOSK, "kiosk", attributes="data-kiosk")
    page.click("main button")
    expect(page.locator("[data-offline]")).to_be_visible(timeout=15_000)
    sent = len(site.posts)
    expect(page.locator("[data-sending]")).to_be_visible(timeout=10_000)
    expect(page.locator("[data-offline]")).to_be_visible(timeout=1)
    assert len(site.posts) > sent
    site.on_post = lambda _path, _body: (200, "<html><body><main>A017</main></body></html>", {})
    expect(page.locator("main")).to_have_text("A017", timeout=15_000)
    expect(page.locator("[data-offline]")).to_be_hidden()


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


def test_a_kiosk_whose_server_is_away_keeps_its_screen_and_says_so(page: Page, site: Site):
    parts = "<main>Số của Ông/Bà: A001</main><p data-offline hidden>Mất kết nối</p>"
    open_page(page, site, parts, "kiosk", attributes='data-kiosk data-idle-url="/start" data-idle-seconds="1"')
    expect(page.get_by_text("Mất kết nối")).to_be_visible(timeout=8000)
    expect(page.locator("main")).to_have_text("Số của Ông/Bà: A001")
    site.pages["/start"] = document("<main>Xin chào</main>")
    expect(page.locator("main")).to_have_text("Xin chào", timeout=15000)


def test_the_kiosk_goes_back_to_the_start_when_nobody_touches_it(page: Page, site: Site):
    site.pages["/start"] = document("<main>Xin chào</main>")
    open_page(
        page, site, "<main>Chọn</main>", "kiosk", attributes='data-kiosk data-idle-url="/start" data-idle-seconds="1"'
    )
    expect(page.locator("main")).to_have_text("Xin chào", timeout=5000)


def test_the_seconds_until_the_start_count_down_in_their_sentence(page: Page, site: Site):
    body = "<main>A001</main><p>Màn hình tự về đầu sau <span data-idle-left>20</span> giây.</p>"
    open_page(page, site, body, "kiosk", attributes='data-kiosk data-idle-url="/start" data-idle-seconds="20"')
    expect(page.locator("p")).to_have_text(re.compile(r"sau 1[5-9] giây\.$"), timeout=5000)


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
