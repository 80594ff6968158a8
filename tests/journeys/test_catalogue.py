"""A family looks for what to do: life event, procedure, questions, personal list, filled form; on a phone, at a desk, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import DESK, PHONE, Visitor

Arrive = Callable[..., Visitor]
BOTH = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])


def answer_all(visitor: Visitor, *, name: str) -> None:
    """Choose the first answer until the list is there."""
    page = visitor.page
    for _ in range(12):
        if page.locator(".govuk-radios").count() == 0:
            return
        page.locator(".govuk-radios__input").first.check(force=True)
        page.get_by_role("button", name="Tiếp tục").click()
        page.wait_for_load_state()
    raise AssertionError(f"{name}: the questions do not end")


def from_the_entry_to_the_procedure(visitor: Visitor) -> Page:
    page = visitor.go("/thu-tuc/")
    visitor.look("catalogue-entry")
    page.get_by_role("link", name="Sinh con, nuôi con").click()
    expect(page.locator("h1")).to_have_text("Sinh con, nuôi con")
    expect(page.locator("main")).to_contain_text("đăng ký khai sinh, trong vòng 60 ngày")
    visitor.look("catalogue-life-event")
    page.locator(".pt-walk__list a").first.click()
    expect(page.locator(".pt-facts")).to_contain_text("Mang gì")
    visitor.look("catalogue-procedure")
    return page


@BOTH
def test_from_a_life_event_to_a_filled_form(visitor: Arrive, size: dict[str, int]) -> None:
    citizen = visitor(size)
    page = from_the_entry_to_the_procedure(citizen)
    page.get_by_role("link", name="Làm danh mục của tôi").click()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".govuk-error-message")).to_contain_text("Xin chọn một câu trả lời")
    citizen.look("catalogue-question")
    answer_all(citizen, name="birth")
    expect(page.locator("h1")).to_have_text("Danh mục giấy tờ của Ông/Bà")
    citizen.look("catalogue-list")
    address = page.url
    other = visitor(PHONE)
    other.page.goto(address)
    assert other.page.locator(".pt-papers__name").all_inner_texts() == page.locator(".pt-papers__name").all_inner_texts()
    page.get_by_role("link", name=re.compile("Điền sẵn đơn")).click()
    page.fill("[name=name]", "Nguyễn Thị An")
    page.fill("[name=phone]", "12")
    page.get_by_role("button", name="Tải PDF để in").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Số điện thoại gồm")
    expect(page.locator("[name=name]")).to_have_value("Nguyễn Thị An")
    citizen.look("catalogue-form")
    page.fill("[name=phone]", "0912345678")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải PDF để in").click()
    assert download.value.suggested_filename.endswith(".pdf")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải Word để sửa thêm").click()
    assert download.value.suggested_filename.endswith(".docx")


def test_the_same_way_without_javascript(visitor: Arrive) -> None:
    citizen = visitor(PHONE, js=False)
    page = citizen.go("/thu-tuc/su-kien/co-con/")
    page.locator(".pt-walk__list a").first.click()
    page.get_by_role("link", name="Làm danh mục của tôi").click()
    answer_all(citizen, name="birth")
    expect(page.locator("h1")).to_have_text("Danh mục giấy tờ của Ông/Bà")


def test_the_pages_in_english_have_no_fault(visitor: Arrive) -> None:
    citizen = visitor(PHONE)
    page = citizen.go("/thu-tuc/")
    page.locator(".mc-header__language").click()
    for path in ("/thu-tuc/", "/thu-tuc/su-kien/mua-dat/", "/thu-tuc/1.001193/", "/thu-tuc/1.001193/cua-toi/", "/thu-tuc/1.001193/mau-don/", "/thu-tuc/cap/"):
        citizen.go(path)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        citizen.look(f"catalogue-english{path.replace('/', '-')}")
