"""The hall as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class QueueingConfig(AppConfig):
    """Names the tables on the administrator's pages."""

    name = "motcua.queueing"
    verbose_name = "Lấy số và gọi số"
