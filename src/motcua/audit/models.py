"""Tables of what happened; rows are added, never changed or removed."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that happened to one record; `(kind, record, seq)` is its place in the chain."""

    kind = models.CharField(max_length=16)
    record = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    actor = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record", "seq"], name="event_once_in_its_chain"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="event_seq_from_one"),
        ]
        indexes = [models.Index(fields=["kind", "at"], name="event_by_time")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record}#{self.seq} {self.verb}"


class Reading(models.Model):
    """Somebody looked at a citizen's papers (Decree 13/2023 on personal data): who, what, when."""

    kind = models.CharField(max_length=16)
    record = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    what = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["kind", "record", "at"], name="reading_by_record")]

    def __str__(self) -> str:
        return f"{self.actor} {self.what} {self.kind}:{self.record}"
