"""Lists, the page of a dossier, and the steps from the desk to the department and back to the citizen."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from tests.cast import AN, BINH, PDF, World
from tests.pages import PageClient
from tests.web.desk.helpers import LIST, search

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.audit.models import Reading
from motcua.dossiers import actions
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier, HandOver
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


def page_of(dossier: Dossier, step: str = "") -> str:
    """The address of a dossier's page or of one of its steps."""
    return f"{LIST}{dossier.pk}/{step}"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_a_fixed_number_of_questions(world: World, login: Enter, django_assert_num_queries: Any, rows: int) -> None:
    for _ in range(rows):
        world.a_dossier()
    browser = login("quay1")
    browser.get(LIST)
    with django_assert_num_queries(3):
        text = browser.get(LIST).content.decode()
    assert text.count('name="dossier"') == rows


def test_the_list_is_masked_and_marks_what_is_late(world: World, login: Enter) -> None:
    late, fresh = world.a_dossier(), world.a_dossier(now=clock.now(), applicant=BINH)
    text = login("quay1").get(LIST).content.decode()
    assert text.index(late.code) < text.index(fresh.code)  # type: ignore[arg-type]
    assert "N. T. An" in text and "022*****1234" in text and AN.name not in text and AN.id_number not in text
    assert text.count("quá hạn") == 1 and text.count("mc-tag--overdue") == 1


def test_each_place_sees_its_own(world: World, login: Enter) -> None:
    land, ward = world.a_dossier(at="processing"), world.a_dossier(procedure=world.birth)
    assert land.code in login("datdai").get(LIST).content.decode()
    assert land.code not in login("tuphap").get(LIST, {"muc": "dang"}).content.decode()
    assert ward.code in login("honggai").get(LIST, {"muc": "moi"}).content.decode()
    assert land.code not in login("halong1").get(LIST, {"muc": "dang"}).content.decode()


def test_pages_follow_each_other_without_a_gap(world: World, login: Enter) -> None:
    codes = {world.a_dossier(paid=False).code for _ in range(27)}
    browser = login("quay1")
    first = browser.get(LIST)
    following = first.content.decode().split("&amp;sau=")[1].split('"')[0]
    second = browser.get(LIST, {"muc": "moi", "sau": following}).content.decode()
    seen = [code for page in (first.content.decode(), second) for code in codes if f">{code}</a>" in page]
    assert len(seen) == len(set(seen)) == 27 and "Trang sau" not in second


def test_search_by_code_and_number_keeps_to_what_one_may_see(world: World, login: Enter) -> None:
    dossier = world.a_dossier()
    for words in (dossier.code, str(dossier.code).lower().replace("-", " - "), "022 188 001 234"):
        assert f">{dossier.code}</a>" in search(login("quay1"), str(words))
        assert f">{dossier.code}</a>" not in search(login("halong1"), str(words))
    assert "Chưa thấy hồ sơ nào" in search(login("quay1"), "x" * 5000)


@pytest.mark.parametrize(
    ("name", "status"),
    [("quay1", 200), ("quay2", 200), ("lanhdao", 200), ("datdai", 200), ("tuphap", 404), ("halong1", 404), ("huongdan", 404), ("quantri", 404)],
)
def test_who_may_open_a_dossier(world: World, login: Enter, name: str, status: int) -> None:
    dossier = world.a_dossier(at="processing")
    answer = login(name).get(page_of(dossier))
    assert answer.status_code == status and (AN.name in answer.content.decode()) == (status == 200)
    assert Reading.objects.filter(record=dossier.pk, what="hồ sơ").count() == (status == 200)


def test_a_stranger_is_sent_to_the_log_in(world: World, client: PageClient) -> None:
    answer = client.get(page_of(world.a_dossier()))
    assert answer.status_code == 302 and answer["Location"].startswith("/can-bo/dang-nhap/?next=")


@pytest.mark.parametrize("events", [1, 3])
def test_the_page_asks_a_fixed_number_of_questions(world: World, login: Enter, django_assert_num_queries: Any, events: int) -> None:
    dossier = world.a_dossier(at="received" if events == 1 else "finished", paid=events > 1)
    browser = login("quay1")
    browser.get(page_of(dossier))
    with django_assert_num_queries(10):
        assert AN.name in browser.get(page_of(dossier)).content.decode()


