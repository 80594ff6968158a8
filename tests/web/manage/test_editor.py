"""The editor's pages: who may, the list, a draft from the first word to its publication, two people at once, bad input."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import html5lib
import pytest
from django.urls import reverse
from tests.cast import World
from tests.catalogue.drafts import FULL
from tests.pages import PageClient

from motcua.catalogue import actions
from motcua.catalogue.models import EditorDraft, ProcedureVersion
from motcua.catalogue.rules import Draft, DraftCase, DraftPaper
from motcua.catalogue.rules.draft_json import draft_from_json
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
HOME = "/quan-ly/thu-tuc/"
DRAFTS = "/quan-ly/thu-tuc/ban-thao/"
NEW = "/quan-ly/thu-tuc/ban-thao/moi/"
ADDRESSES = [HOME, DRAFTS, NEW, "/quan-ly/thu-tuc/chua-doc-duoc/", "/quan-ly/thu-tuc/tu-khoa/", "/quan-ly/thu-tuc/ma/1.001193/"]


def typed(html: str) -> dict[str, Any]:
    """What a browser would send of the page's largest POST form, as it stands, without a button."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    forms = [one for one in tree.iter("form") if one.get("method") == "post"]
    form = max(forms, key=lambda one: len(list(one.iter("input"))) + len(list(one.iter("textarea"))))
    sent: dict[str, list[str]] = {}
    for field in form.iter():
        name = field.get("name")
        if not name or field.tag == "button" or (field.get("type") in ("checkbox", "radio") and field.get("checked") is None):
            continue
        if field.tag == "select":
            chosen = [one for one in field.iter("option") if one.get("selected") is not None] or list(field.iter("option"))[:1]
            sent.setdefault(name, []).extend(one.get("value", "") for one in chosen)
        else:
            usual = "on" if field.get("type") == "checkbox" else ""
            sent.setdefault(name, []).append(field.text or "" if field.tag == "textarea" else field.get("value", usual))
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def begun(browser: PageClient, code: str = "1.001193", part: str = "") -> EditorDraft:
    answer = browser.post(f"/quan-ly/thu-tuc/ma/{code}/sua/", {"phan": part})
    assert answer.status_code == 303
    return EditorDraft.objects.get(code=code, status__in=["writing", "submitted", "returned"])


def address(draft: EditorDraft, part: str = "") -> str:
    return f"/quan-ly/thu-tuc/ban-thao/{draft.pk}/{part}"


def save(browser: PageClient, draft: EditorDraft, part: str, **changes: Any) -> Any:
    """Open a part, type the changes, press the button."""
    here = address(draft, f"{part}/")
    return browser.post(here, {**typed(browser.get(here).content.decode()), "viec": "luu", **changes})


def content(draft: EditorDraft) -> Draft:
    return draft_from_json(EditorDraft.objects.get(pk=draft.pk).content)


