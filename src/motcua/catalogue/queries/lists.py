"""Lists of procedures: filtered, searched, popular."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast, Length

from motcua.centres.models import Centre
from motcua.kernel.text import clean, fold

from ..models import ProcedureVersion
from ..rules.searching import Question
from .searching import Hit, answer
from .versions import current

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list: its rows, which page of how many (from 1), and how many rows there are in all.

    After a search `understood` says in a few words what was looked for, when that is not just what was typed; `near` is what comes closest when nothing fits.
    """

    rows: list[ProcedureVersion]
    page: int
    pages: int
    total: int
    understood: str = ""
    near: tuple[ProcedureVersion, ...] = ()


def list_procedures(
    *, day: date, field: str = "", department: str = "", level: str = "", centre: Centre | None = None, q: str = "",
    audience: str = "", life_event: str = "", stands: Centre | None = None, page: int = 1, per_page: int = PER_PAGE,
) -> Found:  # fmt: skip
    """Procedures in force on the day, by field code, department key, level code, receiving centre, audience, life event
    and words; two queries, one with words. `stands`: where the citizen is, for the order; the receiving centre if not given.

    Without words in order of name, with words the best first. A page outside the list becomes the nearest one.
    """
    only = {
        "field": clean(field[:80]), "department": clean(department[:80]), "level": clean(level[:80]), "audience": clean(audience[:40]),
        "life_event": clean(life_event[:40]), "centre": str(centre.pk) if centre else "",
    }  # fmt: skip
    if clean(q[:400]):
        found = answer(q, day=day, level=level_of(stands or centre), only=only)
        if not found.question.is_everything:
            return _searched(found.hits, found.near, _understood(found.question), day=day, page=page, per_page=per_page)
    rows = _filtered(current(day), only).order_by("folded", "pk")
    total = rows.count()
    page, pages = _page(page, total, per_page)
    return Found(list(rows[(page - 1) * per_page : page * per_page]), page, pages, total)


def _understood(question: Question) -> str:
    """What was looked for, in a few words; empty when these are the words that were typed, tones, case and order aside."""
    is_as_typed = sorted(fold(question.label).split()) == sorted(fold(question.text).split())
    return "" if is_as_typed else question.label


def _searched(hits: tuple[Hit, ...], near: tuple[Hit, ...], understood: str, *, day: date, page: int, per_page: int) -> Found:
    page, pages = _page(page, len(hits), per_page)
    rows = _rows((hit.pk for hit in hits[(page - 1) * per_page : page * per_page] or near[:per_page]), day)
    return Found(rows if hits else [], page, pages, len(hits), understood if hits else "", () if hits else tuple(rows))


def _page(page: int, total: int, per_page: int) -> tuple[int, int]:
    pages = max(1, -(-total // per_page))
    return min(max(page, 1), pages), pages


def _filtered(rows: QuerySet[ProcedureVersion], only: dict[str, str]) -> QuerySet[ProcedureVersion]:
    paths = {"field": "field__code", "department": "department__key", "centre": "procedure__receiving"}
    rows = rows.filter(**{path: only[name] for name, path in paths.items() if only[name]})
    # Lists are JSON; SQLite knows no containment of JSON, so their text is asked.
    for name, column in (("audience", "audiences"), ("life_event", "life_events"), ("level", "levels")):
        if only[name]:
            held = Q(**{f"{column}_text__contains": f'"{only[name]}"'})
            rows = rows.annotate(**{f"{column}_text": Cast(column, models.TextField())})
            rows = rows.filter(held | Q(level__code=only[name]) if name == "level" else held)
    return rows


def search(q: str, *, day: date, centre: Centre | None = None, level: str = "", limit: int = PER_PAGE) -> list[ProcedureVersion]:
    """The best `limit` procedures for the words of a person at the centre or level; empty when nothing fits. One query at most.

    `level`: commune, district, province or ministry; what can be done there ranks first, nothing is hidden.
    """
    only = {"centre": str(centre.pk)} if centre else {}
    return _rows((hit.pk for hit in answer(q, day=day, level=level or level_of(centre), only=only, limit=limit).hits), day)


def suggested(q: str, *, day: date, level: str = "", limit: int) -> list[ProcedureVersion]:
    """What a question that is still being typed may mean, the best first, or what comes closest. One query at most."""
    found = answer(q, day=day, level=level, unfinished=True, limit=limit)
    return _rows((hit.pk for hit in found.hits or found.near[:limit]), day)


def level_of(centre: Centre | None) -> str:
    """The level of government at which a citizen at the centre stands; empty without a centre."""
    if centre is None:
        return ""
    return "province" if centre.is_provincial else "commune"


# What no list shows: reading it would take longer than finding the rows.
_LONG = (
    "folded", "conditions", "steps", "results", "competent", "executing", "coordinating", "authorised", "address", "related", "partly_reason",
    "decision", "kind", "result_place", "fingerprint",
)  # fmt: skip


def _rows(keys: Iterable[int], day: date) -> list[ProcedureVersion]:
    """The versions with these keys in their order; one that has gone since the index was built is left out."""
    order = list(keys)
    found = {version.pk: version for version in current(day).defer(*_LONG).filter(pk__in=order)} if order else {}
    return [found[pk] for pk in order if pk in found]


def popular(centre: Centre | None, day: date, *, limit: int = 12) -> list[ProcedureVersion]:
    """The procedures that people ask for most, of those the centre receives (None: of all). One query.

    Short names first: the everyday ones have them, and they fit the large buttons of a kiosk.
    """
    rows = current(day).filter(procedure__is_popular=True)
    if centre is not None:
        rows = rows.filter(procedure__receiving=centre)
    return list(rows.order_by(Length("name"), "folded", "pk")[:limit])
