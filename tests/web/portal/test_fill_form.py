"""Forms filled in advance: DOCX and PDF with what was typed, nothing stored, errors that keep what was typed, hostile input as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import MONDAY, World
from tests.pages import PageClient
from tests.papers.reading import needs_poppler, pages, words
from tests.papers.test_filling import a_docx, text_of
from tests.web.portal.test_browse import publish

from motcua.catalogue.actions import keep_template
from motcua.catalogue.models import PaperAsked
from motcua.catalogue.rules import DraftCase, DraftPaper
from motcua.web.portal.filling import form_title

PAGE = "/thu-tuc/1.001193/mau-don/"
TYPED = {
    "name": "Nguyễn Thị An", "birth_0": "6", "birth_1": "5", "birth_2": "1988", "sex": "Nữ", "id_number": "022 188 001 234",
    "address": "Tổ 3, khu 2, phường Hồng Gai", "phone": "0912 345 678", "email": "an@example.org", "content": "Xin khai sinh cho con.", "centre": "ha-long",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _world(world: World) -> Iterator[World]:
    yield world


def post(client: PageClient, **changes: str) -> Any:
    return client.post(PAGE, {**TYPED, "tep": "docx", **changes})


def test_the_docx_has_everything_in_its_place(client: PageClient) -> None:
    answer = post(client)
    assert answer["Content-Disposition"] == 'attachment; filename="don-1.001193.docx"'
    text = text_of(answer.content)
    for said in (
        "TỜ KHAI", "Nguyễn Thị An", "06/05/1988", "Nữ", "022188001234", "Tổ 3, khu 2, phường Hồng Gai", "0912345678", "an@example.org",
        "Xin khai sinh cho con.", "Đăng ký khai sinh", "1.001193", "Trung tâm Phục vụ hành chính công Hạ Long",
    ):  # fmt: skip
        assert said in text


@needs_poppler
def test_the_pdf_has_the_cover_and_the_form(client: PageClient, tmp_path: Path) -> None:
    answer = post(client, tep="pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert pages(answer.content) == 2
    cover, form = words(answer.content, tmp_path), words(answer.content, tmp_path, first=2)
    for said in ("NGƯỜI GỬI Nguyễn Thị An", "Trung tâm Phục vụ hành chính công Hạ Long", "Giấy chứng sinh", "Tờ khai theo mẫu"):
        assert said in cover.replace("  ", " ")
    assert "Căn cước" not in cover
    for said in ("TỜ KHAI", "022188001234", "NGƯỜI ĐỀ NGHỊ"):
        assert said in form


def test_the_administrators_file_is_used_where_there_is_one(client: PageClient) -> None:
    keep_template("Tờ khai", a_docx("Tôi là {{ ho_ten }}, làm {{ thu_tuc }}."), file_name="a.docx", by="staff:1", now=MONDAY)
    assert text_of(post(client).content) == "Tôi là Nguyễn Thị An, làm Đăng ký khai sinh."


def test_only_the_name_is_needed(client: PageClient) -> None:
    text = text_of(post(client, **{**dict.fromkeys(TYPED, ""), "name": "An Bình", "centre": "tinh"}).content)
    assert "An Bình" in text
    assert f"Điện thoại: {'…' * 20}" in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Xin ghi họ và tên"), ({"name": "   "}, "hai chữ cái"), ({"name": "🙂 An"}, "không dùng trong tên"), ({"name": "A" * 201}, "tối đa 200"),
        ({"id_number": "123"}, "12 chữ số"), ({"phone": "12"}, "Số điện thoại gồm"), ({"email": "khong"}, "ten@noi.vn"), ({"birth_1": "13"}, "Không có ngày"),
        ({"birth_2": ""}, "Ghi đủ ngày"), ({"address": "x" * 401}, "Địa chỉ dài hơn"), ({"content": "x" * 2001}, "Nội dung dài"), ({"centre": "khong-co"}, ""),
    ],
)  # fmt: skip
def test_errors_keep_what_was_typed(client: PageClient, changes: dict[str, str], sentence: str) -> None:
    answer = post(client, **changes)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "Ông/Bà xem lại những chỗ sau" in html
    for name, value in {**TYPED, **changes}.items():
        if name not in ("centre", "sex") and value.strip():
            assert value in html, name


def test_names_of_other_writing_systems_and_nfd(client: PageClient) -> None:
    text = text_of(post(client, name=unicodedata.normalize("NFD", "Nguyễn Thị Hoà")).content)
    assert "Nguyễn Thị Hoà" in text
    assert "Ольга 李小龍" in text_of(post(client, name="Ольга 李小龍").content)


@pytest.mark.parametrize("evil", ["{{ 7 * 7 }}", "{% for x in y %}", "<script>alert(1)</script>", "</w:t>", "\x00\x08 ẩn"])
def test_content_and_address_are_data(client: PageClient, evil: str) -> None:
    answer = post(client, content=evil, address=evil)
    shown = evil.replace("\x00", "").replace("\x08", "").strip()
    assert f"Nội dung đề nghị: {shown}" in text_of(answer.content)
    html = post(client, content=evil.replace("{", "( "), address=evil.replace("{", "( "), phone="1").content.decode()
    assert "<script>alert" not in html


def test_nothing_typed_is_stored_logged_or_in_an_address(client: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = post(client)
    written = [one["sql"] for one in asked.captured_queries if not one["sql"].lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert written == []
    assert not any("022188001234" in one["sql"] or "Nguyễn" in one["sql"] for one in asked.captured_queries)
    assert answer["Cache-Control"] == "no-store"
    assert "Nguyễn" not in caplog.text
    assert client.get(PAGE)["Cache-Control"] == "no-store"


def test_several_forms_are_chosen_from(client: PageClient, world: World) -> None:
    papers = (DraftPaper("Đơn xin cấp", form="Mẫu số 01.docx"), DraftPaper("Bản khai", form="Bản khai nhân thân"), DraftPaper("Ảnh"))
    publish(world, "1.700001", "Việc hai mẫu", cases=(DraftCase("Thường", papers), DraftCase("Không mẫu", (DraftPaper("Ảnh"),))))
    page = "/thu-tuc/1.700001/mau-don/"
    html = client.get(page).content.decode()
    assert "Đơn xin cấp" in html
    assert "Bản khai nhân thân" in html
    assert "BẢN KHAI NHÂN THÂN" in text_of(client.post(page, {"name": "An Bình", "paper": "2", "tep": "docx"}).content)
    assert client.post(page, {"name": "An Bình", "paper": "3", "tep": "docx"}).status_code == 422
    bare = client.get(f"{page}?truong-hop=2").content.decode()
    assert "Trang bìa gửi bưu điện" in bare
    assert client.post(f"{page}?truong-hop=2", {"name": "An Bình", "tep": "docx"})["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("form", "paper", "title"),
    [
        ("Tờ khai đăng ký khai sinh", "Tờ khai", "Tờ khai đăng ký khai sinh"), ("Mẫu số 04.docx", "Đơn đề nghị", "Đơn đề nghị"),
        ("Tờ khai.docx", "Giấy", "Tờ khai"), ("PL 2.doc", "Giấy", "PL 2"), ("01.docx", "Đơn", "Đơn"), ("Phụ lục I", "Đơn", "Đơn"),
    ],
)  # fmt: skip
def test_titles_of_forms(form: str, paper: str, title: str) -> None:
    assert form_title(PaperAsked(form=form, name=paper)) == title


def test_the_blank_form_has_the_procedure_and_dots(client: PageClient) -> None:
    path = f"{PAGE}trong.docx?giay=1"
    assert path.replace("?", "?truong-hop=1&amp;") in client.get("/thu-tuc/1.001193/").content.decode()
    answer = client.get(path)
    text = text_of(answer.content)
    assert "Đăng ký khai sinh" in text
    assert f"Họ và tên: {'…' * 20}" in text
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get("/thu-tuc/9.999999/mau-don/trong.docx").status_code == 404


def test_a_case_without_forms_has_no_blank(client: PageClient, world: World) -> None:
    publish(world, "1.700002", "Việc không mẫu", cases=(DraftCase("", (DraftPaper("Ảnh"),)),))
    assert client.get("/thu-tuc/1.700002/mau-don/trong.docx").status_code == 404


def test_english_errors_are_english(client: PageClient) -> None:
    client.cookies["django_language"] = "en"
    html = post(client, name="").content.decode()
    assert 'lang="en"' in html
    assert "Xin ghi họ và tên" not in html
