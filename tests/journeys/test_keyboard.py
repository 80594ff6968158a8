"""The officers' desks by keyboard alone: each key does what stands beside it, and never takes a press from what has the focus."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import DESK, PHONE, Visitor
from tests.journeys.test_visit import press, receive_birth

Arrive = Callable[..., Visitor]
BOTH = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])


@BOTH
def test_a_counter_is_opened_paused_and_closed_by_keys(visitor: Arrive, size: dict[str, int]) -> None:
    officer = visitor(size)
    officer.enter("quay8")
    page = officer.go("/can-bo/quay/")
    officer.look("desk-counters")
    press(page, "9")
    expect(page.locator("h1")).to_have_text("Quầy 9")
    press(page, "F10")
    press(page, "F10")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    officer.look("desk-pause-error")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=other]")).to_be_focused()
    page.keyboard.type("Mang-hồ-sơ-" * 10)
    press(page, "Enter")
    expect(page.locator(".mc-notice")).to_contain_text("Mang-hồ-sơ-")
    officer.look("desk-paused")
    press(page, "F10")
    press(page, "Delete")
    expect(page.locator("h1")).to_have_text("Hôm nay Ông/Bà ngồi quầy nào?")


def test_the_guide_opens_what_is_suggested_and_enter_follows_the_focus(visitor: Arrive) -> None:
    guide = visitor()
    guide.enter("huongdan1")
    page = guide.go("/huong-dan/")
    page.keyboard.type("khai sinh")
    expect(page.get_by_role("option").first).to_contain_text("F2")
    guide.look("guide-suggestions", skip=("region",))
    press(page, "F2")
    expect(page.locator("h1")).to_have_text("Trường hợp nào?")
    press(page, "1")
    press(page, "F4")
    expect(page.locator(".gd-qr__address")).to_contain_text("?truong-hop=1#giay-to")
    page.get_by_role("link", name=re.compile("Quay lại danh mục")).focus()
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"/huong-dan/1\.001193/1/$"))


def test_all_dossiers_of_the_page_are_handed_over_by_keys(visitor: Arrive) -> None:
    officer = visitor()
    officer.enter("quay8")
    code, _security = receive_birth(officer)
    page = officer.go("/can-bo/ho-so/")
    page.wait_for_selector("body.js-enabled")
    page.keyboard.press("c")
    assert page.locator("[name=dossier]").count() == page.locator("[name=dossier]:checked").count() > 0
    officer.look("desk-dossiers")
    press(page, "F8")
    expect(page.get_by_role("table")).to_contain_text(code)
    officer.look("desk-hand-many")
    press(page, "Escape")


def test_a_search_by_keys_opens_again_and_its_address_says_nothing(visitor: Arrive) -> None:
    officer = visitor()
    officer.enter("quay8")
    code, _security = receive_birth(officer)
    page = officer.go("/can-bo/ho-so/")
    page.wait_for_selector("body.js-enabled")
    page.keyboard.press("F2")
    page.keyboard.type("022 188 001 234")
    press(page, "Enter")
    found = page.url
    expect(page).to_have_url(re.compile(r"/can-bo/ho-so/\?tim=[\w-]{8}$"))
    expect(page.get_by_role("table")).to_contain_text(code)
    officer.look("desk-search")
    page.reload()
    page.wait_for_selector("body.js-enabled")
    page.keyboard.press("F2")
    page.keyboard.type("H49.99-260302-0001")
    press(page, "Enter")
    expect(page.locator("main")).to_contain_text("Chưa thấy hồ sơ nào")
    page.go_back()
    expect(page).to_have_url(found)
    page.locator("#search-q").fill("nửa chừng")
    page.locator("#search-q").blur()
    press(page, "F4")
    expect(page.locator("h1")).to_contain_text("H49")


@pytest.mark.parametrize(("size", "js"), [(DESK, True), (PHONE, True), (PHONE, False)], ids=["1280", "360", "360 without JavaScript"])
def test_papers_asked_for_are_counted_when_they_come(visitor: Arrive, size: dict[str, int], js: bool) -> None:
    clerk = visitor()
    clerk.enter("quay8")
    code, _security = receive_birth(clerk)
    here = re.sub(r"da-tiep-nhan/.*", "", clerk.page.url.removeprefix(clerk.base))
    page = clerk.go(f"{here}bo-sung/")
    page.fill("[name=items]", "Giấy chứng sinh: chưa có dấu của cơ sở y tế\nTờ khai")
    page.fill("[name=reason]", "Giấy chứng sinh chưa hợp lệ")
    press(page, "F9")
    officer = visitor(size, js=js)
    officer.enter("quay8")
    page = officer.go(f"{here}da-bo-sung/")
    expect(page.locator("[name=b0_o]")).to_have_value("1")
    page.fill("[name=b1_o]", "")
    page.locator("[name=b1_k]").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("[name=b1_o]")).to_be_focused()
    page.locator("[name=checked]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Chưa ghi số bản của “Tờ khai”")
    if js:  # axe is a script of the page
        officer.look("desk-complete-error-full")
    expect(page.locator("[name=checked]")).to_be_checked()
    page.locator("[name=b1_s]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Đã nhận đủ giấy tờ bổ sung")
    expect(page.locator("main")).to_contain_text(re.compile(r"Giấy chứng sinh\s+1 bản chính\s+bổ sung"))
    assert code in page.inner_text("main")
