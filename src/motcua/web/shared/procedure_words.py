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
from motcua.catalogue.rules.readable import short_name
from motcua.catalogue.rules.reading.text import NOTHING
from motcua.web.shared.filters import is_english, money


@dataclass(frozen=True, slots=True)
class Named:
    """A procedure in a list; `lang` is "vi" when only the Vietnamese name exists on an English page, else empty.

    `everyday` is how people call it ("Sang tên sổ đỏ"), the official name where nobody wrote one down. `short` is the official
    name cut to fit a phone's heading.
    """

    code: str
    name: str
    short: str
    lang: str
    everyday: str
    summary: str
    field: str
    department: str
    level: str

    @property
    def heading(self) -> str:
        """What a list calls it: the official name while that is short, else how people call it, else its first words."""
        if self.short == self.name:
            return self.name
        return self.short if self.everyday == self.name else self.everyday


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee or levy: its name, the amount with its unit in words, and when it is collected."""

    name: str
    amount: str
    when: str
    legal: str


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One row of the channels table: the limit in words, and what its source says about it."""

    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to file, or several that take as long and cost as much: limits and price, for one case.

    `term` names all its limits ("5 ngày làm việc hoặc 10 ngày làm việc"); `note` is that of the only one. `has_term` is false
    where the source gives none.
    """

    channels: tuple[str, ...]
    labels: tuple[str, ...]
    icons: tuple[str, ...]
    limits: tuple[LimitLine, ...]
    term: str
    note: str
    fees: tuple[FeeLine, ...]
    cost: str
    has_term: bool


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
        version.procedure.code, name, short_name(name), lang, everyday, version.summary, field, department, _(version.level.name)
    )


def limit_words(amount: Decimal | None, unit: str) -> str:
    """ "3 ngày làm việc", "trong ngày làm việc", or that none is known; amounts have a decimal comma in Vietnamese."""
    if amount is None or unit in ("same_day", "none"):
        return _("trong ngày làm việc") if unit == "same_day" else _("chưa có thông tin về thời hạn")
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
            own = [term for term in terms if term.case_id == terms[0].case_id]
            _add(rows, _way(channel, own, chosen_fees(found.fees, case=case, channel=channel.value)))
    return rows


def _add(rows: list[Way], way: Way) -> None:
    for place, row in enumerate(rows):
        if (row.limits, row.fees) == (way.limits, way.fees):
            rows[place] = replace(
                row, channels=row.channels + way.channels, labels=row.labels + way.labels, icons=row.icons + way.icons
            )
            return
    rows.append(way)


_ICONS = {Channel.COUNTER: "counter", Channel.ONLINE: "phone", Channel.POST: "mail"}


def _way(channel: Channel, terms: Sequence[ChannelTerm], fees: list[FeeAsked]) -> Way:
    lines = tuple(
        FeeLine(fee.name, fee_words(fee), _(CollectedWhen(fee.when).label) if fee.amount else "", fee.legal)
        for fee in fees
    )
    unsaid = unsaid_fees(terms)
    label = {
        Channel.COUNTER: _("Nộp trực tiếp tại quầy"), Channel.ONLINE: _("Nộp trực tuyến"), Channel.POST: _("Gửi qua bưu chính"),
    }[channel]  # fmt: skip
    ordered = sorted(terms, key=lambda term: (term.order, term.pk))
    limits = tuple(dict.fromkeys(LimitLine(limit_words(term.amount, term.unit), term.note) for term in ordered))
    known = [term for term in ordered if term.amount is not None or term.unit == "same_day"]
    return Way(
        (channel.value,), (label,), (_ICONS[channel],), limits, limits_words(known), limits[0].note if len(limits) == 1 else "",
        lines + unsaid, cost_words(fees) if not unsaid or any(fee.amount for fee in fees) else unsaid[0].amount, bool(known),
    )  # fmt: skip


def unsaid_fees(terms: Sequence[ChannelTerm]) -> tuple[FeeLine, ...]:
    """A line for each price that the source gives in words or not at all: never "free" because no amount could be read."""
    said = dict.fromkeys(term.fee_words for term in terms if term.fee_words)
    return tuple(
        FeeLine(_("Hãy hỏi nơi tiếp nhận."), _("Chưa có thông tin"), "", "")
        if words == NOTHING
        else FeeLine(words, _("Theo quy định riêng"), "", "")
        for words in said
    )


def limits_words(known: Sequence[ChannelTerm]) -> str:
    """One limit, two with "or", the first and the last of more; that none is known."""
    words = list(dict.fromkeys(limit_words(term.amount, term.unit) for term in known))
    if not words:
        return limit_words(None, "none")
    if len(words) == 1:
        return words[0]
    if len(words) == 2:
        return _("%(one)s hoặc %(other)s") % {"one": words[0], "other": words[1]}
    return _("%(count)s thời hạn, tùy trường hợp") % {"count": len(words)}


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
