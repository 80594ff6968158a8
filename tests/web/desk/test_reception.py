"""The reception desk from the choice of a procedure to the receipt or the guidance slip."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from tests.cast import BINH, World
from tests.pages import PageClient
from tests.web.desk.helpers import CHOOSE, COUNTER, a_ticket, complete, form_of, open_counter, press, value_of

from motcua.audit.models import Reading
from motcua.dossiers.models import Dossier, GuidanceSlip

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
CARD = "022188001234|012345678|Nguyễn Thị An|06051988|Nữ|Tổ 3, Hồng Gai, Hạ Long, Quảng Ninh|01012022||||"


def test_search_knows_no_tones_and_only_this_centre(world: World, login: Enter) -> None:
    text = login("quay1").get(CHOOSE, {"q": "khai sinh"}).content.decode()
    assert "Đăng ký khai sinh" in text and "Đăng ký kết hôn" not in text
    assert "Cấp đổi giấy chứng nhận" in login("quay1").get(CHOOSE, {"q": "1.012753"}).content.decode()
    assert "Chưa thấy thủ tục nào" in login("halong1").get(CHOOSE, {"q": "cap doi"}).content.decode()


def test_a_ticket_offers_the_procedures_of_its_group(world: World, login: Enter) -> None:
    browser, ticket = login("quay2"), a_ticket(world, world.estate)
    open_counter(browser, world, 1)
    press(browser, "next")
    address = press(browser, "receive", ticket)["Location"]
    assert address == f"{CHOOSE}?so={ticket.pk}"
    text = browser.get(address).content.decode()
    assert ticket.number in text and "Cấp đổi giấy chứng nhận" in text and "Đăng ký khai sinh" not in text
    ticket.refresh_from_db()
    assert ticket.state == "serving"


def test_a_procedure_of_another_centre_has_no_form(world: World, login: Enter) -> None:
    assert login("halong1").get(form_of(world, world.deed)).status_code == 404
    assert login("quay1").get(f"{CHOOSE}999999/").status_code == 404


def test_received_with_a_ticket_from_first_press_to_receipt(world: World, login: Enter) -> None:
    browser, ticket = login("quay2"), a_ticket(world, world.estate)
    open_counter(browser, world, 1)
    press(browser, "next")
    press(browser, "receive", ticket)
    answer = browser.post(f"{form_of(world, world.deed)}?so={ticket.pk}", complete(world, world.deed))
    dossier = Dossier.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/can-bo/ho-so/{dossier.pk}/da-tiep-nhan/")
    assert (dossier.ticket_id, dossier.applicant_name, dossier.phone, dossier.papers.count()) == (ticket.pk, "Nguyễn Thị An", "0912345678", 3)
    text = browser.get(answer["Location"]).content.decode()
    for words in (str(dossier.security_code)[:4], "Vì sao hẹn ngày này?", "Thu phí ngay", "Kết thúc và gọi số tiếp theo", "Hồ sơ khác cho cùng người"):
        assert words in text
    receipt = browser.get(f"/can-bo/ho-so/{dossier.pk}/giay-tiep-nhan.pdf")
    assert receipt.content.startswith(b"%PDF-") and receipt["Content-Type"] == "application/pdf"
    assert "frame-ancestors 'self'" in receipt["Content-Security-Policy"] and receipt["X-Content-Type-Options"] == "nosniff"
    assert Reading.objects.filter(record=dossier.pk, what="giấy tiếp nhận").count() == 1
    assert "đã làm với số này" in browser.get(COUNTER).content.decode().lower()


def test_the_same_press_twice_receives_once(world: World, login: Enter) -> None:
    browser, typed = login("quay1"), complete(world, world.deed)
    first, second = browser.post(form_of(world, world.deed), typed), browser.post(form_of(world, world.deed), typed)
    assert first["Location"] == second["Location"] and Dossier.objects.count() == 1


def test_two_officers_cannot_receive_the_same_ticket(world: World, login: Enter) -> None:
    mine, other, ticket = login("quay2"), login("quay1"), a_ticket(world)
    open_counter(mine, world, 1)
    open_counter(other, world, 0)
    press(mine, "next")
    answer = other.post(f"{form_of(world, world.birth)}?so={ticket.pk}", complete(world, world.birth))
    text = answer.content.decode()
    assert answer.status_code == 422 and "không còn ở quầy của Ông/Bà" in text and not Dossier.objects.exists()
    assert value_of(text, "name") == "Nguyễn Thị An"
    assert mine.post(f"{form_of(world, world.birth)}?so={ticket.pk}", complete(world, world.birth)).status_code == 303


def test_the_card_fills_the_form_and_nothing_is_received(world: World, login: Enter) -> None:
    text = login("quay1").post(form_of(world, world.deed), {"scan": CARD, "do": "look", "phone": "0912345678"}).content.decode()
    assert [value_of(text, name) for name in ("id_number", "name", "birth_0", "birth_1", "birth_2", "phone")] == [
        "022188001234", "Nguyễn Thị An", "6", "5", "1988", "0912345678",
    ]  # fmt: skip
    assert '<option value="Nữ" selected>' in text and "Hạ Long" in value_of(text, "address") and not Dossier.objects.exists()


def test_earlier_details_are_offered_by_one_key_and_the_look_is_remembered(world: World, login: Enter) -> None:
    earlier = world.a_dossier()
    browser = login("quay2")
    text = browser.post(form_of(world, world.birth), {"id_number": "022188001234", "do": "look"}).content.decode()
    assert "Dùng thông tin đã khai" in text and "02/03/2026" in text and value_of(text, "name") == ""
    used = browser.post(form_of(world, world.birth), {"id_number": "022188001234", "do": "earlier"}).content.decode()
    assert (value_of(used, "name"), value_of(used, "birth_2"), value_of(used, "email")) == ("Nguyễn Thị An", "1988", "an@example.org")
    assert Reading.objects.filter(record=earlier.pk, what="thông tin đã khai", actor=f"staff:{world.clerk_two.pk}").count() == 2


def test_each_use_of_earlier_details_is_told_from_their_offer(world: World, login: Enter) -> None:
    """An officer of another centre, who may not open the dossier, is offered the details; what they then took over is in the record of readings."""
    older, earlier, browser = world.a_dossier(), world.a_dossier(), login("halong1")
    used = Reading.objects.filter(what="dùng lại thông tin đã khai")
    assert browser.get(reverse("desk:dossier", args=[earlier.pk])).status_code == 404
    browser.post(form_of(world, world.birth), {"id_number": "022188001234", "do": "look"})
    assert not used.exists() and Reading.objects.get().record == earlier.pk
    for times in (1, 2):
        text = browser.post(form_of(world, world.birth), {"id_number": "022188001234", "do": "earlier"}).content.decode()
        assert value_of(text, "phone") == "0912345678"
        assert list(used.values_list("record", "actor")) == [(earlier.pk, f"staff:{world.site_clerk.pk}")] * times
    browser.post(form_of(world, world.birth), {"id_number": "022188009999", "do": "earlier"})
    assert used.count() == 2 and not Reading.objects.filter(record=older.pk).exists()


def test_the_next_dossier_of_the_same_person_is_carried_by_number_only(world: World, login: Enter) -> None:
    dossier = world.a_dossier(applicant=BINH)
    browser = login("quay1")
    choose = browser.get(CHOOSE, {"nhu": dossier.pk, "q": "khai sinh"}).content.decode()
    assert f"?nhu={dossier.pk}" in choose and BINH.name not in choose
    text = browser.get(form_of(world, world.birth), {"nhu": dossier.pk}).content.decode()
    assert value_of(text, "name") == BINH.name and dossier.code in text
    birth = BINH.birth_date
    assert birth and [value_of(text, f"birth_{place}") for place in range(3)] == [str(birth.day), str(birth.month), str(birth.year)]
    assert login("halong1").get(form_of(world, world.birth), {"nhu": dossier.pk}).status_code == 404


def test_one_key_ticks_all_papers(world: World, login: Enter) -> None:
    typed = {**complete(world, world.deed), "do": "tick_all"}
    typed = {name: value for name, value in typed.items() if not re.fullmatch(r"p\d+", name)}
    browser = login("quay1")
    before = browser.post(form_of(world, world.deed), {**typed, "do": "look"}).content.decode()
    after = browser.post(form_of(world, world.deed), typed).content.decode()
    assert (before.count(" checked"), after.count(" checked")) == (0, 2), "the paper “if there is one” is not ticked for the officer"
    assert value_of(after, "content") == "Cấp đổi vì rách"


def test_papers_beyond_the_list_and_quantities_are_kept(world: World, login: Enter) -> None:
    fee = world.case(world.deed).version.fees.get()
    typed = complete(world, world.deed, **{"x1_name": "Giấy ủy quyền", "x1_o": "1", "x1_c": "", "x1_k": "2", f"f{fee.pk}": "3", "sets": "2"})
    login("quay1").post(form_of(world, world.deed), typed)
    dossier = Dossier.objects.get()
    extra = dossier.papers.get(asked=None)
    assert (extra.name, extra.originals, extra.copies, dossier.sets) == ("Giấy ủy quyền", 1, 2, 2)
    assert dossier.fees_due.get().total == 300_000


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_the_page(world: World, login: Enter) -> None:
    paper = world.case(world.deed).papers.first()
    typed = complete(world, world.deed, id_number="", name="", sets="0", **{f"p{paper.pk}": None})
    text = login("quay1").post(form_of(world, world.deed), typed).content.decode()
    targets = re.findall(r'<a href="#([^"]+)">', text[text.index("govuk-error-summary") :])
    assert targets[:4] == ["id_id_number", "id_name", "id_sets", "papers"] and not Dossier.objects.exists()


def test_nobody_is_born_tomorrow(world: World, login: Enter) -> None:
    typed = complete(world, world.deed, id_number="123456789", birth_2="2088")
    answer = login("quay1").post(form_of(world, world.deed), typed)
    assert answer.status_code == 422 and "Ngày sinh ở sau hôm nay" in answer.content.decode() and not Dossier.objects.exists()


def test_earlier_details_fill_only_what_is_empty(world: World, login: Enter) -> None:
    world.a_dossier()
    now = {"id_number": "022188001234", "phone": "0987654321", "address": "Địa chỉ mới trên thẻ", "birth_0": "7", "do": "earlier"}
    text = login("quay2").post(form_of(world, world.birth), now).content.decode()
    assert [value_of(text, name) for name in ("phone", "address", "birth_0", "birth_2", "name")] == [
        "0987654321", "Địa chỉ mới trên thẻ", "7", "", "Nguyễn Thị An",
    ]  # fmt: skip


def test_a_card_scanned_into_the_field_of_the_name_is_read_as_a_card(world: World, login: Enter) -> None:
    text = login("quay1").post(form_of(world, world.deed), {"name": CARD, "do": "look"}).content.decode()
    assert (value_of(text, "name"), value_of(text, "id_number")) == ("Nguyễn Thị An", "022188001234")
    wrong = login("quay1").post(form_of(world, world.deed), {"scan": "hello", "name": "An", "do": "look"}).content.decode()
    assert "data-autofocus" in re.search(r'<input[^>]*id="scan"[^>]*>', wrong)[0]  # type: ignore[index]  # found or the test fails
    assert wrong.count("data-autofocus") == 1


@pytest.mark.parametrize("field", ["phone", "address", "email", "content"])
def test_a_card_scanned_into_another_field_is_read_as_a_card(world: World, login: Enter, field: str) -> None:
    text = login("quay1").post(form_of(world, world.deed), {field: CARD, "do": "look"}).content.decode()
    assert (value_of(text, "name"), value_of(text, "id_number"), "|" in value_of(text, field)) == ("Nguyễn Thị An", "022188001234", False)


@pytest.mark.parametrize("field", ["o", "c"])
def test_a_card_scanned_into_the_count_of_a_paper_is_read_as_a_card(world: World, login: Enter, field: str) -> None:
    count = f"p{world.case(world.deed).papers.first().pk}_{field}"
    text = login("quay1").post(form_of(world, world.deed), {count: f"1{CARD}", "do": "look"}).content.decode()
    assert (value_of(text, "name"), value_of(text, "id_number"), value_of(text, count)) == ("Nguyễn Thị An", "022188001234", "1")


def test_a_second_card_leaves_nothing_of_the_first_person(world: World, login: Enter) -> None:
    browser, address = login("quay1"), form_of(world, world.deed)
    first = {"id_number": "022188001234", "name": "Nguyễn Thị An", "birth_0": "6", "birth_1": "5", "birth_2": "1988", "sex": "Nữ", "address": "Tổ 3"}
    text = browser.post(address, {**first, "phone": "0912345678", "scan": "022095001111||Phạm Văn Bê||||", "do": "look"}).content.decode()
    assert [value_of(text, name) for name in ("id_number", "name", "birth_0", "address", "phone")] == ["022095001111", "Phạm Văn Bê", "", "", "0912345678"]
    assert "Thẻ vừa quét là của người khác" in text
    same = browser.post(address, {**first, "id_number": "022188001235", "scan": "022188001234||NGUYEN THI AN||||", "do": "look"}).content.decode()
    assert value_of(same, "address") == "Tổ 3" and "Thẻ vừa quét là của người khác" not in same


@pytest.mark.parametrize("number", ["02218800123", "02218800123456"])
def test_a_wrong_number_typed_where_the_scanner_writes_is_kept_and_named(world: World, login: Enter, number: str) -> None:
    text = login("quay1").post(form_of(world, world.deed), {"scan": number, "do": "look"}).content.decode()
    assert value_of(text, "id_number") == number and f"có {len(number)} chữ số" in text


@pytest.mark.parametrize("number", ["022 188 001 234", "022188001234", "101234567", "0100109106-001", "c1234567"])
def test_a_number_typed_where_the_scanner_writes_is_the_number(world: World, login: Enter, number: str) -> None:
    """Also with the hyphen that stands on a branch's registration, and of a passport."""
    text = login("quay1").post(form_of(world, world.deed), {"scan": number, "phone": "0912345678", "do": "look"}).content.decode()
    assert (value_of(text, "id_number"), value_of(text, "phone")) == (number.replace(" ", "").replace("-", "").upper(), "0912345678")
    assert "không phải mã QR" not in text


