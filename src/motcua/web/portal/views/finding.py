"""The list of the entry "Thủ tục hành chính công" of the seed, with search and filters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.queries import PER_PAGE, Found
from motcua.catalogue.rules import Audience
from motcua.centres import queries as centres
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.web.shared.filters import is_english
from motcua.web.shared.http import page
from motcua.web.shared.procedure_words import named

from ..asking import nearest, without_fillers
from ..frame import show
from ..life import BY_KEY

FILTERS = {
    "linh-vuc": "field",
    "co-quan": "department",
    "cap": "level",
    "doi-tuong": "audience",
    "su-kien": "life_event",
}
MAX_QUESTION = 200


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The list; htmx asks for its results only, which equal the same part of the whole page."""
    day = clock.local_day(clock.now())
    wish = _wish(request)
    results = _results(wish, day, _page_number(request))
    if request.headers.get("HX-Request"):
        answer = page(request, "portal/_results.html", results)
    else:
        answer = show(request, "portal/find.html", {**results, "choices": _choices(day)}, here="procedures")
    answer["Vary"] = "Cookie, HX-Request"
    return answer


def _wish(request: HttpRequest) -> dict[str, str]:
    """What was asked for, cut to sensible lengths; empty parameters are left out."""
    asked = {
        name: clean(request.GET.get(name, "")[: 2 * MAX_QUESTION])[:MAX_QUESTION]
        for name in ("q", "trung-tam", *FILTERS)
    }
    return {name: value for name, value in asked.items() if value}


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "")[:6]
    return int(typed) if typed.isascii() and typed.isdigit() else 1


def _results(wish: Mapping[str, str], day: date, number: int) -> dict[str, Any]:
    centre = centres.centre_by_slug(wish["trung-tam"]) if "trung-tam" in wish else None
    found = _found(wish, day, number, centre)
    question = wish.get("q", "")
    near = nearest(question, day) if question and not found.total else []
    return {
        "rows": [named(version) for version in found.rows],
        "near": [named(version) for version in near],
        "popular": [named(version) for version in catalogue.popular(None, day, limit=6)]
        if not found.total and not near
        else [],
        "total": found.total,
        "pages": Paginator(range(found.total), PER_PAGE).get_page(found.page),
        "wish": dict(wish),
        "is_filtered": any(name != "q" for name in wish),
        "centre_asked": centre,
        "event": BY_KEY.get(wish.get("su-kien", "")),
    }


def _found(wish: Mapping[str, str], day: date, number: int, centre: Any) -> Found:
    """What fits all words; when nothing does, what fits them without the words of asking."""
    filters: dict[str, Any] = {FILTERS[name]: value for name, value in wish.items() if name in FILTERS}
    question = wish.get("q", "")
    found = catalogue.list_procedures(day=day, centre=centre, q=question, page=number, **filters)
    shorter = without_fillers(question) if question else ""
    if found.total or shorter == question:
        return found
    return catalogue.list_procedures(day=day, centre=centre, q=shorter, page=number, **filters)


def _choices(day: date) -> list[dict[str, Any]]:
    """The filters: name of the parameter, label, and (value, words) of each choice."""

    def text(row: Any) -> str:
        return str(row.name_en or row.name) if is_english() else str(row.name)

    return [
        {
            "name": "linh-vuc",
            "label": _("Lĩnh vực"),
            "options": [(one.row.code, text(one.row)) for one in catalogue.fields_with_counts(day)],
        },
        {
            "name": "co-quan",
            "label": _("Cơ quan"),
            "options": [(one.row.key, text(one.row)) for one in catalogue.departments_with_counts(day)],
        },
        {
            "name": "cap",
            "label": _("Cấp giải quyết"),
            "options": [(level.code, _(level.name)) for level in catalogue.levels_in_use(day)],
        },
        {
            "name": "doi-tuong",
            "label": _("Người nộp hồ sơ"),
            "options": [(audience.value, _(audience.label)) for audience in Audience],
        },
    ]
