"""What a version asks, takes and costs: cases, papers, channels, fees, legal bases, internal steps."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ..rules import Channel, CollectedWhen, FeeKind, StepKind
from .procedures import ProcedureVersion


class InternalStep(models.Model):
    """An internal step of a version with its share of the limit in percent; steps run in their order."""

    version = models.ForeignKey(
        ProcedureVersion, models.CASCADE, related_name="internal_steps", verbose_name=_("Thủ tục")
    )
    kind = models.CharField(_("Bước"), max_length=12, choices=[(s.value, s.label) for s in StepKind])
    share = models.DecimalField(_("Phần của thời hạn (%)"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("Bước nội bộ")
        verbose_name_plural = _("Bước nội bộ")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind"], name="internal_step_once",
                violation_error_message=_("Mỗi bước chỉ ghi một lần. Xin gộp hai dòng làm một."),
            ),
            models.CheckConstraint(
                condition=models.Q(share__gt=0, share__lte=100), name="internal_step_share_in_range",
                violation_error_message=_("Phần của thời hạn phải lớn hơn 0 và không quá 100."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.share}%"


class LegalBasis(models.Model):
    """A legal text the version rests on."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="legal_bases")
    number = models.CharField(max_length=120)
    title = models.TextField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.number


class Case(models.Model):
    """A case (trường hợp) of a version with papers of its own; a version without cases has one with an empty name."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="cases")
    name = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="case_order_once")]

    def __str__(self) -> str:
        return self.name


class PaperAsked(models.Model):
    """A paper (thành phần hồ sơ) that a case asks for, with how many of each form."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="papers")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    only_show = models.BooleanField(default=False)
    required = models.BooleanField(default=True)
    replaced_by_data = models.BooleanField(default=False)
    form = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_needed(self) -> bool:
        """Whether nothing can be received without it: neither "if there is one" nor replaced by data."""
        return self.required and not self.replaced_by_data


class ChannelTerm(models.Model):
    """A row of the channels table: how to file, and the limit for that way; `fee_words` is a price that is no plain amount."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="terms")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="terms")
    channel = models.CharField(max_length=10, choices=[(c.value, c.label) for c in Channel])
    amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=16, default="none")
    pays_online = models.BooleanField(default=False)
    fee_words = models.TextField(blank=True)
    note = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("version", Coalesce("case", 0), "channel", "order", name="term_once_per_row")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.amount} {self.unit}"


class FeeAsked(models.Model):
    """A fee or levy of a version; `amount` in đồng per `per`; empty channel or case means all.

    `is_choice`: one of several amounts for the same channel; the officer says which one holds.
    """

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="fees")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="fees")
    channel = models.CharField(max_length=10, blank=True, choices=[(c.value, c.label) for c in Channel])
    kind = models.CharField(max_length=8, choices=[(k.value, k.label) for k in FeeKind])
    name = models.TextField()
    amount = models.PositiveBigIntegerField()
    per = models.CharField(max_length=12, default="dossier")
    when = models.CharField(
        max_length=8, choices=[(w.value, w.label) for w in CollectedWhen], default=CollectedWhen.BEFORE
    )
    legal = models.CharField(max_length=200, blank=True)
    is_choice = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class FormTemplate(models.Model):
    """A form's file (DOCX) under the name by which papers ask for it; places to fill are written {{ so }}."""

    name = models.CharField(_("Tên mẫu"), max_length=300, unique=True)
    title = models.CharField(_("Tên hiển thị"), max_length=600, blank=True)
    file = models.ForeignKey("papers.StoredFile", models.PROTECT, related_name="+", verbose_name=_("Tệp"))

    class Meta:
        verbose_name = _("Mẫu đơn, tờ khai")
        verbose_name_plural = _("Mẫu đơn, tờ khai")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.title or self.name
