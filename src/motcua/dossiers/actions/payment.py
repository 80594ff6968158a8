"""A financial duty (tax, fee of another body) for which the clock waits (status 6)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.accounts.models import Staff
from motcua.accounts.rules import actor_of
from motcua.kernel.money import Money
from motcua.kernel.text import clean

from ..errors import DutyUnstated, PaymentUnproven
from ..models import Dossier, Duty
from ..rules import Actor
from .steps import check_actor
from .telling import tell
from .terms import go_on, pause


def require_payment(dossier: Dossier, *, amount: int, basis: str, by: Staff, now: datetime) -> Dossier:
    """2 or 4 -> 6: `amount` in whole đồng on a legal basis; the clock stops. Raises DutyUnstated."""
    check_actor(by, dossier, Actor.DEPARTMENT)
    if amount < 1 or not clean(basis):
        raise DutyUnstated
    with transaction.atomic():
        moved = pause(
            dossier, "require_payment", who=Actor.DEPARTMENT, actor=actor_of(by), now=now, data={"amount": amount, "basis": clean(basis)[:300]}
        )
        Duty.objects.create(dossier=moved, at=now, by=by, amount=amount, basis=clean(basis)[:300])
        tell(
            moved, "duty", "cần nộp nghĩa vụ tài chính", f"Hồ sơ {moved.code} cần nộp {Money(amount)}.\nCăn cứ: {clean(basis)}.",
            now=now, round_=str(moved.pauses),
        )  # fmt: skip
    return moved


def confirm_payment(dossier: Dossier, *, document: str, by: Staff, now: datetime) -> Dossier:
    """6 -> back: paid, proven by the number of a document; what remained of the term runs on. Raises PaymentUnproven."""
    check_actor(by, dossier, Actor.RECEPTION)
    number = clean(document)[:120]
    if not number:
        raise PaymentUnproven
    with transaction.atomic():
        moved = go_on(
            dossier, "confirm_payment", who=Actor.RECEPTION, actor=actor_of(by), now=now, data={"document": number}
        )
        Duty.objects.filter(dossier=moved, ended_at__isnull=True).update(ended_at=now, document=number)
    return moved
