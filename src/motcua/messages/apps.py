"""The outbox as a Django app, under a label of its own beside django.contrib.messages."""

from __future__ import annotations

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Registers the outbox."""

    name = "motcua.messages"
    label = "outbox"
