"""The visit of the seed, step by step, as four people live it: guide, visitor, counter officer, department officer."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import DESK, PHONE, SHOTS, Visitor

CARD = "022188001234|100200300|Nguyễn Thị An|06051988|Nữ|Tổ 3, Khu 2, Hồng Gai, Quảng Ninh|10032022"
Arrive = Callable[..., Visitor]
BOTH = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it; keys work once the page's script has come.

    The load is waited for: a form that is done also replaces its own place in the history, which is a navigation of its own."""
    page.wait_for_selector("body.js-enabled")
    with page.expect_event("load"):
        page.keyboard.press(key)


@BOTH
def test_step_1_the_guide_prints_a_checklist(visitor: Arrive, size: dict[str, int]) -> None:
    guide = visitor(size)
    guide.enter("huongdan1")
    page = guide.go("/huong-dan/")
    guide.look("guide")
    before = int(page.inner_text(".gd-today strong").replace(".", ""))
    page.keyboard.type("khai sinh")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("đăng ký khai sinh", re.I)).first.click()
    page.get_by_role("link", name=re.compile("Thông thường")).first.click()
    expect(page.get_by_role("table").first).to_contain_text("Giấy chứng sinh")
    guide.look("guide-checklist")
    press(page, "F4")
    expect(page.get_by_role("img", name=re.compile("Mã QR")).first).to_be_visible()
    guide.look("guide-qr")
    guide.go("/huong-dan/")
    assert int(page.inner_text(".gd-today strong").replace(".", "")) == before + 1


def take_number(kiosk: Visitor, group: str = "Hộ tịch") -> tuple[str, str]:
    """(number, path of the phone page) of a ticket taken with one tap."""
    page = kiosk.go("/ki-ot/tinh/ki-ot-1/")
    page.get_by_role("button", name=re.compile(group)).first.click()
    page.wait_for_url("**/so/**")
    number = page.locator(".ks-number__value").first.inner_text()
    token = page.url.rstrip("/").split("/")[-1]
    return number, f"/so/{token}/"


@pytest.mark.parametrize("size", [PHONE, {"width": 1080, "height": 1920}, {"width": 1920, "height": 1080}], ids=["360", "tall", "wide"])
def test_step_2_the_kiosk_gives_a_number(visitor: Arrive, size: dict[str, int]) -> None:
    kiosk = visitor(size)
    kiosk.go("/ki-ot/tinh/ki-ot-1/")
    kiosk.look(f"kiosk-{size['width']}" if size["width"] != 1080 else "kiosk")
    number, path = take_number(kiosk)
    assert re.fullmatch(r"A\d{3,}", number)
    kiosk.look(f"kiosk-ticket-{size['width']}")
    phone = visitor(PHONE)
    phone.go(path)
    expect(phone.page.locator("h1")).to_contain_text(number)
    phone.look("phone")


