"""The ministries of 2026 as units: the short name by which a source calls them, our key, names and national code."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.text import clean, fold


@dataclass(frozen=True, slots=True)
class Ministry:
    """An agency of the Government; `code` is its group in the national list of agencies, empty where we do not know it."""

    slug: str
    name: str
    name_en: str
    code: str = ""

    @property
    def key(self) -> str:
        return self.slug.replace("-", "_")


_ROWS = [
    Ministry("bo-cong-an", "Bộ Công an", "Ministry of Public Security", "G01"),
    Ministry("bo-cong-thuong", "Bộ Công Thương", "Ministry of Industry and Trade", "G02"),
    Ministry("bo-giao-duc-dao-tao", "Bộ Giáo dục và Đào tạo", "Ministry of Education and Training", "G03"),
    Ministry("bo-khoa-hoc-cong-nghe", "Bộ Khoa học và Công nghệ", "Ministry of Science and Technology", "G06"),
    Ministry("bo-ngoai-giao", "Bộ Ngoại giao", "Ministry of Foreign Affairs", "G08"),
    Ministry("bo-noi-vu", "Bộ Nội vụ", "Ministry of Home Affairs", "G09"),
    Ministry("bo-nong-nghiep-mt", "Bộ Nông nghiệp và Môi trường", "Ministry of Agriculture and Environment", "G10"),
    Ministry("bo-quoc-phong", "Bộ Quốc phòng", "Ministry of National Defence", "G11"),
    Ministry("bo-tai-chinh", "Bộ Tài chính", "Ministry of Finance", "G12"),
    Ministry("bo-tu-phap", "Bộ Tư pháp", "Ministry of Justice", "G15"),
    Ministry("bo-van-hoa-the-thao-du-lich", "Bộ Văn hóa, Thể thao và Du lịch", "Ministry of Culture, Sports and Tourism", "G16"),
    Ministry("bo-xay-dung", "Bộ Xây dựng", "Ministry of Construction", "G17"),
    Ministry("bo-y-te", "Bộ Y tế", "Ministry of Health", "G18"),
    Ministry("ngan-hang-nha-nuoc", "Ngân hàng Nhà nước Việt Nam", "State Bank of Vietnam", "G19"),
    Ministry("thanh-tra-chinh-phu", "Thanh tra Chính phủ", "Government Inspectorate"),
    Ministry("bo-dan-toc-ton-giao", "Bộ Dân tộc và Tôn giáo", "Ministry of Ethnic and Religious Affairs"),
    Ministry("van-phong-chinh-phu", "Văn phòng Chính phủ", "Government Office"),
    Ministry("bao-hiem-xa-hoi", "Bảo hiểm xã hội Việt Nam", "Vietnam Social Security"),
    Ministry("toa-an-nhan-dan", "Tòa án nhân dân", "People's Courts"),
    Ministry("vien-kiem-sat-nhan-dan", "Viện kiểm sát nhân dân", "People's Procuracies"),
]  # fmt: skip
_BY_SLUG = {row.slug: row for row in _ROWS}
_BY_NAME = {fold(row.name): row for row in _ROWS}


def ministry_of(source: str) -> Ministry:
    """The ministry by the source's short name or by its full name; an unknown one is made from the words themselves."""
    words = clean(source)
    known = _BY_SLUG.get(words) or _BY_NAME.get(fold(words))
    if known:
        return known
    slug = fold(words).replace(" ", "-")[:60] or "co-quan-khac"
    return Ministry(slug, words or "Cơ quan khác", "")


def is_known(source: str) -> bool:
    """Whether the list has the agency."""
    words = clean(source)
    return words in _BY_SLUG or fold(words) in _BY_NAME
