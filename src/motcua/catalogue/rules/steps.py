"""The internal steps of a procedure and their shares of the limit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from ..errors import StepsTooLong, StepTwice


class StepKind(StrEnum):
    """The internal steps of a procedure, in the order in which they run."""

    RECEPTION = "reception"
    DEPARTMENT = "department"
    APPRAISAL = "appraisal"
    SIGNATURE = "signature"
    RETURN = "return"

    @property
    def label(self) -> str:
        return _STEP_LABELS[self]


_STEP_LABELS = dict(
    zip(StepKind, ("Tiếp nhận", "Phòng chuyên môn", "Thẩm định", "Ký duyệt", "Trả kết quả"), strict=True)
)


def check_steps(shares: Iterable[tuple[str, Decimal]]) -> None:
    """Raises StepTwice for a step given twice, StepsTooLong when the shares (percent) are more than the whole."""
    kinds, total = set(), Decimal(0)
    for kind, share in shares:
        if kind in kinds:
            raise StepTwice(StepKind(kind).label)
        kinds.add(kind)
        total += share
    if total > 100:
        raise StepsTooLong(f"{total:f}".replace(".", ","))
