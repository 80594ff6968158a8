"""The administrator's pages: they open, speak Vietnamese, refuse deletion, and check what belongs together."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.db import IntegrityError
from django.db.transaction import atomic
from django.test import Client
from django.urls import path as address
from tests.administration import add_row, form_of, send
from tests.cast import World

from motcua.accounts.models import Post, Staff
from motcua.catalogue import queries as catalogue
from motcua.centres.models import Centre, Counter, OpeningHours, Room, Unit
from motcua.queueing.models import ServiceGroup

# The administrator's pages alone: what this file tests must not wait for any audience's pages.
urlpatterns = [address("quan-tri/", admin.site.urls)]
pytestmark = pytest.mark.urls(__name__)
PAGES = {
    "centres/level": "Cấp chính quyền", "centres/unit": "Đơn vị", "centres/centre": "Trung tâm", "centres/counter": "Quầy",
    "queueing/servicegroup": "Nhóm phục vụ", "queueing/priorityreason": "Diện ưu tiên", "accounts/staff": "Cán bộ",
    "catalogue/field": "Lĩnh vực", "catalogue/procedure": "Thủ tục",
}  # fmt: skip
ROWS = {
    "centres/level": "justice.level", "centres/unit": "justice", "centres/centre": "centre", "centres/counter": "counters.0",
    "queueing/servicegroup": "civil", "queueing/priorityreason": "elderly", "accounts/staff": "clerk",
    "catalogue/procedure": "birth",
}  # fmt: skip


@pytest.fixture
def office(world: World) -> Client:
    browser = Client()
    browser.force_login(world.admin, backend="motcua.accounts.backend.StaffBackend")
    return browser


def row_of(world: World, path: str) -> int:
    found: object = world
    for name in path.split("."):
        found = found[int(name)] if name.isdigit() else getattr(found, name)  # type: ignore[index]
    return found.pk  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(("page", "title"), PAGES.items())
def test_lists_open_in_vietnamese(office: Client, page: str, title: str) -> None:
    answer = office.get(f"/quan-tri/{page}/")
    assert answer.status_code == 200
    assert title in answer.content.decode()
    assert "delete_selected" not in answer.content.decode()


@pytest.mark.parametrize(("page", "path"), ROWS.items())
def test_rows_open_and_cannot_be_deleted(office: Client, world: World, page: str, path: str) -> None:
    pk = row_of(world, path)
    assert "deletelink" not in office.get(f"/quan-tri/{page}/{pk}/change/").content.decode()
    assert office.post(f"/quan-tri/{page}/{pk}/delete/", {"post": "yes"}).status_code == 403


def test_only_administrators_come_in(world: World) -> None:
    browser = Client()
    browser.force_login(world.clerk, backend="motcua.accounts.backend.StaffBackend")
    assert browser.get("/quan-tri/centres/unit/").status_code == 302


def centre_form(centre: Centre, hours: list[dict[str, str]]) -> dict[str, str]:
    """What the browser sends for the centre's page with these rows of opening hours."""
    fields = ("slug", "name", "name_en", "address", "phones", "fax", "email", "order", "priority_after")
    data = {name: str(getattr(centre, name)) for name in fields}
    data |= {"unit": str(centre.unit_id), "local_authority": str(centre.local_authority_id or ""), "is_open": "on"}
    kept = list(OpeningHours.objects.filter(centre=centre))
    for prefix, rows in (("hours", hours), ("closed_days", []), ("rooms", []), ("kiosks", [])):
        old = kept if prefix == "hours" else []
        data |= {f"{prefix}-TOTAL_FORMS": str(len(old) + len(rows)), f"{prefix}-INITIAL_FORMS": str(len(old))}
        for index, row in enumerate(old):
            data |= {f"hours-{index}-id": str(row.pk), f"hours-{index}-DELETE": "on", f"hours-{index}-centre": str(centre.pk)}
            data |= {f"hours-{index}-weekday": str(row.weekday), f"hours-{index}-opens": str(row.opens)}
            data |= {f"hours-{index}-closes": str(row.closes)}
        for index, values in enumerate(rows, len(old)):
            data |= {f"{prefix}-{index}-{name}": value for name, value in values.items()}
    return data


