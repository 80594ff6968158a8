"""Closed sets of the catalogue: channels, audiences, fees, ways of guidance."""

from __future__ import annotations

from enum import StrEnum

from motcua.kernel.marks import N_


class Channel(StrEnum):
    """How a dossier reaches the centre; the numbers are those of the national exchange."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"

    @property
    def label(self) -> str:
        return {"counter": N_("Trực tiếp"), "online": N_("Trực tuyến"), "post": N_("Bưu chính")}[self.value]

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
        return _AUDIENCES[self.value]


_AUDIENCES = {
    "citizen": N_("Công dân"),
    "business": N_("Doanh nghiệp"),
    "organisation": N_("Tổ chức"),
    "foreigner": N_("Người nước ngoài"),
}


class FeeKind(StrEnum):
    """phí and lệ phí are separate lines in law and on receipts (Law on fees and charges 97/2015/QH13)."""

    FEE = "fee"
    LEVY = "levy"

    @property
    def label(self) -> str:
        return {"fee": N_("Phí"), "levy": N_("Lệ phí")}[self.value]


class CollectedWhen(StrEnum):
    """When a fee is collected."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def label(self) -> str:
        return {"before": N_("khi nộp hồ sơ"), "after": N_("khi nhận kết quả")}[self.value]


class GuidanceHow(StrEnum):
    """How the checklist left the guidance desk."""

    PRINTED = "printed"
    QR = "qr"
    SHOWN = "shown"

    @property
    def label(self) -> str:
        return {"printed": N_("In phiếu"), "qr": N_("Mã QR"), "shown": N_("Xem tại bàn")}[self.value]
