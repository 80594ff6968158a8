"""A version in the making."""

from __future__ import annotations

from django.db import models

from ..rules.editing import OPEN_DRAFT, DraftStatus
from .procedures import Procedure, ProcedureVersion


class EditorDraft(models.Model):
    """A version in the making: written by one person, approved by another, published for a date."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, null=True, blank=True, related_name="drafts")
    code = models.CharField(max_length=40)
    base = models.ForeignKey(ProcedureVersion, models.PROTECT, null=True, blank=True, related_name="+")
    published = models.OneToOneField(ProcedureVersion, models.PROTECT, null=True, blank=True, related_name="draft")
    status = models.CharField(max_length=12, default="writing")
    content = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey("accounts.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["status", "-id"], name="draft_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("written_by")),
                name="draft_second_person_approves",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="published") | models.Q(published__isnull=False, approved_by__isnull=False),
                name="draft_published_has_version",
            ),
            models.CheckConstraint(condition=models.Q(status__in=[status.value for status in DraftStatus]), name="draft_status_known"),
            models.CheckConstraint(
                condition=models.Q(status=DraftStatus.PUBLISHED.value) | models.Q(published__isnull=True), name="draft_version_only_published"
            ),
            models.CheckConstraint(
                condition=~models.Q(status=DraftStatus.RETURNED.value) | ~models.Q(note=""), name="draft_returned_says_why"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[DraftStatus.SUBMITTED.value, DraftStatus.PUBLISHED.value]) | models.Q(valid_from__isnull=False),
                name="draft_submitted_has_day",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(status__in=sorted(status.value for status in OPEN_DRAFT)), name="draft_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"
