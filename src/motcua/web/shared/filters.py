"""How values are written on pages: money, moments, days, durations, codes; Vietnamese by default, English on English pages (house section 10)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language, gettext

from motcua.dossiers.rules.people import written_number
from motcua.kernel import clock, text
from motcua.kernel.money import Money

_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def is_english() -> bool:
    """True when this answer is written in English."""
    return (get_language() or "vi").startswith("en")


def money(amount: Money | int) -> str:
    """ "150.000 đồng"; in English "150,000 VND". The amount is in whole đồng."""
    value = amount if isinstance(amount, Money) else Money(amount)
    return f"{value.dong:,} VND" if is_english() else str(value)


def moment(when: datetime) -> str:
    """ "17 giờ 00, thứ Hai 23/02/2026"; in English "17:00, Monday 23/02/2026"."""
    if is_english():
        here = clock.local(when)
        return f"{here:%H:%M}, {_ENGLISH_DAYS[here.weekday()]} {here:%d/%m/%Y}"
    return clock.write_moment(when)


def day(when: date | datetime) -> str:
    """ "23/02/2026" on the calendar of Việt Nam."""
    return clock.write_day(clock.local_day(when) if isinstance(when, datetime) else when)


def weekday(when: date | datetime) -> str:
    """ "thứ Hai" or "Monday"."""
    here = clock.local_day(when) if isinstance(when, datetime) else when
    return (_ENGLISH_DAYS if is_english() else clock.WEEKDAYS)[here.weekday()]


def month(when: date) -> str:
    """ "Tháng 11, 2026" or "November 2026"."""
    if is_english():
        return f"{_ENGLISH_MONTHS[when.month - 1]} {when.year}"
    return gettext("Tháng %(month)s, %(year)s") % {"month": when.month, "year": when.year}


def capital(words: str) -> str:
    """The words with a capital first letter, for values that stand alone; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def clock_time(when: datetime) -> str:
    """ "07:30" on the clocks of Việt Nam."""
    return clock.write_clock(when)


def iso(when: date | datetime) -> str:
    """The machine's form, for the `datetime` attribute of a `time` element."""
    return clock.local(when).isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()


def duration(span: timedelta | int | float) -> str:
    """A length of time in words; a number is seconds: "12 phút", "1 giờ 05 phút"; in English "12 minutes"."""
    length = span if isinstance(span, timedelta) else timedelta(seconds=span)
    return _english_duration(length) if is_english() else clock.write_duration(length)


def _english_duration(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 1:
        return "under 1 minute"
    if minutes < 60:
        return _counted(minutes, "minute")
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{_counted(hours, 'hour')} {_counted(rest, 'minute')}" if rest else _counted(hours, "hour")
    return _counted(minutes // (24 * 60), "day")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def local_name(row: Any) -> str:
    """The row's `name`, or its `name_en` on English pages where somebody wrote one."""
    return str((is_english() and row.name_en) or row.name)


def holiday(reason: str) -> str:
    """Why a day is closed, translated when it is a day of the national calendar."""
    return gettext(reason) if reason else ""


def number(value: int) -> str:
    """A whole number with its thousands apart: "1.037"; in English "1,037"."""
    return f"{value:,}" if is_english() else f"{value:,}".replace(",", ".")


def code_groups(code: str) -> list[str]:
    """The parts in which a person reads a code: "H49.12-190416-0001" -> H49.12, 190416, 0001; "AC3K7PMX" -> AC3K, 7PMX."""
    plain = str(code).strip()
    if "-" in plain:
        return [part for part in plain.split("-") if part]
    return re.findall(r".{1,4}", plain)


def grouped_code(code: str) -> str:
    """The groups with a thin gap between them, for places without markup (print, titles)."""
    plain = str(code).strip()
    return plain.replace("-", "\u2009-\u2009") if "-" in plain else "\u2009".join(code_groups(plain))


FILTERS: dict[str, Callable[..., Any]] = {
    "money": money,
    "moment": moment,
    "day": day,
    "weekday": weekday,
    "month": month,
    "capital": capital,
    "clock": clock_time,
    "iso": iso,
    "duration": duration,
    "number": number,
    "local_name": local_name,
    "holiday": holiday,
    "code_groups": code_groups,
    "grouped_code": grouped_code,
    "written_number": written_number,
    "mask_number": text.mask_number,
    "mask_name": text.mask_name,
    "mask_phone": text.mask_phone,
}
