"""Copying fees onto a dossier, and taking cash for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.models import Staff

from .models import FeeDue

METHODS = {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "card": "Thẻ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """A fee as it stands in the catalogue today; `amount` in đồng, times `quantity`."""

    kind: str
    name: str
    amount: int
    quantity: int
    when: str
    legal: str


def copy_fees(dossier: int, lines: Iterable[FeeLine]) -> list[FeeDue]:
    """Write the lines on the dossier; free ones are kept too, so that the receipt can say so."""
    return FeeDue.objects.bulk_create(
        FeeDue(
            dossier_id=dossier,
            kind=line.kind,
            name=line.name,
            amount=line.amount,
            quantity=line.quantity,
            when=line.when,
            legal=line.legal,
        )
        for line in lines
    )


def collect(dossier: int, *, method: str, by: Staff, now: datetime) -> list[FeeDue]:
    """Mark every unpaid line as paid to `by`; returns the lines that this call took, each exactly once."""
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}")
    lines = list(FeeDue.objects.select_for_update().filter(dossier_id=dossier, paid_at__isnull=True))
    return [
        line
        for line in lines
        if FeeDue.objects.filter(pk=line.pk, paid_at__isnull=True).update(paid_at=now, paid_to=by, method=method)
    ]
