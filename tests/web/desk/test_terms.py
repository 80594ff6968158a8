"""Pages of the steps that stop, move or end a term, their letters, and the warnings on the first page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.web.desk.helpers import LIST

from motcua.centres.actions import close_on
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.clock import local

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


def page_of(dossier: Dossier, step: str = "") -> str:
    return f"{LIST}{dossier.pk}/{step}"


@pytest.fixture
def running(world: World) -> Dossier:
    """Received a few minutes ago, so that its term runs now."""
    return world.a_dossier(at="processing", now=clock.now() - timedelta(hours=2))


def test_papers_are_asked_for_and_come(world: World, login: Enter, running: Dossier) -> None:
    department, desk = login("datdai"), login("quay1")
    assert "Yêu cầu bổ sung" in department.get(page_of(running)).content.decode()
    empty = department.post(page_of(running, "bo-sung/"), {"items": " \n ", "reason": "Thiếu chữ ký"})
    assert (
        empty.status_code == 422
        and "Chưa ghi giấy tờ còn thiếu" in empty.content.decode()
        and "Thiếu chữ ký" in empty.content.decode()
    )
    asked = department.post(
        page_of(running, "bo-sung/"), {"items": "Bản vẽ: chưa có chữ ký\nTờ khai", "reason": "Thiếu chữ ký"}
    )
    assert asked.status_code == 303
    assert f">{running.code}</a>" in desk.get(LIST, {"muc": "cho"}).content.decode()
    text = desk.get(page_of(running)).content.decode()
    assert "Bản vẽ: chưa có chữ ký" in text and "tạm dừng" in text and "Nhận giấy tờ bổ sung" in text
    assert desk.get(page_of(running, "phieu-bo-sung.pdf")).content.startswith(b"%PDF-")
    assert desk.post(page_of(running, "da-bo-sung/"), {"note": ""}).status_code == 422
    assert desk.post(page_of(running, "da-bo-sung/"), {"checked": "on", "b0_o": "1", "b1_k": "2"}).status_code == 303
    running.refresh_from_db()
    assert running.status == 2 and running.pauses == 1
    assert "Cho phép bổ sung" not in desk.get(page_of(running)).content.decode()
    head = login("lanhdao")
    assert "Cho phép bổ sung" in head.get(page_of(running)).content.decode()
    assert head.post(page_of(running, "cho-phep-bo-sung/"), {"reason": "Luật mới"}).status_code == 303


def value_of(text: str, name: str) -> str:
    """What the box of this name shows."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', text)
    assert found, name
    return found[1]


def test_what_came_is_counted_for_each_item_and_kept_on_an_error(world: World, login: Enter, running: Dossier) -> None:
    login("datdai").post(page_of(running, "bo-sung/"), {"items": "Bản vẽ: chưa có chữ ký\nTờ khai\nCăn cước", "reason": "Thiếu"})
    desk, here = login("quay1"), page_of(running, "da-bo-sung/")
    text = desk.get(here).content.decode()
    assert "Bản vẽ: chưa có chữ ký" in text and [value_of(text, f"b{place}_o") for place in range(3)] == ["1", "1", "1"]
    typed = {"checked": "on", "note": "Nhận đủ", "b0_o": "", "b0_c": "2", "b0_k": "3", "b1_o": "0", "b1_k": "", "b2_o": "x7", "b2_s": "on"}
    wrong = desk.post(here, typed)
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Chưa ghi số bản của “Tờ khai”. Xin ghi số bản chính" in text and "phải là số từ 0 đến 999" in text
    assert 'href="#b1_o"' in text and 'id="b1_o"' in text and 'href="#b0_o"' not in text
    assert [value_of(text, name) for name in ("b0_c", "b0_k", "b1_o", "b2_o", "note")] == ["2", "3", "0", "x7", "Nhận đủ"]
    assert re.search(r'name="b2_s"[^>]* checked', text) and re.search(r'name="checked"[^>]* checked', text)
    assert running.papers.count() == 3
    assert desk.post(here, {**typed, "b1_o": "1", "b2_o": "", "note": "Bản vẽ đã ký lại"}).status_code == 303
    text = desk.get(page_of(running)).content.decode()
    assert ". Bản vẽ đã ký lại" in text
    received = re.sub(r"<[^>]*>|\s+", " ", text[text.index("Giấy tờ đã nhận") :])
    received = re.sub(r"\s+", " ", received[: received.index("Diễn biến")])
    assert "Bản vẽ 2 bản chứng thực 3 bản sao bổ sung" in received and "Tờ khai 1 bản chính bổ sung" in received
    assert "Căn cước chỉ xuất trình bổ sung" in received
    assert desk.get(page_of(running, "giay-tiep-nhan.pdf")).content[:5] == b"%PDF-"


@pytest.mark.parametrize("amount", ["", "abc", "0", "-5", "1e5", "9" * 30, "１２", "1.500.000,00", "1.5"])
def test_an_amount_that_cannot_be_read_stays(world: World, login: Enter, running: Dossier, amount: str) -> None:
    answer = login("datdai").post(page_of(running, "nghia-vu-tai-chinh/"), {"amount": amount, "basis": "Thông báo 12"})
    assert answer.status_code == 422 and "Thông báo 12" in answer.content.decode()
    running.refresh_from_db()
    assert running.status == 4


