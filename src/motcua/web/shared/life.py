"""Life events: the moments in a life that lead to procedures, with a word and a picture for each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """`key` as procedures name it (their `life_events`), the words, and the name of an icon."""

    key: str
    label: Promise
    icon: str


LIFE_EVENTS = (
    LifeEvent("co_con", _("Sinh con, nuôi con"), "child"),
    LifeEvent("ket_hon", _("Kết hôn"), "people"),
    LifeEvent("xay_nha", _("Xây nhà, sửa nhà"), "home"),
    LifeEvent("mua_dat", _("Mua bán, tặng cho đất"), "pin"),
    LifeEvent("mo_cua_hang", _("Mở cửa hàng, công ty"), "door"),
    LifeEvent("di_lam", _("Đi làm"), "work"),
    LifeEvent("di_hoc", _("Đi học"), "document"),
    LifeEvent("xe_co", _("Xe cộ, bằng lái"), "next"),
    LifeEvent("mat_giay_to", _("Mất giấy tờ"), "search"),
    LifeEvent("y_te", _("Khám chữa bệnh, bảo hiểm y tế"), "plus"),
    LifeEvent("nghi_huu", _("Nghỉ hưu, tuổi già"), "elderly"),
    LifeEvent("nguoi_than_mat", _("Người thân qua đời"), "merit"),
)
BY_KEY = {event.key: event for event in LIFE_EVENTS}
