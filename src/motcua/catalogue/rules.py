"""Closed sets of the catalogue, and the level of online service derived from what is really offered (Decrees 43/2011, 42/2022)."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a dossier reaches the centre; the numbers are those of the national exchange."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"

    @property
    def label(self) -> str:
        return {"counter": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính"}[self.value]

    @property
    def national(self) -> int:
        return {"counter": 1, "online": 2, "post": 3}[self.value]


class Audience(StrEnum):
    """Who may apply."""

    CITIZEN = "citizen"
    BUSINESS = "business"
    ORGANISATION = "organisation"
    FOREIGNER = "foreigner"

    @property
    def label(self) -> str:
        return {"citizen": "Công dân", "business": "Doanh nghiệp", "organisation": "Tổ chức", "foreigner": "Người nước ngoài"}[self.value]


class FeeKind(StrEnum):
    """phí and lệ phí are separate lines in law and on receipts (Law on fees and charges 97/2015/QH13)."""

    FEE = "fee"
    LEVY = "levy"

    @property
    def label(self) -> str:
        return {"fee": "Phí", "levy": "Lệ phí"}[self.value]


class CollectedWhen(StrEnum):
    """When a fee is collected."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def label(self) -> str:
        return {"before": "khi nộp hồ sơ", "after": "khi nhận kết quả"}[self.value]


def service_level(*, has_forms: bool, files_online: bool, pays_online: bool, has_fee: bool) -> int:
    """The level 1-4 of the seed: 1 information, 2 + forms, 3 + online filing, 4 + online payment (or nothing to pay)."""
    if files_online:
        return 4 if pays_online or not has_fee else 3
    return 2 if has_forms else 1
