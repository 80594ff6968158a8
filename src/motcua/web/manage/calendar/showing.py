"""The year at a glance, and the lists of what administrators entered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.models import Staff
from motcua.accounts.rules import Role
from motcua.deadlines import queries
from motcua.deadlines.models import CalendarChange
from motcua.deadlines.rules.changing import EVERYWHERE
from motcua.deadlines.rules.moments import LAST_YEAR
from motcua.deadlines.rules.national import DECREED_FROM
from motcua.kernel import clock
from motcua.web.shared.desk import desk_page
from motcua.web.shared.http import StaffRequest, staff_only

from .forms import agency_choices
from .picture import KINDS, cells, counts, dates_of, patterns_of, special_rows, week_rows, year_picture

PER_PAGE = 50


@require_safe
@staff_only(Role.ADMIN)
def year(request: StaffRequest) -> HttpResponse:
    """A year of one agency, or of all that have no rows of their own; and the changes that nobody has confirmed yet."""
    today = clock.local_day(clock.now())
    agencies = agency_choices(today)
    agency = request.GET.get("don-vi", "")
    agency = agency if agency in dict(agencies) else EVERYWHERE
    shown = _year(request.GET.get("nam", ""), today)
    calendar = queries.calendar_of(agency)
    picture = year_picture(calendar, shown, today=today)
    days = cells(picture)
    names: dict[dt.date | None, str] = {row.valid_from: row.name for row in queries.hours_patterns() if row.agency_code in (EVERYWHERE, agency)}
    waiting = queries.changes_open()
    context = {
        "picture": picture, "rows": special_rows(calendar, days), "counts": counts(days), "patterns": patterns_of(calendar, shown, names), "year": shown,
        "before": shown - 1 if shown > DECREED_FROM else None, "after": shown + 1 if shown < LAST_YEAR else None, "agency": agency, "agencies": agencies,
        "kinds": KINDS, "is_decreed": calendar.is_decreed(dt.date(shown, 1, 1)), "centre": request.post.centre,
        "culture": calendar.culture_days(shown), "waiting": waiting, "people": people(waiting),
    }  # fmt: skip
    return desk_page(request, "manage/calendar_year.html", context)


def _year(text: str, today: dt.date) -> int:
    return min(max(int(text), DECREED_FROM), LAST_YEAR) if text.isascii() and text.isdigit() and len(text) == 4 else today.year


@require_safe
@staff_only(Role.ADMIN)
def entries(request: StaffRequest) -> HttpResponse:
    """Own days, weekly hours, Vietnam Culture Day and the last changes."""
    agencies = dict(agency_choices(clock.local_day(clock.now())))
    days = Paginator(list(reversed(queries.own_entries())), PER_PAGE).get_page(request.GET.get("page"))
    lately = queries.changes_lately()
    context: dict[str, Any] = {
        "days": days, "hours": [{"row": row, "dates": dates_of(pattern.hours), "week": _short(week_rows(pattern.hours))}
                                for row in queries.hours_patterns() for pattern in (queries.pattern_of(row),)],
        "agencies": agencies, "culture_day": queries.has_culture_day(), "lately": lately, "people": people(lately), "centre": request.post.centre,
    }  # fmt: skip
    return desk_page(request, "manage/calendar_entries.html", context)


def _short(rows: list[list[str]]) -> str:
    """The week in one line: days with the same hours together."""
    groups: list[tuple[str, list[str]]] = []
    for day, hours in rows:
        if groups and groups[-1][0] == hours:
            groups[-1][1].append(day)
        else:
            groups.append((hours, [day]))
    parts = [(days[0] if len(days) == 1 else _("%(first)s đến %(last)s") % {"first": days[0], "last": days[-1]}, hours) for hours, days in groups]
    return "; ".join(f"{days}: {hours}" for days, hours in parts)


def people(changes: list[CalendarChange]) -> dict[str, str]:
    """Actor -> name, in one query."""
    numbers = {actor.removeprefix("staff:") for change in changes for actor in (change.made_by, change.confirmed_by)}
    named = Staff.objects.filter(pk__in=[number for number in numbers if number.isdigit()]).values_list("pk", "full_name")
    return {f"staff:{number}": name for number, name in named} | {"system": _("hệ thống")}