def test_all_papers_ticked_leads_back_to_the_papers(world: World, login: Enter) -> None:
    text = login("quay1").get(form_of(world, world.deed)).content.decode()
    assert re.search(r'<button[^>]*value="tick_all"[^>]*formaction="[^"]*#papers"', text) and 'id="papers"' in text


def test_a_form_that_came_with_words_asks_before_a_key_leaves_it(world: World, login: Enter) -> None:
    browser = login("quay1")
    assert "data-holds" not in browser.get(form_of(world, world.deed)).content.decode()
    assert "data-holds" in browser.post(form_of(world, world.deed), {"name": "An", "do": "look"}).content.decode()


def test_a_card_scanned_behind_what_stands_in_a_field_leaves_that_alone(world: World, login: Enter) -> None:
    behind = login("quay1").post(form_of(world, world.deed), {"id_number": f"022190001111{CARD}", "name": "Trần", "do": "look"}).content.decode()
    assert (value_of(behind, "id_number"), value_of(behind, "name")) == ("022188001234", "Nguyễn Thị An")
    spoiled = CARD.replace("022188001234", "0221880")
    kept = login("quay1").post(form_of(world, world.deed), {"id_number": f"02219 {spoiled}", "name": "Trần", "do": "look"}).content.decode()
    assert value_of(kept, "id_number").startswith("02219 ") and value_of(kept, "name") == "Trần"


