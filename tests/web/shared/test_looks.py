"""The looks in a real browser: nothing sticks out at 360 px, axe finds nothing, the kiosk needs no scrolling, large things are large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from playwright.sync_api import Browser, Page
from tests.browser import needs_chromium
from tests.web.shared.gallery_data import context
from tests.web.shared.rig import Site
from tests.web.shared.test_gallery import SKINS, render

pytestmark = [pytest.mark.journey, needs_chromium]
SCREENS = [(1080, 1920), (1920, 1080)]
KIOSK = """{% extends 'shared/kiosk_base.html' %}{% import 'shared/ui.html' as ui %}{% block title %}Lấy số{% endblock %}
{% block content %}{{ ui.page_title('Ông/Bà cần làm việc gì?') }}<form method="post" data-issue action="#"><div class="mc-kiosk__grid">
{% for number in range(8) %}<button class="mc-kiosk__button" name="group" value="{{ number }}">{{ icon('people', size=44) }}
<span>Hộ tịch: khai sinh, kết hôn, khai tử, giám hộ {{ number }}</span></button>{% endfor %}</div></form>{% endblock %}
{% block kiosk_actions %}<a class="mc-kiosk__button" href="#">Quay lại</a>{% endblock %}"""
BOARD = """{% extends 'shared/board_base.html' %}{% import 'shared/ui.html' as ui %}{% block title %}Bảng gọi số{% endblock %}
{% block content %}<h1 class="govuk-visually-hidden">Số đang được gọi</h1><div data-board><ol class="mc-calls">
{% for number in ('A012', 'B107', 'A011', '1002') %}{{ ui.board_call(number, 12) }}{% endfor %}</ol></div>{% endblock %}"""


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def show(browser: Browser, site: Site, html: str, width: int, height: int) -> Page:
    site.pages["/"] = html
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(site.url)
    page.evaluate("() => document.fonts.ready")
    return page


def write(source: str) -> str:
    return engines["jinja2"].from_string(source).render(context(""))


def wider_than_screen(page: Page) -> int:
    return int(page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth"))


def taller_than_screen(page: Page) -> int:
    return int(page.evaluate("() => document.scrollingElement.scrollHeight - window.innerHeight"))


def test_a_date_stays_in_its_column_on_the_narrowest_phone(browser: Browser, site: Site):
    page = show(browser, site, render("portal"), 320, 640)
    beyond = "(one) => one.lastElementChild.getBoundingClientRect().right - one.getBoundingClientRect().right"
    assert page.locator(".govuk-date-input").count() > 0
    assert page.evaluate(f"() => Math.max(...[...document.querySelectorAll('.govuk-date-input')].map({beyond}))") <= 0.5
    page.close()


@pytest.mark.parametrize("skin", [skin for skin in SKINS if skin not in ("board", "print")])
def test_nothing_sticks_out_on_a_small_phone(browser: Browser, site: Site, skin: str):
    page = show(browser, site, render(skin), 360, 740)
    assert wider_than_screen(page) <= 0
    page.close()


BOXES = """(names) => names.map((name) => { const box = document.querySelector(name).getBoundingClientRect(); return [box.top, box.bottom] })"""
OFFICER = [
    {"text": "Quầy", "href": "#", "key": "Q", "current": True}, {"text": "Tiếp nhận", "href": "#", "key": "T"},
    {"text": "Hồ sơ", "href": "#", "key": "H"}, {"text": "Hướng dẫn", "href": "#", "key": "D"},
]  # fmt: skip


@pytest.mark.parametrize(("width", "most"), [(360, 140), (800, 130), (1280, 110)])
def test_the_officers_head_is_low_and_nothing_in_it_touches_an_edge(
    browser: Browser, site: Site, width: int, most: int
):
    head = render("desk", navigation=OFFICER, logout_url="#", csrf_input="")
    page = show(browser, site, head, width, 740)
    names = [".mc-bar", ".mc-bar__facts span", ".mc-bar__button", ".mc-tabs"]
    bar, facts, button, tabs = page.evaluate(BOXES, names)
    assert bar[1] - bar[0] <= most
    assert min(facts[0], button[0]) >= 4
    assert max(facts[1], button[1]) + 4 <= tabs[0]
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_word_without_end_stays_in_its_notice(browser: Browser, site: Site, width: int):
    source = "{% extends 'shared/desk_base.html' %}{% import 'shared/ui.html' as ui %}{% block title %}Quầy{% endblock %}"
    body = "{% block content %}<h1>Quầy</h1><div class=\"mc-split\"><section>{{ ui.notice('x' * 300) }}</section><aside>Đang chờ</aside></div>{% endblock %}"
    page = show(browser, site, write(source + body), width, 740)
    assert wider_than_screen(page) <= 0
    assert page.evaluate("() => { const one = document.querySelector('.mc-notice'); return one.scrollWidth - one.clientWidth }") <= 0
    page.close()


def test_a_short_officers_page_is_white_to_its_end(browser: Browser, site: Site):
    page = show(browser, site, write("{% extends 'shared/desk_base.html' %}{% block title %}Ngắn{% endblock %}"), 1280, 900)
    assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("skin", ["portal", "desk", "kiosk"])
def test_axe_finds_nothing(browser: Browser, site: Site, skin: str, width: int):
    page = show(browser, site, render(skin), width, 900)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    response = Axe().run(page, options=options).response
    found = response["violations"]
    assert len(response["passes"]) > 10
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    page.close()


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_kiosk_shows_eight_choices_without_scrolling_in_large_buttons(
    browser: Browser, site: Site, width: int, height: int
):
    page = show(browser, site, write(KIOSK), width, height)
    assert taller_than_screen(page) <= 0
    heights = page.evaluate(
        "() => [...document.querySelectorAll('.mc-kiosk__button')].map((one) => one.getBoundingClientRect().height)"
    )
    assert len(heights) == 9
    assert min(heights) >= 88
    assert (
        page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('.mc-kiosk__button')).fontSize)") >= 28
    )
    page.close()


def test_the_kiosk_works_on_a_phone(browser: Browser, site: Site):
    page = show(browser, site, write(KIOSK), 360, 740)
    assert wider_than_screen(page) <= 0
    page.close()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768)])
def test_the_newest_call_is_a_fifth_of_the_screen_and_all_calls_fit(
    browser: Browser, site: Site, width: int, height: int
):
    page = show(browser, site, write(BOARD), width, height)
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.mc-call__number')].map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert sizes[0] == pytest.approx(height * 0.2, rel=0.02)
    assert min(sizes) >= height * 0.09
    last = page.evaluate("() => document.querySelector('.mc-calls li:last-child').getBoundingClientRect().bottom")
    assert last <= height
    page.close()


def test_a_citizen_reads_nineteen_pixels_an_officer_sixteen(browser: Browser, site: Site):
    for skin, size in (("portal", "19px"), ("desk", "16px")):
        page = show(browser, site, render(skin), 1280, 800)
        assert page.evaluate("() => getComputedStyle(document.querySelector('.govuk-input')).fontSize") == size
        assert "Be Vietnam Pro" in page.evaluate(
            "() => getComputedStyle(document.querySelector('.govuk-input')).fontFamily"
        )
        page.close()


def test_the_place_that_is_looked_at_is_seen_among_the_others(browser: Browser, site: Site):
    source = "{% extends 'shared/desk_base.html' %}{% block title %}Hồ sơ{% endblock %}{% block content %}<h1>Hồ sơ</h1><p class=\"mc-row\">"
    links = '<a class="govuk-link" href="#a" aria-current="page">Sở Tư pháp</a><a class="govuk-link" href="#b">Sở Xây dựng</a></p>{% endblock %}'
    page = show(browser, site, write(source + links), 360, 740)
    looks = page.evaluate(
        "() => [...document.querySelectorAll('.mc-row a')].map((one) => getComputedStyle(one)).map((one) => [one.fontWeight, one.textDecorationLine])"
    )
    assert looks == [["700", "none"], ["400", "underline"]]
    page.close()
