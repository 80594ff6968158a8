"""Money as whole đồng, in figures and in words (fee receipts: Decree 123/2020 asks for both)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import clean

_WRITTEN = re.compile(r"(\d+|\d{1,3}(?:([., ])\d{3})(?:\2\d{3})*) ?(?:đồng|vnđ|vnd|đ)?", re.A)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu", "tỷ")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in integer đồng; never negative, never a float."""

    dong: int

    def __post_init__(self) -> None:
        if isinstance(self.dong, bool) or not isinstance(self.dong, int):
            raise TypeError("Số tiền phải là số nguyên đồng.")
        if self.dong < 0:
            raise ValueError("Số tiền không được âm.")

    def __add__(self, other: Money) -> Money:
        return Money(self.dong + other.dong)

    def __str__(self) -> str:
        return f"{self.dong:,}".replace(",", ".") + " đồng"

    def words(self) -> str:
        """The amount in words with a capital, e.g. "Một trăm năm mươi nghìn đồng"."""
        text = number_words(self.dong)
        return f"{text[0].upper()}{text[1:]} đồng"


def read_dong(text: str) -> int | None:
    """Whole đồng as people write them: 150000, 150.000, 150 000 đồng. None for all else: hào and xu ("150.000,00") would count a hundredfold."""
    found = _WRITTEN.fullmatch(clean(text).lower())
    return int(re.sub(r"\D", "", found[1])) if found else None


def number_words(number: int) -> str:
    """A whole number >= 0 in Vietnamese words, with the mốt / tư / lăm / linh rules."""
    if number == 0:
        return _DIGITS[0]
    if number >= 10**9:
        billions, rest = divmod(number, 10**9)
        head = f"{number_words(billions)} tỷ"
        return f"{head} {_below_billion(rest, full=True)}".strip() if rest else head
    return _below_billion(number, full=False)


def _below_billion(number: int, *, full: bool) -> str:
    parts: list[str] = []
    for scale in (2, 1, 0):
        group = number // 1000**scale % 1000
        if group:
            parts.append(f"{_three(group, full=full or bool(parts))} {_SCALES[scale]}".strip())
    return " ".join(parts)


def _three(group: int, *, full: bool) -> str:
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words: list[str] = []
    if hundreds or full:
        words.append(f"{_DIGITS[hundreds]} trăm")
    if tens == 0 and units and words:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens > 1:
        words.append(f"{_DIGITS[tens]} mươi")
    if units:
        words.append(_unit_word(units, tens))
    return " ".join(words)


def _unit_word(units: int, tens: int) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    if units == 4 and tens > 1:
        return "tư"
    if units == 5 and tens >= 1:
        return "lăm"
    return _DIGITS[units]
