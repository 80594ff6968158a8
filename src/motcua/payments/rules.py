"""Sums of what is due and paid, in đồng (phí and lệ phí apart: Law 97/2015/QH13)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from motcua.kernel.money import Money


class Due(Protocol):
    """A line of phí or lệ phí."""

    amount: int
    quantity: int
    paid_at: object


def unpaid(lines: Iterable[Due]) -> Money:
    """What is still to be paid."""
    return Money(sum(line.amount * line.quantity for line in lines if line.paid_at is None))


def total(lines: Iterable[Due]) -> Money:
    """All that is due, paid or not."""
    return Money(sum(line.amount * line.quantity for line in lines))