def test_step_2_in_english_with_priority_and_a_printed_sheet(visitor: Arrive) -> None:
    kiosk = visitor({"width": 1080, "height": 1920})
    page = kiosk.go("/ki-ot/tinh/ki-ot-1/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name=re.compile("75")).first.click()
    kiosk.look("kiosk-english")
    page.get_by_role("button", name=re.compile("Civil status", re.I)).first.click()
    page.wait_for_url("**/so/**")
    token = page.url.split("?")[0].rstrip("/").split("/")[-1]
    sheet = visitor({"width": 360, "height": 740})
    sheet.go(f"/so/{token}/in/?lang=en")
    sheet.look("ticket-sheet")
    expect(sheet.page.locator("body")).to_contain_text(re.compile(r"A\d{3}"))


def test_step_2_without_javascript(visitor: Arrive) -> None:
    kiosk = visitor({"width": 1080, "height": 1920}, js=False)
    first, _ = take_number(kiosk)
    second, _ = take_number(kiosk)
    assert first != second


def open_counter(officer: Visitor, number: int) -> Page:
    """Log in at a counter of the provincial centre and close whatever a story before left open."""
    page = officer.go("/can-bo/quay/")
    if page.locator("#calling").count() == 0:
        page.get_by_role("button", name=re.compile(rf"\b{number}\b")).first.click()
        page.wait_for_load_state()
    expect(page.locator("#current-number")).to_be_visible()
    return page


def call_until(page: Page, number: str) -> None:
    """Call (and send home) until this number stands at the counter."""
    for _ in range(60):
        press(page, "F2")
        expect(page.locator("#current-number")).not_to_have_text("–")
        if page.inner_text("#current-number") == number:
            return
        press(page, "F7")
    raise AssertionError(f"{number} was never called")


@BOTH
def test_step_3_the_number_is_called_shown_and_spoken(visitor: Arrive, size: dict[str, int]) -> None:
    kiosk, phone, board, officer = visitor(), visitor(PHONE), visitor({"width": 1920, "height": 1080}), visitor(size)
    number, path = take_number(kiosk)
    phone.go(path)
    board.go("/bang/tinh/tang-1/")
    board.page.evaluate("""() => { window.spoken = []; document.querySelector('[data-board]')
        .addEventListener('motcua:call-start', event => window.spoken.push(event.detail.id)) }""")
    officer.enter("quay1")
    page = open_counter(officer, 1)
    call_until(page, number)
    officer.look("desk-calling")
    expect(board.page.locator("[data-board]")).to_contain_text(number, timeout=3000)
    expect(phone.page.locator("[data-ticket-state]")).to_have_attribute("data-ticket-state", "called", timeout=3000)
    expect(phone.page.locator(".ph-turn")).to_contain_text("quầy 1")
    phone.look("phone-called")
    expect(board.page.locator("[data-board]")).not_to_have_attribute("data-spoken", "0", timeout=20_000)
    assert board.page.evaluate("window.spoken.length") > 0
    board.look("board")
    press(page, "F3")
    press(page, "F4")
    expect(phone.page.locator("[data-ticket-state]")).to_have_attribute("data-ticket-state", "serving", timeout=3000)
    press(page, "k")
    expect(page.locator("#current-number")).to_have_text("–")
    page.locator("#step-close").click()


def choose_birth(page: Page) -> None:
    """From the reception's search to the form of the usual case."""
    page.fill("#search-q", "khai sinh")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.get_by_role("link", name="Thông thường").first.click()
    page.wait_for_load_state()


@BOTH
def test_step_4_papers_incomplete_leave_with_guidance(visitor: Arrive, size: dict[str, int]) -> None:
    officer = visitor(size)
    officer.enter("quay3")
    page = officer.go("/can-bo/tiep-nhan/")
    choose_birth(page)
    press(page, "F8")
    officer.look("desk-guidance")
    page.locator("select[name$=_fault]").first.select_option(index=1)
    page.locator("input[name$=_words]").first.fill("Xin bản chính do bệnh viện cấp")
    press(page, "F9")
    page.wait_for_url("**/phieu-huong-dan/**")
    officer.look("desk-guidance-done")
    answer = page.request.get(page.url + "phieu.pdf")
    assert answer.ok and answer.body().startswith(b"%PDF-")


def keep_receipt(paper: bytes) -> None:
    """The receipt as a picture beside the others, when pictures are wanted."""
    if SHOTS:
        (Path(SHOTS) / "receipt.pdf").write_bytes(paper)
        subprocess.run(["pdftoppm", "-r", "110", "-png", "-singlefile", f"{SHOTS}/receipt.pdf", f"{SHOTS}/receipt"], check=True)
        (Path(SHOTS) / "receipt.pdf").unlink()


def receive_birth(officer: Visitor) -> tuple[str, str]:
    """(code, security code) of a birth registration received by keyboard from a scanned card."""
    page = officer.go("/can-bo/tiep-nhan/")
    choose_birth(page)
    page.keyboard.press("F2")
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    expect(page.locator("[name=name]")).to_have_value("Nguyễn Thị An")
    page.fill("[name=phone]", "0912 345 678")
    press(page, "F4")
    expect(page.locator("[name=phone]")).to_have_value(re.compile("0912"))
    officer.look("desk-reception")
    press(page, "F9")
    page.wait_for_url("**/da-tiep-nhan/")
    codes = page.locator("[data-copy]").evaluate_all("all => all.map(one => one.dataset.copy)")
    return codes[0], codes[1]


@BOTH
def test_step_4_papers_complete_leave_with_a_receipt(visitor: Arrive, size: dict[str, int]) -> None:
    officer = visitor(size)
    officer.enter("quay4")
    code, security = receive_birth(officer)
    officer.look("desk-received")
    assert re.fullmatch(r"H49[A-Z0-9.]*-\d{6}-\d{4}", code)
    page = officer.page
    answer = page.request.get(page.url.replace("da-tiep-nhan/", "giay-tiep-nhan.pdf"))
    assert answer.ok and answer.body().startswith(b"%PDF-") and answer.headers["content-type"] == "application/pdf"
    keep_receipt(answer.body())
    at_home = visitor(PHONE)
    at_home.go(f"/tra-cuu/?ma={code.lower().replace('-', ' - ')}&bm={security.lower()}")
    expect(at_home.page.locator("main")).to_contain_text("Được tiếp nhận")
    expect(at_home.page.locator("main")).not_to_contain_text("Nguyễn Thị An")
    at_home.look("tracking")
    wide = visitor()
    wide.go(f"/tra-cuu/?ma={code}&bm={security}")
    wide.look("tracking-1280")


def test_the_earlier_details_of_a_person_are_offered(visitor: Arrive) -> None:
    officer = visitor()
    officer.enter("quay5")
    receive_birth(officer)
    page = officer.go("/can-bo/tiep-nhan/")
    choose_birth(page)
    page.fill("[name=id_number]", "022188001234")
    page.locator("#look").click()
    page.wait_for_load_state()
    press(page, "F7")
    expect(page.locator("[name=phone]")).to_have_value(re.compile("0912"))


def test_from_the_department_to_the_citizens_hand(visitor: Arrive, tmp_path_factory: pytest.TempPathFactory) -> None:
    officer, department, citizen = visitor(), visitor(), visitor(PHONE)
    officer.enter("quay6")
    code, security = receive_birth(officer)
    page = officer.page
    page.get_by_role("link", name="Mở hồ sơ").click()
    page.wait_for_load_state()
    officer.look("desk-dossier")
    address = page.url.removeprefix(officer.base)
    page.get_by_role("link", name=re.compile("Chuyển|Bàn giao")).first.click()
    page.fill("[name=taker]", "Đinh Thị Hường")
    press(page, "F9")
    result = tmp_path_factory.mktemp("result") / "khai-sinh.pdf"
    result.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    department.enter("ubndhalong")
    paper = department.go(address)
    paper.get_by_role("link", name=re.compile("Hoàn thành")).first.click()
    paper.locator("input[type=file]").set_input_files(str(result))
    paper.locator("[name=name]").fill("Giấy khai sinh")
    paper.locator("[name=number]").fill("12/2026")
    press(paper, "F9")
    expect(paper.locator(".govuk-error-summary")).to_contain_text("chưa ký số")
    with paper.expect_download() as sample:
        paper.get_by_role("link", name="tệp mẫu đã ký").click()
    signed = result.with_name(sample.value.suggested_filename)
    sample.value.save_as(signed)
    paper.locator("input[type=file]").set_input_files(str(signed))
    department.look("desk-finish")
    press(paper, "F9")
    citizen.go(f"/tra-cuu/?ma={code}&bm={security}")
    expect(citizen.page.locator("main")).to_contain_text("Đã xử lý xong")
    officer.go(address)
    page.get_by_role("link", name=re.compile("Trả kết quả")).first.click()
    expect(page.locator("[name=proof]").first).to_be_focused()
    expect(page.locator("main")).to_contain_text("Giấy khai sinh, số 12/2026")
    page.locator("[name=proof]").first.check()
    officer.look("desk-hand-over")
    press(page, "F9")
    citizen.go(f"/tra-cuu/?ma={code}&bm={security}")
    expect(citizen.page.locator("main")).to_contain_text("Đã trả kết quả")
    citizen.look("tracking-done")


@BOTH
def test_the_head_sees_the_day(visitor: Arrive, size: dict[str, int]) -> None:
    head = visitor(size)
    head.enter("lanhdao")
    head.go("/quan-ly/")
    head.look("manage" if size is DESK else "manage-360")


@BOTH
@pytest.mark.parametrize(
    ("path", "name"),
    [("/", "portal"), ("/thu-tuc/", "procedures"), ("/thu-tuc/?q=so+do", "search"), ("/thu-tuc/1.001193/", "procedure"), ("/thu-tuc/linh-vuc/", "fields"),
     ("/trung-tam/", "centres"), ("/trung-tam/quang-yen/", "centre"), ("/tra-cuu/", "track"), ("/gioi-thieu/", "about"), ("/can-bo/dang-nhap/", "login")],
)  # fmt: skip
def test_pages_that_anybody_may_open(visitor: Arrive, path: str, name: str, size: dict[str, int]) -> None:
    anybody = visitor(size)
    anybody.go(path)
    anybody.look(name if size is DESK else f"{name}-360")
    anybody.page.context.add_cookies([{"name": "django_language", "value": "en", "url": anybody.base}])
    if not path.startswith("/can-bo/"):
        anybody.go(path)
        expect(anybody.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("js", [True, False], ids=["js", "no js"])
def test_a_citizen_finds_a_procedure_and_where_to_go(visitor: Arrive, js: bool) -> None:
    citizen = visitor(PHONE, js=js)
    page = citizen.go("/")
    page.fill("[name=q]", "dang ky khai sinh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thu-tuc/?**")
    page.get_by_role("link", name=re.compile("đăng ký khai sinh", re.I)).first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Giấy chứng sinh")
    page.locator("details summary").filter(has_text="trung tâm").click()
    page.get_by_role("link", name=re.compile("Quảng Yên")).first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("179")


def test_the_desk_without_javascript(visitor: Arrive) -> None:
    officer = visitor(js=False)
    officer.enter("quay7")
    page = officer.go("/can-bo/tiep-nhan/")
    choose_birth(page)
    page.fill("[name=scan]", CARD)
    page.locator("#look").click()
    expect(page.locator("[name=name]")).to_have_value("Nguyễn Thị An")
    page.locator("button[value=tick_all]").click()
    page.locator("button[value=receive]").click()
    page.wait_for_url("**/da-tiep-nhan/")