def test_hours_are_replaced_and_pages_get_a_new_revision(office: Client, world: World) -> None:
    Room.objects.filter(centre=world.site).update(centre=world.centre, slug="khac")
    before = catalogue.revision()
    data = centre_form(world.site, [{"weekday": "5", "opens": "08:00", "closes": "11:00"}])
    answer = send(office, f"/quan-tri/centres/centre/{world.site.pk}/change/", data)
    assert answer.status_code == 302, answer.content.decode()
    assert [str(row) for row in world.site.hours.all()] == [f"{world.site} Thứ Bảy 08:00-11:00"]
    assert catalogue.revision() > before


def test_overlapping_hours_are_refused_with_a_sentence(office: Client, world: World) -> None:
    rows = [{"weekday": "5", "opens": "08:00", "closes": "11:00"}, {"weekday": "5", "opens": "10:00", "closes": "12:00"}]
    answer = send(office, f"/quan-tri/centres/centre/{world.site.pk}/change/", centre_form(world.site, rows))
    assert "Hãy sửa giờ mở hoặc giờ đóng." in answer.content.decode()
    assert world.site.hours.count() == 10


def test_hours_that_end_before_they_begin_say_what_to_correct(office: Client, world: World) -> None:
    rows = [{"weekday": "5", "opens": "11:00", "closes": "08:00"}]
    text = send(office, f"/quan-tri/centres/centre/{world.site.pk}/change/", centre_form(world.site, rows)).content.decode()
    assert "Giờ mở cửa phải trước giờ đóng cửa. Xin sửa một trong hai giờ." in text and "opening_before_closing" not in text
    assert world.site.hours.count() == 10


def test_counters_stand_by_centre_then_number(office: Client, world: World) -> None:
    Room.objects.get(centre=world.site).counters.create(centre=world.site, number=2)
    Centre.objects.filter(pk=world.site.pk).update(order=1)
    text = office.get("/quan-tri/centres/counter/").content.decode()
    cells = re.findall(r'<th class="field-centre[^>]*><a[^>]*>([^<]*)</a></th><td class="field-number"><a[^>]*>(\d+)</a>', text)
    first, second = world.centre.name, world.site.name
    assert cells == [(first, "1"), (first, "2"), (first, "3"), (second, "1"), (second, "2")]


def test_a_number_that_a_counter_has_is_refused_with_a_sentence(office: Client, world: World) -> None:
    data = {"centre": world.centre.pk, "room": world.room.pk, "number": 1, "is_active": "on"}
    answer = office.post("/quan-tri/centres/counter/add/", data)
    assert "Trung tâm này đã có quầy mang số đó. Xin chọn số khác." in answer.content.decode()
    assert world.centre.counters.count() == 3


def test_a_field_cannot_be_in_two_groups_of_a_centre(office: Client, world: World) -> None:
    field = world.civil.fields.get()
    data = {"centre": world.centre.pk, "letter": "B", "name": "Đất đai", "fields": [field.pk], "is_active": "on"}
    answer = send(office, f"/quan-tri/queueing/servicegroup/{world.estate.pk}/change/", data)
    assert "Có lĩnh vực đã thuộc nhóm A · Hộ tịch." in answer.content.decode()
    assert field not in world.estate.fields.all()


def test_a_new_group_takes_counters_of_its_centre_only(office: Client, world: World) -> None:
    strange = world.site.counters.get()
    data = {"centre": world.centre.pk, "letter": "Z", "name": "Đầu tư", "counters": [strange.pk], "is_active": "on"}
    answer = office.post("/quan-tri/queueing/servicegroup/add/", data)
    assert "Có quầy thuộc trung tâm khác." in answer.content.decode()
    assert f"Quầy {strange.number} · {world.site}" in answer.content.decode()
    assert not ServiceGroup.objects.filter(letter="Z").exists()


