"""A dossier looked up by typing both codes, in a real browser: what browsers send with a form is theirs to decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import PHONE, Visitor
from tests.journeys.test_visit import receive_birth

Arrive = Callable[..., Visitor]


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "plain"])
def test_typed_codes_show_the_dossier_in_both_languages(visitor: Arrive, js: bool) -> None:
    officer = visitor()
    officer.enter("quay8")
    code, security = receive_birth(officer)
    citizen = visitor(PHONE, js=js)
    page = citizen.go("/tra-cuu/")
    for given, words in (("AAAA7777", "Không tìm thấy hồ sơ"), (security.lower(), "Được tiếp nhận")):
        page.fill("main [name=ma]", code.replace("-", " "))
        page.fill("main [name=bm]", given)
        page.get_by_role("button", name="Xem hồ sơ").click()
        expect(page.locator("main")).to_contain_text(words)
    page.get_by_role("button", name="English").click()
    expect(page.locator("main")).to_contain_text(code.split("-")[-1])
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("main")).to_contain_text("Được tiếp nhận")
    assert page.url == f"{citizen.base}/tra-cuu/"


def test_what_is_typed_survives_a_change_of_the_language(visitor: Arrive) -> None:
    citizen = visitor(PHONE)
    page = citizen.go("/thu-tuc/1.001193/mau-don/")
    page.fill("main [name=name]", "Đặng Thị Ngọc Ánh")
    page.fill("main [name=birth_2]", "1968")
    page.select_option("main [name=sex]", "Nữ")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main [name=name]")).to_have_value("Đặng Thị Ngọc Ánh")
    expect(page.locator("main [name=birth_2]")).to_have_value("1968")
    expect(page.locator("main [name=sex]")).to_have_value("Nữ")
    assert page.evaluate("sessionStorage.length") == 0
    citizen.go("/thu-tuc/1.001193/mau-don/")
    expect(page.locator("main [name=name]")).to_have_value("")
