"""Staff as a Django app; whoever logs in, by whatever page, is out at the end of the shift."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers staff."""

    name = "motcua.accounts"
    verbose_name = "Cán bộ"

    def ready(self) -> None:
        """Connect the end of the shift to every log-in."""
        import_module("motcua.accounts.sessions")
