"""Procedures, their dated versions, and what each asks, takes and costs."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .rules import Channel, CollectedWhen, FeeKind, StepKind


class Field(models.Model):
    """A field of administration (lĩnh vực), e.g. Hộ tịch."""

    code = models.SlugField(_("Mã"), max_length=80, unique=True)
    name = models.CharField(_("Tên lĩnh vực"), max_length=200, unique=True)
    name_en = models.CharField(_("Tên tiếng Anh"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Lĩnh vực")
        verbose_name_plural = _("Lĩnh vực")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """A procedure (thủ tục hành chính) by its stable national code; what it says is in its versions."""

    code = models.CharField(_("Mã thủ tục"), max_length=40, unique=True)
    is_popular = models.BooleanField(_("Hay được hỏi"), default=False)
    receiving = models.ManyToManyField(
        "centres.Centre", related_name="procedures", blank=True, verbose_name=_("Nơi tiếp nhận")
    )

    class Meta:
        verbose_name = _("Thủ tục")
        verbose_name_plural = _("Thủ tục")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """What the procedure says from `valid_from` on; a dossier keeps the version it was born with."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=1200)
    name_en = models.CharField(max_length=1200, blank=True)
    folded = models.TextField(default="")
    decision = models.CharField(max_length=200, blank=True)
    level = models.ForeignKey("centres.Level", models.PROTECT, related_name="+")
    field = models.ForeignKey(Field, models.PROTECT, related_name="versions")
    department = models.ForeignKey("centres.Unit", models.PROTECT, related_name="procedure_versions")
    audiences = models.JSONField(default=list)
    life_events = models.JSONField(default=list)
    keywords = models.JSONField(default=list)
    summary = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    steps = models.JSONField(default=list)
    results = models.JSONField(default=list)
    late_rule = models.CharField(max_length=20, default="none")
    supplement_regime = models.CharField(max_length=8, default="restart")
    supplement_days = models.PositiveSmallIntegerField(default=15)
    result_place = models.CharField(max_length=300, blank=True)
    needs_signed_result = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["procedure_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["procedure"], condition=models.Q(valid_to__isnull=True), name="version_one_open_end"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="version_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VersionSteps(ProcedureVersion):
    """A version as the administrator's page of internal steps shows it; the same row, no table of its own."""

    class Meta:
        proxy = True
        verbose_name = _("Các bước nội bộ")
        verbose_name_plural = _("Các bước nội bộ")


class InternalStep(models.Model):
    """An internal step of a version with its share of the limit in percent; steps run in their order."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="internal_steps", verbose_name=_("Thủ tục"))
    kind = models.CharField(_("Bước"), max_length=12, choices=[(s.value, s.label) for s in StepKind])
    share = models.DecimalField(_("Phần của thời hạn (%)"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("Bước nội bộ")
        verbose_name_plural = _("Bước nội bộ")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "kind"], name="internal_step_once"),
            models.CheckConstraint(condition=models.Q(share__gt=0, share__lte=100), name="internal_step_share_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.share}%"


class LegalBasis(models.Model):
    """A legal text the version rests on."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="legal_bases")
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=600)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.number


class Case(models.Model):
    """A case (trường hợp) of a version with papers of its own; a version without cases has one with an empty name."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="cases")
    name = models.CharField(max_length=600, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="case_name_once")]

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
    form = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class ChannelTerm(models.Model):
    """A row of the channels table: how to file, and the limit for that way."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="terms")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="terms")
    channel = models.CharField(max_length=10, choices=[(c.value, c.label) for c in Channel])
    amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=16, default="none")
    pays_online = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("version", Coalesce("case", 0), "channel", name="term_once_per_channel")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.amount} {self.unit}"


class FeeAsked(models.Model):
    """A fee or levy of a version; `amount` in đồng per `per`; empty channel or case means all."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="fees")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="fees")
    channel = models.CharField(max_length=10, blank=True, choices=[(c.value, c.label) for c in Channel])
    kind = models.CharField(max_length=8, choices=[(k.value, k.label) for k in FeeKind])
    name = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField()
    per = models.CharField(max_length=12, default="dossier")
    when = models.CharField(
        max_length=8, choices=[(w.value, w.label) for w in CollectedWhen], default=CollectedWhen.BEFORE
    )
    legal = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class Guidance(models.Model):
    """One guidance given at the desk: procedure and time, no personal data (seed step 1)."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    how = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["centre", "at"], name="guidance_by_centre")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d %H:%M}"


class Revision(models.Model):
    """One row that grows whenever something published changes; pages use it as their ETag."""

    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)
