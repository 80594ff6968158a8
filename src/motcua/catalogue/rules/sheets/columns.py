"""Sheets and columns by their headers: columns may stand in any order, a header that is missing or unknown is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.kernel.errors import DomainError

from ..kinds import Audience, Channel, CollectedWhen, FeeKind

CODE = "Mã thủ tục"


class BadCell(DomainError):
    """A cell says something that has no place there; the sentence names sheet and cell."""

    def __init__(self, sheet: str, cell: str, what: str) -> None:
        super().__init__(f"Trang “{sheet}”, ô {cell}: {what}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title and, by header, the key of each column."""

    title: str
    columns: Mapping[str, str]

    def places(self, headers: Sequence[object]) -> dict[str, int]:
        """Where each key stands among these headers. Raises BadCell for one that is unknown, twice there, or missing."""
        found: dict[str, int] = {}
        for place, value in enumerate(headers):
            header = " ".join(str(value).split()) if value is not None else ""
            if not header:
                continue
            cell = f"{letters(place)}1"
            if header not in self.columns:
                raise BadCell(
                    self.title, cell, f"cột “{header[:60]}” không có trong mẫu. Hãy sửa tên cột hoặc xóa cột này."
                )
            if self.columns[header] in found:
                raise BadCell(self.title, cell, f"cột “{header}” có hai lần. Hãy giữ một cột.")
            found[self.columns[header]] = place
        for header, key in self.columns.items():
            if key not in found:
                raise BadCell(
                    self.title, f"{letters(len(headers))}1", f"thiếu cột “{header}”. Hãy thêm cột này ở dòng đầu."
                )
        return found


def letters(place: int) -> str:
    """A column's letters by its place from 0: A, B, ... Z, AA."""
    found = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        found = chr(ord("A") + left) + found
    return found


PROCEDURES = Sheet("Thủ tục", {
    CODE: "code", "Tên thủ tục": "name", "Tên tiếng Anh": "name_en", "Số quyết định": "decision", "Cấp": "level", "Các cấp": "levels",
    "Lĩnh vực": "field", "Cơ quan (khóa)": "department", "Loại thủ tục": "kind", "Đối tượng": "audiences", "Sự kiện": "life_events",
    "Từ khóa": "keywords", "Tóm tắt": "summary", "Cơ quan có thẩm quyền": "competent", "Cơ quan thực hiện": "executing",
    "Cơ quan phối hợp": "coordinating", "Cơ quan được ủy quyền": "authorised", "Địa chỉ tiếp nhận": "address", "Thủ tục liên quan": "related",
    "Lý do một phần": "partly_reason", "Hạn nhận trong ngày": "late_rule", "Cách tính khi bổ sung": "supplement_regime",
    "Số ngày chờ bổ sung": "supplement_days", "Nơi trả kết quả": "result_place", "Kết quả ký số": "needs_signed_result",
})  # fmt: skip
TEXTS = Sheet("Trình tự, điều kiện", {CODE: "code", "Mục": "part", "Thứ tự": "order", "Nội dung": "text"})
PAPERS = Sheet("Giấy tờ", {
    CODE: "code", "Trường hợp": "case", "Tên giấy tờ": "name", "Bản chính": "originals", "Bản sao chứng thực": "certified", "Bản sao": "copies",
    "Chỉ xuất trình": "only_show", "Bắt buộc": "required", "Thay bằng dữ liệu": "replaced_by_data", "Mẫu đơn, tờ khai": "form", "Ghi chú": "note",
})  # fmt: skip
TERMS = Sheet("Cách nộp", {
    CODE: "code", "Trường hợp": "case", "Cách nộp": "channel", "Thời hạn": "amount", "Đơn vị": "unit", "Nộp tiền trực tuyến": "pays_online",
    "Phí ghi bằng lời": "fee_words", "Ghi chú": "note",
})  # fmt: skip
FEES = Sheet("Phí, lệ phí", {
    CODE: "code", "Trường hợp": "case", "Cách nộp": "channel", "Loại": "kind", "Tên khoản thu": "name", "Số tiền (đồng)": "amount",
    "Tính theo": "per", "Thu khi": "when", "Chọn một mức": "is_choice", "Căn cứ": "legal",
})  # fmt: skip
LEGAL = Sheet("Căn cứ pháp lý", {CODE: "code", "Số hiệu": "number", "Tên văn bản": "title"})
RESULTS = Sheet("Kết quả", {CODE: "code", "Tên kết quả": "name", "Mã kết quả": "result"})
SHEETS = (PROCEDURES, TEXTS, PAPERS, TERMS, FEES, LEGAL, RESULTS)

# Words in cells for our keys.
STEPS, CONDITIONS = "Trình tự", "Yêu cầu, điều kiện"
CHANNELS = {channel.value: channel.label for channel in Channel}
AUDIENCES = {audience.value: audience.label for audience in Audience}
FEE_KINDS = {kind.value: kind.label for kind in FeeKind}
WHEN = {when.value: when.label for when in CollectedWhen}
PER = {"dossier": "hồ sơ", "page": "trang", "copy": "bản"}
UNITS = {
    "working_day": "ngày làm việc", "calendar_day": "ngày", "working_hour": "giờ làm việc", "month": "tháng", "same_day": "trong ngày làm việc",
    "none": "không quy định",
}  # fmt: skip
YES = "x"
# A cell of a spreadsheet holds 32,767 characters.
LONGEST_CELL = 32_000
