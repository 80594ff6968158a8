"""The tables of background work as a Django app with a Vietnamese name on the administrator's pages."""

from __future__ import annotations

from django_tasks_db.apps import TasksAppConfig


class BackgroundConfig(TasksAppConfig):
    """The app of django-tasks-db under our name."""

    verbose_name = "Việc chạy nền"
