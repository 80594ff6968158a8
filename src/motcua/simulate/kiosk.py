"""Taking a number at the kiosk: choose the group, say who comes earlier, one tap; some visitors tap twice (seed step 2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Barrier, BrokenBarrierError, Thread

from .browser import Browser, Page, ServerAway
from .counter import PageUnfit
from .ledger import Issued
from .model import Visitor
from .reading import Field, Form, links, text_of

DEVICES = 4
TAP = "token"
PRIORITY = "uu-tien="
BOTH_WITHIN = 5.0
_TAKEN = re.compile(r"/so/([A-Za-z0-9_-]{10,})/")
_NUMBER = re.compile(r">\s*([A-ZĐ]{1,2}\d{3,})\s*<")


class Kiosks:
    """The kiosks of a centre; a few devices show each one's page, a visitor uses the first that is free."""

    def __init__(
        self, new_browser: Callable[[], Browser], centre: str, slugs: Sequence[str], *, devices: int = DEVICES
    ) -> None:
        self._free: SimpleQueue[tuple[str, Browser]] = SimpleQueue()
        for place in range(devices):
            self._free.put((f"/ki-ot/{centre}/{slugs[place % len(slugs)]}/", new_browser()))

    def take(self, visitor: Visitor) -> list[Issued]:
        """The visitor's number, twice when they tapped twice. Raises PageUnfit."""
        with self._device() as (address, browser):
            page = browser.get(address, name="kiosk")
            if visitor.is_priority:
                page = _with_priority(browser, page, visitor)
            form, button = _choice(page, visitor.group)
            fields = form.sent(button=(button.name, button.value))
            tap = dict(fields)[TAP]

            def press(through: Browser) -> Issued:
                taken = through.submit(
                    page, form, fields, name="take_number", then="ticket_kiosk", action=button.action
                )
                return _ticket(taken, visitor, tap)

            return _at_once(press, browser) if visitor.taps_twice else [press(browser)]

    @contextmanager
    def _device(self) -> Iterator[tuple[str, Browser]]:
        device = self._free.get()
        try:
            yield device
        finally:
            self._free.put(device)


def _with_priority(browser: Browser, page: Page, visitor: Visitor) -> Page:
    reasons = [address for address, _ in links(page.html) if PRIORITY in address]
    if not reasons:
        raise PageUnfit.on(page, "không có lựa chọn ưu tiên.")
    return browser.get(reasons[int(visitor.luck * len(reasons))], name="kiosk_priority")


def _choice(page: Page, group: str) -> tuple[Form, Field]:
    """The button of the group with this letter, and its form with the token of the tap."""
    for form in page.forms():
        for button in form.fields:
            is_group = button.is_button and button.name == "group"
            if is_group and TAP in form.names() and re.match(rf"{group}\b", button.label.strip()):
                return form, button
    raise PageUnfit.on(page, f"không có nút lấy số nhóm {group}: {text_of(page.html)[:160]}")


def _ticket(page: Page, visitor: Visitor, tap: str) -> Issued:
    token, number = _TAKEN.search(page.address), _NUMBER.search(page.html)
    if page.status != 200 or token is None or number is None:
        raise PageUnfit.on(page, f"không cấp số: {text_of(page.html)[:160]}")
    return Issued(visitor.index, number[1], f"/so/{token[1]}/", tap)


def _at_once(press: Callable[[Browser], Issued], browser: Browser) -> list[Issued]:
    """The same tap from two connections at the same moment."""
    ready, tickets, troubles = Barrier(2), list[Issued](), list[Exception]()

    def tap(through: Browser) -> None:
        try:
            ready.wait(BOTH_WITHIN)
            tickets.append(press(through))
        except (PageUnfit, ServerAway, BrokenBarrierError) as error:
            troubles.append(error)

    twin = browser.twin()
    second = Thread(target=tap, args=(twin,))
    second.start()
    tap(browser)
    second.join()
    twin.close()
    if troubles:
        raise troubles[0]
    return tickets