def test_a_count_beside_a_paper_that_is_not_ticked_is_no_fault_of_the_program(world: World, login: Enter) -> None:
    paper = world.case(world.deed).papers.first()
    answer = login("quay1").post(form_of(world, world.deed), complete(world, world.deed, **{f"p{paper.pk}": None, f"p{paper.pk}_o": "1 bản"}))
    assert answer.status_code == 422 and paper.name in answer.content.decode() and not Dossier.objects.exists()


def test_what_was_written_on_the_slip_survives_a_look_at_the_dossier(world: World, login: Enter) -> None:
    browser, paper = login("quay1"), world.case(world.deed).papers.first()
    slip = f"{form_of(world, world.deed)}chua-hop-le/"
    words = {f"p{paper.pk}_fault": "form", f"p{paper.pk}_words": "Mẫu mới", "advice": "Đến trước thứ Sáu"}
    back = browser.post(form_of(world, world.deed), {**complete(world, world.deed), **words, "do": "look"}).content.decode()
    carried = {name: value_of(back, name) for name in words}
    assert carried == words
    again = browser.post(slip, {**complete(world, world.deed), **carried, "do": "slip"}).content.decode()
    as_fine = {**complete(world, world.deed), f"p{paper.pk}": "", f"p{paper.pk}_fault": "", "do": "look"}
    fine = browser.post(form_of(world, world.deed), as_fine).content.decode()
    assert re.search(rf'<input type="hidden" name="p{paper.pk}_fault" value="">', fine), "“Đạt” is kept as well"
    assert 'value="form" selected' in again and value_of(again, f"p{paper.pk}_words") == "Mẫu mới" and "Đến trước thứ Sáu" in again


