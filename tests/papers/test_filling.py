"""DOCX templates: what is refused and why; what people type stays data; the PDF has the same words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from tests.cast import MONDAY
from tests.papers.reading import codes, fonts_without_file, needs_poppler, opened, pages, picture, words

from motcua.papers.errors import TemplateRefused
from motcua.papers.filling import PLACES, PostCover, check_template, fill, filled_pdf, generic_form
from motcua.papers.printing import AskedPaper, Letterhead, Person


def a_docx(*paragraphs: str) -> bytes:
    page = Document()
    for words_of_one in paragraphs:
        page.add_paragraph(words_of_one)
    made = io.BytesIO()
    page.save(made)
    return made.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as book:
        book.writestr(name, data)
    return made.getvalue()


def text_of(content: bytes) -> str:
    page = Document(io.BytesIO(content))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *cells])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "không mở được", id="empty"),
        pytest.param(b"%PDF-1.4", "không mở được", id="a PDF"),
        pytest.param(with_part(b"", "a.txt", b"x"), "không phải tài liệu Word", id="a zip"),
        pytest.param(a_docx("{{ ho_ten }} {{ luong }}"), "“luong” chưa biết", id="an unknown place"),
        pytest.param(a_docx("{{ ho_ten.__class__ }}"), "chưa biết", id="an attribute"),
        pytest.param(a_docx("{{ 7 * 7 }}"), "chưa biết", id="a calculation"),
        pytest.param(a_docx("{% for x in range(10**9) %}x{% endfor %}"), "không có lệnh", id="a loop"),
        pytest.param(a_docx("{# ghi chú #}"), "không có lệnh", id="a comment"),
        pytest.param(with_part(a_docx("x"), "word/vbaProject.bin", b"x"), "macro", id="macros"),
        pytest.param(with_part(a_docx("x"), "word/media/x.bmp", bytes(41 * 1024 * 1024)), "quá lớn khi mở ra", id="a bomb"),
        pytest.param(a_docx("{{ ho_ten }"), "Chưa điền thử được", id="a brace too few"),
    ],
)
def test_templates_are_tried_before_they_are_kept(content: bytes, sentence: str) -> None:
    with pytest.raises(TemplateRefused, match=sentence):
        check_template(content)


def test_our_own_form_has_only_known_places() -> None:
    check_template(generic_form())
    text = text_of(fill(generic_form(), {name: f"<{name}>" for name in PLACES}))
    assert all(f"<{name}>" in text for name in ("ho_ten", "so_dinh_danh", "thu_tuc", "noi_dung", "trung_tam", "ngay"))


@pytest.mark.parametrize(
    "typed",
    ["{{ 7 * 7 }}", "{% raw %}", "<w:p/>&amp;", "</w:t></w:r>", "Nguyễn\tVăn\nBình", "😀", "A" * 2000, "'\"`$(rm)", "]]>"],
    ids=["place", "command", "xml", "closing tags", "tab and line", "emoji", "long", "quotes", "cdata"],
)
def test_what_is_typed_is_data(typed: str) -> None:
    filled = fill(a_docx("Tên: {{ ho_ten }}."), {"ho_ten": typed})
    assert text_of(filled) == f"Tên: {typed}."


def test_empty_places_are_dots_to_write_on() -> None:
    assert text_of(fill(a_docx("{{ ho_ten }}|{{ ngay }}"), {})) == f"{'…' * 20}|……"


def a_cover(**changes: object) -> PostCover:
    given: dict[str, object] = {
        "head": Letterhead(unit="Trung tâm Phục vụ hành chính công tỉnh", place="Quảng Ninh", issued_at=MONDAY),
        "sender": Person(name="Nguyễn Thị An", address="Tổ 3, khu 2", phone="0912345678"), "centre": "Trung tâm Phục vụ hành chính công tỉnh",
        "centre_address": "Số 1 đường Trần Hưng Đạo", "centre_phones": "0203.3500000", "procedure": "Đăng ký khai sinh", "procedure_code": "1.001193",
        "url": "https://mot.example/thu-tuc/1.001193/", "papers": (AskedPaper(name="Giấy chứng sinh", originals=1),),
    }  # fmt: skip
    return PostCover(**{**given, **changes})  # type: ignore[arg-type]


@needs_poppler
def test_the_pdf_has_the_cover_and_the_words_of_the_form(tmp_path: Path) -> None:
    form = fill(generic_form(), {"ho_ten": "Nguyễn Thị An", "ten_mau": "TỜ KHAI", "noi_dung": "Xin {{ x }} <b>"})
    pdf = filled_pdf(a_cover(), form)
    assert pages(pdf) == 2
    first, second = words(pdf, tmp_path), words(pdf, tmp_path, first=2)
    for said in ("NGƯỜI GỬI", "Nguyễn Thị An", "Số 1 đường Trần Hưng Đạo", "Giấy chứng sinh", "1.001193"):
        assert said in first
    for said in ("TỜ KHAI", "Xin {{ x }} <b>", "NGƯỜI ĐỀ NGHỊ"):
        assert said in second
    assert codes(picture(pdf, tmp_path))["QRCode"].text == "https://mot.example/thu-tuc/1.001193/"
    with opened(pdf) as book:
        assert fonts_without_file(book) == []
        assert "pdfaid" in str(book.Root.Metadata.read_bytes())


@needs_poppler
def test_the_cover_alone_and_a_form_with_a_grid(tmp_path: Path) -> None:
    assert pages(filled_pdf(a_cover(), None)) == 1
    page = Document()
    page.add_heading("Bảng kê", 1)
    table = page.add_table(rows=2, cols=2, style="Table Grid")
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cột{place}"
    made = io.BytesIO()
    page.save(made)
    said = words(filled_pdf(a_cover(papers=()), made.getvalue()), tmp_path, first=2)
    assert "Bảng kê" in said
    assert all(f"cột{place}" in said for place in range(4))
