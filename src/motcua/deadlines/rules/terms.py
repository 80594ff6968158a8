"""The words of a term: limit, unit, late rule, regime, pause (Decree 118/2025; Civil Code 2015 art. 144-148)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from motcua.deadlines.errors import BadPause, UnreadableLimit
from motcua.deadlines.rules.moments import to_minute
from motcua.deadlines.rules.wording import amount_text, clock_day


class Unit(StrEnum):
    """How a limit is counted. ``label`` is the Vietnamese word behind the amount."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WORKING_HOUR = "working_hour"
    MONTH = "month"
    SAME_DAY = "same_day"
    NONE = "none"

    @property
    def label(self) -> str:
        return _UNIT_LABELS[self]


class LateRule(StrEnum):
    """What a late reception does to the start: ``after-15:00`` and ``last-hour`` move it to the next working day."""

    NONE = "none"
    AFTER_15 = "after-15:00"
    LAST_HOUR = "last-hour"

    @property
    def label(self) -> str:
        return _LATE_LABELS[self]


class Regime(StrEnum):
    """What a supplement does to the term: keeps what remains (pause) or gives the whole term again (restart)."""

    PAUSE = "pause"
    RESTART = "restart"

    @property
    def label(self) -> str:
        return _REGIME_LABELS[self]


class PauseKind(StrEnum):
    """Why the clock stands. The regime concerns supplements only; waiting for a payment always pauses."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_UNIT_LABELS = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.MONTH: "tháng",
    Unit.SAME_DAY: "trong ngày làm việc",
    Unit.NONE: "không quy định thời hạn",
}
_LATE_LABELS = {
    LateRule.NONE: "không áp dụng",
    LateRule.AFTER_15: "nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo",
    LateRule.LAST_HOUR: "nhận trong giờ làm việc cuối cùng thì tính từ ngày làm việc tiếp theo",
}
_REGIME_LABELS = {
    Regime.PAUSE: "tạm dừng, giữ nguyên thời gian còn lại",
    Regime.RESTART: "tính lại toàn bộ thời hạn từ khi hồ sơ đủ",
}
_KIND_LABELS = {PauseKind.SUPPLEMENT: "chờ bổ sung", PauseKind.PAYMENT: "chờ thực hiện nghĩa vụ tài chính"}

# The longest limits in the national catalogue are a few hundred days; these bounds catch slips of the keyboard.
MAXIMUM = {
    Unit.WORKING_DAY: Decimal(2_000),
    Unit.CALENDAR_DAY: Decimal(3_650),
    Unit.WORKING_HOUR: Decimal(16_000),
    Unit.MONTH: Decimal(120),
}
_STEP = {
    Unit.WORKING_DAY: (Decimal("0.25"), "chia hết cho 0,25 ngày"),
    Unit.CALENDAR_DAY: (Decimal(1), "là số ngày chẵn"),
    Unit.WORKING_HOUR: (Decimal("0.05"), "chẵn tới 3 phút (0,05 giờ)"),
    Unit.MONTH: (Decimal(1), "là số tháng chẵn"),
}


@dataclass(frozen=True)
class Limit:
    """How long a procedure may take: a positive amount (exact decimal, never a float) of a unit.

    Working days go in steps of 0.25, working hours of 0.05 (whole minutes), calendar days and months are whole.
    ``same_day`` and ``none`` carry no amount (it becomes 0). Raises UnreadableLimit for 0, negative or absurd amounts.
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        if self.unit in (Unit.SAME_DAY, Unit.NONE):
            object.__setattr__(self, "amount", Decimal(0))
            return
        object.__setattr__(self, "amount", _checked_amount(self.amount, self.unit))

    def text(self) -> str:
        """``3 ngày làm việc``, ``0,5 ngày làm việc``, ``trong ngày làm việc``; parse_limit reads each back."""
        if self.unit in MAXIMUM:
            return f"{amount_text(self.amount)} {self.unit.label}"
        return self.unit.label

    def as_dict(self) -> dict[str, object]:
        """JSON shape: ``{"amount": 3, "unit": "working_day", "text": "3 ngày làm việc"}``; no amount: null."""
        number: object = None
        if self.unit in MAXIMUM:
            whole = self.amount == self.amount.to_integral_value()
            number = int(self.amount) if whole else float(self.amount)
        return {"amount": number, "unit": self.unit.value, "text": self.text()}


def _checked_amount(amount: object, unit: Unit) -> Decimal:
    if isinstance(amount, (float, bool)):
        raise UnreadableLimit("Thời hạn phải là số thập phân chính xác. Hãy ghi ví dụ “0,5 ngày làm việc”.")
    try:
        value = Decimal(amount)  # type: ignore[arg-type]  # int, str and Decimal pass; the rest is refused below
    except (InvalidOperation, TypeError, ValueError):
        raise UnreadableLimit(f"“{amount}” không phải là số. Hãy ghi ví dụ “3 ngày làm việc”.") from None
    if not value.is_finite() or value <= 0:
        raise UnreadableLimit("Thời hạn phải lớn hơn 0. Nếu không quy định, hãy ghi “không quy định thời hạn”.")
    if value > MAXIMUM[unit]:
        most = f"{amount_text(MAXIMUM[unit])} {unit.label}"
        raise UnreadableLimit(f"Thời hạn {amount_text(value)} {unit.label} quá dài. Hãy ghi nhiều nhất {most}.")
    step, words = _STEP[unit]
    if value % step:
        raise UnreadableLimit(f"Thời hạn {amount_text(value)} {unit.label} không tính được: số phải {words}.")
    return value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))


@dataclass(frozen=True)
class Pause:
    """A time in which the clock stands: [start, end), aware moments, to the minute; ``end`` None = still running."""

    start: dt.datetime
    end: dt.datetime | None
    reason: str = ""
    kind: PauseKind = PauseKind.SUPPLEMENT

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", to_minute(self.start))
        if self.end is None:
            return
        object.__setattr__(self, "end", to_minute(self.end))
        if self.end < self.start:
            raise BadPause(
                f"Lần tạm dừng kết thúc ({clock_day(self.end)}) trước khi bắt đầu ({clock_day(self.start)}). "
                "Hãy đổi chỗ hai thời điểm."
            )

    def text(self) -> str:
        """``tạm dừng 10:20 3/9 - 14:05 8/9: chờ bổ sung``."""
        until = clock_day(self.end) if self.end else "chưa kết thúc"
        return f"tạm dừng {clock_day(self.start)} - {until}: {self.reason or self.kind.label}"
