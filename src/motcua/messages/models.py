"""The outbox: a message is a row of the transaction that caused it; the worker sends it afterwards."""

from __future__ import annotations

from django.db import models


class Outgoing(models.Model):
    """One message to one address; `key` makes writing it twice impossible, also after address and words were emptied."""

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=10, default="email")
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(sent_at__isnull=True), name="outgoing_unsent"),
            models.Index(fields=["created_at"], condition=models.Q(emptied_at__isnull=True), name="outgoing_with_words"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"
