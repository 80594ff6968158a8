"""The administrator's pages for staff: a new password ends a lock-out, posts that cannot be are refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from tests.administration import form_of, send
from tests.cast import PASSWORD, World
from tests.pages import PageClient

from motcua.accounts.models import Post, Staff

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
LOGIN = "/can-bo/dang-nhap/"
STAFF = "/quan-tri/accounts/staff/"
NEW = "Con-tau-trang-68"


def log_in(username: str, password: str) -> int:
    return PageClient().post(LOGIN, {"username": username, "password": password}).status_code


def lock_out(username: str) -> None:
    assert [log_in(username, "sai") for _ in range(5)][-1] == 429
    assert log_in(username, PASSWORD) == 429


def test_a_new_password_ends_the_lock_out_as_the_log_in_page_says(world: World, login: Enter) -> None:
    office = login("quantri")
    lock_out("quay1")
    lock_out("quay2")
    answer = office.post(f"{STAFF}{world.clerk.pk}/password/", {"password1": NEW, "password2": NEW, "usable_password": "true"})
    assert answer.status_code == 302, answer.content.decode()
    assert log_in("quay1", NEW) == 303
    assert log_in("quay2", PASSWORD) == 429


def test_a_password_that_was_refused_ends_nothing(world: World, login: Enter) -> None:
    office = login("quantri")
    lock_out("quay1")
    answer = office.post(f"{STAFF}{world.clerk.pk}/password/", {"password1": NEW, "password2": "khác", "usable_password": "true"})
    assert "không giống nhau" in answer.content.decode()
    assert log_in("quay1", PASSWORD) == 429


def test_a_lock_out_ends_without_a_new_password_too(world: World, login: Enter) -> None:
    office = login("quantri")
    lock_out("quay1")
    lock_out("quay2")
    answer = office.post(STAFF, {"action": "let_in_again", "_selected_action": [str(world.clerk.pk)]}, follow=True)
    assert "đăng nhập lại được ngay" in answer.content.decode()
    assert log_in("quay1", PASSWORD) == 303
    assert log_in("quay2", PASSWORD) == 429


def test_the_list_says_who_is_locked_out_and_until_when(world: World, login: Enter) -> None:
    office = login("quantri")
    lock_out("quay1")
    log_in("quay2", "sai")
    rows = [row for row in office.get(STAFF).content.decode().split("<tr>") if "field-locked_out" in row]
    said = {name: next(row for row in rows if f">{name}<" in row).split('field-locked_out">')[1].split("<")[0] for name in ("quay1", "quay2")}
    assert re.fullmatch(r"đến \d\d:\d\d", said["quay1"])
    assert said["quay2"] == ""


def with_posts(*posts: dict[str, str]) -> dict[str, str]:
    """What the browser sends for a new member of staff with these posts."""
    data = {"username": "moi", "full_name": "Nguyễn Văn Mới", "password1": NEW, "password2": NEW}
    data |= {"posts-TOTAL_FORMS": str(len(posts)), "posts-INITIAL_FORMS": "0"}
    return data | {f"posts-{place}-{name}": value for place, post in enumerate(posts) for name, value in post.items()}


@pytest.mark.parametrize(
    ("role", "sentence"), [("reception", "Xin chọn trung tâm."), ("department", "Xin chọn đơn vị.")]
)  # fmt: skip
def test_a_post_without_its_place_says_what_to_choose(world: World, login: Enter, role: str, sentence: str) -> None:
    answer = login("quantri").post(f"{STAFF}add/", with_posts({"role": role}))
    assert sentence in answer.content.decode() and not Staff.objects.filter(username="moi").exists()


def test_the_same_post_twice_is_refused(world: World, login: Enter) -> None:
    post = {"role": "reception", "centre": str(world.site.pk)}
    answer = login("quantri").post(f"{STAFF}add/", with_posts(post, post))
    assert "Có hai vị trí công tác giống nhau." in answer.content.decode() and not Staff.objects.filter(username="moi").exists()


def test_a_post_that_the_person_has_already_is_refused(world: World, login: Enter) -> None:
    office: Client = login("quantri")
    had = Post.objects.get(staff=world.clerk)
    data = {"username": "quay1", "full_name": "Phạm Văn Quầy", "is_active": "on", "posts-TOTAL_FORMS": "2", "posts-INITIAL_FORMS": "1"}
    data |= {"posts-0-id": str(had.pk), "posts-0-staff": str(world.clerk.pk), "posts-1-staff": str(world.clerk.pk)}
    data |= {f"posts-{place}-{name}": value for place in (0, 1) for name, value in (("role", "reception"), ("centre", str(world.centre.pk)))}
    answer = send(office, f"{STAFF}{world.clerk.pk}/change/", data)
    assert "Xin bỏ một trong hai dòng." in answer.content.decode() and Post.objects.filter(staff=world.clerk).count() == 1


RIGHTS = ("is_active", "is_staff", "is_superuser")


def without(office: Client, staff: Staff, right: str) -> str:
    """What the page says after this tick was taken from this person."""
    page = f"{STAFF}{staff.pk}/change/"
    answer = office.post(page, {name: values for name, values in form_of(office, page).items() if name != right}, follow=True)
    return str(answer.content.decode())


def an_administrator(username: str) -> Staff:
    return Staff.objects.create(username=username, full_name="Quản trị thứ hai", is_staff=True, is_superuser=True)


@pytest.mark.parametrize("right", RIGHTS)
def test_nobody_takes_the_own_rights_away(world: World, login: Enter, right: str) -> None:
    an_administrator("quantri2")
    assert "Ông/Bà không tự bỏ quyền của mình được." in without(login("quantri"), world.admin, right)
    assert getattr(Staff.objects.get(pk=world.admin.pk), right)


@pytest.mark.parametrize("right", RIGHTS)
def test_the_last_administrator_stays_and_one_of_two_may_go(world: World, login: Enter, right: str) -> None:
    """Somebody who may change staff, but not everything."""
    helper = Staff.objects.get(username="lanhdao")
    Staff.objects.filter(pk=helper.pk).update(is_staff=True)
    helper.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    office = login("lanhdao")
    Staff.objects.create(username="nghi", full_name="Đã nghỉ", is_staff=True, is_superuser=True, is_active=False)
    assert "Đây là quản trị viên cuối cùng." in without(office, world.admin, right)
    assert getattr(Staff.objects.get(pk=world.admin.pk), right)
    an_administrator("quantri2")
    without(office, world.admin, right)
    assert not getattr(Staff.objects.get(pk=world.admin.pk), right)


def test_history_names_the_ticks_in_vietnamese(world: World, login: Enter) -> None:
    office, page = login("quantri"), f"{STAFF}{world.clerk.pk}/change/"
    form = {**form_of(office, page), "email": "quay1@motcua.example", "username": "quay1a", "is_staff": "on", "is_superuser": "on"}
    del form["is_active"]
    assert office.post(page, form).status_code == 302
    html = office.get(page.replace("change", "history")).content.decode()
    told = re.search(r"<td>([^<]*Có mọi quyền[^<]*)</td>", html)
    assert told is not None, html
    for word in ("Tên đăng nhập", "Địa chỉ email", "Đang dùng", "Vào được trang quản trị", "Có mọi quyền quản trị"):
        assert word in told[1]