def test_a_number_that_left_while_the_form_was_open_is_let_go_of_by_the_next_press(world: World, login: Enter) -> None:
    browser = login("quay1")
    open_counter(browser, world)
    ticket = a_ticket(world)
    for verb in ("next", "start", "finish"):
        press(browser, verb, None if verb == "next" else ticket)
    typed = complete(world, world.birth)
    text = browser.post(f"{form_of(world, world.birth)}?so={ticket.pk}", typed).content.decode()
    assert "không còn ở quầy" in text and "so=" not in re.search(r'<form[^>]*action="([^"]*)"[^>]*mc-desk-form', text)[1]  # type: ignore[index]
    assert browser.post(form_of(world, world.birth), typed).status_code == 303 and Dossier.objects.get().ticket is None


def test_whoever_is_being_served_is_whose_dossier_it_is(world: World, login: Enter) -> None:
    browser = login("quay1")
    open_counter(browser, world)
    ticket = a_ticket(world)
    press(browser, "next")
    press(browser, "start", ticket)
    offered = browser.get(CHOOSE).content.decode()
    assert f"so={ticket.pk}" in offered and "?so=khong" in offered
    for address in (f"{CHOOSE}?so=khong", f"{CHOOSE}?so=khong&q=khai+sinh"):
        without = browser.get(address).content.decode()
        assert f"so={ticket.pk}" not in without and 'name="so" value="khong"' in without and "không còn ở quầy" not in without
    assert "?so=khong" in without


