"""Procedures, their old codes and their dated versions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    popularity = models.PositiveIntegerField(_("Lượt dùng"), default=0)
    video_url = models.URLField(_("Video hướng dẫn"), blank=True)
    sample_url = models.URLField(_("Hồ sơ mẫu"), blank=True)
    linked = models.ManyToManyField("self", blank=True, verbose_name=_("Thủ tục liên thông"))
    receiving = models.ManyToManyField(
        "centres.Centre", related_name="procedures", blank=True, verbose_name=_("Nơi tiếp nhận")
    )

    class Meta:
        verbose_name = _("Thủ tục")
        verbose_name_plural = _("Thủ tục")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class ProcedureAlias(models.Model):
    """An older code under which the procedure is still looked for; its address leads to the present one."""

    code = models.CharField(_("Mã cũ"), max_length=60, unique=True)
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name = _("Mã cũ")
        verbose_name_plural = _("Mã cũ")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """What the procedure says from `valid_from` on; a dossier keeps the version it was born with."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions", verbose_name=_("Thủ tục"))
    number = models.PositiveIntegerField(_("Phiên bản"), default=1)
    valid_from = models.DateField(_("Có hiệu lực từ"))
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    name = models.CharField(_("Tên thủ tục"), max_length=1200)
    name_en = models.CharField(max_length=1200, blank=True)
    folded = models.TextField(default="")
    decision = models.CharField(max_length=200, blank=True)
    level = models.ForeignKey("centres.Level", models.PROTECT, related_name="+", verbose_name=_("Cấp"))
    levels = models.JSONField(default=list)
    field = models.ForeignKey(Field, models.PROTECT, related_name="versions", verbose_name=_("Lĩnh vực"))
    department = models.ForeignKey("centres.Unit", models.PROTECT, related_name="procedure_versions", verbose_name=_("Cơ quan"))
    kind = models.CharField(max_length=200, blank=True)
    competent = models.TextField(blank=True)
    executing = models.TextField(blank=True)
    coordinating = models.TextField(blank=True)
    authorised = models.TextField(blank=True)
    address = models.TextField(blank=True)
    related = models.TextField(blank=True)
    partly_reason = models.TextField(blank=True)
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
    source = models.CharField(max_length=80, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("Phiên bản của thủ tục")
        verbose_name_plural = _("Phiên bản của thủ tục")
        ordering = ["procedure_id", "-number"]
        indexes = [models.Index(fields=["valid_from"], name="version_by_start")]
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


class Revision(models.Model):
    """One row that grows whenever something published changes; pages use it as their ETag."""

    value = models.PositiveBigIntegerField(default=0)
    # Another one with every change: a restored database may come to the same value with other content.
    stamp = models.CharField(max_length=32, default="")

    def __str__(self) -> str:
        return str(self.value)