def test_the_whole_way_by_its_pages(world: World, login: Enter) -> None:
    dossier = world.a_dossier(paid=False)
    desk, department = login("quay1"), login("datdai")
    assert "Thu phí" in desk.get(page_of(dossier)).content.decode()
    assert desk.post(page_of(dossier, "thu-phi/"), {"method": "cash"}).status_code == 303
    assert desk.post(page_of(dossier, "chuyen/"), {"taker": "Hoàng Văn Đất"}).status_code == 303
    upload = io.BytesIO(PDF)
    upload.name = "kết quả.pdf"
    done = department.post(page_of(dossier, "hoan-thanh/"), {"name": "Giấy chứng nhận", "number": "12/QĐ", "file": upload})
    assert done.status_code == 303
    text = desk.get(page_of(dossier)).content.decode()
    assert "Giấy chứng nhận" in text and "Trả kết quả" in text and "Hoàng Văn Đất" in text and "100.000 đồng" in text
    assert desk.post(page_of(dossier, "tra-ket-qua/"), {"proof": "id"}).status_code == 303
    dossier.refresh_from_db()
    assert dossier.status == 10
    assert "Trả kết quả</span>" not in desk.get(page_of(dossier)).content.decode()


def test_taking_the_fees_twice_takes_them_once(world: World, login: Enter) -> None:
    dossier, desk = world.a_dossier(paid=False), login("quay1")
    asked = desk.get(page_of(dossier, "thu-phi/")).content.decode()
    assert "Một trăm nghìn đồng" in asked
    wrong = desk.post(page_of(dossier, "thu-phi/"), {"method": "gold"})
    assert wrong.status_code == 422 and "Chưa chọn cách nộp" in wrong.content.decode()
    desk.post(page_of(dossier, "thu-phi/"), {"method": "cash"})
    assert "Đã thu 100.000 đồng" in desk.get(page_of(dossier)).content.decode()
    second = login("quay2")
    assert second.post(page_of(dossier, "thu-phi/"), {"method": "cash"}).status_code == 303
    assert "Phí đã được ghi thu trước đó" in second.get(page_of(dossier)).content.decode()
    assert dossier.fees_due.filter(paid_at__isnull=False).count() == 1
    assert login("datdai").post(page_of(dossier, "thu-phi/"), {"method": "cash"}).status_code == 404


BAD_FILES = [
    (b"", "kq.pdf", "rỗng"), (b"MZ\x90", "kq.exe", "không phải PDF"), (b"<html>", "kq.pdf", "không mở được"), (b"%PDF-1.4 cut", "kq.pdf", "không mở được"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "name", "sentence"), BAD_FILES, ids=["empty", "program", "page", "cut off"])
def test_a_bad_result_file_is_refused_and_the_words_stay(world: World, login: Enter, content: bytes, name: str, sentence: str) -> None:
    dossier, upload = world.a_dossier(at="processing"), io.BytesIO(content)
    upload.name = name
    answer = login("datdai").post(page_of(dossier, "hoan-thanh/"), {"name": "Giấy chứng nhận", "number": "12/QĐ", "file": upload})
    text = answer.content.decode()
    assert answer.status_code == 422 and sentence in text and 'value="12/QĐ"' in text
    dossier.refresh_from_db()
    assert (dossier.status, dossier.results.count()) == (4, 0)


def test_a_result_without_a_file(world: World, login: Enter) -> None:
    answer = login("datdai").post(page_of(world.a_dossier(at="processing"), "hoan-thanh/"), {"name": "Giấy chứng nhận"})
    assert answer.status_code == 422 and "Chưa có tệp kết quả" in answer.content.decode()


