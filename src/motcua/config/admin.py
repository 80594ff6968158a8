"""The administrator's list of background work: what waits, what ran, what failed and with which error. Nothing can be changed there."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)


@admin.register(DBTaskResult)
class BackgroundWorkAdmin(admin.ModelAdmin):
    """A list without pages of its rows: the worker keeps them."""

    list_display = ("task_path", "status", "enqueued_at", "started_at", "finished_at", "exception_class_path")
    list_display_links = None
    list_filter = ("status",)
    ordering = ("-enqueued_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
