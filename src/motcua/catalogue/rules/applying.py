"""Which rows hold for a case and a channel, and how papers are counted in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Protocol, TypeVar


def _as_written(one: str, _many: str, _count: int) -> str:
    return one


def paper_counts(
    *, originals: int, certified: int, copies: int, only_show: bool,
    _: Callable[[str], str] = str, ngettext: Callable[[str, str, int], str] = _as_written,
) -> str:  # fmt: skip
    """How many of each form: "1 bản chính, 2 bản sao"; empty when the source gives no count."""
    kinds = (
        (originals, ngettext("%(num)s bản chính", "%(num)s bản chính", originals)),
        (certified, ngettext("%(num)s bản sao chứng thực", "%(num)s bản sao chứng thực", certified)),
        (copies, ngettext("%(num)s bản sao", "%(num)s bản sao", copies)),
    )
    words = ", ".join(kind % {"num": count} for count, kind in kinds if count)
    if not only_show:
        return words
    return f"{words} ({_('chỉ xuất trình')})" if words else _("chỉ xuất trình")


class Specific(Protocol):
    """A row that may be bound to a case, a channel, or both; None and the empty string mean all."""

    case_id: int | None
    channel: str


Row = TypeVar("Row", bound=Specific)


def applying(rows: Iterable[Row], *, case: int | None, channel: str) -> list[Row]:
    """The rows that hold for the case and the channel, the most specific first (case before channel before general)."""
    held = [row for row in rows if row.case_id in (None, case) and row.channel in ("", channel)]
    return sorted(held, key=lambda row: (row.case_id is None, not row.channel))


class Limited(Specific, Protocol):
    """A row with a limit."""

    amount: Decimal | None
    unit: str


LimitedRow = TypeVar("LimitedRow", bound=Limited)


def agreed(rows: Iterable[LimitedRow], *, case: int | None, channel: str) -> tuple[LimitedRow | None, bool]:
    """(the first of the most specific rows, whether all of them give the same limit); (None, True) without a row."""
    held = applying(rows, case=case, channel=channel)
    own = [row for row in held if (row.case_id, row.channel) == (held[0].case_id, held[0].channel)]
    return (own[0] if own else None), len({(row.amount, row.unit) for row in own}) <= 1
