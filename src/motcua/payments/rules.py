"""Sums of what is due and paid, in đồng (phí and lệ phí apart: Law 97/2015/QH13)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from motcua.kernel.money import Money


class Due(Protocol):
    """A line of phí or lệ phí."""

    @property
    def total(self) -> int:
        """`amount` times `quantity`, in đồng."""
        ...

    @property
    def is_paid(self) -> bool:
        """Whether somebody took it."""
        ...


def unpaid(lines: Iterable[Due]) -> Money:
    """What is still to be paid."""
    return Money(sum(line.total for line in lines if not line.is_paid))


def total(lines: Iterable[Due]) -> Money:
    """All that is due, paid or not."""
    return Money(sum(line.total for line in lines))
