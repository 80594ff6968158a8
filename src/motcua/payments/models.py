"""Fees due on a dossier, copied from the catalogue at reception so that later changes never touch them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FeeDue(models.Model):
    """One line of phí or lệ phí; `amount` in whole đồng."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="fees_due")
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField()
    quantity = models.PositiveIntegerField(default=1)
    when = models.CharField(max_length=8)
    legal = models.CharField(max_length=200, blank=True)
    paid_at = models.DateTimeField(null=True)
    paid_to = models.ForeignKey("accounts.Staff", models.PROTECT, null=True, related_name="+")
    method = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True, paid_to__isnull=True)
                | Q(paid_at__isnull=False, paid_to__isnull=False),
                name="paid_fee_has_time_and_taker",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="fee_quantity_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"

    @property
    def total(self) -> int:
        return self.amount * self.quantity

    @property
    def is_paid(self) -> bool:
        return self.paid_at is not None
