"""An officer at a counter, page by page as the officer clicks: log in, open, call, serve, end (seed step 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .browser import Browser, Page
from .reading import Form, joined, text_of

LOGIN = "/can-bo/dang-nhap/?next=/can-bo/quay/"
COUNTER = "/can-bo/quay/"
PAUSE = "/can-bo/quay/tam-dung/"
LOGOUT = "/can-bo/dang-xuat/"
_NUMBER = re.compile(r"""id="current-number"[^>]*>\s*([A-ZĐ]{1,2}\d{3,})\s*<""")


class PageUnfit(Exception):
    """A page is not as the simulation knows it; the sentence names it. (SimPy copies errors by their arguments.)"""

    @classmethod
    def on(cls, page: Page, what: str) -> PageUnfit:
        """The error for this page."""
        return cls(f"Trang {page.address} ({page.status}): {what}")


class CounterAway(PageUnfit):
    """The officer's counter is not free: somebody of flesh and blood sits there, or it is out of use."""


@dataclass(frozen=True, slots=True)
class View:
    """What the counter's page shows: the ticket in hand (number and the program's id; empty when none), the steps offered."""

    page: Page
    number: str
    ticket: str
    steps: frozenset[str]

    @property
    def is_open(self) -> bool:
        return bool(self.steps)


class Officer:
    """One officer with a browser. Every method is one click; raises PageUnfit when the page does not offer it."""

    def __init__(self, browser: Browser, username: str, password: str, counter: int) -> None:
        self.browser = browser
        self.username = username
        self.password = password
        self.counter = counter
        self.view: View | None = None

    def log_in(self) -> View:
        """Log in and see the counter's page."""
        page = self.browser.get(LOGIN, name="login_form")
        form = _form_with(page, "password")
        sent = joined(form.sent(), username=self.username, password=self.password)
        after = self.browser.submit(page, form, sent, name="login", then="counter")
        if any("password" in found.names() for found in after.forms()):
            raise PageUnfit.on(after, f"tài khoản {self.username} không đăng nhập được.")
        return self._see(after)

    def open(self) -> View:
        """Open the own counter, unless it is open already; one that the officer has open elsewhere is closed first. Raises CounterAway."""
        assert self.view is not None
        if self.view.is_open and f">Quầy {self.counter}</h1>" not in self.view.page.html:
            self.press("close")
        if self.view.is_open:
            return self.press("resume") if "resume" in self.view.steps else self.view
        page = self.view.page
        form = _form_with(page, "counter")
        for button in form.fields:
            if button.name == "counter" and re.search(rf"\b{self.counter}\b", button.label.split("·")[0][:12]):
                sent = form.sent(button=("counter", button.value))
                return self._see(self.browser.submit(page, form, sent, name="open_counter", then="counter"))
        raise CounterAway.on(page, f"quầy {self.counter} đang có người khác mở, hoặc đã ngừng dùng.")

    def press(self, step: str) -> View:
        """Press one of the steps (next, again, start, no_show, finish, resume, close)."""
        return self._see(self.press_raw(step))

    def press_raw(self, step: str) -> Page:
        """Press a step and give the page that follows, whatever it is."""
        assert self.view is not None
        page = self.view.page
        form = _stepping(page)
        if form is None or form.button(step, name="do") is None:
            raise PageUnfit.on(page, f"không có nút “{step}”.")
        return self.browser.submit(page, form, form.sent(button=("do", step)), name=f"do_{step}", then="counter")

    def look(self) -> View:
        """Open the counter's page again."""
        return self._see(self.browser.get(COUNTER, name="counter"))

    def pause(self) -> View:
        """Pause the counter with the first reason offered."""
        page = self.browser.get(PAUSE, name="pause_form")
        form = _form_with(page, "reason")
        reason = next(control.value for control in form.fields if control.name == "reason")
        sent = form.sent(button=("reason", reason))
        return self._see(self.browser.submit(page, form, sent, name="pause", then="counter"))

    def log_out(self) -> None:
        """Log out, which closes the counter."""
        page = self.browser.get(LOGOUT, name="logout_form")
        form = _form_with(page, "sure")
        self.browser.submit(page, form, form.sent(button=("sure", "1")), name="logout", then="login_form")
        self.browser.close()

    def _see(self, page: Page) -> View:
        form = _stepping(page)
        if form is None:
            self.view = View(page, "", "", frozenset())
            return self.view
        number = _NUMBER.search(page.html)
        ticket = next((control.value for control in form.fields if control.name == "current"), "")
        steps = frozenset(control.value for control in form.fields if control.name == "do" and control.is_button)
        self.view = View(page, number[1] if number else "", ticket, steps)
        return self.view


def _stepping(page: Page) -> Form | None:
    return next((form for form in page.forms() if "current" in form.names() and "do" in form.names()), None)


def _form_with(page: Page, name: str) -> Form:
    for form in page.forms():
        if name in form.names():
            return form
    raise PageUnfit.on(page, f"không có biểu mẫu với ô “{name}”: {text_of(page.html)[:160]}")
