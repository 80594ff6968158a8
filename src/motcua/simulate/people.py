"""The applicants of a simulated day: invented persons whose identity cards a scanner can read (domain: card QR of 7 fields)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Lý", "Đinh", "Mạc", "Tô")
MIDDLE = {"Nam": ("Văn", "Đức", "Minh", "Hữu", "Quang"), "Nữ": ("Thị", "Thu", "Ngọc", "Mai", "Thanh")}
GIVEN = {
    "Nam": ("An", "Bình", "Cường", "Dũng", "Hải", "Khánh", "Long", "Phước", "Sơn", "Thắng"),
    "Nữ": ("Ánh", "Chi", "Dung", "Hà", "Hương", "Lan", "Nhung", "Oanh", "Trang", "Yến"),
}
STREETS = ("Lê Lợi", "Trần Phú", "Hạ Long", "Cái Dăm", "Nguyễn Văn Cừ", "25 tháng 4")
WARDS = ("Hồng Gai", "Bãi Cháy", "Cao Xanh", "Hà Lầm", "Cẩm Phả", "Quảng Yên")
CENTURY = {("Nam", 19): "0", ("Nữ", 19): "1", ("Nam", 20): "2", ("Nữ", 20): "3"}


@dataclass(frozen=True, slots=True)
class Person:
    """One invented applicant."""

    name: str
    id_number: str
    birth: date
    sex: str
    address: str
    phone: str

    def card(self) -> str:
        """What the QR of the person's identity card says."""
        issued = date(2022, 5, 10)
        parts = (self.id_number, "", self.name, f"{self.birth:%d%m%Y}", self.sex, self.address, f"{issued:%d%m%Y}")
        return "|".join(parts)


def person(index: int, *, seed: int) -> Person:
    """The applicant of the visitor with this index; the same for the same seed."""
    dice = random.Random(f"{seed}/{index}")  # noqa: S311 - a repeatable draw, no secret
    sex = dice.choice(("Nam", "Nữ"))
    birth = date(1950, 1, 1) + timedelta(days=dice.randrange(55 * 365))
    name = f"{dice.choice(FAMILY)} {dice.choice(MIDDLE[sex])} {dice.choice(GIVEN[sex])}"
    number = f"022{CENTURY[sex, birth.year // 100]}{birth:%y}{dice.randrange(10**6):06d}"
    address = f"Số {dice.randrange(1, 200)} {dice.choice(STREETS)}, {dice.choice(WARDS)}, Quảng Ninh"
    return Person(name, number, birth, sex, address, f"09{dice.randrange(10**8):08d}")
