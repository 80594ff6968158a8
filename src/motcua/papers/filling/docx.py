"""DOCX templates: which places they may have, whether one is fit to be used, and filling it.

A template can say nothing but `{{ place }}`: no loops, no calls, no attributes. What people type is data: it is escaped and never
read as a template. The sandbox stands behind that as a second wall.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from motcua.papers.errors import TemplateRefused

# The names that stand in templates, and what each holds; administrators read them on the page where they upload.
PLACES: Mapping[str, str] = {
    "ho_ten": "họ và tên", "ngay_sinh": "ngày sinh", "gioi_tinh": "giới tính", "so_dinh_danh": "số định danh", "dia_chi": "địa chỉ",
    "dien_thoai": "điện thoại", "email": "e-mail", "noi_dung": "nội dung đề nghị", "ten_mau": "tên mẫu đơn", "thu_tuc": "tên thủ tục",
    "ma_thu_tuc": "mã thủ tục", "truong_hop": "trường hợp", "trung_tam": "trung tâm tiếp nhận", "dia_chi_trung_tam": "địa chỉ trung tâm",
    "noi_lap": "nơi lập", "ngay": "ngày lập", "thang": "tháng lập", "nam": "năm lập",
}  # fmt: skip
DOTS, FEW_DOTS = "…" * 20, "……"
_SHORT = frozenset({"gioi_tinh", "ngay", "thang", "nam"})
LARGEST_INSIDE = 40 * 1024 * 1024
_GENERIC = Path(__file__).with_name("don-de-nghi.docx")
_PLACE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


def generic_form() -> bytes:
    """Our own form, for procedures whose form has no file: a request in the layout of Decree 30/2020/NĐ-CP."""
    return _GENERIC.read_bytes()


def check_template(content: bytes) -> None:
    """Raises TemplateRefused with a sentence that says what would fix it: no DOCX, too large inside, macros, an unknown place,
    anything but places, or a file that cannot be filled."""
    for name, xml in _parts(content).items():
        if "vbaproject" in name.lower():
            raise TemplateRefused("Tệp có macro nên không dùng được. Hãy lưu lại thành tệp .docx thường rồi chọn lại.")
        _check_places(_TAGS.sub("", xml))
    fill(content, dict.fromkeys(PLACES, "thử"))


def fill(content: bytes, values: Mapping[str, str]) -> bytes:
    """The DOCX with the values in their places; an empty value becomes a line of dots to write on. Raises TemplateRefused."""
    given = {name: values.get(name) or (FEW_DOTS if name in _SHORT else DOTS) for name in PLACES}
    made = io.BytesIO()
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.render(given, jinja_env=SandboxedEnvironment(autoescape=True, undefined=StrictUndefined), autoescape=True)
        template.save(made)
    except (TemplateError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise TemplateRefused("Chưa điền thử được mẫu này. Hãy mở bằng Word, gõ lại các chỗ {{ }} rồi lưu lại và chọn lại.") from error
    return made.getvalue()


def _parts(content: bytes) -> dict[str, str]:
    """The XML parts by name (others empty); refuses what is no DOCX or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if sum(entry.file_size for entry in book.infolist()) > LARGEST_INSIDE:
                raise TemplateRefused("Tệp quá lớn khi mở ra. Hãy bỏ bớt ảnh trong mẫu rồi chọn lại.")
            if "word/document.xml" not in book.namelist():
                raise TemplateRefused("Tệp không phải tài liệu Word (.docx). Hãy mở bằng Word, lưu thành .docx rồi chọn lại.")
            return {
                entry.filename: book.read(entry).decode("utf-8", "replace") if entry.filename.endswith(".xml") else "" for entry in book.infolist()
            }
    except zipfile.BadZipFile as error:
        raise TemplateRefused("Tệp không mở được, có thể đã hỏng. Hãy lưu lại thành .docx rồi chọn lại.") from error


def _check_places(text: str) -> None:
    if "{%" in text or "{#" in text:
        raise TemplateRefused("Mẫu chỉ được có các chỗ điền như {{ ho_ten }}, không có lệnh {% %}. Hãy xóa các lệnh đó rồi chọn lại.")
    unknown = [place.strip() for place in _PLACE.findall(text) if place.strip() not in PLACES]
    if unknown:
        raise TemplateRefused(f"Mẫu có chỗ điền “{unknown[0][:60]}” chưa biết. Các chỗ dùng được: {', '.join(PLACES)}.")
