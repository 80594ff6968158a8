"""Units and centres as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CentresConfig(AppConfig):
    """Names the tables on the administrator's pages."""

    name = "motcua.centres"
    verbose_name = "Đơn vị và trung tâm"
