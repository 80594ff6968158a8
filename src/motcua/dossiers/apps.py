"""The place of dossiers in the program: a changed calendar moves what is open."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Registers dossiers."""

    name = "motcua.dossiers"
    verbose_name = "Hồ sơ"

    def ready(self) -> None:
        """Connect the worker to changes of calendars."""
        import_module("motcua.dossiers.tasks")
