"""Two pages of the administration open at one time: the later save does not undo the earlier one unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib import admin
from tests.administration import add_row, form_of
from tests.cast import World
from tests.pages import PageClient

from motcua.accounts.careful import CarefulAdmin
from motcua.accounts.models import Post, Staff
from motcua.catalogue.models import Synonym
from motcua.centres.models import ClosedDay

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
REFUSED = "Trang này đã được người khác sửa từ lúc Ông/Bà mở."


def changed(form: dict[str, list[str]], **values: str | None) -> dict[str, list[str]]:
    """The form with other values; None takes a tick away."""
    kept = {name: value for name, value in form.items() if name not in values}
    return kept | {name: [value] for name, value in values.items() if value is not None}


def page_of(world: World, table: str) -> str:
    row = {"accounts/staff": world.clerk, "centres/centre": world.site, "centres/unit": world.justice, "queueing/servicegroup": world.civil}[table]
    return f"/quan-tri/{table}/{row.pk}/change/"


def test_a_dismissed_officer_is_not_let_in_again_by_a_page_left_open(world: World, login: Enter) -> None:
    office, page = login("quantri"), page_of(world, "accounts/staff")
    first, second = form_of(office, page), form_of(office, page)
    assert office.post(page, changed(first, is_active=None)).status_code == 302
    answer = office.post(page, changed(second, phone="0203 000 111"))
    html = answer.content.decode()
    assert REFUSED in html and f'<a href="{page}" target="_blank">' in html and 'value="0203 000 111"' in html
    stored = Staff.objects.get(pk=world.clerk.pk)
    assert (stored.is_active, stored.phone) == (False, "")


@pytest.mark.parametrize("table", ["accounts/staff", "centres/centre", "centres/unit", "queueing/servicegroup"])
def test_the_later_save_is_refused_until_the_page_is_opened_anew(world: World, login: Enter, table: str) -> None:
    office, page = login("quantri"), page_of(world, table)
    name = "full_name" if table == "accounts/staff" else "name"
    first, second = form_of(office, page), form_of(office, page)
    assert office.post(page, changed(first, **{name: "Tên thứ nhất"})).status_code == 302
    for _ in range(2):
        html = office.post(page, changed(second, **{name: "Tên thứ hai"})).content.decode()
        assert REFUSED in html and 'value="Tên thứ hai"' in html
    assert form_of(office, page)[name] == ["Tên thứ nhất"]
    assert office.post(page, changed(form_of(office, page), **{name: "Tên thứ ba"})).status_code == 302
    assert form_of(office, page)[name] == ["Tên thứ ba"]


def test_rows_inside_the_page_count_and_links_to_many_too(world: World, login: Enter) -> None:
    office = login("quantri")
    for table, change in (
        ("centres/centre", lambda: ClosedDay.objects.create(centre=world.site, day="2026-12-05", reason="Bão")),
        ("queueing/servicegroup", lambda: world.civil.counters.remove(world.counters[0])),
        ("accounts/staff", lambda: Post.objects.filter(staff=world.clerk).delete()),
    ):
        page = page_of(world, table)
        opened = form_of(office, page)
        change()
        assert REFUSED in office.post(page, opened).content.decode(), table


def test_what_the_form_does_not_change_hinders_nobody(world: World, login: Enter) -> None:
    """The officer logs in and takes a new password while the administrator writes."""
    office, page = login("quantri"), page_of(world, "accounts/staff")
    opened = form_of(office, page)
    login("quay1")
    officer = Staff.objects.get(pk=world.clerk.pk)
    officer.set_password("Con-tau-trang-68")
    officer.save()
    assert office.post(page, changed(opened, title="Chuyên viên")).status_code == 302


def test_a_mistake_in_the_form_does_not_make_it_stale_or_fresh(world: World, login: Enter) -> None:
    office, page = login("quantri"), page_of(world, "accounts/staff")
    opened = form_of(office, page)
    html = office.post(page, changed(opened, full_name="")).content.decode()
    assert REFUSED not in html and f'name="_seen" value="{opened["_seen"][0]}"' in html
    assert office.post(page, changed(opened, full_name="Phạm Thị Quầy")).status_code == 302


@pytest.mark.parametrize("sent", [None, "", "0" * 64, "ấ"])
def test_a_form_without_its_mark_is_refused(world: World, login: Enter, sent: str | None) -> None:
    office, page = login("quantri"), page_of(world, "centres/unit")
    html = office.post(page, changed(form_of(office, page), _seen=sent, name="Tên khác")).content.decode()
    assert REFUSED in html
    world.justice.refresh_from_db()
    assert world.justice.name != "Tên khác"


def test_every_table_of_ours_that_can_be_changed_is_careful() -> None:
    ours = [page for model, page in admin.site._registry.items() if model.__module__.startswith("motcua.")]
    assert len(ours) > 10 and [page for page in ours if not isinstance(page, CarefulAdmin)] == []


def test_a_row_can_be_added_and_one_that_may_go_can_be_deleted(world: World, login: Enter) -> None:
    office = login("quantri")
    assert office.post("/quan-tri/catalogue/synonym/add/", {"said": "giấy khai sanh", "meant": "khai sinh"}).status_code == 302
    row = Synonym.objects.get(said="giấy khai sanh")
    assert office.post(f"/quan-tri/catalogue/synonym/{row.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Synonym.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("table", "row", "sentence"),
    [
        ("rooms", {"slug": "a", "name": "Phòng"}, "Trung tâm này đã có phòng chờ mang tên đó trong địa chỉ. Xin đặt tên khác."),
        ("kiosks", {"slug": "a", "name": "Máy", "printer_port": "9100"}, "Trung tâm này đã có ki-ốt mang tên đó trong địa chỉ. Xin đặt tên khác."),
        ("closed_days", {"day": "05/12/2026", "reason": "Bão"}, "Trung tâm này đã ghi nghỉ ngày đó. Xin sửa dòng đang có."),
    ],
)
def test_two_equal_rows_get_the_sentence_of_their_constraint(world: World, login: Enter, table: str, row: dict[str, str], sentence: str) -> None:
    office, page = login("quantri"), page_of(world, "centres/centre")
    form = add_row(add_row(form_of(office, page), table, **row), table, **row)
    html = office.post(page, form).content.decode()
    assert sentence in html and "dữ liệu trùng lặp" not in html
