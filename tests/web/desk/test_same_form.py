"""A reception form sent again: by a double click, after going back, with the next person in it; and the authoriser's part of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import World, drafts
from tests.pages import PageClient
from tests.web.desk.helpers import complete, form_of

from motcua.catalogue.actions import publish_version
from motcua.catalogue.models import Case, ProcedureVersion
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier, GuidanceSlip
from motcua.kernel import clock
from motcua.kernel.clock import local_day

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
AUTHORISER = {
    "authoriser": "Lê Văn Chủ", "authoriser_id_number": "022 075 004 321", "authoriser_address": " Tổ 9,  Cẩm Phả ", "authoriser_phone": "+84 987 654 321",
    "authoriser_email": "chu@example.org",
}  # fmt: skip


def token_in(text: str, name: str = "request") -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', text)
    assert found, f"no {name}"
    return found[1]


def test_the_next_person_in_an_old_form_is_asked_about_and_then_received(world: World, login: Enter) -> None:
    browser, address = login("quay1"), form_of(world, world.deed)
    fields = complete(world, world.deed)
    assert browser.post(address, fields).status_code == browser.post(address, fields).status_code == 303
    first = Dossier.objects.get()
    second = fields | {"name": "Trần Thị Hai", "id_number": "022188001299"}
    answer = browser.post(address, second)
    text = answer.content.decode()
    assert answer.status_code == 422 and f"trùng với hồ sơ {first.code} đã tiếp nhận" in text and "Trần Thị Hai" in text
    assert Dossier.objects.count() == 1 and token_in(text) != fields["request"]
    assert browser.post(address, second | {"request": token_in(text)}).status_code == 303
    assert [one.applicant_name for one in Dossier.objects.order_by("pk")] == [first.applicant_name, "Trần Thị Hai"]


def test_forms_with_a_token_are_kept_by_no_browser(world: World, login: Enter) -> None:
    browser, address = login("quay1"), form_of(world, world.deed)
    for where in (address, f"{address}chua-hop-le/"):
        assert "no-store" in browser.get(where)["Cache-Control"]
        assert "no-store" in browser.post(where, {"do": "slip"})["Cache-Control"]


@pytest.mark.parametrize("given", ["x" * 65, "x" * 5000, "Số một", "a b"])
def test_a_slip_token_of_somebody_elses_making_is_replaced(world: World, login: Enter, given: str) -> None:
    answer = login("quay1").post(f"{form_of(world, world.deed)}chua-hop-le/", {"do": "guide", "advice": "Xin bổ sung.", "slip": given})
    assert answer.status_code == 303
    assert re.fullmatch(r"[\w-]{22}", GuidanceSlip.objects.get().request)


def test_a_changed_slip_is_asked_about_and_then_written(world: World, login: Enter) -> None:
    browser, address = login("quay1"), f"{form_of(world, world.deed)}chua-hop-le/"
    sent: dict[str, Any] = {"do": "guide", "advice": "Xin bổ sung bản vẽ.", "slip": "t-1"}
    assert browser.post(address, sent).status_code == browser.post(address, sent).status_code == 303
    answer = browser.post(address, sent | {"advice": "Xin bổ sung tờ khai."})
    text = answer.content.decode()
    assert answer.status_code == 422 and "đã lập lúc" in text and "Xin bổ sung tờ khai." in text and GuidanceSlip.objects.count() == 1
    assert browser.post(address, sent | {"advice": "Xin bổ sung tờ khai.", "slip": token_in(text, "slip")}).status_code == 303
    assert GuidanceSlip.objects.count() == 2


def test_the_authorisers_details_reach_the_receipt_and_the_next_form(world: World, login: Enter) -> None:
    browser = login("quay1")
    assert browser.post(form_of(world, world.deed), complete(world, world.deed, **AUTHORISER)).status_code == 303
    dossier = Dossier.objects.get()
    person = dossiers.receipt_data(dossier, tracking_url="https://example.org/tra-cuu/").authoriser
    assert person is not None
    assert (person.name, person.id_number, person.address) == ("Lê Văn Chủ", "022075004321", "Tổ 9, Cẩm Phả")
    assert (person.phone, person.email) == ("0987654321", "chu@example.org")
    page = browser.get(f"/can-bo/ho-so/{dossier.pk}/").content.decode()
    assert "0987654321" in page and "chu@example.org" in page
    again = browser.get(f"{form_of(world, world.deed)}?nhu={dossier.pk}").content.decode()
    assert 'value="022075004321"' in again and 'id="authoriser-details" open' in again


def test_wrong_details_of_the_authoriser_are_named_and_shown(world: World, login: Enter) -> None:
    browser, address = login("quay1"), form_of(world, world.deed)
    assert 'id="authoriser-details">' in browser.get(address).content.decode()
    bad = AUTHORISER | {"authoriser_id_number": "123", "authoriser_phone": "12", "authoriser_address": "x" * 401, "authoriser_email": "chu"}
    text = browser.post(address, complete(world, world.deed, **bad)).content.decode()
    for words in ("Số vừa nhập có 3 chữ số", "Số điện thoại gồm số 0", "Địa chỉ dài hơn 400 ký tự", "dạng ten@noi.vn", 'id="authoriser-details" open'):
        assert words in text
    nameless = browser.post(address, complete(world, world.deed, **AUTHORISER | {"authoriser": ""})).content.decode()
    assert "Chưa ghi họ tên người ủy quyền" in nameless and not Dossier.objects.exists()


@pytest.mark.parametrize("tail", ["", "chua-hop-le/"], ids=["reception", "guidance"])
def test_a_form_of_a_version_that_ended_meanwhile_opens_again_with_what_was_typed(world: World, login: Enter, tail: str) -> None:
    browser, address = login("quay1"), form_of(world, world.deed)
    typed = complete(world, world.deed, name="Trần Văn Giữ", **{"do": "guide", "advice": "Thiếu bản vẽ"} if tail else {})
    assert browser.get(f"{address}{tail}").status_code == 200
    draft = next(one for one in drafts() if one.code == world.deed.code)
    publish_version(replace(draft, name=f"{draft.name}, bản mới"), valid_from=local_day(clock.now()), by="system", now=clock.now())
    answer = browser.post(f"{address}{tail}?so=7", typed)
    text = answer.content.decode()
    assert answer.status_code == 409 and "vừa có phiên bản mới" in text and 'value="Trần Văn Giữ"' in text
    onward = f"/can-bo/tiep-nhan/{Case.objects.filter(version__procedure=world.deed).latest('pk').pk}/{tail}"
    assert onward != f"{address}{tail}" and f'action="{onward}?so=7"' in text
    assert not Dossier.objects.exists() and not GuidanceSlip.objects.exists()
    again = browser.post(onward, {**typed, "do": "look"}).content.decode()
    assert 'value="Trần Văn Giữ"' in again
    assert browser.get(f"{address}{tail}").status_code == 404


def test_a_form_of_a_procedure_that_ended_is_not_there_any_more(world: World, login: Enter) -> None:
    browser, address = login("quay1"), form_of(world, world.deed)
    ProcedureVersion.objects.filter(procedure=world.deed).update(valid_to=local_day(clock.now()) - timedelta(days=1))
    assert browser.post(address, complete(world, world.deed)).status_code == 404
