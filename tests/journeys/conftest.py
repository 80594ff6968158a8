"""Stories in a real browser against the real program: one server, a browser per story, axe on every page that a story names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser import needs_chromium
from tests.servers import Running, running_demo

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SHOTS = os.environ.get("MOTCUA_SCREENSHOTS", "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))
            item.add_marker(needs_chromium)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program with the demonstration province."""
    with running_demo(tmp_path_factory.mktemp("journeys"), name="journeys", workers=2) as found:
        yield found


@dataclass
class Visitor:
    """Somebody with a browser of their own."""

    base: str
    page: Page

    def go(self, path: str) -> Page:
        """Open a path; anything but a fine answer fails."""
        answer = self.page.goto(self.base + path)
        assert answer is not None and answer.status < 400, f"{path}: {answer.status if answer else 'no answer'}"
        return self.page

    def look(self, name: str, *, skip: tuple[str, ...] = ()) -> None:
        """The page has no fault that axe (WCAG 2.2 AA) knows, does not scroll sideways, and is kept as a picture when asked for."""
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": rules}})
        faults = [f"{v['id']}: {v['help']} {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found.response["violations"] if v["id"] not in skip]
        assert faults == [], f"{name}: {faults}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"{name} scrolls sideways by {wide} px"
        size = self.page.viewport_size
        if SHOTS and size and size["width"] == 360 and name not in {"phone", "tracking", "phone-called"}:
            name = name if "360" in name else f"{name}-360"
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{SHOTS}/{re.sub(r'[^a-z0-9-]+', '-', name)}.png", full_page="full" in name)

    def enter(self, username: str, password: str = "MotCua@2026") -> None:
        """Log in as a member of the demonstration's staff."""
        self.go("/can-bo/dang-nhap/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.locator("main form button").first.click()
        self.page.wait_for_load_state()
        assert "/dang-nhap/" not in self.page.url, self.page.inner_text("main")[:400]


@pytest.fixture
def visitor(running: Running, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """visitor(viewport, js=True): a new browser window; every script error fails the story."""
    opened: list[BrowserContext] = []
    errors: list[str] = []

    def arrive(viewport: dict[str, int] = DESK, *, js: bool = True) -> Visitor:
        context = browser.new_context(viewport=viewport, java_script_enabled=js, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" and "Content Security" in message.text else None)
        return Visitor(running.base, page)

    yield arrive
    for context in opened:
        context.close()
    assert errors == [], errors
