"""What people were told and what they looked for, without personal data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .parts import Case


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


class Synonym(models.Model):
    """Everyday words for official ones that an administrator added to the file that ships."""

    said = models.CharField(_("Người dân nói"), max_length=100, unique=True)
    meant = models.CharField(_("Nghĩa trong thủ tục (cách nhau bằng dấu chấm phẩy)"), max_length=400)

    class Meta:
        verbose_name = _("Từ đồng nghĩa")
        verbose_name_plural = _("Từ đồng nghĩa")
        ordering = ["said"]

    def __str__(self) -> str:
        return f"{self.said} = {self.meant}"


class SearchAsked(models.Model):
    """How often words were searched on a day and how often a result was opened; no personal data, no address, no time."""

    words = models.CharField(max_length=100)
    day = models.DateField()
    asked = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "-asked"]
        constraints = [models.UniqueConstraint(fields=["words", "day"], name="search_once_a_day")]

    def __str__(self) -> str:
        return f"{self.words} {self.day}"
