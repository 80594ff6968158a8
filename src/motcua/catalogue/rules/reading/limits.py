"""The limit of one row of the channels table: number and unit, or why it cannot be counted with (domain 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .problems import Problem
from .text import LOWER

# Two units that other sources use are exact multiples of ours.
UNITS: dict[str, tuple[str, int]] = {
    "ngày làm việc": ("working_day", 1),
    "ngày lịch": ("calendar_day", 1),
    "ngày": ("calendar_day", 1),
    "giờ làm việc": ("working_hour", 1),
    "giờ": ("working_hour", 1),
    "tháng": ("month", 1),
    "tuần": ("calendar_day", 7),
    "năm": ("month", 12),
}
UNKNOWN_UNITS = ("phút", "quý")
WORDS = "|".join(word.replace(" ", r"\s") for word in (*UNITS, *UNKNOWN_UNITS))
# The fee is glued to the unit, so the unit ends where a capital, a digit or a sign follows.
GLUED = rf"\d+(?:[.,]\d+)?\s?(?i:{WORDS})(?![{LOWER}])"
_LIMIT = re.compile(rf"(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>(?i:{WORDS}))")
_LARGEST = Decimal(99_999)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as the rows keep it: `amount` None and unit "none" when there is a problem."""

    amount: Decimal | None
    unit: str
    problem: Problem | None = None


def read_limit(text: str) -> Limit:
    """The limit that the words give, when they give exactly one."""
    found = list(_LIMIT.finditer(text))
    if not found:
        is_bare = bool(re.fullmatch(r"\W*\d[\d.,]*\W*", text))
        return _unread(Problem.LIMIT_WITHOUT_UNIT if is_bare else Problem.NO_LIMIT)
    if len(found) > 1:
        return _unread(Problem.TWO_LIMITS)
    if _LIMIT.sub("", text).strip():
        return _unread(Problem.LIMIT_UNCLEAR)
    return _one(found[0]["number"], " ".join(found[0]["unit"].lower().split()))


def _one(number: str, unit: str) -> Limit:
    if unit not in UNITS:
        return _unread(Problem.LIMIT_UNKNOWN_UNIT)
    # "1.000" may be one or a thousand.
    if re.fullmatch(r"\d+[.,]\d{3,}", number):
        return _unread(Problem.LIMIT_UNCLEAR)
    name, times = UNITS[unit]
    amount = Decimal(number.replace(",", ".")) * times
    if not 0 < amount <= _LARGEST:
        return _unread(Problem.LIMIT_UNCLEAR)
    return Limit(amount, name)


def _unread(problem: Problem) -> Limit:
    return Limit(None, "none", problem)
