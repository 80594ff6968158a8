"""The level of online service, derived from what is offered (Decrees 43/2011, 42/2022)."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.marks import N_


def service_level(*, has_forms: bool, files_online: bool, pays_online: bool, has_fee: bool) -> int:
    """The seed's level: 1 information, 2 + forms, 3 + online filing, 4 + online payment (or nothing to pay)."""
    if files_online:
        return 4 if pays_online or not has_fee else 3
    return 2 if has_forms else 1


SERVICE_WORDS = {
    1: N_("Mức độ 1: cung cấp thông tin. Ông/Bà xem hướng dẫn tại đây và nộp hồ sơ tại quầy."),
    2: N_("Mức độ 2: tải mẫu đơn tại đây, rồi nộp tại quầy hoặc gửi bưu chính."),
    3: N_("Mức độ 3 (một phần): nộp hồ sơ trực tuyến; phí, lệ phí nộp tại quầy hoặc qua bưu chính."),
    4: N_("Mức độ 4 (toàn trình): nộp hồ sơ trực tuyến và không phải đến quầy để nộp tiền."),
}


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """The derived level 1-4 and its sentence for citizens."""

    level: int
    sentence: str
