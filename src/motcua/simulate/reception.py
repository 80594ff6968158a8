"""Receiving a dossier at the counter, or writing a guidance slip, through the real form of the reception desk (seed step 4)."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from motcua.deadlines.rules import Limit, Unit, due_moment
from motcua.kernel import clock

from .browser import Browser, Page
from .citizen import due_on
from .counter import Officer, PageUnfit
from .ledger import Receipt
from .people import Person
from .reading import Form, joined, links, text_of

CASE = re.compile(r"/can-bo/tiep-nhan/(\d+)/")
FEE = re.compile(r"f\d+")
NOTE = "Hồ sơ diễn tập do chương trình mô phỏng tạo ra."
ADVICE = "Phiếu diễn tập: xin bổ sung giấy tờ còn thiếu."
APPOINTED_AFTER = Limit(Decimal(14), Unit.CALENDAR_DAY)
CODE, SECURITY, TERM, BY_HAND = "Mã hồ sơ", "Mã bảo mật", "Thời hạn", "theo ngày hẹn"
_ROW = re.compile(
    r'<dt class="govuk-summary-list__key">(.*?)</dt>\s*<dd class="govuk-summary-list__value">(.*?)</dd>', re.S
)
_CAPTION = re.compile(r'class="mc-title__caption">(.*?)</p>', re.S)


def open_form(officer: Officer, luck: float) -> Page:
    """From the called ticket to the form of a procedure's case; `luck` picks among those offered first."""
    page = officer.press_raw("receive")
    cases = list(dict.fromkeys(address for address, _ in links(page.html) if CASE.search(address)))
    if not cases:
        raise PageUnfit.on(page, f"không có thủ tục nào để chọn: {text_of(page.html)[:160]}")
    return officer.browser.get(cases[int(luck * len(cases))], name="receive_form")


def receive(browser: Browser, page: Page, person: Person, *, appointed: datetime) -> Page:
    """Scan the card, tick all papers, receive; the page with the codes. Raises PageUnfit with the page's own sentences."""
    form = _receiving(page)
    sent = joined(form.sent(button=("do", "tick_all")), scan=person.card())
    page = browser.submit(page, form, sent, name="receive_scan")
    for _ in range(2):
        form = _receiving(page)
        changes = {name: value for name, value in _typed(person, appointed).items() if name in form.names()} | _amounts(form)
        page = browser.submit(
            page, form, joined(form.sent(button=("do", "receive")), **changes), name="receive", then="received"
        )
        if "/da-tiep-nhan/" in page.address:
            return page
    raise PageUnfit.on(page, text_of(_summary(page))[:300])


def guide_back(browser: Browser, page: Page) -> Page:
    """Mark the first paper as missing and write the slip; the page of the written slip."""
    form = _receiving(page)
    button = form.button("slip", name="do")
    if button is None:
        raise PageUnfit.on(page, "không có nút viết phiếu hướng dẫn.")
    sent = form.sent(button=("do", "slip"))
    page = browser.submit(page, form, sent, name="slip_form", action=button.action)
    form = next((found for found in page.forms() if found.button("guide", name="do")), None) or _receiving(page)
    faults = [control.name for control in form.fields if control.name.endswith("_fault")]
    changes = {"advice": ADVICE} | ({faults[0]: "missing"} if faults else {})
    page = browser.submit(
        page, form, joined(form.sent(button=("do", "guide")), **changes), name="guide_back", then="slip"
    )
    if "/phieu-huong-dan/" not in page.address:
        raise PageUnfit.on(page, text_of(_summary(page))[:300])
    return page


def print_paper(browser: Browser, page: Page, *, name: str) -> bool:
    """Open the PDF that the page offers; True when a whole PDF came."""
    found = re.search(r'(?:href|src|data)="(/[^"]+\.pdf[^"]*)"', page.html)
    if found is None:
        raise PageUnfit.on(page, "không có giấy để in.")
    paper = browser.get(found[1], name=name)
    return paper.status == 200 and paper.body.startswith(b"%PDF-") and b"%%EOF" in paper.body[-64:]


def receipt_on(page: Page, *, procedure: str, late_rule: str, appointed: datetime | None) -> Receipt:
    """The receipt as the page of the received dossier tells it. Raises PageUnfit without codes."""
    said = {text_of(key): value for key, value in _ROW.findall(page.html)}
    try:
        code, security = _copied(said[CODE]), _copied(said[SECURITY])
    except KeyError as error:
        raise PageUnfit.on(page, f"không đọc được {error}.") from None
    term = text_of(said.get(TERM, ""))
    return Receipt(
        code, security, due_on(page.html), term, procedure, late_rule, appointed if term == BY_HAND else None
    )


def procedure_on(page: Page) -> str:
    """The code of the procedure that the reception form is for, empty when the page does not say it."""
    caption = _CAPTION.search(page.html)
    return text_of(caption[1]).rsplit(" ", 1)[-1] if caption else ""


def _copied(value: str) -> str:
    """The text of a code that is shown in groups."""
    found = re.search(r'data-copy="([^"]+)"', value)
    return found[1] if found else text_of(value).replace(" ", "")


def _receiving(page: Page) -> Form:
    for form in page.forms():
        if form.button("receive", name="do") or form.button("slip", name="do"):
            return form
    raise PageUnfit.on(page, f"không có biểu mẫu tiếp nhận: {text_of(page.html)[:160]}")


def appointment() -> datetime:
    """The appointment that the officer sets when a procedure has no limit: the close of work two weeks later, or of the next working day."""
    found = due_moment(clock.now(), APPOINTED_AFTER)
    assert found is not None
    return found


def _typed(person: Person, appointed: datetime) -> dict[str, str]:
    return {
        "address": person.address, "phone": person.phone, "content": NOTE, "due_day_0": str(appointed.day),
        "due_day_1": str(appointed.month), "due_day_2": str(appointed.year), "due_hour": f"{appointed:%H:%M}",
    }  # fmt: skip


def _amounts(form: Form) -> dict[str, str]:
    """Of fees of which the officer says the amount that holds: one of the first, none of the others."""
    open_fees = [name for name, value in form.sent() if FEE.fullmatch(name) and not value]
    return dict.fromkeys(open_fees, "0") | dict.fromkeys(open_fees[:1], "1")


def _summary(page: Page) -> str:
    found = re.search(r'<div[^>]*class="[^"]*govuk-error-summary.*?</ul>', page.html, re.S)
    return found.group() if found else page.html
