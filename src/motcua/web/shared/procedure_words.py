"""Values of a procedure in the words of the page's language: names, limits, amounts (public information of level 1 of the seed)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue.models import ChannelTerm, FeeAsked, ProcedureVersion
from motcua.catalogue.queries import ProcedurePage
from motcua.catalogue.rules import Channel, CollectedWhen, applying
from motcua.catalogue.rules.reading.text import NOTHING
from motcua.web.shared.filters import is_english, money


@dataclass(frozen=True, slots=True)
class Named:
    """A procedure in a list; `lang` is "vi" when only the Vietnamese name exists on an English page, else empty.

    `everyday` is how people call it ("Sang tên sổ đỏ"), the official name where nobody wrote one down.
    """

    code: str
    name: str
    lang: str
    everyday: str
    summary: str
    field: str
    department: str
    level: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee or levy: its name, the amount with its unit in words, and when it is collected."""

    name: str
    amount: str
    when: str
    legal: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to file, or several that take as long and cost as much: limit and price, for one case."""

    labels: tuple[str, ...]
    icons: tuple[str, ...]
    term: str
    note: str
    fees: tuple[FeeLine, ...]
    cost: str


def title(version: ProcedureVersion) -> tuple[str, str]:
    """(name, language of the name when it is not the page's): English where somebody wrote it."""
    if not is_english():
        return version.name, ""
    return (version.name_en, "") if version.name_en else (version.name, "vi")


def named(version: ProcedureVersion) -> Named:
    """The version as lists show it."""
    name, lang = title(version)
    field = version.field.name_en or version.field.name if is_english() else version.field.name
    department = version.department.name_en or version.department.name if is_english() else version.department.name
    word = str(version.keywords[0]) if version.keywords and (lang or not is_english()) else ""
    everyday = word[0].upper() + word[1:] if word else name
    return Named(
        version.procedure.code, name, lang, everyday, version.summary, field, department, _(version.level.name)
    )


def limit_words(amount: Decimal | None, unit: str) -> str:
    """ "3 ngày làm việc", "trong ngày làm việc", or that the law sets none; amounts have a decimal comma in Vietnamese."""
    if amount is None or unit in ("same_day", "none"):
        return _("trong ngày làm việc") if unit == "same_day" else _("không quy định thời hạn")
    number = f"{amount.normalize():f}"
    text = number if is_english() else number.replace(".", ",")
    many = 1 if amount == 1 else 2
    words = {
        "working_day": ngettext("%(number)s ngày làm việc", "%(number)s ngày làm việc", many),
        "calendar_day": ngettext("%(number)s ngày", "%(number)s ngày", many),
        "working_hour": ngettext("%(number)s giờ làm việc", "%(number)s giờ làm việc", many),
        "month": ngettext("%(number)s tháng", "%(number)s tháng", many),
    }
    return words[unit] % {"number": text}


def fee_words(fee: FeeAsked) -> str:
    """ "8.000 đồng", "2.000 đồng một trang", or that it is free."""
    if fee.amount == 0:
        return _("Miễn phí")
    amount = money(fee.amount)
    if fee.per == "page":
        return _("%(amount)s một trang") % {"amount": amount}
    if fee.per == "copy":
        return _("%(amount)s một bản") % {"amount": amount}
    return amount


def chosen_fees(fees: Sequence[FeeAsked], *, case: int | None, channel: str) -> list[FeeAsked]:
    """Of each fee or levy by name the most specific line for the case and the channel, as the counter will ask it."""
    chosen: dict[tuple[str, str], FeeAsked] = {}
    for fee in applying(fees, case=case, channel=channel):
        chosen.setdefault((fee.kind, fee.name), fee)
    return sorted(chosen.values(), key=lambda fee: fee.pk)


def ways(found: ProcedurePage, case: int) -> list[Way]:
    """The ways to file for this case in the order counter, online, post; equal ones are one."""
    rows: list[Way] = []
    for channel in Channel:
        terms = applying(found.terms, case=case, channel=channel.value)
        if terms:
            _add(rows, _way(channel, terms[0], chosen_fees(found.fees, case=case, channel=channel.value)))
    return rows


def _add(rows: list[Way], way: Way) -> None:
    for place, row in enumerate(rows):
        if (row.term, row.note, row.fees) == (way.term, way.note, way.fees):
            rows[place] = replace(row, labels=row.labels + way.labels, icons=row.icons + way.icons)
            return
    rows.append(way)


_ICONS = {Channel.COUNTER: "counter", Channel.ONLINE: "phone", Channel.POST: "mail"}


def _way(channel: Channel, term: ChannelTerm, fees: list[FeeAsked]) -> Way:
    lines = tuple(
        FeeLine(fee.name, fee_words(fee), _(CollectedWhen(fee.when).label) if fee.amount else "", fee.legal)
        for fee in fees
    ) + unsaid_fees(term)
    label = {
        Channel.COUNTER: _("Nộp trực tiếp tại quầy"), Channel.ONLINE: _("Nộp trực tuyến"), Channel.POST: _("Gửi qua bưu chính"),
    }[channel]  # fmt: skip
    cost = cost_words(fees) if any(fee.amount for fee in fees) or not term.fee_words else _("Theo quy định riêng")
    return Way((label,), (_ICONS[channel],), limit_words(term.amount, term.unit), term.note, lines, cost)


def unsaid_fees(term: ChannelTerm) -> tuple[FeeLine, ...]:
    """A line for a price that the source gives in words or not at all: never "free" because no amount could be read."""
    if not term.fee_words:
        return ()
    is_missing = term.fee_words == NOTHING
    words = _("Hãy hỏi nơi tiếp nhận.") if is_missing else term.fee_words
    return (FeeLine(words, _("Chưa có thông tin") if is_missing else _("Theo quy định riêng"), "", ""),)


def cost_words(fees: Sequence[FeeAsked]) -> str:
    """What it costs in a few words: free, one amount, or from the least to the most of several lines."""
    paid = [fee for fee in fees if fee.amount]
    if not paid:
        return _("Miễn phí")
    if len(paid) == 1:
        return fee_words(paid[0])
    least, most = min(fee.amount for fee in paid), max(fee.amount for fee in paid)
    if least == most:
        return _("Mỗi khoản %(amount)s") % {"amount": money(least)}
    return _("Từ %(least)s đến %(most)s") % {"least": money(least), "most": money(most)}
