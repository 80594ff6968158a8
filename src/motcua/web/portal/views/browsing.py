"""The catalogue by field, department, audience and level, each with how many procedures it has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.rules import Audience
from motcua.kernel import clock
from motcua.web.shared.filters import local_name

from ..frame import show_kept

Rows = list[tuple[str, str, int]]


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """All fields."""
    return _browse(request, "fields", "linh-vuc", _fields)


@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """All departments."""
    return _browse(request, "departments", "co-quan", _departments)


@require_safe
def audiences(request: HttpRequest) -> HttpResponse:
    """Who may apply."""
    return _browse(request, "audiences", "doi-tuong", _audiences)


@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """The levels of government, the one nearest to people first."""
    return _browse(request, "levels", "cap", _levels)


def _browse(request: HttpRequest, by: str, name: str, rows: Callable[[date], Rows]) -> HttpResponse:
    day = clock.local_day(clock.now())

    def context() -> dict[str, Any]:
        address = f"{reverse('portal:procedures')}?{name}="
        return {
            "rows": [{"href": address + key, "text": text, "count": count} for key, text, count in rows(day)], "by": by,
            "heading": _heading(by),
        }  # fmt: skip

    answer = show_kept(
        request, "portal/browse.html", context, key=(by, catalogue.revision(), day), here="procedures", canonical=reverse(f"portal:{by}")
    )  # fmt: skip
    assert answer is not None
    return answer


def _heading(by: str) -> str:
    return {
        "fields": _("Thủ tục theo lĩnh vực"), "departments": _("Thủ tục theo cơ quan"),
        "audiences": _("Thủ tục theo người nộp hồ sơ"), "levels": _("Thủ tục theo cấp giải quyết"),
    }[by]  # fmt: skip


def _fields(day: date) -> Rows:
    return [(one.row.code, local_name(one.row), one.count) for one in catalogue.fields_with_counts(day)]


def _departments(day: date) -> Rows:
    return [(one.row.key, local_name(one.row), one.count) for one in catalogue.departments_with_counts(day)]


def _audiences(day: date) -> Rows:
    counts = catalogue.audience_counts(day)
    return [(one.value, _(one.label), counts[one.value]) for one in Audience if counts[one.value]]


def _levels(day: date) -> Rows:
    return [(one.row.code, _(one.row.name), one.count) for one in catalogue.levels_with_counts(day)]
