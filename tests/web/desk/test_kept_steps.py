"""The session ends, or a newer log-in comes, while a step of a dossier is filled in: what was typed survives, and nothing has been done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.cast import PASSWORD, World
from tests.pages import PageClient
from tests.web.desk.helpers import LIST

from motcua.accounts.models import Staff
from motcua.dossiers.models import Dossier
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
LOGIN = "/can-bo/dang-nhap/"
STEPS = [
    ("datdai", "processing", "bo-sung/", {"items": "Bản vẽ: thiếu chữ ký", "reason": "Câu dài giữ lại"}, "reason"),
    ("datdai", "processing", "dung/", {"reason": "Câu dài giữ lại"}, "reason"),
    ("datdai", "processing", "nghia-vu-tai-chinh/", {"amount": "1.500.000", "basis": "Thông báo giữ lại"}, "basis"),
    ("quay1", "received", "chuyen/", {"taker": "Hoàng Văn Giữ", "note": ""}, "taker"),
    ("quay1", "finished", "tra-ket-qua/", {"proof": "id", "note": "Ghi chú giữ lại"}, "note"),
]


@pytest.mark.parametrize(("who", "at", "step", "typed", "name"), STEPS, ids=[step[2] for step in STEPS])
def test_what_was_typed_comes_back_after_the_log_in(
    world: World, client: PageClient, who: str, at: str, step: str, typed: dict[str, str], name: str
) -> None:
    dossier = world.a_dossier(at=at, now=clock.now())
    address, before = f"{LIST}{dossier.pk}/{step}", dossier.status
    page = client.post(address, typed).content.decode()
    assert "vẫn còn" in page and typed[name] in page
    carried = {f"giu.{key}": value for key, value in typed.items()}
    again = client.post(LOGIN, {"username": who, "password": PASSWORD, "next": address, **carried}).content.decode()
    assert "Mở lại biểu mẫu" in again and typed[name] in again and f'action="{address}"' in again
    back = client.post(address, {**typed, "do": "look"})
    assert back.status_code == 200 and typed[name] in back.content.decode()
    assert Dossier.objects.get(pk=dossier.pk).status == before
    assert client.post(address, typed).status_code == 303 and Dossier.objects.get(pk=dossier.pk).status != before


def test_a_step_older_than_the_log_in_comes_back(world: World) -> None:
    dossier = world.a_dossier(at="processing", now=clock.now())
    address, browser = f"{LIST}{dossier.pk}/dung/", PageClient(enforce_csrf_checks=True)
    browser.force_login(Staff.objects.get(username="datdai"))
    answer = browser.post(address, {"reason": "Câu dài giữ lại", "csrfmiddlewaretoken": "x"}, headers={"Referer": f"http://testserver{address}"})
    text = answer.content.decode()
    assert answer.status_code == 403 and "Mở lại biểu mẫu" in text and 'value="Câu dài giữ lại"' in text
