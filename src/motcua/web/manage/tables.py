"""Where an administrator keeps a table: pages of Django's administration, which not every administrator may open."""

from __future__ import annotations

from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from motcua.web.shared.http import StaffRequest


def table_address(request: StaffRequest, label: str) -> str:
    """The list of this table ("centres.unit"), or nothing when it would not open for this person: a link must not lead to "not found"."""
    model = apps.get_model(label)
    page = admin.site._registry[model]
    may = admin.site.has_permission(request) and page.has_view_or_change_permission(request)
    return reverse(f"admin:{label.replace('.', '_')}_changelist") if may else ""
