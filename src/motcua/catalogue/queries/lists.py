"""Lists of procedures: filtered, searched, popular."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Case as Choose
from django.db.models import QuerySet, Value
from django.db.models import When as If
from django.db.models.functions import Cast, Length

from motcua.centres.models import Centre
from motcua.kernel.text import clean

from ..models import ProcedureVersion
from ..rules import LEAD_IN, search_phrase, search_words
from .versions import current

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list: its rows, which page of how many (from 1), and how many rows there are in all."""

    rows: list[ProcedureVersion]
    page: int
    pages: int
    total: int


def list_procedures(
    *, day: date, field: str = "", department: str = "", level: str = "", centre: Centre | None = None, q: str = "",
    audience: str = "", life_event: str = "", page: int = 1, per_page: int = PER_PAGE,
) -> Found:  # fmt: skip
    """Procedures in force on the day, by field code, department key, level code, receiving centre, audience, life event
    and words; two queries.

    Without words in order of name, with words the best first. A page outside the list becomes the nearest one.
    """
    rows = current(day)
    for name, value in (("field__code", field), ("department__key", department), ("level__code", level)):
        rows = rows.filter(**{name: clean(value[:80])}) if value else rows
    for name, value in (("audiences", audience), ("life_events", life_event)):
        rows = _naming(rows, name, clean(value[:40])) if value else rows
    if centre is not None:
        rows = rows.filter(procedure__receiving=centre)
    rows = _matching(rows, q) if clean(q[:400]) else rows.order_by("folded", "pk")
    total = rows.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    return Found(list(rows[(page - 1) * per_page : page * per_page]), page, pages, total)


def _naming(rows: QuerySet[ProcedureVersion], name: str, value: str) -> QuerySet[ProcedureVersion]:
    """The versions whose JSON list `name` holds the value, on both databases (SQLite knows no JSON containment)."""
    text = {f"{name}_text": Cast(name, models.TextField())}
    return rows.annotate(**text).filter(**{f"{name}_text__contains": f'"{value}"'})


def search(q: str, *, day: date, centre: Centre | None = None, limit: int = PER_PAGE) -> list[ProcedureVersion]:
    """The best `limit` procedures for the words, with or without tones; empty for no words. One query at most."""
    rows = current(day) if centre is None else current(day).filter(procedure__receiving=centre)
    return list(_matching(rows, q)[:limit])


def _matching(rows: QuerySet[ProcedureVersion], q: str) -> QuerySet[ProcedureVersion]:
    """Every word must begin a word of the text; names that begin so first, then with the phrase, popular, short ones."""
    words = search_words(q)
    if not words:
        return rows.none()
    if words == LEAD_IN.split():
        return rows.order_by("folded", "pk")
    for word in words:
        rows = rows.filter(folded__contains=f" {word}")
    phrase = f" {search_phrase(q)}"
    rank = Choose(
        If(folded__startswith=phrase, then=Value(0)), If(folded__contains=phrase, then=Value(1)), default=Value(2),
        output_field=models.IntegerField(),
    )  # fmt: skip
    return rows.annotate(rank=rank).order_by("rank", "-procedure__is_popular", Length("name"), "folded", "pk")


def popular(centre: Centre | None, day: date, *, limit: int = 12) -> list[ProcedureVersion]:
    """The procedures that people ask for most, of those the centre receives (None: of all). One query.

    Short names first: the everyday ones have them, and they fit the large buttons of a kiosk.
    """
    rows = current(day).filter(procedure__is_popular=True)
    if centre is not None:
        rows = rows.filter(procedure__receiving=centre)
    return list(rows.order_by(Length("name"), "folded", "pk")[:limit])