def test_a_mismatch_with_the_card_warns_once_and_never_refuses(world: World, login: Enter) -> None:
    browser, typed = login("quay1"), complete(world, world.deed, sex="Nam")
    warned = browser.post(form_of(world, world.deed), typed)
    text = warned.content.decode()
    assert warned.status_code == 200 and "Giới tính không khớp" in text and not Dossier.objects.exists()
    assert browser.post(form_of(world, world.deed), {**typed, "warned": value_of(text, "warned")}).status_code == 303


def test_guidance_slip_instead_of_a_reception(world: World, login: Enter) -> None:
    browser, papers = login("quay1"), list(world.case(world.deed).papers.all())
    typed = {**complete(world, world.deed, **{f"p{papers[1].pk}": None}), "do": "slip"}
    address = f"{form_of(world, world.deed)}chua-hop-le/"
    page = browser.post(address, typed).content.decode()
    assert page.count('value="missing" selected') == 1 and value_of(page, "name") == "Nguyễn Thị An"
    words = {f"p{papers[1].pk}_fault": "missing", f"p{papers[1].pk}_words": "Mang bản gốc", "advice": "Xin đến trước thứ Sáu.", "slip": "t-1"}
    answer = browser.post(address, {**typed, **words, "do": "guide"})
    again = browser.post(address, {**typed, **words, "do": "guide"})
    slip = GuidanceSlip.objects.get()
    assert answer["Location"] == again["Location"] == f"/can-bo/phieu-huong-dan/{slip.pk}/"
    assert slip.items == [{"paper": papers[1].name, "problem": "Thiếu", "remedy": "Mang bản gốc"}] and "An" not in str(slip.words)
    assert "Mang bản gốc" in browser.get(answer["Location"]).content.decode()
    assert browser.get(f"{answer['Location']}phieu.pdf").content.startswith(b"%PDF-")
    assert login("halong1").get(answer["Location"]).status_code == 404 and not Dossier.objects.exists()


def test_an_empty_slip_says_what_it_needs_and_keeps_the_rest(world: World, login: Enter) -> None:
    answer = login("quay1").post(f"{form_of(world, world.deed)}chua-hop-le/", {**complete(world, world.deed), "do": "guide"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Chưa đánh dấu giấy tờ nào" in text and value_of(text, "name") == "Nguyễn Thị An" and not GuidanceSlip.objects.exists()


def test_reception_needs_a_token_against_forgery(world: World, login: Enter) -> None:
    browser: Any = login("quay1")
    browser.handler.enforce_csrf_checks = True
    assert browser.post(form_of(world, world.deed), complete(world, world.deed)).status_code == 403
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("name", ["datdai", "huongdan", "lanhdao", "quantri"])
def test_only_reception_receives(world: World, login: Enter, name: str) -> None:
    assert login(name).post(form_of(world, world.deed), complete(world, world.deed)).status_code == 404
    assert not Dossier.objects.exists()
