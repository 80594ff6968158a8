"""What the outbox tells others."""

from __future__ import annotations

from django.dispatch import Signal

message_written = Signal()
