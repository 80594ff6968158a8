"""The worker's part of the outbox."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django_tasks import task

from motcua.kernel.clock import now

from . import actions
from .signals import message_written


@task()
def send(message: int) -> bool:
    """Send one message of the outbox."""
    return actions.deliver(message, now=now())


@receiver(message_written)
def enqueue(sender: Any, *, message: int, **_: Any) -> None:
    """The task is a row of the same transaction as the message."""
    send.enqueue(message)