def test_money_is_asked_for_and_proven(world: World, login: Enter, running: Dossier) -> None:
    assert (
        login("datdai")
        .post(page_of(running, "nghia-vu-tai-chinh/"), {"amount": "1.500.000 đồng", "basis": "Thông báo 12"})
        .status_code
        == 303
    )
    desk = login("quay1")
    assert "1.500.000 đồng" in desk.get(page_of(running)).content.decode()
    assert "chờ công dân" in desk.get(page_of(running)).content.decode() and "chờ Ông/Bà" not in desk.get(page_of(running)).content.decode()
    compared = desk.get(page_of(running, "da-nop-tien/")).content.decode()
    assert "1.500.000 đồng" in compared and "Thông báo 12" in compared
    assert desk.post(page_of(running, "da-nop-tien/"), {"document": "BL 01"}).status_code == 303
    assert ". Chứng từ BL 01" in desk.get(page_of(running)).content.decode()
    running.refresh_from_db()
    assert running.status == 4


def test_a_second_appointment_with_its_letter(world: World, login: Enter, running: Dossier) -> None:
    department = login("datdai")
    day = local(running.due_at).date() + timedelta(days=1)  # type: ignore[arg-type]
    while day.weekday() > 3:
        day += timedelta(days=1)
    typed = {
        "until_0": str(day.day),
        "until_1": str(day.month),
        "until_2": str(day.year),
        "reason": "Chờ đo đạc",
        "signer": "Trịnh Lãnh",
        "signer_title": "Giám đốc Sở",
    }
    assert re.search(r'<input[^>]*name="until_0"[^>]*data-autofocus', department.get(page_of(running, "hen-lai/")).content.decode())
    wrong = department.post(page_of(running, "hen-lai/"), {**typed, "until_0": "40"})
    assert wrong.status_code == 422 and "Chờ đo đạc" in wrong.content.decode()
    assert department.post(page_of(running, "hen-lai/"), typed).status_code == 303
    running.refresh_from_db()
    assert running.extended_to == running.due_at and running.first_due_at < running.due_at  # type: ignore[operator]
    assert department.get(page_of(running, "van-ban-xin-loi.pdf")).content.startswith(b"%PDF-")
    assert "Ngày hẹn đầu" in department.get(page_of(running)).content.decode()
    assert department.get(page_of(running, "cach-tinh/")).content.decode().count("tính ") > 3


def test_stopped_and_withdrawn(world: World, login: Enter, running: Dossier) -> None:
    department, other = login("datdai"), world.a_dossier()
    assert department.post(page_of(running, "dung/"), {"reason": ""}).status_code == 422
    assert department.get(page_of(running, "thong-bao-dung.pdf")).status_code == 404
    assert department.post(page_of(running, "dung/"), {"reason": "Đất tranh chấp"}).status_code == 303
    assert department.get(page_of(running, "thong-bao-dung.pdf")).content.startswith(b"%PDF-")
    assert login("quay1").post(page_of(other, "rut/"), {"reason": ""}).status_code == 303
    other.refresh_from_db()
    assert (other.status, other.reason) == (7, "Theo yêu cầu của công dân.")


def test_the_first_page_lists_what_is_late(world: World, login: Enter) -> None:
    late = world.a_dossier(at="processing")
    assert str(late.code) in login("datdai").get("/can-bo/").content.decode()
    assert str(late.code) not in login("tuphap").get("/can-bo/").content.decode()


def test_the_sheet_of_the_way_is_printed_once_the_dossier_moved(world: World, login: Enter, running: Dossier) -> None:
    department, fresh = login("datdai"), world.a_dossier()
    assert "phieu-kiem-soat.pdf" in department.get(page_of(running)).content.decode()
    assert department.get(page_of(running, "phieu-kiem-soat.pdf")).content.startswith(b"%PDF-")
    assert "phieu-kiem-soat.pdf" not in department.get(page_of(fresh)).content.decode()
    assert department.get(page_of(fresh, "phieu-kiem-soat.pdf")).status_code == 404


def test_nobody_is_asked_to_come_on_a_day_on_which_the_centre_is_closed(world: World, login: Enter, running: Dossier) -> None:
    until = date(2035, 2, 1)
    close_on(running.collect_at, until, reason="Chuyển trụ sở")  # type: ignore[arg-type]  # received: it has a place of collection
    typed = {"until_0": "1", "until_1": "2", "until_2": "2035", "reason": "Chờ đo đạc lại", "signer": "Phạm Thị Lãnh", "signer_title": "Giám đốc"}
    answer = login("datdai").post(page_of(running, "hen-lai/"), typed)
    assert answer.status_code == 422 and "nghỉ ngày này (Chuyển trụ sở)" in answer.content.decode()
    assert "Chờ đo đạc lại" in answer.content.decode() and Dossier.objects.get(pk=running.pk).extended_at is None
    assert login("datdai").post(page_of(running, "hen-lai/"), {**typed, "until_0": "2"}).status_code == 303
