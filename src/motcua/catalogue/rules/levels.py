"""The level of online service, derived from what is offered and explained (Decrees 43/2011, 42/2022, 224/2026)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.marks import N_


@dataclass(frozen=True, slots=True)
class Offer:
    """What people can really do from home for a procedure; nobody types a level, it follows from these."""

    has_forms: bool
    files_online: bool
    pays_online: bool
    has_fee: bool
    by_post: bool

    @property
    def needs_no_cash(self) -> bool:
        """Nothing has to be paid at a counter."""
        return self.pays_online or not self.has_fee


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that decides the level: what it is, and whether it is so."""

    words: str
    is_so: bool


class ServiceClass(StrEnum):
    """The classes of today; before 15/08/2022 the four levels themselves were the classes."""

    INFORMATION = "information"
    PARTLY = "partly"
    WHOLE = "whole"

    @property
    def label(self) -> str:
        return _LABELS[self.value]

    @property
    def sentence(self) -> str:
        return _SENTENCES[self.value]


_LABELS = {"information": N_("Cung cấp thông tin"), "partly": N_("Một phần"), "whole": N_("Toàn trình")}
_SENTENCES = {
    "information": N_("Trang này hướng dẫn đầy đủ. Hồ sơ nộp tại quầy hoặc gửi bưu chính."),
    "partly": N_("Nộp được hồ sơ trên mạng, nhưng còn bước phải làm ngoài mạng."),
    "whole": N_("Nộp được hồ sơ trên mạng, không phải đến quầy nộp tiền. Kết quả gửi được tận nơi."),
}


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """The derived level 1-4 with its sentence, the class in force on the day (None before there were classes), and why."""

    level: int
    sentence: str
    kind: ServiceClass | None = None
    decree: str = ""
    facts: tuple[Fact, ...] = ()


def service_level(*, has_forms: bool, files_online: bool, pays_online: bool, has_fee: bool) -> int:
    """The seed's level: 1 information, 2 + forms, 3 + online filing, 4 + online payment (or nothing to pay)."""
    if files_online:
        return 4 if pays_online or not has_fee else 3
    return 2 if has_forms else 1


def classify(offer: Offer, day: date) -> tuple[ServiceClass | None, str]:
    """The class by the decree in force on the day, and that decree; days before the first one count as its."""
    decree, rule = next(
        ((decree, rule) for first, decree, rule in reversed(_DECREES) if day >= first), _DECREES[0][1:]
    )
    return rule(offer), decree


def facts(offer: Offer) -> tuple[Fact, ...]:
    """What decides, in the order in which people do it."""
    return (
        Fact(N_("Xem được đầy đủ hướng dẫn trên trang này"), True),
        Fact(N_("Tải và điền sẵn được mẫu đơn"), offer.has_forms),
        Fact(N_("Nộp được hồ sơ trên mạng"), offer.files_online),
        Fact(N_("Không phải nộp tiền") if not offer.has_fee else N_("Nộp được tiền trên mạng"), offer.needs_no_cash),
        Fact(N_("Nhận được kết quả qua bưu chính"), offer.by_post),
    )


def _by_levels(_offer: Offer) -> ServiceClass | None:
    return None


def _by_classes(offer: Offer) -> ServiceClass | None:
    """Whole only when filing, paying and getting the result need no way to the counter."""
    if not offer.files_online:
        return ServiceClass.INFORMATION
    return ServiceClass.WHOLE if offer.needs_no_cash and offer.by_post else ServiceClass.PARTLY


# Decree 224/2026 keeps the classes and asks that the reason for "partly" be published (the version's `partly_reason`).
_DECREES: tuple[tuple[date, str, Callable[[Offer], ServiceClass | None]], ...] = (
    (date(2011, 8, 1), "43/2011/NĐ-CP", _by_levels),
    (date(2022, 8, 15), "42/2022/NĐ-CP", _by_classes),
    (date(2026, 7, 1), "224/2026/NĐ-CP", _by_classes),
)
SERVICE_WORDS = {
    1: N_("Mức độ 1: cung cấp thông tin. Ông/Bà xem hướng dẫn tại đây và nộp hồ sơ tại quầy."),
    2: N_("Mức độ 2: tải mẫu đơn tại đây, rồi nộp tại quầy hoặc gửi bưu chính."),
    3: N_("Mức độ 3 (một phần): nộp hồ sơ trực tuyến; phí, lệ phí nộp tại quầy hoặc qua bưu chính."),
    4: N_("Mức độ 4 (toàn trình): nộp hồ sơ trực tuyến và không phải đến quầy để nộp tiền."),
}