def test_the_result_file_is_served_as_what_it_is(world: World, login: Enter) -> None:
    dossier, other = world.a_dossier(at="finished"), world.a_dossier(at="finished")
    result = dossier.results.get()
    answer = login("quay1").get(page_of(dossier, f"ket-qua/{result.pk}/"))
    assert b"".join(answer.streaming_content) == PDF
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''ket-qua.pdf" and "sandbox" in answer["Content-Security-Policy"]
    assert Reading.objects.filter(record=dossier.pk, what="tệp kết quả").count() == 1
    assert login("quay1").get(page_of(other, f"ket-qua/{result.pk}/")).status_code == 404
    assert login("tuphap").get(page_of(dossier, f"ket-qua/{result.pk}/")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Chưa chọn giấy tờ đã xem"), ({"proof": "authorised"}, "họ tên người được ủy quyền"), ({"proof": "friend"}, "Chưa chọn giấy tờ đã xem"),
        ({"proof": "authorised", "taker": "1111"}, "ít nhất hai chữ cái"), ({"proof": "authorised", "taker": "Lê Văn 5"}, "không dùng trong tên"),
        ({"proof": "id", "taker": "?"}, "ít nhất hai chữ cái"), ({"proof": "id", "taker": "Lê Văn Ủy"}, "phải xem giấy ủy quyền"),
        ({"proof": "receipt", "taker": "Lê Văn Ủy"}, "phải xem giấy ủy quyền"),
    ],
)  # fmt: skip
def test_no_hand_over_without_proof(world: World, login: Enter, typed: dict[str, str], sentence: str) -> None:
    dossier = world.a_dossier(at="finished")
    answer = login("quay1").post(page_of(dossier, "tra-ket-qua/"), {**typed, "note": "Đến trước giờ"})
    assert answer.status_code == 422 and sentence in answer.content.decode() and 'value="Đến trước giờ"' in answer.content.decode()
    dossier.refresh_from_db()
    assert dossier.status == 9


def test_the_hand_over_page_says_whose_result_it_is(world: World, login: Enter) -> None:
    """The officer compares the person and the paper before saying yes; the first choice has the focus."""
    browser = login("quay1")
    paid, unpaid = world.a_dossier(at="finished"), world.a_dossier(at="finished", paid=False)
    text = browser.get(page_of(paid, "tra-ket-qua/")).content.decode()
    for words in (AN.name, "022*****1234", "Giấy chứng nhận, số 12/QĐ", "Đã thu đủ 100.000 đồng"):
        assert words in text
    assert AN.id_number not in text
    assert re.findall(r'name="proof" type="radio" value="(\w+)"[^>]* data-autofocus', text) == ["receipt"]
    assert "Còn phải nộp 100.000 đồng" in browser.get(page_of(unpaid, "tra-ket-qua/")).content.decode()


def test_no_hand_over_while_a_fee_is_open(world: World, login: Enter) -> None:
    dossier = world.a_dossier(at="finished", paid=False)
    answer = login("quay1").post(page_of(dossier, "tra-ket-qua/"), {"proof": "receipt"})
    assert answer.status_code == 422 and "100.000 đồng chưa nộp" in answer.content.decode()


@pytest.mark.parametrize(("name", "step", "status"), [
    ("datdai", "chuyen/", 404), ("quay1", "hoan-thanh/", 404), ("datdai", "tra-ket-qua/", 404), ("tuphap", "hoan-thanh/", 404), ("halong1", "chuyen/", 404),
])  # fmt: skip
def test_steps_of_others_are_not_there(world: World, login: Enter, name: str, step: str, status: int) -> None:
    dossier = world.a_dossier()
    assert login(name).post(page_of(dossier, step), {"taker": "Ai đó", "proof": "id", "name": "x"}).status_code == status
    dossier.refresh_from_db()
    assert dossier.status == 2


def test_a_step_that_the_status_does_not_allow_goes_back_with_a_sentence(world: World, login: Enter) -> None:
    dossier = world.a_dossier(at="processing")
    answer = login("quay1").post(page_of(dossier, "chuyen/"), {"taker": "Hoàng Văn Đất"}, follow=True)
    assert "nên chưa làm được việc này" in answer.content.decode() and HandOver.objects.count() == 1