def test_a_group_stays_at_its_centre_and_is_offered_its_counters(office: Client, world: World) -> None:
    page = f"/quan-tri/queueing/servicegroup/{world.estate.pk}/change/"
    text = office.get(page).content.decode()
    offered = re.findall(r"<option [^>]*>(Quầy \d+ · [^<]*)<", text)
    assert offered == [f"Quầy {number} · {world.centre}" for number in (1, 2, 3)]
    strange = world.site.counters.get()
    data = {"centre": world.site.pk, "letter": "B", "name": "Đất đai", "counters": [strange.pk], "is_active": "on"}
    assert send(office, page, data).status_code == 200
    kept = ServiceGroup.objects.get(pk=world.estate.pk)
    assert (kept.centre, kept.counters.count()) == (world.centre, 2)
    data["counters"] = [world.counters[0].pk]
    taken = send(office, page, {**data, "letter": world.civil.letter})
    assert "Trung tâm này đã có nhóm mang chữ cái đó." in taken.content.decode()
    assert send(office, page, data).status_code == 302
    kept.refresh_from_db()
    assert (kept.centre, list(kept.counters.all())) == (world.centre, [world.counters[0]])


def test_a_counter_stands_in_a_room_of_its_centre(office: Client, world: World) -> None:
    data = {"centre": world.site.pk, "room": world.room.pk, "number": 9, "is_active": "on"}
    answer = office.post("/quan-tri/centres/counter/add/", data)
    assert "Phòng chờ này thuộc trung tâm khác." in answer.content.decode()
    assert world.site.counters.count() == 1


def test_a_counter_stays_at_its_centre_and_is_offered_its_rooms(office: Client, world: World) -> None:
    """Its groups are there: elsewhere it would call their numbers in another town."""
    page, there = f"/quan-tri/centres/counter/{world.counters[0].pk}/change/", Room.objects.get(centre=world.site)
    before = form_of(office, page)
    assert str(there) not in office.get(page).content.decode()
    assert office.post(page, {**before, "centre": str(world.site.pk), "room": str(there.pk)}).status_code == 200
    assert office.post(page, {**before, "centre": str(world.site.pk), "name": "Cửa sổ"}).status_code == 302
    kept = Counter.objects.get(pk=world.counters[0].pk)
    assert (kept.centre, kept.room, kept.name) == (world.centre, world.room, "Cửa sổ")


def test_the_last_counter_in_use_of_a_group_stays_in_use(office: Client, world: World) -> None:
    first, *others = world.estate.counters.all()
    Counter.objects.filter(pk__in=[one.pk for one in others]).update(is_active=False)
    page = f"/quan-tri/centres/counter/{first.pk}/change/"
    data = {name: value for name, value in form_of(office, page).items() if name != "is_active"}
    world.civil.counters.set([first])
    ServiceGroup.objects.filter(pk=world.civil.pk).update(is_active=False)
    answer = office.post(page, data).content.decode()
    assert f"Nhóm {world.estate} chỉ còn quầy này đang dùng." in answer and Counter.objects.get(pk=first.pk).is_active
    ServiceGroup.objects.filter(pk=world.estate.pk).update(is_active=False)
    assert office.post(page, data).status_code == 302
    assert not Counter.objects.get(pk=first.pk).is_active


def test_new_staff_get_a_post(office: Client, world: World) -> None:
    data = {
        "username": "moi", "full_name": "Nguyễn Văn Mới", "password1": "Con-tau-trang-68", "password2": "Con-tau-trang-68",
        "posts-TOTAL_FORMS": "1", "posts-INITIAL_FORMS": "0", "posts-0-role": "reception",
        "posts-0-centre": str(world.site.pk),
    }  # fmt: skip
    answer = office.post("/quan-tri/accounts/staff/add/", data)
    assert answer.status_code == 302, answer.content.decode()
    staff = Staff.objects.get(username="moi")
    assert staff.check_password("Con-tau-trang-68") and not staff.is_staff
    assert Post.objects.get(staff=staff).centre == world.site


