"""National days off and swapped days (Labour Code 2019 art. 112): the package ``holidays`` and our dated table."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

import holidays

from motcua.deadlines.rules.wording import short_day
from motcua.kernel.marks import N_

LABOUR_CODE = "Bộ luật Lao động 2019, Điều 112"

# Each autumn the Government announces Tết, National Day and the swaps of the next year. Raise the year when that is
# published and its days were checked; a term that leaves these years carries a warning.
DECREED_FROM, DECREED_TO = 2010, 2026


@dataclass(frozen=True)
class Swap:
    """A working day given off against a weekly day off that is worked."""

    off: dt.date
    worked: dt.date
    legal_basis: str


# What the package does not know. Agreed by the Government and made known by the Ministry of Home Affairs on 25/12/2025
# (read in the press, not in the primary text: an administrator's entry overrides it).
OUR_SWAPS = (Swap(dt.date(2026, 1, 2), dt.date(2026, 1, 10), "thông báo ngày 25/12/2025 của Bộ Nội vụ"),)

# Papers behind swaps that the package knows by date only.
SWAP_BASES = {
    dt.date(2018, 12, 31): "Công văn 6519/VPCP-KGVX năm 2018",
    dt.date(2024, 4, 29): "Công văn 2450/VPCP-KGVX năm 2024",
    dt.date(2025, 5, 2): "Thông báo 6150/TB-BLĐTBXH năm 2024",
}
SWAP_BASIS = "thông báo hoán đổi ngày làm việc của Chính phủ"

# 24 November: the Politburo's Resolution 80-NQ/TW (2026) wants a paid day off from 2026; that the Labour Code has been
# amended was not read in a primary text. On, because the maintained package has it and a promise one day longer can be
# kept; ``WorkCalendar(culture_day=False)`` switches it off, and every term that crosses it carries a warning.
CULTURE_DAY_NAME = N_("Ngày Văn hóa Việt Nam")

# What the package calls the days, in its Vietnamese: here so that translators meet the names.
NAMES = (
    N_("Tết Dương lịch"), N_("Tết Dương lịch (nghỉ bù)"), N_("Ngày Văn hóa Việt Nam (nghỉ bù)"),
    N_("29 Tết"), N_("Giao thừa Tết Nguyên Đán"), N_("Tết Nguyên Đán"), N_("Mùng hai Tết Nguyên Đán"),
    N_("Mùng ba Tết Nguyên Đán"), N_("Mùng bốn Tết Nguyên Đán"), N_("Mùng năm Tết Nguyên Đán"), N_("Ngày Giỗ Tổ Hùng Vương"),
    N_("Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"), N_("Ngày Chiến thắng"), N_("Ngày Chiến thắng (nghỉ bù)"), N_("Ngày Quốc tế Lao động"),
    N_("Ngày Quốc tế Lao động (nghỉ bù)"), N_("Quốc khánh"), N_("Quốc khánh (nghỉ bù)"),
)  # fmt: skip

_SUBSTITUTED = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")


@dataclass(frozen=True)
class NationalDay:
    """One day that differs from the weekly pattern for the whole country."""

    worked: bool
    reason: str
    legal_basis: str
    replaces: dt.date | None = None
    is_culture_day: bool = False


@lru_cache(maxsize=256)
def _package_year(year: int) -> tuple[dict[dt.date, str], frozenset[dt.date]]:
    found = holidays.country_holidays("VN", years=year, language="vi")
    return {day: name for day, name in found.items() if day.year == year}, frozenset(found.weekend_workdays)


def _swaps_around(year: int) -> list[Swap]:
    """Swaps of the year and its neighbours: 31/12/2018 was worked on 05/01/2019."""
    swaps = [swap for swap in OUR_SWAPS if year in (swap.off.year, swap.worked.year)]
    for neighbour in (year - 1, year, year + 1):
        for off, name in _package_year(neighbour)[0].items():
            match = _SUBSTITUTED.search(name)
            if match:
                day, month, worked_year = (int(part) for part in match.groups())
                worked = dt.date(worked_year, month, day)
                swaps.append(Swap(off, worked, SWAP_BASES.get(off, SWAP_BASIS)))
    return swaps


@lru_cache(maxsize=256)
def national_days(year: int) -> dict[dt.date, NationalDay]:
    """Every day of the year that the nation takes off, or works although it is a weekly day off."""
    days: dict[dt.date, NationalDay] = {}
    for day, name in _package_year(year)[0].items():
        culture = CULTURE_DAY_NAME in name
        days[day] = NationalDay(False, name, LABOUR_CODE, is_culture_day=culture)
    for day in _package_year(year)[1]:
        if day.year == year:
            days[day] = NationalDay(True, f"{short_day(day)}: làm bù theo {SWAP_BASIS}", SWAP_BASIS)
    for swap in _swaps_around(year):
        off = NationalDay(
            False, f"nghỉ hoán đổi với {short_day(swap.worked)} theo {swap.legal_basis}", swap.legal_basis
        )
        words = f"{short_day(swap.worked)}: làm bù cho {short_day(swap.off)} theo {swap.legal_basis}"
        for day, entry in ((swap.off, off), (swap.worked, NationalDay(True, words, swap.legal_basis, swap.off))):
            if day.year == year:
                days[day] = entry
    return days
