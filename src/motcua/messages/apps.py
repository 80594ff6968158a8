"""The outbox as a Django app, under a label of its own beside django.contrib.messages."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Registers the outbox."""

    name = "motcua.messages"
    label = "outbox"

    def ready(self) -> None:
        """Connect the outbox to the worker."""
        import_module("motcua.messages.tasks")
