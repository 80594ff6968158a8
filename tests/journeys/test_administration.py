"""The administrator's tables fit the screen of an office computer, and the bar on top leads back to the desk."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.journeys.conftest import DESK, Visitor

Arrive = Callable[..., Visitor]
PLACES = "[document.documentElement, ...document.querySelectorAll('.results, .tabular')]"
TOO_WIDE = f"{PLACES}.filter(one => one.scrollWidth > one.clientWidth + 1).length"


def too_wide(page: Page) -> int:
    """How many of the page, its list and its inner tables are wider than their place."""
    page.wait_for_load_state()
    return int(page.evaluate(TOO_WIDE))


def test_tables_fit_and_lead_back(visitor: Arrive) -> None:
    office = visitor(DESK)
    office.enter("quantri")
    for name in ("centres/centre/", "centres/counter/", "centres/unit/", "accounts/staff/", "queueing/servicegroup/"):
        page = office.go(f"/quan-tri/{name}")
        assert too_wide(page) == 0, name
    page = office.go("/quan-tri/centres/centre/")
    page.locator("#result_list th.field-name a").first.click()
    expect(page.locator("#hours-heading")).to_be_visible()
    assert too_wide(page) == 0
    page.get_by_role("link", name="Về trang làm việc").click()
    expect(page.get_by_role("heading", name="Bàn làm việc")).to_be_visible()
