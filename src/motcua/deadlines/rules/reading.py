"""Reading limits, moments, pauses and hours as people write them; what cannot be read is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from motcua.deadlines.errors import BadCalendar, BadPause, UnreadableLimit, UnreadableMoment
from motcua.deadlines.rules.hours import Span, ordered
from motcua.deadlines.rules.moments import to_minute
from motcua.deadlines.rules.terms import Limit, Pause, Unit
from motcua.kernel.text import ascii_text, clean

_EXAMPLES = "Hãy ghi ví dụ “3 ngày làm việc”, “15 ngày”, “02 giờ làm việc”, “01 tháng” hoặc “trong ngày làm việc”."
_DIGITS = ["mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"]


def _number_words() -> dict[str, int]:
    """One to ninety-nine in folded Vietnamese with the forms lăm, tư and mốt."""
    words = {word: value for value, word in enumerate(_DIGITS, 1)} | {"muoi": 10}
    for tens in range(1, 10):
        before = "muoi" if tens == 1 else f"{_DIGITS[tens - 1]} muoi"
        words[before] = tens * 10
        for ones, word in enumerate(_DIGITS, 1):
            for form in {word, {5: "lam", 4: "tu"}.get(ones, word)}:
                words[f"{before} {form}"] = tens * 10 + ones
    return words


_WORDS = _number_words()
_NUMBER = r"(?P<figures>\d{1,5}(?:[.,]\d{1,2})?)(?: ?\((?P<both>[a-z ]+|\d{1,5})\))?"
_WORD_NUMBER = rf"(?P<word>{'|'.join(_WORDS)}|nua)(?: ?\((?P<twice>\d{{1,5}})\))?"
_UNIT = r"(?P<unit>ngay lam viec|ngay|gio lam viec|gio hanh chinh|gio|phut|tuan|thang|nam)"
_BEFORE = (
    r"(?:(?:trong )?(?:thoi han|thoi gian)(?: giai quyet)?(?: la)?:? ?)?(?:trong(?: vong)? )?"
    r"(?:khong qua |toi da |khong vuot qua |cham nhat )?"
)
_RECEIVED = (
    r"(?:,? ?(?:ke )?tu (?:ngay|khi|thoi diem) (?:tiep )?nhan(?: duoc)?(?: du)?(?: ho so)?"
    r"(?: day du)?(?:,| va)?(?: hop le)?)?"
)
_LIMIT = re.compile(rf"{_BEFORE}(?:{_NUMBER}|{_WORD_NUMBER}) ?{_UNIT}{_RECEIVED}\.?")
_SAME_DAY = re.compile(
    r"(?:giai quyet |tra ket qua )?(?:ngay )?(?:trong|cung) ngay(?: lam viec)?(?: tiep nhan| nhan)?(?: ho so)?"
    rf"{_RECEIVED}\.?"
)
_NONE = re.compile(r"khong quy dinh(?: thoi han| thoi gian)?(?: giai quyet)?\.?")

# Civil Code 2015 art. 146: a week is 7 days, a year 12 months. The catalogue's "Giờ" is a working hour.
_UNITS = {
    "ngay lam viec": (Unit.WORKING_DAY, Decimal(1)),
    "ngay": (Unit.CALENDAR_DAY, Decimal(1)),
    "gio lam viec": (Unit.WORKING_HOUR, Decimal(1)),
    "gio hanh chinh": (Unit.WORKING_HOUR, Decimal(1)),
    "gio": (Unit.WORKING_HOUR, Decimal(1)),
    "tuan": (Unit.CALENDAR_DAY, Decimal(7)),
    "thang": (Unit.MONTH, Decimal(1)),
    "nam": (Unit.MONTH, Decimal(12)),
}


def parse_limit(text: str) -> Limit:
    """The limit that a person wrote: ``05 ngày làm việc``, ``0,5 ngày``, ``03 (ba) ngày``, ``trong ngày làm việc``.

    Tone marks and case may be missing. A fraction of a day can only be of a working day (the Civil Code counts calendar
    days whole). Raises UnreadableLimit for anything else.
    """
    folded = ascii_text(clean(text)).lower()
    if _SAME_DAY.fullmatch(folded):
        return Limit(Decimal(0), Unit.SAME_DAY)
    if _NONE.fullmatch(folded):
        return Limit(Decimal(0), Unit.NONE)
    match = _LIMIT.fullmatch(folded)
    if match is None:
        raise _unreadable(text)
    return _limit(_amount(match, text), match["unit"], text)


def _unreadable(text: str) -> UnreadableLimit:
    shown = clean(text)[:60]
    return UnreadableLimit(
        f"Không đọc được thời hạn “{shown}”. {_EXAMPLES}" if shown else f"Chưa có thời hạn. {_EXAMPLES}"
    )


def _amount(match: re.Match[str], text: str) -> Decimal:
    """The number; one that is written twice, ``03 (ba)``, must agree with itself."""
    if match["word"]:
        amount = Decimal("0.5") if match["word"] == "nua" else Decimal(_WORDS[match["word"]])
        if match["twice"] and Decimal(match["twice"]) != amount:
            raise _unreadable(text)
        return amount
    amount = Decimal(match["figures"].replace(",", "."))
    both = match["both"]
    if both and not (Decimal(both) if both.isdigit() else _word_value(both)) == amount:
        raise _unreadable(text)
    return amount


def _word_value(word: str) -> int:
    return _WORDS.get(word.strip(), -1)


def _limit(amount: Decimal, unit: str, text: str) -> Limit:
    if unit == "phut":
        if amount % 3:
            raise _unreadable(text)
        return Limit(amount / 60, Unit.WORKING_HOUR)
    kind, factor = _UNITS[unit]
    if amount % 1 and unit in ("tuan", "thang", "nam"):
        raise _unreadable(text)
    if amount % 1 and kind is Unit.CALENDAR_DAY:
        kind = Unit.WORKING_DAY
    return Limit(amount * factor, kind)


def parse_moment(text: str) -> dt.datetime:
    """An ISO 8601 moment with its zone, to the minute in Vietnamese time. Raises UnreadableMoment."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnreadableMoment(
            f"Không đọc được thời điểm “{text[:60]}”. Hãy ghi ví dụ 2026-02-13T16:59:00+07:00."
        ) from None
    return to_minute(moment)


def parse_pause(text: str) -> Pause:
    """``FROM/TO``, two ISO 8601 moments. Raises BadPause or UnreadableMoment."""
    parts = text.split("/")
    if len(parts) != 2:
        raise BadPause(f"Không đọc được lần tạm dừng “{text[:80]}”. Hãy ghi hai thời điểm ngăn bằng dấu /.")
    return Pause(parse_moment(parts[0]), parse_moment(parts[1]))


def parse_hours(text: str) -> tuple[Span, ...]:
    """``07:30-11:30,13:00-17:00`` as the spans of a day. Raises BadCalendar: unreadable, overlapping, past midnight."""
    spans = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)\s*", part)
        numbers = [int(number) for number in match.groups()] if match else []
        if not numbers or max(numbers[0], numbers[2]) > 23 or max(numbers[1], numbers[3]) > 59:
            raise BadCalendar(f"Không đọc được giờ làm việc “{text[:60]}”. Hãy ghi ví dụ “07:30-11:30,13:00-17:00”.")
        spans.append(Span(dt.time(numbers[0], numbers[1]), dt.time(numbers[2], numbers[3])))
    return ordered(spans, where="mỗi ngày")