def test_many_are_handed_over_at_once_with_a_list_for_each_unit(world: World, login: Enter) -> None:
    land, ward = [world.a_dossier() for _ in range(2)], world.a_dossier(procedure=world.birth)
    desk, ids = login("quay1"), [dossier.pk for dossier in (*land, ward)]
    assert "Chưa chọn hồ sơ nào" in desk.post(f"{LIST}ban-giao/", {}, follow=True).content.decode()
    asked = desk.post(f"{LIST}ban-giao/", {"dossier": ids}).content.decode()
    assert "Bàn giao 3 hồ sơ?" in asked and not HandOver.objects.exists()
    takers = {f"u{dossier.deciding_unit_id}-taker": name for dossier, name in ((land[0], "Hoàng Văn Đất"), (ward, "Lê Thị Phường"))}
    for wrong in ("?", ""):
        nameless = desk.post(f"{LIST}ban-giao/", {"dossier": ids, "sure": "1", **takers, f"u{ward.deciding_unit_id}-taker": wrong})
        text = nameless.content.decode()
        assert nameless.status_code == 422 and ("hai chữ cái" in text or "Chưa ghi người nhận" in text)
        assert 'value="Hoàng Văn Đất"' in text and not HandOver.objects.exists()
    done = desk.post(f"{LIST}ban-giao/", {"dossier": ids, "sure": "1", **takers})
    assert set(HandOver.objects.values_list("to_unit", "taker")) == {(land[0].deciding_unit_id, "Hoàng Văn Đất"), (ward.deciding_unit_id, "Lê Thị Phường")}
    text = desk.get(done["Location"]).content.decode()
    assert set(Dossier.objects.values_list("status", flat=True)) == {4} and "Danh sách của cơ quan tiếp theo" in text
    assert desk.get(f"{done['Location']}danh-sach.pdf").content.startswith(b"%PDF-")
    assert login("halong1").get(done["Location"]).status_code == 404
    again = desk.post(f"{LIST}ban-giao/", {"dossier": ids, "sure": "1", **takers}, follow=True)
    text = again.content.decode()
    assert again.redirect_chain == [(done["Location"], 303)] and HandOver.objects.count() == 3
    assert "đã bàn giao trước đó" in text and "In danh sách bàn giao" in text and "Chưa chọn hồ sơ nào" not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_signed_list_is_a_reading_of_every_dossier_in_it(world: World, login: Enter, django_assert_num_queries: Any, rows: int) -> None:
    given, other, desk = [world.a_dossier().pk for _ in range(rows)], world.a_dossier(at="processing"), login("quay1")
    taker = {f"u{world.land.pk}-taker": "Hoàng Văn Đất"}
    paper = f"{desk.post(f'{LIST}ban-giao/', {'dossier': given, 'sure': '1', **taker})['Location']}danh-sach.pdf"
    with django_assert_num_queries(6):
        assert desk.get(paper).content.startswith(b"%PDF-")
    read = Reading.objects.filter(what="danh sách bàn giao", actor=f"staff:{world.clerk.pk}")
    assert sorted(read.values_list("record", flat=True)) == given and other.pk not in given


def test_late_is_told_by_the_first_appointment(world: World, login: Enter) -> None:
    late, good = world.a_dossier(at="finished"), world.a_dossier(at="finished")
    Dossier.objects.filter(pk=late.pk).update(first_due_at=late.finished_at - timedelta(hours=1))  # type: ignore[operator]
    browser = login("quay1")
    assert "mc-tag--overdue" in browser.get(page_of(late)).content.decode()
    assert "mc-tag--overdue" not in browser.get(page_of(good)).content.decode()


def test_steps_need_a_token_against_forgery(world: World, login: Enter) -> None:
    dossier = world.a_dossier()
    browser: Any = login("quay1")
    browser.handler.enforce_csrf_checks = True
    for step in ("chuyen/", "thu-phi/", "tra-ket-qua/"):
        assert browser.post(page_of(dossier, step), {"taker": "Ai đó"}).status_code == 403
    assert browser.post(f"{LIST}ban-giao/", {"dossier": dossier.pk, "sure": "1", "taker": "Ai đó"}).status_code == 403
    dossier.refresh_from_db()
    assert dossier.status == 2


def test_lists_and_look_ups_are_index_scans(world: World) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    questions = {
        "dossier_open_centre": dossiers.desk_list(tab="moi", centre=world.centre.pk)[:26],
        "dossier_open_unit": dossiers.desk_list(tab="dang", unit=world.land.pk)[:26],
        "dossier_open_collect": dossiers.desk_list(tab="tra", centre=world.centre.pk)[:26],
        "dossier_of_person": dossiers.find_for_desk(AN.id_number, Post.objects.all()),
    }
    for index, rows in questions.items():
        plan = rows.explain()
        assert "SCAN dossiers_dossier" not in plan and "Seq Scan on dossiers_dossier" not in plan, plan
        assert index in plan or connection.vendor == "postgresql", plan


def test_what_waits_is_listed_where_it_is_collected(world: World, login: Enter) -> None:
    here, there = world.a_dossier(at="finished"), world.a_dossier(at="finished")
    Dossier.objects.filter(pk=there.pk).update(collect_at=world.site)
    at_centre = login("quay1").get(LIST, {"muc": "tra"}).content.decode()
    at_site = login("halong1").get(LIST, {"muc": "tra"}).content.decode()
    unit = login("datdai").get(LIST, {"muc": "tra"}).content.decode()
    seen = [[str(one.code) in text for one in (here, there)] for text in (at_centre, at_site, unit)]
    assert seen == [[True, False], [False, True], [True, True]]


