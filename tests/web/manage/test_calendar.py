"""The administrator's calendar screens: the year, what is entered, files, the preview, the confirmation and the recomputing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult
from tests.cast import MONDAY, World
from tests.pages import PageClient

from motcua.audit.models import Event
from motcua.deadlines.models import CalendarChange, HoursPattern, OwnEntry
from motcua.deadlines.queries import calendar_of
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Actor
from motcua.dossiers.tasks import recompute
from motcua.kernel.clock import VN

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
YEAR, LIST = "/quan-ly/lich/", "/quan-ly/lich/muc/"
DAY, SWAP = "/quan-ly/lich/them/ngay/", "/quan-ly/lich/them/hoan-doi/"
HOURS, FILE = "/quan-ly/lich/them/khung-gio/", "/quan-ly/lich/them/tep/"
REMOVE = "/quan-ly/lich/bo/"
BASIS = "Thông báo 12/TB-BNV năm 2026"


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


def a_day(day: date, **more: str) -> dict[str, str]:
    return {"kind": "off", "reason": "Bầu cử", "legal_basis": BASIS, "agency": "", **boxes("date", day), **more}


def a_swap(off: date, worked: date, **more: str) -> dict[str, str]:
    return {"legal_basis": BASIS, "agency": "", **boxes("off", off), **boxes("worked", worked), **more}


def summer(**more: str) -> dict[str, Any]:
    return {
        "name": "Giờ mùa hè", "days": list("01234"), "morning": "07:00-11:30", "afternoon": "13:30-17:00", "saturday": "", "years": "0",
        "legal_basis": BASIS, "agency": "", **boxes("valid_from", date(2026, 4, 16)), **boxes("valid_to", date(2026, 10, 15)), **more,
    }  # fmt: skip


def run_recompute() -> None:
    """What the worker does with the rows that were enqueued."""
    for row in DBTaskResult.objects.filter(task_path__contains="recompute"):
        recompute.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])


@pytest.fixture
def admin(login: Enter) -> PageClient:
    return login("quantri")


def previewed(browser: PageClient, address: str, data: dict[str, Any]) -> str:
    """Enter something and go to its preview; the address of the change."""
    answer = browser.post(address, data)
    assert answer.status_code == 303, re.findall(r"govuk-error-summary__list.*?</ul>", answer.content.decode(), re.DOTALL)
    return str(answer["Location"])


@pytest.mark.parametrize("address", [YEAR, LIST, DAY, SWAP, HOURS, FILE])
@pytest.mark.parametrize(("name", "status"), [("quantri", 200), ("lanhdao", 404), ("quay1", 404)])
def test_who_may(world: World, login: Enter, address: str, name: str, status: int) -> None:
    assert login(name).get(address).status_code == status
    assert PageClient().get(address)["Location"].startswith("/can-bo/dang-nhap/")


def test_the_year_as_a_picture_and_in_words(world: World, admin: PageClient) -> None:
    text = admin.get(YEAR, {"nam": "2026"}).content.decode()
    assert len(re.findall(r'<table class="mc-month">', text)) == 12
    kinds = {day: kind for kind, day in re.findall(r'mc-day--(\w+)[^>]*title="[^"]*"[^>]*>(\d+)<', text)}
    assert {"holiday", "swapped", "makeup"} <= set(kinds.values())
    assert "làm bù cho T2 31/8/2026" in text and "Quốc khánh" in text
    assert len(re.findall(r'<td class="mc-day ', text)) == 365
    assert "chưa được công bố" not in text
    assert "chưa được công bố" in admin.get(YEAR, {"nam": "2027"}).content.decode()


@pytest.mark.parametrize("year", ["1", "abc", "0000", "9999", "²026"])
def test_a_year_that_nobody_can_show(world: World, admin: PageClient, year: str) -> None:
    assert "Lịch làm việc năm" in admin.get(YEAR, {"nam": year, "don-vi": "X"}).content.decode()


def test_a_swap_moves_open_dossiers_and_no_closed_one(world: World, admin: PageClient) -> None:
    open_one, closed = world.a_dossier(), world.a_dossier(at="returned")
    before, closed_before = open_one.due_at, Dossier.objects.get(pk=closed.pk).due_at
    assert before == datetime(2026, 3, 16, 9, 0, tzinfo=VN)
    here = previewed(admin, SWAP, a_swap(date(2026, 3, 12), date(2026, 3, 21)))
    text = admin.get(here).content.decode()
    assert re.search(r"<strong>1</strong>\s*hồ sơ", text) and str(open_one.code) in text and str(closed.code) not in text
    assert "09 giờ 00, thứ Hai 16/03/2026" in text and "09 giờ 00, thứ Ba 17/03/2026" in text
    assert not OwnEntry.objects.exists() and calendar_of("H49.60").spans(date(2026, 3, 12))
    assert admin.post(here, {"viec": "luu"}).status_code == 303
    assert OwnEntry.objects.count() == 2 and not calendar_of("H49.60").spans(date(2026, 3, 12))
    assert "Đang chờ bộ phận xử lý nền" in admin.get(here).content.decode()
    run_recompute()
    assert Dossier.objects.get(pk=open_one.pk).due_at == datetime(2026, 3, 17, 9, 0, tzinfo=VN)
    assert Dossier.objects.get(pk=closed.pk).due_at == closed_before
    assert Event.objects.filter(kind="dossier", verb="recompute").values_list("record", flat=True).get() == open_one.pk
    change = CalendarChange.objects.get()
    assert (change.total, change.looked, change.moved, change.failure) == (1, 1, 1, "") and change.done_at
    assert here == f"/quan-ly/lich/thay-doi/{change.pk}/"
    assert "Đã xem 1 hồ sơ đang mở, 1 hồ sơ đổi ngày hẹn hoặc hạn bổ sung." in admin.get(f"/quan-ly/lich/thay-doi/{change.pk}/phan/").content.decode()
    event = Event.objects.get(kind="calendar")
    assert event.actor == f"staff:{world.admin.pk}" and event.data["content"]["entries"][0]["basis"] == BASIS


def test_the_preview_shows_deadlines_for_papers_too(world: World, admin: PageClient) -> None:
    running = world.a_dossier(at="processing")
    waiting = actions.request_supplement(
        world.a_dossier(at="processing"), items=[{"paper": "Bản vẽ"}], reason="Thiếu", who=Actor.DEPARTMENT, by=world.officer, now=MONDAY
    )
    here = previewed(admin, DAY, a_day(date(2026, 3, 12)))
    text = admin.get(here).content.decode()
    rows = [re.sub(r"\s*<[^>]*>\s*", "|", row) for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL) if "H49.60-" in row]
    assert len(rows) == 2 and re.search(r"<strong>2</strong>\s*hồ sơ", text)
    assert str(running.code) in rows[0] and "Hẹn trả" in rows[0] and "09 giờ 00, thứ Ba 17/03/2026" in rows[0]
    assert str(waiting.code) in rows[1] and "Hạn bổ sung" in rows[1]
    assert "09 giờ 00, thứ Hai 23/03/2026" in rows[1] and "09 giờ 00, thứ Ba 24/03/2026" in rows[1]
    assert admin.post(here, {"viec": "luu"}).status_code == 303
    run_recompute()
    assert Dossier.objects.get(pk=waiting.pk).supplement_due_at == datetime(2026, 3, 24, 9, 0, tzinfo=VN)
    assert (CalendarChange.objects.get().moved, CalendarChange.objects.get().total) == (2, 2)
    CalendarChange.objects.update(preview={"count": 1, "is_all": True, "rows": [["H49.60-1", "Sở", MONDAY.isoformat(), MONDAY.isoformat()]]})
    assert "Hẹn trả" in admin.get(here).content.decode()  # a preview that an older program kept


def test_confirming_twice_saves_once(world: World, admin: PageClient) -> None:
    here = previewed(admin, DAY, a_day(date(2026, 3, 12)))
    assert [admin.post(here, {"viec": "luu"}).status_code for _ in range(2)] == [303, 303]
    assert OwnEntry.objects.count() == 1 and Event.objects.filter(kind="calendar").count() == 1
    assert DBTaskResult.objects.filter(task_path__contains="recompute").count() == 1


def test_a_change_thrown_away_leaves_nothing(world: World, admin: PageClient) -> None:
    here = previewed(admin, DAY, a_day(date(2026, 3, 12)))
    assert admin.post(here, {"viec": "bo"}).status_code == 303
    assert not CalendarChange.objects.exists() and admin.get(here).status_code == 404


def test_two_administrators_enter_the_same_day(world: World, admin: PageClient) -> None:
    first, second = (previewed(admin, DAY, a_day(date(2026, 3, 12))) for _ in range(2))
    admin.post(first, {"viec": "luu"})
    assert "đã có trong lịch riêng" in admin.get(second).content.decode() or admin.post(second, {"viec": "luu"})
    text = admin.post(second, {"viec": "luu"}, follow=True).content.decode()
    assert "đã có trong lịch riêng" in text
    assert OwnEntry.objects.count() == 1 and CalendarChange.objects.filter(confirmed_at__isnull=True).count() == 1


def test_summer_hours_of_one_unit_for_three_years(world: World, admin: PageClient) -> None:
    here = previewed(admin, HOURS, summer(agency="H49.60", years="2"))
    admin.post(here, {"viec": "luu"})
    assert [row.valid_from.year for row in HoursPattern.objects.order_by("valid_from")] == [2026, 2027, 2028]
    summer_day, winter_day = date(2027, 7, 1), date(2027, 11, 1)
    hours = {code: [calendar_of(code).spans(day)[0].text() for day in (summer_day, winter_day)] for code in ("H49.60", "H49.1")}
    assert hours == {"H49.60": ["07:00-11:30", "07:30-11:30"], "H49.1": ["07:30-11:30", "07:30-11:30"]}
    text = admin.get(YEAR, {"nam": "2027", "don-vi": "H49.60"}).content.decode()
    assert "Giờ mùa hè" in text and text.count("<svg class=\"mc-week\"") == 3
    assert "Giờ mùa hè" in admin.get(LIST).content.decode()


def test_removing_one_half_of_a_swap_removes_both(world: World, admin: PageClient) -> None:
    admin.post(previewed(admin, SWAP, a_swap(date(2026, 3, 12), date(2026, 3, 21))), {"viec": "luu"})
    entry = OwnEntry.objects.get(worked=True)
    here = previewed(admin, REMOVE, {"muc": f"ngay:{entry.pk}"})
    assert "Những ngày sẽ bỏ" in admin.get(here).content.decode()
    admin.post(here, {"viec": "luu"})
    assert not OwnEntry.objects.filter(removed_in__isnull=True).exists() and OwnEntry.objects.count() == 2
    assert calendar_of("H49.60").spans(date(2026, 3, 12)) and not calendar_of("H49.60").spans(date(2026, 3, 21))
    assert admin.post(REMOVE, {"muc": f"ngay:{entry.pk}"}).status_code == 409


def test_culture_day_can_be_switched(world: World, admin: PageClient) -> None:
    assert not calendar_of("H49.60").spans(date(2026, 11, 24))
    admin.post(previewed(admin, REMOVE, {"muc": "van-hoa:lam"}), {"viec": "luu"})
    assert calendar_of("H49.60").spans(date(2026, 11, 24))
    assert "Đổi thành ngày nghỉ" in admin.get(LIST).content.decode()


@pytest.mark.parametrize(("address", "data", "sentence"), [
    pytest.param(SWAP, a_swap(date(2026, 3, 12), date(2026, 3, 12)), "cho chính nó", id="swap with itself"),
    pytest.param(SWAP, a_swap(date(2026, 3, 14), date(2026, 3, 21)), "vốn đã nghỉ", id="off already"),
    pytest.param(SWAP, a_swap(date(2026, 3, 12), date(2026, 3, 11)), "vốn đã làm việc", id="worked already"),
    pytest.param(DAY, a_day(date(2009, 12, 31)), "2010-2150", id="before 2010"),
    pytest.param(DAY, a_day(date(2026, 3, 12)) | {"date_0": "31", "date_1": "2"}, "Không có ngày này", id="no such day"),
    pytest.param(DAY, a_day(date(2026, 3, 12), legal_basis=" "), "Chưa ghi căn cứ", id="no basis"),
    pytest.param(DAY, a_day(date(2026, 3, 12), reason=""), "Chưa ghi lý do", id="no reason"),
    pytest.param(DAY, a_day(date(2026, 3, 12), morning="07:30-11:30"), "Hãy bỏ giờ", id="off with hours"),
    pytest.param(DAY, a_day(date(2026, 3, 12), agency="H99"), "Không có đơn vị này", id="unknown unit"),
    pytest.param(HOURS, summer(morning="", afternoon=""), "chưa có giờ làm việc nào", id="no working time"),
    pytest.param(HOURS, summer(days=[]), "chưa có giờ làm việc nào", id="no weekday"),
    pytest.param(HOURS, summer(morning="07:30-14:00"), "chồng lên nhau", id="overlap"),
    pytest.param(HOURS, summer(afternoon="22:00-02:00"), "qua nửa đêm", id="midnight"),
    pytest.param(HOURS, summer(morning="7h30"), "Không đọc được giờ", id="unreadable hours"),
    pytest.param(HOURS, summer(years="40"), "nhiều nhất 10", id="too many years"),
    pytest.param(HOURS, summer(years="2", valid_to_0="", valid_to_1="", valid_to_2=""), "cần ngày kết thúc", id="repeats without end"),
    pytest.param(HOURS, summer(**boxes("valid_to", date(2026, 4, 1))), "phải sau ngày bắt đầu", id="ends before it begins"),
])  # fmt: skip
def test_bad_input_is_told_beside_what_was_typed(world: World, admin: PageClient, address: str, data: dict[str, Any], sentence: str) -> None:
    answer = admin.post(address, data)
    text = answer.content.decode()
    assert answer.status_code == 422 and sentence in text and "Ông/Bà xem lại những chỗ sau" in text
    assert not CalendarChange.objects.exists()
    assert data.get("name", "") in text


def test_a_swap_of_the_same_day_twice(world: World, admin: PageClient) -> None:
    admin.post(previewed(admin, SWAP, a_swap(date(2026, 3, 12), date(2026, 3, 21))), {"viec": "luu"})
    assert "đã có trong lịch riêng" in admin.post(SWAP, a_swap(date(2026, 3, 12), date(2026, 3, 28))).content.decode()


CSV = "ngày;loại;lý do;căn cứ\n12/03/2026;nghỉ;Bầu cử;{basis}\n32/03/2026;nghỉ;Sai;\n13/03/2026;vui;Sai;\n12/03/2026;nghỉ;Lặp;\n21/03/2026;làm bù;Bù;\n"


def upload(text: str | bytes, name: str = "lich.csv") -> dict[str, Any]:
    data = text if isinstance(text, bytes) else text.format(basis=BASIS).encode()
    return {"file": SimpleUploadedFile(name, data), "legal_basis": BASIS, "agency": ""}


def test_a_file_with_wrong_lines_keeps_the_others_for_review(world: World, admin: PageClient) -> None:
    here = previewed(admin, FILE, upload(CSV))
    text = admin.get(here).content.decode()
    assert re.findall(r"<strong>Dòng (\d+):", text) == ["3", "4", "5"]
    assert "Không đọc được ngày “32/03/2026”" in text and "đã có ở dòng 2" in text
    assert not OwnEntry.objects.exists()
    admin.post(here, {"viec": "luu"})
    assert list(OwnEntry.objects.order_by("day").values_list("day", "worked")) == [(date(2026, 3, 12), False), (date(2026, 3, 21), True)]
    assert "2 ngày đã có sẵn" in admin.post(FILE, upload(CSV)).content.decode()


@pytest.mark.parametrize(("file", "name", "sentence"), [
    pytest.param(b"", "a.csv", "Tệp trống", id="empty"),
    pytest.param(b"x" * (5 * 1024 * 1024 + 1), "a.csv", "lớn hơn 5 MB", id="too large"),
    pytest.param("ngày,loại\nhôm nay,nghỉ\n".encode("cp1258", "replace"), "a.csv", "UTF-8", id="other encoding"),
    pytest.param(b"a,b\n1,2\n", "a.csv", "thiếu cột ngày và loại", id="no columns"),
    pytest.param(b"PK\x03\x04\x00\xff", "a.xlsx", "UTF-8", id="a workbook"),
    pytest.param(b"hello", "a.ics", "không phải lịch", id="no calendar"),
    pytest.param("ngày,loại\n", "a.csv", "không có ngày nào mới", id="only a heading"),
])  # fmt: skip
def test_files_that_cannot_be_read(world: World, admin: PageClient, file: Any, name: str, sentence: str) -> None:
    answer = admin.post(FILE, upload(file, name))
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_a_file_that_leaves_no_working_day(world: World, admin: PageClient) -> None:
    rows = "\n".join(f"{date.fromordinal(date(2027, 1, 1).toordinal() + n):%d/%m/%Y},nghỉ,đóng cửa" for n in range(365))
    text = admin.post(FILE, upload(f"ngày,loại,lý do\n{rows}\n")).content.decode()
    assert "không để lại giờ làm việc nào trong năm 2027" in text and not CalendarChange.objects.exists()


def test_the_recomputing_that_failed_can_be_asked_again(world: World, admin: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    world.a_dossier(now=MONDAY)
    here = previewed(admin, DAY, a_day(date(2026, 3, 12)))
    admin.post(here, {"viec": "luu"})
    with monkeypatch.context() as broken:
        broken.setattr("motcua.dossiers.tasks.recompute_open", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_recompute()
    assert "Tính lại bị dừng" in admin.get(here).content.decode()
    DBTaskResult.objects.all().delete()
    admin.post(here, {"viec": "tinh-lai"})
    run_recompute()
    assert "1 hồ sơ đổi ngày hẹn hoặc hạn bổ sung." in admin.get(here).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_fixed_number_of_questions(world: World, admin: PageClient, django_assert_num_queries: Any, rows: int) -> None:
    for number in range(rows):
        admin.post(previewed(admin, DAY, a_day(date(2026, 3, 10 + number))), {"viec": "luu"})
    admin.get(YEAR)
    admin.get(LIST)
    with django_assert_num_queries(8):
        assert admin.get(LIST).content.decode().count('name="muc" value="ngay:') == rows
