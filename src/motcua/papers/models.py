"""Stored files: addressed by their content, checked before they are accepted."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A file that was received or made; `sha256` names its place in the data directory, `size` in bytes."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty")]
        indexes = [models.Index(fields=["sha256"], name="stored_file_by_content")]

    def __str__(self) -> str:
        return self.name
