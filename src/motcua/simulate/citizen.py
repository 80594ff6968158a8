"""A citizen with a phone: follows the number in the hall, tracks the dossier at home (seed steps 3 and 5)."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlencode

from motcua.kernel import clock

from .browser import Browser, Page
from .counter import PageUnfit
from .ledger import Issued, Receipt, Tracked
from .reading import joined, text_of

TRACK = "/tra-cuu/"
MOST_CASES = 30
# Moments stand on the pages behind the words that people read, with the machine's form in the `time` element.
_DUE = re.compile(r'Hẹn trả kết quả(?:(?!</section>).)*?<time datetime="([^"]+)"', re.S)
_RECEIVED = re.compile(r'Trung tâm tiếp nhận hồ sơ(?:(?!</section>).)*?<time datetime="([^"]+)"', re.S)


def follow(browser: Browser, ticket: Issued) -> None:
    """Open the phone's page of a number. Raises PageUnfit when it does not show the number."""
    page = browser.get(ticket.follow, name="ticket_phone")
    if page.status != 200 or ticket.number not in page.html:
        raise PageUnfit.on(page, f"không thấy số {ticket.number} trên trang theo dõi.")


def track(browser: Browser, receipt: Receipt) -> Tracked:
    """Track by the address in the receipt's QR."""
    query = urlencode({"ma": receipt.code, "bm": receipt.security})
    return told(browser.get(f"{TRACK}?{query}", name="track"), receipt)


def track_typed(browser: Browser, receipt: Receipt) -> Tracked:
    """Track by typing both codes into the form, in lower case and with a space as people do."""
    page = browser.get(TRACK, name="track_form")
    form = next((found for found in page.forms() if {"ma", "bm"} <= found.names()), None)
    if form is None:
        raise PageUnfit.on(page, "không có biểu mẫu tra cứu.")
    sent = joined(form.sent(), ma=receipt.code.lower(), bm=f"{receipt.security[:4]} {receipt.security[4:]}")
    return told(browser.submit(page, form, sent, name="track"), receipt)


def read_about(browser: Browser, procedure: str) -> str:
    """What the public page of a procedure says, all its cases together."""
    texts: list[str] = []
    for number in range(1, MOST_CASES):
        page = browser.get(f"/thu-tuc/{procedure}/" + (f"?truong-hop={number}" if number > 1 else ""), name="procedure")
        if page.status != 200:
            raise PageUnfit.on(page, f"không có trang của thủ tục {procedure}.")
        texts.append(text_of(page.html))
        if f"truong-hop={number + 1}" not in page.html:
            break
    return " ".join(texts)


def told(page: Page, receipt: Receipt) -> Tracked:
    """What the tracking page says about the receipt."""
    if page.status != 200 or receipt.code not in text_of(page.html).replace(" ", ""):
        return Tracked(receipt.code, is_found=False)
    return Tracked(
        receipt.code, is_found=True, received_at=_time(_RECEIVED.findall(page.html)), due_at=due_on(page.html)
    )


def due_on(html: str) -> datetime | None:
    """The due moment on a page, to the minute; None when the page has none."""
    return _time(_DUE.findall(html))


def _time(found: list[str]) -> datetime | None:
    return clock.local(datetime.fromisoformat(found[-1])) if found else None