def a_group(world: World, letter: str, **more: object) -> dict[str, object]:
    return {"centre": world.centre.pk, "letter": letter, "name": "Đầu tư", "counters": [world.counters[0].pk], "is_active": "on", **more}


@pytest.mark.parametrize(("typed", "kept"), [("z", "Z"), ("Z", "Z")])
def test_a_letter_is_a_capital(office: Client, world: World, typed: str, kept: str) -> None:
    assert office.post("/quan-tri/queueing/servicegroup/add/", a_group(world, typed)).status_code == 302
    assert ServiceGroup.objects.get(name="Đầu tư").letter == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("a", "Trung tâm này đã có nhóm mang chữ cái đó."), ("7", "một chữ in hoa không dấu, từ A đến Z"), ("đ", "một chữ in hoa không dấu, từ A đến Z")],
)
def test_a_letter_that_is_taken_or_none_is_refused(office: Client, world: World, typed: str, sentence: str) -> None:
    answer = office.post("/quan-tri/queueing/servicegroup/add/", a_group(world, typed))
    assert answer.content.decode().count(sentence) == 1 and not ServiceGroup.objects.filter(name="Đầu tư").exists()


@pytest.mark.parametrize("letter", ["a", "7"])
def test_the_database_keeps_other_letters_out(world: World, letter: str) -> None:
    with pytest.raises(IntegrityError), atomic():
        ServiceGroup.objects.create(centre=world.centre, letter=letter, name="Đầu tư")


@pytest.mark.parametrize("which", ["none", "switched off"])
def test_a_group_in_use_has_a_counter_in_use(office: Client, world: World, which: str) -> None:
    """Else the kiosk would give numbers that nobody can call."""
    Counter.objects.filter(pk=world.counters[0].pk).update(is_active=False)
    data = a_group(world, "Z", counters=[] if which == "none" else [world.counters[0].pk])
    answer = office.post("/quan-tri/queueing/servicegroup/add/", data)
    assert "Nhóm đang dùng cần ít nhất một quầy đang dùng" in answer.content.decode() and not ServiceGroup.objects.filter(letter="Z").exists()
    del data["is_active"]
    assert office.post("/quan-tri/queueing/servicegroup/add/", data).status_code == 302
    assert not ServiceGroup.objects.get(letter="Z").is_active


def test_a_season_in_the_wrong_order_is_refused_with_a_sentence(office: Client, world: World) -> None:
    page = f"/quan-tri/centres/centre/{world.site.pk}/change/"
    season = {"weekday": "5", "opens": "08:00", "closes": "11:00", "valid_from": "15/10/2026", "valid_to": "16/04/2026"}
    text = office.post(page, add_row(form_of(office, page), "hours", **season)).content.decode()
    assert "“Đến hết ngày” không được trước “Áp dụng từ”." in text and world.site.hours.count() == 10
    right = {**season, "valid_from": "16/04/2026", "valid_to": "15/10/2026"}
    assert office.post(page, add_row(form_of(office, page), "hours", **right)).status_code == 302
    assert world.site.hours.filter(valid_from="2026-04-16", valid_to="2026-10-15").count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"parent": "itself"}, "Đơn vị không thể là cấp trên của chính mình."),
        ({"successors": "itself", "valid_to": "31/12/2026"}, "Đơn vị không thể kế thừa chính mình."),
        ({"successors": "another"}, "Đơn vị có đơn vị kế thừa thì phải có ngày cuối."),
        ({"valid_from": "01/07/2025", "valid_to": "30/06/2025"}, "“Đến hết ngày” không được trước “Có hiệu lực từ”."),
    ],
)
def test_what_a_unit_cannot_be_is_refused(office: Client, world: World, values: dict[str, str], sentence: str) -> None:
    page = f"/quan-tri/centres/unit/{world.justice.pk}/change/"
    keys = {"itself": str(world.justice.pk), "another": str(world.land.pk)}
    before = form_of(office, page)
    answer = office.post(page, {**before, **{name: keys.get(value, value) for name, value in values.items()}})
    assert answer.content.decode().count(sentence) == 1
    assert form_of(office, page)["_seen"] == before["_seen"], "something was stored"


