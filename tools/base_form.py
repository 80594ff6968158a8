"""Writes our own request form (DOCX) with its places to fill: `python tools/base_form.py`; the file is committed."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

TARGET = Path(__file__).resolve().parent.parent / "src" / "motcua" / "papers" / "filling" / "don-de-nghi.docx"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
LINES = (
    ("Họ và tên: ", "ho_ten"), ("Ngày sinh: ", "ngay_sinh"), ("Giới tính: ", "gioi_tinh"), ("Số định danh cá nhân (hoặc hộ chiếu): ", "so_dinh_danh"),
    ("Nơi ở hiện nay: ", "dia_chi"), ("Điện thoại: ", "dien_thoai"), ("E-mail: ", "email"), ("Thủ tục đề nghị: ", "thu_tuc"),
    ("Mã thủ tục: ", "ma_thu_tuc"), ("Trường hợp: ", "truong_hop"), ("Nội dung đề nghị: ", "noi_dung"),
)  # fmt: skip


def main() -> None:
    """Motto, title, addressee, the person, what is asked, promise, place and signature (Decree 30/2020/NĐ-CP)."""
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(20), Mm(20), Mm(20)
    normal = page.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.paragraph_format.space_after = Pt(6)
    page.core_properties.author = page.core_properties.title = ""
    _line(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, align=CENTRE)
    _line(page, "Độc lập - Tự do - Hạnh phúc", bold=True, align=CENTRE)
    _line(page, "")
    _line(page, "{{ ten_mau }}", bold=True, align=CENTRE, size=15)
    _line(page, "Kính gửi: {{ trung_tam }}", align=CENTRE)
    _line(page, "")
    for label, place in LINES:
        _line(page, f"{label}{{{{ {place} }}}}")
    _line(page, "Tôi cam đoan những điều ghi trên là đúng và chịu trách nhiệm trước pháp luật về lời khai của mình.")
    _line(page, "{{ noi_lap }}, ngày {{ ngay }} tháng {{ thang }} năm {{ nam }}", italic=True, align=WD_ALIGN_PARAGRAPH.RIGHT)
    table = page.add_table(rows=1, cols=2)
    cell = table.rows[0].cells[1].paragraphs[0]
    cell.alignment = CENTRE
    cell.add_run("NGƯỜI ĐỀ NGHỊ").bold = True
    for words in ("(Ký, ghi rõ họ tên)", "", "", "{{ ho_ten }}"):
        added = table.rows[0].cells[1].add_paragraph(words)
        added.alignment = CENTRE
    page.save(TARGET)


def _line(page: Document, words: str, *, bold: bool = False, italic: bool = False, align: object = None, size: int = 0) -> None:  # type: ignore[valid-type]
    added = page.add_paragraph()
    added.alignment = align
    run = added.add_run(words)
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)


if __name__ == "__main__":
    main()
