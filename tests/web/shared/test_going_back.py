"""In a real browser: Back after a form was done does not send it again, and numbers typed into a search stay on the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser import needs_chromium
from tests.web.shared.rig import Answer, Site, document, open_page

pytestmark = [pytest.mark.journey, needs_chromium]
FORM = (
    '<form method="post" action="/" data-final="receive"><label>Tên <input name="name"></label>'
    '<button name="do" value="look">Tra</button><button name="do" value="receive">Tiếp nhận</button></form>'
)  # fmt: skip


def test_back_after_a_form_was_done_opens_it_anew_instead_of_sending_it_again(page: Page, site: Site):
    def answer(_path: str, body: str) -> Answer:
        if "do=receive" in body:
            return 303, "", {"Location": "/done", "Cache-Control": "no-store"}
        return 200, document(f"<main><h1>Đã tra</h1>{FORM}</main>", "app"), {"Cache-Control": "no-store"}

    site.on_post = answer
    site.pages["/done"] = document("<main><h1>Đã tiếp nhận</h1></main>", "app")
    open_page(page, site, FORM, "app")
    page.click("button[value=look]")
    expect(page.locator("h1")).to_have_text("Đã tra")
    page.click("button[value=receive]")
    expect(page.locator("h1")).to_have_text("Đã tiếp nhận")
    page.evaluate("history.back()")
    expect(page.locator("[name=name]")).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    assert [body for _path, body in site.posts] == ["name=&do=look", "name=&do=receive"]


@pytest.mark.parametrize("words", ["022188001234", "022 188 001 234", "022188001234|100200300|Nguyễn Thị An|06051988|Nữ|Hạ Long|10032022"])
def test_a_number_typed_into_a_search_is_neither_asked_about_nor_sent(page: Page, site: Site, words: str):
    site.pages["/words"] = '<li role="option" data-href="#first">Một</li>'
    site.pages["/find"] = document("<main><h1>Kết quả</h1></main>")
    open_page(
        page, site,
        '<form action="/find" role="search" data-no-numbers><div class="mc-search__row"><label for="q">Tìm</label>'
        '<input id="q" name="q" type="search" data-suggest="/words"></div></form>',
        "app", "suggest",
    )  # fmt: skip
    page.fill("#q", "1.001193.000.00.00.H49")
    expect(page.get_by_role("listbox")).to_be_visible()
    asked = len(site.gets)
    page.fill("#q", words)
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/find?q=000000000")
    assert [address for address in site.gets[asked:] if "words" in address] == []
