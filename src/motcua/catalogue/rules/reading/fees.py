"""The fee column of one row: free, a plain amount, or words that an editor must read (domain 8: integer đồng only)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.kernel.text import fold

from ..kinds import FeeKind
from .problems import Problem
from .text import NOTHING

AMOUNT = r"\d{1,3}(?:[.,]\d{3})+|\d+"
DONG = r"Việt Nam Đồng|VNĐ|VND|VNÐ|Đồng"
CURRENCY = rf"{DONG}|USD|EUR|JPY|GBP|CNY|LAK|Đô la Mỹ"
# How the table of the portal begins a fee; " : " with a space before the colon is the table's, "Phí:" is a person's.
LABEL = r"(?:Phí|Lệ phí) : ?"
START = rf"(?:Miễn phí|{NOTHING}|{LABEL}|(?:{AMOUNT}) (?:{CURRENCY}))"
_PAID = re.compile(rf"\s*(?:(?P<label>Phí|Lệ phí) : ?)?(?P<amount>{AMOUNT}) ?(?P<currency>{CURRENCY})")
_LABELLED = re.compile(rf"\s*(?P<label>Phí|Lệ phí) : ?(?P<words>[^\n(]*?)(?={LABEL}|\n|\(|$)")
_OTHER = re.compile(rf"\s*(?P<word>Miễn phí|{NOTHING})")
_MARK = re.compile(r"\([0-9a-zđ]{1,3}\)")
_SMALLEST = 1000
# Notes that say nothing more than "free" does.
_EMPTY_NOTES = frozenset({
    "", "khong", "khong co", "khong quy dinh", "khong thu", "khong thu phi", "khong thu le phi", "khong thu phi le phi", "mien phi",
    "mien le phi", "mien thu phi", "mien thu le phi", "khong mat phi", "chua quy dinh", "khong co thong tin", "khong co quy dinh",
    "khong phai nop phi", "khong phai nop le phi", "khong phai nop phi le phi", "khong co phi", "khong co le phi",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeeText:
    """A fee as the row writes it: amount in đồng when it is plain (0 = free), None otherwise; `note` follows in brackets."""

    text: str
    amount: int | None
    currency: str = ""
    label: str = ""
    note: str = ""


def split_fees(text: str) -> tuple[list[FeeText], str]:
    """(fees at the beginning of the text, the description that follows them). Nothing is lost."""
    fees: list[FeeText] = []
    place = 0
    while found := _next(text, place, is_first=not fees):
        note, end = _note(text, found[1])
        fees.append(_fee(found[0], text[place:end].strip(), note))
        place = end
    return fees, text[place:].strip()


def _next(text: str, place: int, *, is_first: bool) -> tuple[re.Match[str], int] | None:
    for pattern in (_PAID, _LABELLED, *([_OTHER] if is_first else [])):
        found = pattern.match(text, place)
        if found and found.end() > place:
            return found, found.end()
    return None


def _note(text: str, place: int) -> tuple[str, int]:
    """The bracket that follows, to its partner; to the end when it has none. "(a)" and "(1)" begin a description."""
    place += text.startswith(" (", place)
    if not text.startswith("(", place) or _MARK.match(text, place):
        return "", place
    depth = 0
    for end in range(place, len(text)):
        depth += (text[end] == "(") - (text[end] == ")")
        if depth == 0:
            return text[place + 1 : end].strip(), end + 1
    return text[place + 1 :].strip(), len(text)


def _fee(found: re.Match[str], text: str, note: str) -> FeeText:
    parts = found.groupdict()
    label = parts.get("label") or ""
    if parts.get("word") == "Miễn phí":
        return FeeText(text, 0, note=note)
    if parts.get("amount"):
        is_dong = re.fullmatch(DONG, parts["currency"]) is not None
        amount = int(re.sub(r"[.,]", "", parts["amount"])) if is_dong else None
        return FeeText(text, amount, "" if is_dong else parts["currency"], label, note)
    return FeeText(text, None, label=label, note=note)


def fee_problem(fee: FeeText) -> Problem | None:
    """Why a person must read this fee, None when the amount (or "free") is all there is to it."""
    if fee.currency:
        return Problem.FEE_CURRENCY
    if fee.amount is None:
        return Problem.NO_FEE if fee.text == NOTHING else words_problem(fee.text)
    if fee.amount == 0:
        return None if fold(fee.note) in _EMPTY_NOTES else words_problem(fee.note)
    return Problem.FEE_SMALL if fee.amount < _SMALLEST else None


def words_problem(words: str) -> Problem:
    """What kind of prose a fee is."""
    if "%" in words:
        return Problem.FEE_PERCENT
    if re.search(r"\bUSD\b|đô la|\bEUR\b", words, re.IGNORECASE):
        return Problem.FEE_CURRENCY
    if re.search(r"từ\s[\d.,]+.{0,40}?đến\s[\d.,]+\s?(?:đồng|đ\b|triệu|VN)", words, re.IGNORECASE):
        return Problem.FEE_RANGE
    return Problem.FEE_IN_WORDS


def fee_kind(fee: FeeText) -> FeeKind | None:
    """phí or lệ phí, as label or note say; None when they say neither or both."""
    words = (fee.label or fee.note).lower()
    is_levy = "lệ phí" in words
    is_fee = bool(re.search(r"(?<!lệ )\bphí\b", words.replace("miễn phí", "")))
    if is_levy == is_fee:
        return None
    return FeeKind.LEVY if is_levy else FeeKind.FEE


def fee_unit(fee: FeeText) -> str:
    """Per page or copy where the bracket begins so, else per dossier."""
    for per, pattern in (("page", r"/\s*trang"), ("copy", r"/\s*bản\b")):
        if re.match(pattern, fee.note):
            return per
    return "dossier"
