"""What came in from another catalogue: the original text, the runs, and what could not be read."""

from __future__ import annotations

from django.db import models

from .procedures import ProcedureVersion


class Original(models.Model):
    """The record as the source gave it, every part untouched, beside the version that was read from it.

    `digest` tells whether the source says something new: of the record and of the way in which it was read.
    """

    version = models.OneToOneField(ProcedureVersion, models.CASCADE, related_name="original")
    source = models.CharField(max_length=80)
    data = models.JSONField()
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.source} {self.version_id}"


class ImportRun(models.Model):
    """One import of one file: how far it came, and what it did; an interrupted one goes on where it stopped."""

    name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    by = models.CharField(max_length=80)
    valid_from = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["digest", "started_at"], name="import_by_file")]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M}"


class Unreadable(models.Model):
    """A part of a record that the importer did not read and never guesses; an editor works through the open ones."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="unreadable")
    field = models.CharField(max_length=40)
    problem = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    row = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("accounts.Staff", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["settled_at", "problem"], name="unreadable_open")]

    def __str__(self) -> str:
        return f"{self.field}: {self.problem}"
