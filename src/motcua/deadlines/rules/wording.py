"""Vietnamese words for days, hours and amounts in an explanation (the proof that goes with every due moment)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from motcua.kernel.clock import WEEKDAYS

SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


def amount_text(amount: Decimal) -> str:
    """Write 3 as ``3`` and 0.50 as ``0,5``: decimal comma, no trailing zero."""
    text = f"{amount:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def day_month(day: dt.date) -> str:
    """``2/9``."""
    return f"{day.day}/{day.month}"


def short_day(day: dt.date) -> str:
    """``T7 22/8/2026``."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day.day}/{day.month}/{day.year}"


def weekday_name(day: dt.date) -> str:
    """``Thứ Bảy``, ``Chủ nhật``: the reason why an ordinary weekly day off is off."""
    name = WEEKDAYS[day.weekday()]
    return name[0].upper() + name[1:]


def clock_day(moment: dt.datetime) -> str:
    """``10:20 3/9``, as the pauses are written in an explanation."""
    return f"{moment:%H:%M} {moment.day}/{moment.month}"