def text(answer: Any) -> str:
    """The words of a page, for reading."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html_text.unescape(plain))


def submitted(browser: PageClient, draft: EditorDraft, day: date | None = None, **more: str) -> Any:
    day = day or clock.local_day(clock.now()) + timedelta(days=1)
    fresh = EditorDraft.objects.get(pk=draft.pk)
    boxes = {"day_0": str(day.day), "day_1": str(day.month), "day_2": str(day.year)}
    return browser.post(address(draft), {"ban": str(fresh.revision), "viec": "submit", "note": "", **boxes, **more})


@pytest.mark.parametrize("where", ADDRESSES)
@pytest.mark.parametrize(("name", "status"), [("bientap1", 200), ("quantri", 200), ("lanhdao", 404), ("quay1", 404)])
def test_who_may(world: World, login: Enter, where: str, name: str, status: int) -> None:
    assert login(name).get(where).status_code == status
    assert PageClient().get(where)["Location"].startswith("/can-bo/dang-nhap/")


def test_an_editor_lands_on_the_list(world: World, login: Enter) -> None:
    browser = login("bientap1")
    assert HOME in browser.get("/can-bo/", follow=True).content.decode()
    page = text(browser.get(HOME))
    assert "1.001193" in page and "Đăng ký khai sinh" in page and "số 1, từ 01/01/2024" in page
    assert "Quản trị" not in text(browser.get(HOME)).split("Biên tập thủ tục")[0]


@pytest.mark.parametrize("part", ["chung", "co-quan", "trinh-tu", "truong-hop", "giay-to/1", "giay-to/2", "thoi-han", "phi", "ket-qua", "can-cu"])
def test_saving_a_part_unread_changes_nothing(world: World, login: Enter, part: str) -> None:
    """What the forms show is all that there is: a round through the browser gives the same draft."""
    actions.publish_version(FULL, valid_from=date(2025, 7, 1), by="system", now=world.now)
    browser = login("bientap1")
    draft = begun(browser, FULL.code)
    before = content(draft)
    answer = save(browser, draft, part)
    assert answer.status_code == 303, text(answer)
    assert content(draft) == before
    assert EditorDraft.objects.get(pk=draft.pk).revision == 1


def test_from_the_first_word_to_publication(world: World, login: Enter) -> None:
    first, second = login("bientap1"), login("bientap2")
    draft = begun(first)
    today = clock.local_day(clock.now())
    assert save(first, draft, "chung", name="Đăng ký khai sinh tại nhà", keywords="làm giấy khai sinh\nkhai sinh").status_code == 303
    assert "Ông/Bà đã soạn" not in text(first.get(address(draft)))
    assert submitted(first, draft, note="Theo quyết định mới.").status_code == 303
    own = text(first.get(address(draft)))
    assert "Ông/Bà đã soạn bản thảo này" in own and "Duyệt và công bố" not in own and "Lấy lại để sửa" in own
    page = second.get(address(draft))
    assert "Duyệt và công bố" in text(page) and "Theo quyết định mới." in text(page)
    assert re.search(r"<ins[^>]*>.*?tại nhà", page.content.decode(), re.DOTALL)
    assert second.post(address(draft), {**typed(page.content.decode()), "viec": "approve"}).status_code == 303
    draft.refresh_from_db()
    assert (draft.status, draft.approved_by, draft.valid_from) == ("published", world.editor_two, today + timedelta(days=1))
    version = ProcedureVersion.objects.get(procedure=world.birth, number=2)
    assert (draft.published, version.name, version.source) == (version, "Đăng ký khai sinh tại nhà", "editor")
    told = text(first.get("/quan-ly/thu-tuc/ma/1.001193/"))
    assert "Người soạn: Lương Thị Biên" in told and "người duyệt: Tô Văn Tập" in told and "sắp tới" in told
    side = first.get("/quan-ly/thu-tuc/ma/1.001193/so-sanh/?cu=2&moi=1")
    assert "So sánh phiên bản 1 và 2" in text(side) and "<ins" in side.content.decode()


def test_nobody_approves_what_they_wrote(world: World, login: Enter) -> None:
    first = login("bientap1")
    draft = begun(first)
    save(first, draft, "chung", name="Tên khác")
    submitted(first, draft)
    page = typed(first.get(address(draft)).content.decode())
    answer = first.post(address(draft), {**page, "day_0": "1", "day_1": "1", "day_2": "2099", "voi": str(draft.base_id), "viec": "approve"})
    assert answer.status_code == 422 and "không tự duyệt được" in text(answer)
    assert not ProcedureVersion.objects.filter(procedure=world.birth, number=2).exists()


def test_returned_with_a_reason_and_written_again(world: World, login: Enter) -> None:
    first, second = login("bientap1"), login("bientap2")
    draft = begun(first)
    save(first, draft, "chung", name="Tên khác")
    submitted(first, draft)
    page = typed(second.get(address(draft)).content.decode())
    silent = second.post(address(draft), {**page, "note": " ", "viec": "return"})
    assert silent.status_code == 422 and "Chưa ghi lý do" in text(silent)
    assert second.post(address(draft), {**page, "note": "Sai số quyết định.", "viec": "return"}).status_code == 303
    assert "Sai số quyết định." in text(first.get(address(draft)))
    assert save(first, draft, "chung", decision="9/QĐ").status_code == 303
    assert EditorDraft.objects.get(pk=draft.pk).status == "writing"
    assert submitted(first, draft).status_code == 303
    assert first.post(address(draft), {**typed(first.get(address(draft)).content.decode()), "viec": "recall"}).status_code == 303
    assert first.post(address(draft), {**typed(first.get(address(draft)).content.decode()), "viec": "discard"}).status_code == 303
    assert "Đã bỏ" in text(first.get(address(draft))) and "Lưu" not in text(first.get(address(draft), follow=True)).split("Ai đã làm gì")[0]
    assert first.get(address(draft, "chung/"))["Location"] == address(draft)


def test_two_people_write_the_same_part(world: World, login: Enter) -> None:
    """The second one sees both and loses nothing; other parts do not disturb."""
    first, second = login("bientap1"), login("bientap2")
    draft = begun(first)
    here = address(draft, "chung/")
    mine, theirs, other = (typed(browser.get(place).content.decode()) for browser, place in
                           ((second, here), (first, here), (second, address(draft, "co-quan/"))))  # fmt: skip
    assert first.post(here, {**theirs, "name": "Tên của người thứ nhất", "viec": "luu"}).status_code == 303
    assert second.post(address(draft, "co-quan/"), {**other, "competent": "UBND cấp xã", "viec": "luu"}).status_code == 303
    answer = second.post(here, {**mine, "name": "Tên của người thứ hai", "summary": "Tóm tắt mới.", "viec": "luu"})
    assert answer.status_code == 409
    shown = text(answer)
    assert "[bỏ: nhất ]" in shown and "[thêm: hai ]" in shown and "[thêm: Tóm tắt mới ]" in shown
    assert content(draft).name == "Tên của người thứ nhất"
    again = typed(answer.content.decode())
    kept = second.post(here, {**again, "viec": "xem"})
    assert kept.status_code == 200 and "Tên của người thứ hai" in kept.content.decode() and content(draft).name == "Tên của người thứ nhất"
    assert second.post(here, {**again, "viec": "luu"}).status_code == 303
    assert (content(draft).name, content(draft).summary, content(draft).agencies.competent) == ("Tên của người thứ hai", "Tóm tắt mới.", "UBND cấp xã")


def test_text_typed_into_a_draft_that_was_submitted_meanwhile_is_shown(world: World, login: Enter) -> None:
    first, second = login("bientap1"), login("bientap2")
    draft = begun(first)
    mine = typed(second.get(address(draft, "chung/")).content.decode())
    save(first, draft, "chung", name="Tên khác")
    submitted(first, draft)
    answer = second.post(address(draft, "chung/"), {**mine, "summary": "Câu tôi vừa viết.", "viec": "luu"})
    assert answer.status_code == 409 and "Câu tôi vừa viết." in text(answer)


def test_rows_are_added_moved_and_taken_out_without_a_script(world: World, login: Enter) -> None:
    browser = login("bientap1")
    draft = begun(browser)
    here = address(draft, "giay-to/1/")
    page = typed(browser.get(here).content.decode())
    assert page["dong-TOTAL_FORMS"] == "4"
    grown = browser.post(here, {**page, "dong-3-name": "Giấy ủy quyền", "viec": "them"})
    assert grown.status_code == 200 and "Giấy ủy quyền" in grown.content.decode()
    page = typed(grown.content.decode())
    assert page["dong-TOTAL_FORMS"] == "7" and len(content(draft).cases[0].papers) == 3
    page |= {"dong-3-copies": "2", "dong-3-ORDER": "1", "dong-0-ORDER": "9", "dong-1-DELETE": "on", "dong-5-name": "Ảnh", "dong-5-optional": "on"}
    assert browser.post(here, {**page, "viec": "luu"}).status_code == 303
    papers = content(draft).cases[0].papers
    assert [paper.name for paper in papers] == ["Giấy ủy quyền", "Căn cước của người yêu cầu", "Tờ khai theo mẫu", "Ảnh"]
    assert papers[0].copies == 2 and papers[3].required is False and papers[2].form == "Tờ khai"


def test_forty_papers_come_in_pages(world: World, login: Enter) -> None:
    many = replace(FULL, cases=(DraftCase("", tuple(DraftPaper(f"Giấy số {n}", originals=1) for n in range(60))),), terms=FULL.terms[:2], fees=())
    actions.publish_version(many, valid_from=date(2025, 7, 1), by="system", now=world.now)
    browser = login("bientap1")
    draft = begun(browser, FULL.code)
    here = address(draft, "giay-to/1/")
    page = typed(browser.get(here, {"tu": "25"}).content.decode())
    assert page["dong-INITIAL_FORMS"] == "25" and page["dong-0-name"].strip() == "Giấy số 25"
    assert browser.post(here, {**page, "dong-0-name": "Giấy đã sửa", "dong-1-DELETE": "on", "viec": "luu"})["Location"] == f"{here}?tu=25"
    names = [paper.name for paper in content(draft).cases[0].papers]
    assert len(names) == 59 and names[24:27] == ["Giấy số 24", "Giấy đã sửa", "Giấy số 27"]


def test_a_renamed_case_keeps_its_papers_terms_and_fees(world: World, login: Enter) -> None:
    actions.publish_version(FULL, valid_from=date(2025, 7, 1), by="system", now=world.now)
    browser = login("bientap1")
    draft = begun(browser, FULL.code)
    assert save(browser, draft, "truong-hop", **{"dong-1-name": "Từ hai bản trở lên"}).status_code == 303
    found = content(draft)
    assert [case.name for case in found.cases] == ["Một bản", "Từ hai bản trở lên"] and found.cases[1].papers == FULL.cases[1].papers
    assert found.terms[2].case == found.fees[2].case == "Từ hai bản trở lên"
    assert save(browser, draft, "truong-hop", **{"dong-1-DELETE": "on"}).status_code == 303
    assert "trường hợp không tồn tại" in text(browser.get(address(draft)))
    refused = submitted(browser, draft)
    assert refused.status_code == 422 and "trường hợp không tồn tại" in text(refused)
    answer = save(browser, draft, "thoi-han")
    assert answer.status_code == 422 and "Trường hợp của dòng này đã bỏ" in text(answer)
    assert save(browser, draft, "thoi-han", **{"dong-2-DELETE": "on"}).status_code == 303


@pytest.mark.parametrize(
    ("part", "wrong", "sentence"),
    [
        pytest.param("chung", {"name": " "}, "Chưa ghi tên thủ tục", id="no name"),
        pytest.param("chung", {"name": "x" * 1201}, "Dài hơn 1200 ký tự", id="a name too long"),
        pytest.param("chung", {"field": "Không có"}, "Không có lựa chọn này", id="unknown field"),
        pytest.param("thoi-han", {"dong-0-amount": "ba"}, "Hãy ghi một số", id="an amount in words"),
        pytest.param("thoi-han", {"dong-0-amount": "NaN"}, "Hãy ghi một số", id="not a number"),
        pytest.param("thoi-han", {"dong-0-amount": ""}, "Chưa ghi số", id="no amount"),
        pytest.param("thoi-han", {"dong-0-amount": "0"}, "lớn hơn 0", id="zero"),
        pytest.param("thoi-han", {"dong-0-unit": "none"}, "không đi với con số", id="an amount without unit"),
        pytest.param("thoi-han", {"supplement_days": "0"}, "Ít nhất là 1 ngày", id="no days"),
        pytest.param("phi", {"dong-0-amount": "tám nghìn"}, "bằng chữ số", id="money in words"),
        pytest.param("phi", {"dong-0-amount": "150.000,00"}, "bằng chữ số", id="money with a fraction"),
        pytest.param("phi", {"dong-0-amount": "9" * 20}, "quá lớn", id="too much money"),
        pytest.param("phi", {"dong-1-name": "Phí mới"}, "Chưa ghi số tiền", id="a fee without amount"),
        pytest.param("giay-to/1", {"dong-0-originals": "-1"}, "một số từ 0 đến 99", id="less than none"),
        pytest.param("giay-to/1", {"dong-0-name": ""}, "Chưa ghi tên giấy tờ", id="a paper without name"),
        pytest.param("giay-to/1", {"dong-TOTAL_FORMS": "abc"}, "", id="no number of rows"),
        pytest.param("giay-to/1", {"dong-TOTAL_FORMS": "999999"}, "", id="rows without end"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_kept(world: World, login: Enter, part: str, wrong: dict[str, str], sentence: str) -> None:
    browser = login("bientap1")
    draft = begun(browser)
    before = content(draft)
    answer = save(browser, draft, part, **wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in html_text.unescape(page) and "govuk-error-summary" in page
    assert content(draft) == before
    assert [value for name, value in wrong.items() if "FORMS" not in name and value.strip() not in html_text.unescape(page)] == []


def test_amounts_as_people_write_them(world: World, login: Enter) -> None:
    browser = login("bientap1")
    draft = begun(browser)
    assert save(browser, draft, "phi", **{"dong-0-amount": "150.000 đồng"}).status_code == 303
    assert content(draft).fees[0].amount == 150_000
    assert save(browser, draft, "thoi-han", **{"dong-0-amount": "0,5"}).status_code == 303
    assert str(content(draft).terms[0].amount) == "0.5"
    assert save(browser, draft, "chung", name="\x00 Tên\r\n <script>alert(1)</script>").status_code in (303, 422)
    assert "<script>alert" not in browser.get(address(draft)).content.decode()


def test_a_new_procedure(world: World, login: Enter) -> None:
    browser, second = login("bientap1"), login("bientap2")
    assert "đã có trong danh mục" in text(browser.post(NEW, {"code": "1.001193", "name": "Trùng"}))
    assert "không đúng dạng" in text(browser.post(NEW, {"code": "../x", "name": "Sai"}))
    assert browser.post(NEW, {"code": "", "name": ""}).status_code == 422
    where = browser.post(NEW, {"code": "3.000001", "name": "Thủ tục mới tinh"})["Location"]
    draft = EditorDraft.objects.get(code="3.000001")
    assert where == address(draft, "chung/") and browser.post(NEW, {"code": "3.000001", "name": "Lần nữa"})["Location"] == where
    assert save(browser, draft, "chung", department="so_tu_phap", field="Hộ tịch", level="commune").status_code == 303
    assert "chưa có cách nộp nào" in text(browser.get(address(draft)))
    assert save(browser, draft, "thoi-han", **{"dong-0-channel": "counter", "dong-0-amount": "3", "dong-0-unit": "working_day"}).status_code == 303
    assert save(browser, draft, "giay-to/1", **{"dong-0-name": "Đơn", "dong-0-originals": "1"}).status_code == 303
    assert submitted(browser, draft, clock.local_day(clock.now())).status_code == 303
    assert second.post(address(draft), {**typed(second.get(address(draft)).content.decode()), "viec": "approve"}).status_code == 303
    assert "Thủ tục mới tinh" in text(PageClient().get("/thu-tuc/3.000001/"))


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({"day_0": "", "day_1": "", "day_2": ""}, "Chưa có ngày hiệu lực"),
        ({"day_0": "1", "day_1": "1", "day_2": "2020"}, "đã qua"),
        ({"day_0": "31", "day_1": "2", "day_2": "2099"}, "Không có ngày này"),
    ],
)
def test_days_that_cannot_be(world: World, login: Enter, boxes: dict[str, str], sentence: str) -> None:
    browser = login("bientap1")
    draft = begun(browser)
    save(browser, draft, "chung", name="Tên khác")
    answer = submitted(browser, draft, **boxes)
    assert answer.status_code == 422 and sentence in text(answer)


def test_what_is_not_there(world: World, login: Enter) -> None:
    browser = login("bientap1")
    draft = begun(browser)
    assert address(draft, "giay-to/7/") == reverse("manage:draft_papers", args=[draft.pk, 7])
    for where in ("999/", "99999999999999999999999/", f"{draft.pk}/khong-co/", f"{draft.pk}/giay-to/7/", f"{draft.pk}/giay-to/"):
        assert browser.get(DRAFTS + where).status_code == 404, where
    for code in ("khong-co", "1" * 300, "%00a"):
        assert browser.get(f"/quan-ly/thu-tuc/ma/{code}/").status_code == 404
    assert browser.get("/quan-ly/thu-tuc/ma/khong-co/so-sanh/").status_code == 404
    assert submitted(browser, draft).status_code == 422
    assert "giống hệt phiên bản mới nhất" in text(submitted(browser, draft))
    assert "Không có việc này" in text(browser.post(address(draft), {"viec": "nhay"}))
