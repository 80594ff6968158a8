"""What an importer could not read: a closed set of problems, each with its words for the editor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why a part was left for a person; nothing is ever guessed."""

    NO_LIMIT = "no_limit"
    LIMIT_WITHOUT_UNIT = "limit_without_unit"
    LIMIT_UNKNOWN_UNIT = "limit_unknown_unit"
    LIMIT_UNCLEAR = "limit_unclear"
    TWO_LIMITS = "two_limits"
    LIMITS_DIFFER = "limits_differ"
    NUMBERS_GLUED = "numbers_glued"
    NO_FEE = "no_fee"
    FEE_IN_WORDS = "fee_in_words"
    FEE_PERCENT = "fee_percent"
    FEE_RANGE = "fee_range"
    FEE_CURRENCY = "fee_currency"
    FEE_SMALL = "fee_small"
    FEE_KIND = "fee_kind"
    FEES_DIFFER = "fees_differ"
    CHANNELS_UNREAD = "channels_unread"
    NO_PAPERS = "no_papers"
    PAPERS_UNREAD = "papers_unread"
    COUNT_GLUED = "count_glued"
    FORM_UNCLEAR = "form_unclear"
    LEGAL_UNREAD = "legal_unread"
    UNKNOWN_LEVEL = "unknown_level"
    UNKNOWN_AUDIENCE = "unknown_audience"
    UNKNOWN_DEPARTMENT = "unknown_department"
    UNKNOWN_CHANNEL = "unknown_channel"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "no_limit": "Không ghi thời hạn",
    "limit_without_unit": "Thời hạn chỉ có số, không có đơn vị",
    "limit_unknown_unit": "Đơn vị của thời hạn chưa dùng được để tính ngày hẹn",
    "limit_unclear": "Thời hạn ghi không rõ",
    "two_limits": "Một dòng ghi hai thời hạn",
    "limits_differ": "Một cách nộp có nhiều thời hạn khác nhau",
    "numbers_glued": "Thời hạn và khoản thu viết dính nhau",
    "no_fee": "Không ghi phí, lệ phí",
    "fee_in_words": "Phí, lệ phí ghi bằng lời",
    "fee_percent": "Phí, lệ phí ghi theo phần trăm",
    "fee_range": "Phí, lệ phí ghi từ mức này đến mức khác",
    "fee_currency": "Phí, lệ phí ghi bằng ngoại tệ",
    "fee_small": "Khoản thu dưới 1.000 đồng, có thể tính bằng nghìn đồng",
    "fee_kind": "Không rõ khoản thu là phí hay lệ phí",
    "fees_differ": "Một cách nộp có nhiều mức thu khác nhau",
    "channels_unread": "Bảng cách thức nộp có đoạn chưa đọc được",
    "no_papers": "Không ghi thành phần hồ sơ",
    "papers_unread": "Thành phần hồ sơ có đoạn chưa đọc được",
    "count_glued": "Số lượng viết dính vào tên giấy tờ",
    "form_unclear": "Tên tệp mẫu viết dính vào tên giấy tờ",
    "legal_unread": "Căn cứ pháp lý có đoạn chưa đọc được",
    "unknown_level": "Cấp thực hiện chưa có trong danh mục",
    "unknown_audience": "Đối tượng thực hiện chưa có trong danh mục",
    "unknown_department": "Cơ quan chưa có trong danh mục",
    "unknown_channel": "Cách thức nộp chưa có trong danh mục",
}


class Part(StrEnum):
    """The part of a record in which a problem was found."""

    CHANNELS = "channels"
    FEES = "fees"
    PAPERS = "papers"
    LEGAL = "legal"
    RESULTS = "results"
    LEVEL = "level"
    AUDIENCES = "audiences"
    DEPARTMENT = "department"

    @property
    def label(self) -> str:
        return _PARTS[self.value]


_PARTS = {
    "channels": "Cách thức nộp, thời hạn",
    "fees": "Phí, lệ phí",
    "papers": "Thành phần hồ sơ",
    "legal": "Căn cứ pháp lý",
    "results": "Kết quả",
    "level": "Cấp thực hiện",
    "audiences": "Đối tượng",
    "department": "Cơ quan",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a record left for a person: which part and row of it (from 1; 0 = the whole), why, and its own text."""

    part: Part
    problem: Problem
    text: str
    row: int = 0
