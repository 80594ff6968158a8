"""The list of the entry "Thủ tục hành chính công" of the seed, with search and filters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.actions import note_found, note_opened, note_search
from motcua.catalogue.queries import PER_PAGE
from motcua.catalogue.rules import Audience
from motcua.centres import queries as centres
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.web.shared.filters import is_english
from motcua.web.shared.http import page, see_other
from motcua.web.shared.procedure_words import named

from ..frame import Shelf, show_kept
from ..life import BY_KEY

FILTERS = {
    "linh-vuc": "field",
    "co-quan": "department",
    "cap": "level",
    "doi-tuong": "audience",
    "su-kien": "life_event",
}
MAX_QUESTION = 200
SUGGESTED = 8


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The list; htmx asks for its results only, which equal the same part of the whole page. Kept until something published changes."""
    day = clock.local_day(clock.now())
    wish, number = _wish(request), _page_number(request)
    is_part = bool(request.headers.get("HX-Request"))
    question = wish.get("q", "")

    def context() -> dict[str, Any]:
        results = _results(wish, day, number)
        return results if is_part else {**results, "choices": _choices(day)}

    answer = show_kept(
        request,
        "portal/_results.html" if is_part else "portal/find.html",
        context,
        key=(tuple(sorted(wish.items())), number, catalogue.revision(), catalogue.index_mark(day) if question else None, day),
        here="procedures",
        canonical=_address(wish, number),
        shelf=Shelf.SEARCHES if question else Shelf.PAGES,
    )
    assert answer is not None
    if question and number == 1:
        note_search(question, day=day)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _address(wish: Mapping[str, str], number: int) -> str:
    """This page's own address, made from what was understood of the one that was asked for."""
    words = {**wish, **({"page": str(number)} if number > 1 else {})}
    return reverse("portal:procedures") + (f"?{urlencode(words)}" if words else "")


@require_safe
def opened(request: HttpRequest, code: str) -> HttpResponse:
    """A result of a search was chosen: counted for the editor, then on to the page of the procedure (works without scripts)."""
    note_opened(request.GET.get("q", "")[:MAX_QUESTION], day=clock.local_day(clock.now()))
    return see_other(reverse("portal:procedure", args=[code]))


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What may be meant, as one types: a list for the search field. Without scripts it is the list of results."""
    question = clean(request.GET.get("q", "")[: 2 * MAX_QUESTION])[:MAX_QUESTION]
    if not request.headers.get("HX-Request"):
        return see_other(_address({"q": question} if question else {}, 1))
    found = catalogue.suggested(question, day=clock.local_day(clock.now()), limit=SUGGESTED)
    rows = [
        {"name": one.heading, "lang": one.lang, "field": one.field, "href": _opening(one.code, question)} for one in map(named, found)
    ]
    answer = page(request, "shared/suggestions.html", {"rows": rows})
    answer["Vary"] = "Cookie, HX-Request"
    return answer


def _opening(code: str, question: str) -> str:
    return f"{reverse('portal:opened', args=[code])}?{urlencode({'q': question})}"


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
    filters: dict[str, Any] = {FILTERS[name]: value for name, value in wish.items() if name in FILTERS}
    found = catalogue.list_procedures(day=day, centre=centre, q=wish.get("q", ""), page=number, **filters)
    if "q" in wish and number == 1:
        note_found(wish["q"], day=day, found=found.total)
    return {
        "rows": [named(version) for version in found.rows],
        "near": [named(version) for version in found.near],
        "popular": [named(version) for version in catalogue.popular(None, day, limit=6)]
        if not found.total and not found.near
        else [],
        "total": found.total,
        "understood": found.understood,
        "pages": Paginator(range(found.total), PER_PAGE).get_page(found.page),
        "wish": dict(wish),
        "is_filtered": any(name != "q" for name in wish),
        "centre_asked": centre,
        "event": BY_KEY.get(wish.get("su-kien", "")),
    }


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
