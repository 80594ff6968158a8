"""User names are kept in small letters: capitals keep nobody out, make no second person, and give no further tries."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.db.transaction import atomic
from tests.administration import form_of
from tests.cast import PASSWORD, World
from tests.pages import PageClient

from motcua.accounts.models import Staff

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
LOGIN, ADD = "/can-bo/dang-nhap/", "/quan-tri/accounts/staff/add/"
NEW = "Con-tau-trang-68"
small_names = import_module("motcua.accounts.migrations.0004_user_names_in_small_letters").small_names


def log_in(username: str, password: str = PASSWORD) -> int:
    return PageClient().post(LOGIN, {"username": username, "password": password}).status_code


@pytest.mark.parametrize("typed", ["quay1", "QUAY1", "Quay1"])
def test_capitals_keep_nobody_out(world: World, typed: str) -> None:
    assert log_in(typed) == 303
    assert log_in(typed, PASSWORD.upper()) == 200, "a password is read as it is typed"


def test_other_capitals_are_no_further_tries(world: World) -> None:
    tries = [log_in(typed, "sai") for typed in ("quay1", "QUAY1", "Quay1", "qUAY1", "quaY1")]
    assert tries == [200, 200, 200, 200, 429]
    assert [log_in(typed) for typed in ("quay1", "QUAY1", "QuaY1")] == [429] * 3
    assert log_in("quay2") == 303


def test_a_lock_out_under_capitals_ends_with_the_others(world: World, login: Enter) -> None:
    office = login("quantri")
    assert [log_in("QUAY1", "sai") for _ in range(5)][-1] == 429
    office.post("/quan-tri/accounts/staff/", {"action": "let_in_again", "_selected_action": [str(world.clerk.pk)]})
    assert log_in("quay1") == 303


def test_a_new_name_is_stored_in_small_letters(world: World, login: Enter) -> None:
    office = login("quantri")
    typed = {**form_of(office, ADD), "username": "NguyenVanMoi", "full_name": "Nguyễn Văn Mới", "password1": NEW, "password2": NEW}
    assert office.post(ADD, typed).status_code == 302
    assert Staff.objects.get(full_name="Nguyễn Văn Mới").username == "nguyenvanmoi"
    assert log_in("NguyenVanMoi", NEW) == 303


@pytest.mark.parametrize("place", ["add", "change"])
def test_a_name_that_differs_in_capitals_only_is_taken(world: World, login: Enter, place: str) -> None:
    office = login("quantri")
    page = ADD if place == "add" else f"/quan-tri/accounts/staff/{Staff.objects.get(username='quay2').pk}/change/"
    typed = {**form_of(office, page), "username": "QUAY1", "full_name": "Nguyễn Văn Mới", "password1": NEW, "password2": NEW}
    answer = office.post(page, typed)
    assert "Đã có tài khoản mang tên đăng nhập này. Xin chọn tên khác." in answer.content.decode()
    assert not Staff.objects.filter(full_name="Nguyễn Văn Mới").exists()


def test_the_first_administrator_too(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command("createsuperuser", username="QuanTri", full_name="Quản trị", interactive=False, stdout=StringIO())
    assert Staff.objects.get().username == "quantri" and log_in("QUANTRI", NEW) == 303
    with pytest.raises((CommandError, IntegrityError)), atomic():
        call_command("createsuperuser", username="quanTRI", full_name="Quản trị", interactive=False, stdout=StringIO())


def test_the_database_keeps_capitals_out(db: None) -> None:
    with pytest.raises(IntegrityError), atomic():
        Staff.objects.create(username="Quay9", full_name="Nguyễn Văn Chín")


@pytest.mark.parametrize(
    ("names", "renamed"),
    [
        pytest.param([(1, "an"), (2, "binh-2")], {}, id="nothing to do"),
        pytest.param([(1, "An"), (2, "Bình")], {1: "an", 2: "bình"}, id="capitals"),
        pytest.param([(1, "AN"), (2, "an"), (3, "An"), (4, "an-2")], {1: "an-3", 3: "an-4"}, id="who has the small name keeps it"),
        pytest.param([(1, "An"), (2, "AN")], {1: "an", 2: "an-2"}, id="the first comes first"),
    ],
)
def test_names_from_before(names: list[tuple[int, str]], renamed: dict[int, str]) -> None:
    assert small_names(names) == renamed