def test_a_unit_that_ends_gets_its_successor(office: Client, world: World) -> None:
    page = f"/quan-tri/centres/unit/{world.justice.pk}/change/"
    assert office.post(page, {**form_of(office, page), "valid_to": "31/12/2026", "successors": str(world.land.pk)}).status_code == 302
    assert list(world.justice.successors.all()) == [world.land]


def test_the_database_knows_no_unit_above_itself(world: World) -> None:
    with pytest.raises(IntegrityError), atomic():
        Unit.objects.filter(pk=world.justice.pk).update(parent=world.justice.pk)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("printer_port", "0", "Cổng máy in là một số từ 1 đến 65535"), ("printer_port", "65536", "Cổng máy in là một số từ 1 đến 65535"),
        ("printer_host", "192.168.1.50 9100", "Địa chỉ máy in không có dấu cách"), ("printer_host", "máy in", "Địa chỉ máy in không có dấu cách"),
        ("printer_host", "http://192.168.1.50/", "Địa chỉ máy in không có dấu cách"),
    ],
)  # fmt: skip
def test_a_printer_that_cannot_be_reached_is_refused(office: Client, world: World, name: str, typed: str, sentence: str) -> None:
    page = f"/quan-tri/centres/centre/{world.site.pk}/change/"
    kiosk = {"slug": "may-moi", "name": "Máy mới", "printer_host": "192.168.1.50", "printer_port": "9100", name: typed}
    assert sentence in office.post(page, add_row(form_of(office, page), "kiosks", **kiosk)).content.decode()
    assert not world.site.kiosks.filter(slug="may-moi").exists()


@pytest.mark.parametrize("typed", ["", " 192.168.1.50 ", "may-in.quangninh.gov.vn", "fe80::1"])
def test_a_printer_has_an_address_or_none(office: Client, world: World, typed: str) -> None:
    page = f"/quan-tri/centres/centre/{world.site.pk}/change/"
    kiosk = {"slug": "may-moi", "name": "Máy mới", "printer_host": typed, "printer_port": "65535"}
    assert office.post(page, add_row(form_of(office, page), "kiosks", **kiosk)).status_code == 302
    assert world.site.kiosks.get(slug="may-moi").printer_host == typed.strip()


@pytest.mark.parametrize(("typed", "sentence"), [("99999", "Xin nhập số từ 1 đến 50"), ("0", "Xin nhập số từ 1.")])
def test_priority_after_so_many_is_refused(office: Client, world: World, typed: str, sentence: str) -> None:
    data = centre_form(world.site, []) | {"priority_after": typed}
    assert sentence in send(office, f"/quan-tri/centres/centre/{world.site.pk}/change/", data).content.decode()
    assert Centre.objects.get(pk=world.site.pk).priority_after == world.site.priority_after


def test_a_counter_that_nobody_could_call_is_refused(office: Client, world: World) -> None:
    data = {"centre": world.centre.pk, "room": world.room.pk, "number": 99999, "is_active": "on"}
    assert "Số quầy là một số từ 1 đến 999" in office.post("/quan-tri/centres/counter/add/", data).content.decode()
    assert world.centre.counters.count() == 3


def test_a_year_with_figures_missing_is_refused(office: Client, world: World) -> None:
    data = {"agency_code": "H49.99", "key": "moi", "name": "Mới", "level": world.justice.level_id, "valid_from": "01/07/0001"}
    assert "Ngày này trước năm 1945." in office.post("/quan-tri/centres/unit/add/", data).content.decode()
    assert not Unit.objects.filter(key="moi").exists()