def test_where_it_is_collected_it_is_seen_before_the_result_and_handed_over_after(world: World, login: Enter) -> None:
    dossier = world.a_dossier(at="processing")
    Dossier.objects.filter(pk=dossier.pk).update(collect_at=world.site)
    browser, page = login("halong1"), reverse("desk:dossier", args=[dossier.pk])
    assert "Rút hồ sơ" in login("quay1").get(page).content.decode()
    assert "Rút hồ sơ" not in browser.get(page).content.decode()
    assert browser.get(reverse("desk:withdraw", args=[dossier.pk])).status_code == 404
    actions.finish(Dossier.objects.get(), name="", number="", upload=io.BytesIO(PDF), file_name="a.pdf", by=world.officer, now=world.now)
    assert browser.get(reverse("desk:hand_over", args=[dossier.pk])).status_code == 200


def test_what_was_not_paid_before_the_end_is_not_taken_after_it(world: World, login: Enter) -> None:
    dossier = world.a_dossier(paid=False)
    browser, page = login("quay1"), reverse("desk:dossier", args=[dossier.pk])
    collect = reverse("desk:collect", args=[dossier.pk])
    assert collect in browser.get(page).content.decode()
    actions.withdraw(Dossier.objects.get(), reason="Đổi ý", by=world.clerk, now=world.now)
    assert collect not in browser.get(page).content.decode()
    assert browser.post(collect, {"method": "cash"})["Location"] == page
    assert not dossier.fees_due.filter(paid_at__isnull=False).exists()


def test_a_post_in_another_unit_finishes_nothing_here(world: World, login: Enter) -> None:
    """The clerk sees the dossier as its receiver and is an officer elsewhere; together that is no right to decide."""
    dossier = world.a_dossier(at="processing")
    Post.objects.create(staff=world.clerk, role=Role.DEPARTMENT, unit=world.justice)
    browser = login("quay1")
    upload = SimpleUploadedFile("ket-qua.pdf", PDF, "application/pdf")
    address = reverse("desk:finish", args=[dossier.pk])
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"name": "Quyết định", "number": "1", "file": upload}).status_code == 404
    dossier.refresh_from_db()
    assert dossier.status == 4 and not dossier.results.exists()


def test_many_at_once_takes_only_ones_own(world: World, login: Enter) -> None:
    dossier = world.a_dossier()
    answer = login("halong1").post(f"{LIST}ban-giao/", {"dossier": [dossier.pk], "sure": "1", "taker": "Hoàng Văn Đất"}, follow=True)
    assert "Chưa chọn hồ sơ nào" in answer.content.decode()
    dossier.refresh_from_db()
    assert dossier.status == 2 and not HandOver.objects.exists()


def test_what_a_colleague_handed_over_meanwhile_is_told(world: World, login: Enter) -> None:
    gone, here = world.a_dossier(at="processing"), world.a_dossier()
    desk = login("quay2")
    asked = desk.post(f"{LIST}ban-giao/", {"dossier": [gone.pk, here.pk]}).content.decode()
    assert "Bàn giao 1 hồ sơ?" in asked and f"{gone.code}: Hồ sơ đang ở trạng thái “Đang xử lý”" in asked
    none_left = desk.post(f"{LIST}ban-giao/", {"dossier": [gone.pk], "sure": "1"}, follow=True)
    text = none_left.content.decode()
    assert f"{gone.code}: Hồ sơ đang ở trạng thái" in text and "Chưa chọn hồ sơ nào" not in text
    assert none_left.redirect_chain == [(LIST, 303)]


def test_the_heading_of_a_dossier_is_its_code_alone(world: World, login: Enter) -> None:
    text = login("quay1").get(page_of(world.a_dossier())).content.decode()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.S)[1]  # type: ignore[index]
    assert "H49" in heading and "Sao chép" not in heading and "Sao chép" in text


def test_the_rows_to_hand_over_stand_in_columns(world: World, login: Enter) -> None:
    ids = [world.a_dossier().pk, world.a_dossier(procedure=world.birth).pk]
    asked = login("quay1").post(f"{LIST}ban-giao/", {"dossier": ids}).content.decode()
    assert asked.count("<fieldset") == 2 and asked.count('data-title="Thủ tục"') == 2
