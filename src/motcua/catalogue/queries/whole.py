"""The whole catalogue, a part at a time, for machines that want everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..models import ProcedureVersion
from .page import ProcedurePage, page_of
from .versions import current

AT_ONCE = 200
_PARTS = ("cases__papers", "terms", "fees", "legal_bases", "unreadable", "procedure__receiving", "procedure__aliases", "procedure__linked")


def all_pages(day: date, *, at_once: int = AT_ONCE) -> Iterator[ProcedurePage]:
    """Every procedure in force on the day, in order of its rows; ten queries for each `at_once` of them."""
    last = 0
    while True:
        rows = list(current(day).filter(pk__gt=last).order_by("pk").prefetch_related(*_PARTS)[:at_once])
        yield from (page_of(version, day) for version in rows)
        if len(rows) < at_once:
            return
        last = rows[-1].pk


def addresses(day: date, *, after: int = 0, limit: int | None = None) -> list[tuple[str, date]]:
    """(code, in force since) of the procedures in force, in order of code, from the place `after` on. One query."""
    rows = ProcedureVersion.objects.filter(pk__in=current(day).values("pk")).order_by("procedure__code")
    found = rows.values_list("procedure__code", "valid_from")[after : None if limit is None else after + limit]
    return list(found)


def procedures_in_force(day: date) -> int:
    """How many. One query."""
    return current(day).count()
