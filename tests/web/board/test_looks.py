"""The board and the kiosk with their own style sheets in a real browser: nothing is cut through, all choices of a large screen are in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import needs_chromium

pytestmark = [pytest.mark.journey, needs_chromium]
WEB = Path(__file__).parents[3] / "src" / "motcua" / "web"
SHARED = WEB / "shared" / "static" / "motcua"
BOARD = (SHARED / "board.css", WEB / "board" / "static" / "board" / "hall.css")
KIOSK = (SHARED / "kiosk.css", WEB / "kiosk" / "static" / "kiosk" / "screen.css")
GROUPS = (
    "Hộ tịch, chứng thực, tư pháp", "Đất đai, môi trường, nông nghiệp", "Xây dựng, quy hoạch", "Doanh nghiệp, hộ kinh doanh",
    "Thuế, kho bạc, hải quan", "Căn cước, cư trú",
)  # fmt: skip
CENTRE = "Trung tâm Phục vụ hành chính công đặc khu Vân Đồn, cơ sở hai tại khu vực sân bay quốc tế"
REASONS = ("Người từ 75 tuổi trở lên", "Người khuyết tật", "Phụ nữ mang thai", "Người đi cùng trẻ dưới 36 tháng tuổi", "Người có công với cách mạng")


def show(browser: Browser, styles: tuple[Path, ...], body: str, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    css = "".join(f"<style>{style.read_text()}</style>" for style in styles)
    page.set_content(f'<!DOCTYPE html><html lang="vi"><head><title>Thử</title>{css}</head><body>{body}</body></html>')
    return page


def board(clock: str, state: str) -> str:
    calls = "".join(
        f'<li class="mc-call"><span class="mc-call__number"><span class="govuk-visually-hidden">Số </span>A01{number}</span>'
        f'<span class="mc-call__arrow"></span>'
        f'<span class="mc-call__counter"><span class="mc-call__word">Quầy</span> 3</span></li>'
        for number in range(4)
    )
    waits = "".join(f'<li><span class="bd-waits__name">{name}</span> <span class="bd-waits__count">0 chờ</span></li>' for name in GROUPS)
    return (
        f'<div class="mc-board"><header class="mc-board__head"><p class="mc-board__site"><span>{CENTRE}'
        f'<span class="mc-board__room">Phòng chờ tầng 1</span></span></p><p class="mc-board__clock"><time>{clock}</time></p></header>'
        f'<main class="mc-board__main"><div id="hall" data-live-fragment data-live-state="{state}" data-offline-words="Bảng đang mất kết nối">'
        f'<div class="bd-hall"><ol class="mc-calls">{calls}</ol><ul class="bd-waits">{waits}</ul></div></div></main></div>'
    )


SEEN = """() => {
  const room = document.querySelector('.mc-calls').getBoundingClientRect()
  return [...document.querySelectorAll('.mc-call')].map((one) => one.getBoundingClientRect())
    .filter((one) => one.left < room.right).map((one) => room.bottom - one.bottom)
}"""


@pytest.mark.parametrize("state", ["live", "offline"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1366, 768), (1920, 1080)])
def test_no_call_is_cut_through(browser: Browser, width: int, height: int, state: str) -> None:
    page = show(browser, BOARD, board("04:50", state), width, height)
    room_below = page.evaluate(SEEN)
    assert len(room_below) >= 3
    assert min(room_below) >= 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.close()


def test_the_clock_has_room_for_the_widest_digits(browser: Browser) -> None:
    """Of the letter 700 a zero is 0.7 em wide and a one 0.43 em: the head would change its lines from one minute to the next."""
    page = show(browser, BOARD, board("11:11", "live"), 1280, 800)
    wide, size = page.evaluate(
        "() => { const one = getComputedStyle(document.querySelector('.mc-board__clock')); return [one.minWidth, one.fontSize].map(parseFloat) }"
    )
    assert wide >= 4 * 0.72 * size + 0.25 * size
    page.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_the_reasons_of_priority_take_one_row_of_a_wide_kiosk(browser: Browser, width: int, height: int) -> None:
    chips = "".join(
        f'<li><a class="mc-kiosk__button ks-chip" href="#"><svg width="32" height="32"></svg><span>{reason}</span></a></li>' for reason in REASONS
    )
    body = f'<div class="mc-kiosk"><main class="mc-kiosk__main"><section class="ks-priority"><ul class="ks-chips">{chips}</ul></section></main></div>'
    page = show(browser, KIOSK, body, width, height)
    tops = page.evaluate("() => [...document.querySelectorAll('.ks-chips li')].map((one) => one.getBoundingClientRect().top)")
    assert len(tops) == 5
    assert len(set(tops)) == 1
    assert page.evaluate("() => [...document.querySelectorAll('.ks-chip')].every((one) => one.scrollWidth <= one.clientWidth)")
    page.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 768)])
def test_all_choices_of_a_low_kiosk_are_in_sight_without_scrolling(browser: Browser, width: int, height: int) -> None:
    chips = "".join(f'<li><a class="mc-kiosk__button ks-chip" href="#"><svg width="32" height="32"></svg><span>{reason}</span></a></li>' for reason in REASONS)
    groups = "".join(
        f'<li><button class="mc-kiosk__button"><span class="ks-letter">A</span><span>{name}</span></button></li>' for name in (*GROUPS, *GROUPS[:4])
    )
    popular = "".join(f'<li><button class="mc-kiosk__button"><span>Đăng ký thường trú {number}</span></button></li>' for number in range(7))
    body = (
        '<div class="mc-kiosk"><header class="mc-kiosk__head"><a class="mc-kiosk__language" href="#">English</a></header><main class="mc-kiosk__main">'
        '<div class="mc-title"><h1 class="mc-title__text">Ông/Bà cần làm việc gì?</h1><p class="mc-title__lead">Chạm một lần.</p></div>'
        f'<section class="ks-priority"><h2 class="ks-heading">Ưu tiên?</h2><ul class="ks-chips">{chips}</ul></section>'
        f'<form data-issue><ul class="mc-kiosk__grid ks-groups">{groups}</ul><h2 class="ks-heading">Việc nhiều người làm</h2>'
        f'<ul class="mc-kiosk__grid ks-popular">{popular}<li><a class="mc-kiosk__button ks-find" href="#">Tìm việc khác</a></li></ul></form>'
        "</main></div>"
    )
    page = show(browser, KIOSK, body, width, height)
    assert page.evaluate("() => document.documentElement.scrollHeight") <= height
    sizes = page.evaluate("() => [...document.querySelectorAll('.mc-kiosk__button')].map((one) => one.getBoundingClientRect().height).filter(Boolean)")
    assert min(sizes) >= 88
    assert page.locator(".ks-find").is_visible()
    assert page.evaluate("() => [...document.querySelectorAll('.mc-kiosk__button')].every((one) => one.scrollWidth <= one.clientWidth)")
    page.close()
