"""A version from its first word to its day: one editor writes, another approves for tomorrow, the portal changes tomorrow and not today."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import DESK, PHONE, Visitor
from tests.servers import Running

from motcua.kernel import clock

Arrive = Callable[..., Visitor]
CODE = "1.000894"
HOME = "/quan-ly/thu-tuc/"


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it; keys work once the page's script has come."""
    page.wait_for_selector("body.js-enabled")
    with page.expect_navigation():
        page.keyboard.press(key)


def fill_day(page: Page, day: date) -> None:
    for name, value in (("day_0", day.day), ("day_1", day.month), ("day_2", day.year)):
        page.fill(f"[name={name}]", str(value))


@pytest.mark.skipif(os.environ.get("MOTCUA_DATABASE_URL", "").startswith("postgres"), reason="moves the day of a version in the SQLite file")
def test_an_editor_writes_and_another_approves_for_tomorrow(visitor: Arrive, running: Running) -> None:
    tomorrow = clock.local_day(clock.now()) + timedelta(days=1)
    writer, second, citizen = visitor(DESK), visitor(DESK), visitor(PHONE)
    writer.enter("bientap1")
    page = writer.go(HOME)
    writer.look("editor-list")
    page.keyboard.type(CODE)
    press(page, "Enter")
    page.get_by_role("link", name=CODE, exact=True).click()
    writer.look("editor-procedure")
    press(page, "F10")
    draft = page.url
    page.get_by_role("link", name="Thông tin chung").click()
    page.fill("[name=summary]", "Hai bên nam nữ đăng ký kết hôn, thử nghiệm biên tập.")
    writer.look("editor-part")
    press(page, "F10")
    expect(page.get_by_text("Đã lưu “Thông tin chung”.")).to_be_visible()
    page.goto(draft)
    fill_day(page, tomorrow)
    press(page, "F10")
    expect(page.get_by_text("Ông/Bà đã soạn bản thảo này")).to_be_visible()
    expect(page.get_by_role("button", name="Duyệt và công bố")).to_have_count(0)
    second.enter("bientap2")
    other = second.go(draft.removeprefix(running.base))
    expect(other.locator("ins", has_text="thử nghiệm biên tập").first).to_be_visible()
    second.look("editor-comparison")
    press(other, "F10")
    expect(other.get_by_text("Đã thành phiên bản số 2.")).to_be_visible()
    expect(citizen.go(f"/thu-tuc/{CODE}/").get_by_text("thử nghiệm biên tập")).to_have_count(0)
    move_to_today(running, tomorrow)
    citizen.page.wait_for_timeout(1200)  # a process asks once a second whether something published changed
    expect(citizen.go(f"/thu-tuc/{CODE}/").get_by_text("thử nghiệm biên tập").first).to_be_visible()
    writer.go(f"{HOME}ma/{CODE}/so-sanh/")
    writer.look("editor-versions")


def move_to_today(running: Running, tomorrow: date) -> None:
    """The night passes: instead of the clock of a running program the days of the two versions move, as if they had been set one day earlier."""
    today = tomorrow - timedelta(days=1)
    path = next(running.data.glob("*.sqlite3"))
    with sqlite3.connect(path, timeout=20) as database:
        of_code = "procedure_id = (SELECT id FROM catalogue_procedure WHERE code = ?)"
        database.execute(f"UPDATE catalogue_procedureversion SET valid_to = ? WHERE valid_to = ? AND {of_code}",
                         (str(today - timedelta(days=1)), str(today), CODE))  # fmt: skip
        database.execute(f"UPDATE catalogue_procedureversion SET valid_from = ? WHERE valid_from = ? AND {of_code}", (str(today), str(tomorrow), CODE))
        database.execute("UPDATE catalogue_revision SET value = value + 1")
    database.close()


def test_the_whole_draft_by_hand_without_scripts_on_a_phone(visitor: Arrive) -> None:
    """Rows are added and kept without JavaScript at 360 px."""
    editor = visitor(PHONE, js=False)
    editor.enter("bientap2")
    page = editor.go(f"{HOME}ma/1.000656/")
    page.get_by_role("button", name="Soạn phiên bản mới").click()
    page.get_by_role("link", name="Căn cứ pháp lý").click()
    expect(page.locator("[name$=-number]").first).to_be_visible()
    rows = page.locator("fieldset.ed-row").count()
    page.locator("[name$=-number]").last.fill("99/2026/NĐ-CP")
    page.get_by_role("button", name="Thêm dòng").click()
    expect(page.locator("fieldset.ed-row")).to_have_count(rows + 3)
    expect(page.locator("[name$=-number]").nth(rows - 1)).to_have_value("99/2026/NĐ-CP")
    page.locator(".ed-bar").get_by_role("button", name="Lưu", exact=False).first.click()
    expect(page.get_by_text("Đã lưu “Căn cứ pháp lý”.")).to_be_visible()
    expect(page.locator("fieldset.ed-row")).to_have_count(rows + 1)
