"""Bad input at the reception desk: a sentence beside the field, everything typed kept, nothing received."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.papers.reading import words
from tests.web.desk.helpers import complete, form_of

from motcua.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]

REFUSED = [
    ("one letter", {"name": "A"}, "ít nhất hai chữ cái"),
    ("no name", {"name": ""}, "ít nhất hai chữ cái"),
    ("201 letters", {"name": "Ă" * 201}, "tối đa 200"),
    ("100 KB name", {"name": "An " * 34_000}, "tối đa 200"),
    ("emoji", {"name": "Nguyễn An 😀"}, "không dùng trong tên"),
    ("markup", {"name": "<b>An</b>"}, "không dùng trong tên"),
    ("11 digits", {"id_number": "02218800123"}, "có 11 chữ số"),
    ("no number", {"id_number": " "}, "Chưa có số định danh"),
    ("letters for a number", {"id_number": "abc"}, "chỉ gồm chữ số"),
    ("31 February", {"birth_0": "31", "birth_1": "2", "birth_2": "1988"}, "Không có ngày này"),
    ("half a date", {"birth_1": ""}, "đủ ngày, tháng và năm"),
    ("short year", {"birth_2": "88"}, "bốn chữ số"),
    ("phone", {"phone": "12"}, "số 0 và 9 chữ số"),
    ("e-mail", {"email": "an@"}, "ten@noi.vn"),
    ("address", {"address": "a" * 401}, "400 ký tự"),
    ("content", {"content": "a" * 1001}, "1.000 ký tự"),
    ("sets 0", {"sets": "0"}, "từ 1 đến 99"),
    ("sets in words", {"sets": "hai"}, "từ 1 đến 99"),
    ("no such place", {"collect_at": "999999"}, "collect_at"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "sentence"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_with_a_sentence_and_nothing_lost(world: World, login: Enter, changes: dict[str, str], sentence: str) -> None:
    answer = login("quay1").post(form_of(world, world.deed), complete(world, world.deed, **changes))
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 422 and sentence in text and not Dossier.objects.exists()
    assert "Lỗi: " in text and ("phone" in changes or 'value="0912 345 678"' in text)
    for value in changes.values():
        assert value.strip()[:100] in text


ACCEPTED = [
    ("200 letters", {"name": "Ă" * 200}, "applicant_name", "Ă" * 200),
    ("NFD", {"name": unicodedata.normalize("NFD", "Nguyễn Thị Ánh")}, "applicant_name", "Nguyễn Thị Ánh"),
    ("9 digits", {"id_number": "012 345 678"}, "id_number", "012345678"),
    ("12 digits with spaces", {"id_number": "022 188 001 234"}, "id_number", "022188001234"),
    ("passport", {"id_number": "c1234567"}, "id_number", "C1234567"),
    ("null", {"content": "Cấp\x00 đổi"}, "content", "Cấp đổi"),
    ("+84", {"phone": "+84 912.345.678"}, "phone", "0912345678"),
    ("company", {"kind": "2", "name": "Công ty TNHH 68 & Con", "id_number": "", "sex": ""}, "applicant_name", "Công ty TNHH 68 & Con"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "value"), [case[1:] for case in ACCEPTED], ids=[case[0] for case in ACCEPTED])
def test_unusual_but_right(world: World, login: Enter, changes: dict[str, str], column: str, value: str) -> None:
    answer = login("quay1").post(form_of(world, world.deed), complete(world, world.deed, **changes))
    assert answer.status_code == 303, html.unescape(answer.content.decode())
    assert getattr(Dossier.objects.get(), column) == value


def test_no_paper_ticked(world: World, login: Enter) -> None:
    typed = {name: value for name, value in complete(world, world.deed).items() if not (name[0] == "p" and name[1:].isdigit())}
    answer = login("quay1").post(form_of(world, world.deed), typed)
    assert answer.status_code == 422 and "Chưa đánh dấu giấy tờ nào" in answer.content.decode() and not Dossier.objects.exists()


def test_a_required_paper_missing_is_named(world: World, login: Enter) -> None:
    paper = world.case(world.deed).papers.get(name="Giấy chứng nhận đã cấp")
    answer = login("quay1").post(form_of(world, world.deed), complete(world, world.deed, **{f"p{paper.pk}": None}))
    assert "Chưa đủ giấy tờ bắt buộc: Giấy chứng nhận đã cấp" in answer.content.decode() and not Dossier.objects.exists()


@pytest.mark.parametrize("count", ["0", "", "-1", "1000", "hai", "9" * 5000], ids=str)
def test_counts_that_are_no_counts(world: World, login: Enter, count: str) -> None:
    paper = world.case(world.deed).papers.get(name="Giấy chứng nhận đã cấp")
    answer = login("quay1").post(form_of(world, world.deed), complete(world, world.deed, **{f"p{paper.pk}_o": count}))
    assert answer.status_code == 422 and "ố bản của “Giấy chứng nhận đã cấp”" in html.unescape(answer.content.decode())
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("quantity", ["0", "-2", "1.5", "mười", "10000"], ids=str)
def test_quantities_of_fees(world: World, login: Enter, quantity: str) -> None:
    fee = world.case(world.deed).version.fees.get()
    answer = login("quay1").post(form_of(world, world.deed), complete(world, world.deed, **{f"f{fee.pk}": quantity}))
    assert answer.status_code == 422 and "từ 1 đến 999" in answer.content.decode() and not Dossier.objects.exists()


CARDS = [
    ("empty fields", "022188001234||Nguyễn Thị An||||", "022188001234", ""),
    ("31 February", "022188001234||Nguyễn Thị An|31021988|Nữ|Hạ Long|01012022", "022188001234", "Ngày sinh trong mã quét không có thật"),
    ("extra fields", "022188001234||Nguyễn Thị An|06051988|Nữ|Hạ Long|01012022|a|b|c|d", "022188001234", ""),
    ("Telex", "022188001234||Nguyeenx Thij An|06051988|Nuwx|Haj Long|01012022", "022188001234", "Bộ gõ tiếng Việt"),
    ("11 digits", "02218800123||Nguyễn Thị An|06051988|Nữ|Hạ Long|01012022", "", "không đủ 12 chữ số"),
    ("something else", "H49.60-260302-0001", "", "không phải mã QR của thẻ căn cước"),
    ("100 KB", "x" * 100_000, "", "không phải mã QR của thẻ căn cước"),
]  # fmt: skip


@pytest.mark.parametrize(("scan", "number", "sentence"), [case[1:] for case in CARDS], ids=[case[0] for case in CARDS])
def test_cards(world: World, login: Enter, scan: str, number: str, sentence: str) -> None:
    typed = complete(world, world.deed, id_number="", scan=scan, do="look", content="Vẫn còn đây")
    answer = login("quay1").post(form_of(world, world.deed), typed)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 200 and sentence in text and 'value="Vẫn còn đây"' in text
    assert f'name="id_number" type="text" spellcheck="false" value="{number}"' in text.replace("  ", " ") or f'value="{number}"' in text
    assert not Dossier.objects.exists()


def test_an_enterprise_is_received_with_its_tax_code_and_known_again(world: World, login: Enter, tmp_path: Path) -> None:
    desk, form = login("quay1"), form_of(world, world.deed)
    firm = {"kind": "2", "id_number": "0100109106", "name": "Công ty TNHH 68", "birth_0": "", "birth_1": "", "birth_2": "", "sex": ""}
    refused = desk.post(form, complete(world, world.deed, **{**firm, "kind": "1", "name": "Công ty An"}))
    assert refused.status_code == 422 and "Đây là mã số thuế của tổ chức" in html.unescape(refused.content.decode())
    assert desk.post(form, complete(world, world.deed, **firm)).status_code == 303
    dossier = Dossier.objects.get()
    assert (dossier.id_number, dossier.applicant_kind) == ("0100109106", 2)
    assert "Mã số thuế" in desk.get(f"/can-bo/ho-so/{dossier.pk}/").content.decode()
    paper = words(desk.get(f"/can-bo/ho-so/{dossier.pk}/giay-tiep-nhan.pdf").content, tmp_path)
    assert "Mã số thuế" in paper and "Số định danh" not in paper
    text = html.unescape(desk.post(form, {"scan": "0100109106", "kind": "1", "do": "look"}).content.decode())
    assert "Người này đã khai thông tin" in text and '<option value="2" selected' in text
    used = html.unescape(desk.post(form, {"id_number": "0100109106", "kind": "1", "do": "earlier"}).content.decode())
    assert 'value="Công ty TNHH 68"' in used and '<option value="2" selected' in used


def test_words_with_a_sign_that_no_database_takes_are_searched_without_it(world: World, login: Enter) -> None:
    answer = login("quay1").get("/can-bo/tiep-nhan/", {"q": "khai\x00 sinh"})
    assert answer.status_code == 200 and world.birth.code in answer.content.decode()
